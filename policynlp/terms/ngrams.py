"""Frequent word n-grams of a stream: where each occurs, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policynlp.terms.stream import BREAK, WordStream

Numbers = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class NGrams:
    """All n-grams of one length that occur often enough.

    Attributes
    ----------
    length : int
        n, in words.
    positions : ndarray of int64, shape (n_occurrences,)
        Where each occurrence begins in the stream; those of one n-gram are together, in order.
    bounds : ndarray of int64, shape (n_grams + 1,)
        The occurrences of n-gram g are ``positions[bounds[g]:bounds[g + 1]]``.
    at : ndarray of int32, shape (n_words,)
        The n-gram that begins at each place of the stream; -1 where none does.
    """

    length: int
    positions: Numbers
    bounds: Numbers
    at: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @property
    def counts(self) -> Numbers:
        """How often each n-gram occurs, shape (n_grams,)."""
        return np.diff(self.bounds)

    @property
    def first(self) -> Numbers:
        """Where each n-gram occurs for the first time, shape (n_grams,)."""
        return self.positions[self.bounds[:-1]]

    @property
    def members(self) -> Numbers:
        """The n-gram of each of `positions`, shape (n_occurrences,)."""
        return np.repeat(np.arange(len(self)), self.counts)

    def occurrences(self, gram: int) -> Numbers:
        """Where one n-gram begins in the stream, in order."""
        return self.positions[self.bounds[gram] : self.bounds[gram + 1]]


def frequent_ngrams(stream: WordStream, longest: int, min_count: int) -> Iterator[NGrams]:
    """N-grams of 1, 2, … `longest` words that occur `min_count` times or more.

    An n-gram is looked for only where both n-grams of one word less are frequent (Agrawal and
    Srikant 1994), so the work shrinks as n grows. No n-gram goes across a break. Single words
    are given whatever their count.
    """
    words = stream.words.astype(np.int64)
    places = np.flatnonzero(words != BREAK)
    grams = _grouped(1, words[places], places, len(words), 1)
    yield grams
    for length in range(2, longest + 1):
        before = grams.at
        places = np.flatnonzero((before[:-1] >= 0) & (before[1:] >= 0))
        keys = before[places].astype(np.int64) * len(grams) + before[places + 1]
        grams = _grouped(length, keys, places, len(words), min_count)
        yield grams


def _grouped(length: int, keys: Numbers, places: Numbers, size: int, min_count: int) -> NGrams:
    """Places with the same key together, keys that are rare left out."""
    order = np.argsort(keys, kind="stable")
    keys, places = keys[order], places[order]
    begins = np.flatnonzero(np.r_[len(keys) > 0, keys[1:] != keys[:-1]][: len(keys)])
    counts = np.diff(np.r_[begins, len(keys)])
    frequent = counts >= min_count
    places = places[np.repeat(frequent, counts)]
    counts = counts[frequent]
    at = np.full(size, -1, dtype=np.int32)
    at[places] = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    return NGrams(length, places, np.r_[0, np.cumsum(counts)], at)


def distinct(grams: NGrams, values: Numbers) -> tuple[Numbers, Numbers]:
    """Pairs of an n-gram and a value that occur together.

    Parameters
    ----------
    values : ndarray of int64, shape (n_occurrences,)
        A value >= 0 for each of ``grams.positions``.

    Returns
    -------
    members, counts : ndarray of int64, shape (n_pairs,)
        The n-gram of each pair, and how often the pair occurs.
    """
    span = int(values.max(initial=0)) + 1
    keys, counts = np.unique(grams.members * span + values, return_counts=True)
    return keys // span, counts
