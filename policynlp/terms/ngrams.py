"""Frequent word n-grams of a stream: how often and where each occurs.

The stream is gone through in stretches, so that memory grows with the n-grams that are frequent
and not with the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policynlp.terms.stream import BREAK, Numbers, WordStream, on_disk

Values = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Keys = Callable[[int, int], tuple[Numbers, Numbers]]
"""From a stretch of the stream to the places of n-grams in it, and what they are grouped by."""

STRETCH = 1 << 20
"""Words that are looked at together."""
MOST = 1 << 22
"""Occurrences, or different n-grams of which most may be rare, that are in memory together."""


@dataclass(frozen=True, slots=True, eq=False)
class Occurrences:
    """Where some n-grams of one length stand.

    Attributes
    ----------
    positions : ndarray of int64, shape (n_occurrences,)
        Where each occurrence begins in the stream; those of one n-gram are together, in order.
    bounds : ndarray of int64, shape (n_grams + 1,)
        The occurrences of the g-th n-gram are ``positions[bounds[g]:bounds[g + 1]]``.
    """

    positions: Numbers
    bounds: Numbers

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @property
    def counts(self) -> Numbers:
        """How often each n-gram occurs, shape (n_grams,)."""
        return np.diff(self.bounds)

    @property
    def members(self) -> Numbers:
        """The n-gram of each of `positions`, shape (n_occurrences,)."""
        return np.repeat(np.arange(len(self)), self.counts)

    def heads(self, count: int) -> Numbers:
        """Where each n-gram stands for the first time, the second …; -1 where it does no more.

        Shape (n_grams, count).
        """
        places = self.bounds[:-1, None] + np.arange(count)
        there = places < self.bounds[1:, None]
        found = np.full(places.shape, -1, dtype=np.int64)
        found[there] = self.positions[places[there]]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class NGrams:
    """All n-grams of one length that occur often enough.

    Attributes
    ----------
    length : int
        n, in words.
    counts : ndarray of int64, shape (n_grams,)
        How often each occurs.
    first : ndarray of int64, shape (n_grams,)
        Where each occurs for the first time.
    at : ndarray of int32, shape (n_words,)
        The n-gram that begins at each place of the stream; -1 where none does. On disk.
    """

    length: int
    counts: Numbers
    first: Numbers
    at: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.counts)

    def occurrences(self, chosen: Numbers) -> Iterator[Occurrences]:
        """Where the chosen n-grams stand: as many together as memory should hold."""
        if not len(chosen):
            return
        block = (np.cumsum(self.counts[chosen]) - 1) // MOST
        for part in np.split(chosen, np.flatnonzero(np.diff(block)) + 1):
            yield self._occurrences(part)

    def _occurrences(self, chosen: Numbers) -> Occurrences:
        number = np.full(len(self) + 1, -1, dtype=np.int64)  # the last one for no n-gram, -1
        number[chosen] = np.arange(len(chosen))
        places, members = [], []
        for start in range(0, len(self.at), STRETCH):
            found = number[self.at[start : start + STRETCH]]
            here = np.flatnonzero(found >= 0)
            places.append(here + start)
            members.append(found[here])
        member = np.concatenate(members)
        order = np.argsort(member, kind="stable")
        counts = np.bincount(member, minlength=len(chosen))
        return Occurrences(np.concatenate(places)[order], np.r_[0, np.cumsum(counts)])


def frequent_ngrams(stream: WordStream, longest: int, min_count: int) -> Iterator[NGrams]:
    """N-grams of 1, 2, … `longest` words that occur `min_count` times or more.

    An n-gram is looked for only where both n-grams of one word less are frequent (Agrawal and
    Srikant 1994), so the work shrinks as n grows. No n-gram goes across a break. Single words
    are given whatever their count.
    """
    size = len(stream.words)

    def of_words(start: int, stop: int) -> tuple[Numbers, Numbers]:
        words = stream.words[start:stop].astype(np.int64)
        places = np.flatnonzero(words != BREAK)
        return places + start, words[places]

    grams = _grouped(1, of_words, size, 1)
    yield grams
    for length in range(2, longest + 1):
        grams = _grouped(length, _pairs(grams, min_count), size, min_count)
        yield grams


def _pairs(before: NGrams, min_count: int) -> Keys:
    """Places where two frequent n-grams of one word less overlap."""
    frequent = np.r_[before.counts >= min_count, False]  # the last one for no n-gram, -1

    def keys(start: int, stop: int) -> tuple[Numbers, Numbers]:
        at = before.at[start : stop + 1].astype(np.int64)
        places = np.flatnonzero(frequent[at[:-1]] & frequent[at[1:]])
        return places + start, at[places] * len(before) + at[places + 1]

    return keys


def _grouped(length: int, keys_of: Keys, size: int, min_count: int) -> NGrams:
    """N-grams by their keys, in order of these; the rare ones are left out."""
    stretches = [(start, min(start + STRETCH, size)) for start in range(0, size, STRETCH)]
    # Of many n-grams most are rare: a share of them is counted at a time.
    n_shares = -(-size // MOST)
    shares = [_counted(keys_of, stretches, (n, n_shares), min_count) for n in range(n_shares)]
    empty = np.empty(0, dtype=np.int64)
    keys, counts, first = map(np.concatenate, zip((empty,) * 3, *shares, strict=True))
    order = np.argsort(keys)
    keys, counts, first = keys[order], counts[order], first[order]
    at = on_disk(size)
    for start, stop in stretches:
        places, found = keys_of(start, stop)
        number = np.searchsorted(keys, found)
        known = number < len(keys)
        known[known] = keys[number[known]] == found[known]
        at[places[known]] = number[known]
    return NGrams(length, counts, first, at)


def _counted(
    keys_of: Keys, stretches: list[tuple[int, int]], share: tuple[int, int], min_count: int
) -> tuple[Numbers, Numbers, Numbers]:
    """Keys of a share, how often each occurs, and where first."""
    keys = counts = first = np.empty(0, dtype=np.int64)
    for start, stop in stretches:
        places, found = keys_of(start, stop)
        if share[1] > 1:
            mine = found % share[1] == share[0]
            places, found = places[mine], found[mine]
        new, at, number = np.unique(found, return_index=True, return_counts=True)
        keys, kept, of = np.unique(np.r_[keys, new], return_index=True, return_inverse=True)
        counts = np.bincount(of, np.r_[counts, number], minlength=len(keys)).astype(np.int64)
        first = np.r_[first, places[at]][kept]
    frequent = counts >= min_count
    return keys[frequent], counts[frequent], first[frequent]


def distinct(found: Occurrences, values: Numbers) -> tuple[Numbers, Numbers]:
    """Pairs of an n-gram and a value that occur together.

    Parameters
    ----------
    values : ndarray of int64, shape (n_occurrences,)
        A value >= 0 for each of ``found.positions``.

    Returns
    -------
    members, counts : ndarray of int64, shape (n_pairs,)
        The n-gram of each pair, and how often the pair occurs.
    """
    span = int(values.max(initial=0)) + 1
    keys, counts = np.unique(found.members * span + values, return_counts=True)
    return keys // span, counts
