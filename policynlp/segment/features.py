"""Features of the learned segmenter: characters, known terms, and a dictionary's own cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt
import rjieba

from policynlp.segment.characters import Codes, normalise, to_text
from policynlp.segment.evidence import Evidence, find_matches
from policynlp.tagging.hashing import Hashes, Substrings, mix, spread

Ints = npt.NDArray[np.int64]

LONGEST_WORD = 6  # longer words of the dictionary are taken by their first characters
REACH = 3  # characters to each side of a position that its features look at


@dataclass(frozen=True, slots=True)
class Words:
    """The cut by a dictionary.

    Attributes
    ----------
    number : ndarray of int64, shape (n_characters,)
        Which word each character belongs to.
    starts : ndarray of int64, shape (n_words,)
    lengths : ndarray of uint32, shape (n_words,)
        Capped.
    identity : ndarray of uint32, shape (n_words,)
    """

    number: Ints
    starts: Ints
    lengths: Hashes
    identity: Hashes


def dictionary_words(text: str, grams: Substrings) -> Words:
    """Cut a text by rjieba, with its own dictionary and hidden Markov model."""
    words = rjieba.cut(text)
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    starts = np.cumsum(lengths) - lengths
    number = np.repeat(np.arange(len(words)), lengths)
    capped = np.minimum(lengths, LONGEST_WORD)
    return Words(number, starts, capped.astype(np.uint32), grams.at(starts, capped))


class Features:
    """Hashed features of some characters of a text, and of the words that they belong to.

    Parameters
    ----------
    folded : ndarray of uint32, shape (n,)
        Characters.
    at : ndarray of int64, shape (n_positions,)
        Which characters; ``REACH`` others stand to each side.
    evidence : Evidence
    """

    def __init__(self, folded: Codes, at: Ints, evidence: Evidence) -> None:
        self._codes, kinds = normalise(folded)
        self._kinds = kinds.astype(np.uint32)
        self._grams = Substrings(self._codes)
        self._at = at
        self._evidence = evidence
        self._words = dictionary_words(to_text(folded), self._grams)
        number = self._words.number[at]
        used = np.zeros(len(self._words.starts), dtype=bool)
        used[number] = True
        self._used = np.flatnonzero(used)
        self.n_words = len(self._used)
        offset = at - self._words.starts[number]
        self._offset = np.minimum(offset, LONGEST_WORD - 1).astype(np.uint32)
        self._number = number
        self.slot = 2 * (np.cumsum(used) - 1)[number] + (offset > 0)
        """Place of each character in a flat array that has two values for each word: for its first
        character and for the others."""

    def of_characters(self) -> Iterator[Hashes]:
        """One array of shape (n_positions,) after another."""
        return _told_apart([*self._plain(), *self._terms(), *self._places()])

    def of_words(self) -> Iterator[Hashes]:
        """One array of shape (n_words,) after another."""
        return _told_apart(self._word_clues())

    def _near(self, values: Codes, shift: int) -> Codes:
        return values.take(self._at + shift, mode="clip")

    def _plain(self) -> Iterator[Hashes]:
        near, codes, kinds = self._near, self._codes, self._kinds
        one, two, three = spread(codes), self._grams.ngrams(2), self._grams.ngrams(3)
        for grams, shifts in ((one, (0, 1)), (two, (0, 1)), (three, (-1, 0))):
            for shift in shifts:
                yield near(grams, shift)
        around = (near(kinds, -1) * np.uint32(8) + near(kinds, 0)) * np.uint32(8) + near(kinds, 1)
        yield mix(around, near(one, 0))

    def _terms(self) -> Iterator[Hashes]:
        near = self._near
        borders = np.zeros(len(self._codes) + 1, dtype=bool)
        borders[self._words.starts] = True
        borders[-1] = True
        found = find_matches(self._grams, borders, self._evidence.terms)
        seven, eight = np.uint32(7), np.uint32(8)
        start, cross = found.starting, found.crossing
        end = np.concatenate([start[:1], found.ending[:-1]])
        # The border before each character: how long the terms that end, start and go across are.
        lengths = ((end & seven) * eight + (start & seven)) * eight + (cross & seven)
        border = mix(mix(end, start), cross)
        before, here, after, later = (near(lengths, shift) for shift in (-1, 0, 1, 2))
        one = near(self._codes, 0)
        yield mix(here, after)
        yield near(border, 0)
        yield near(border, 1)
        yield mix(mix(before, here), one)
        yield mix(mix(after, later), one)
        place = spread(self._words.lengths.take(self._number) * np.uint32(8) + self._offset)
        yield mix(near(cross, 0), place)
        yield mix(near(cross, 1), place)

    def _places(self) -> Iterator[Hashes]:
        padded = np.concatenate([[0], self._words.lengths, [0]]).astype(np.uint32)
        before, this, after = (padded.take(self._number + i) for i in range(3))
        place = spread(this * np.uint32(8) + self._offset)
        yield mix(before * np.uint32(8) + after, place)
        one = spread(self._codes)
        for shift in (-1, 0, 1):
            yield place + self._near(one, shift)

    def _word_clues(self) -> Iterator[Hashes]:
        words, used = self._words, self._used
        identity = _Around(words.identity, used)
        known = self._evidence.classes.look_up(words.identity).astype(np.uint32)
        kind = _Around(np.where(known, known, 256 + words.lengths).astype(np.uint32), used)
        this, before, after = identity(0), identity(-1), identity(1)
        kinds_left, kinds_right = mix(kind(-1), kind(0)), mix(kind(0), kind(1))
        clues = (
            this,
            mix(before, this),
            mix(this, after),
            spread(kind(0)),
            kinds_left,
            kinds_right,
            mix(kinds_left, kind(1)),
        )
        length = spread(words.lengths.take(used))
        for clue in clues:
            yield clue + length


class _Around:
    """Values of the words before and after some words, 0 beyond the ends."""

    def __init__(self, values: Hashes, which: Ints) -> None:
        edge = np.zeros(2, dtype=np.uint32)
        self._values = np.concatenate([edge, values, edge])
        self._which = which + len(edge)

    def __call__(self, shift: int) -> Hashes:
        return self._values.take(self._which + shift)


def _told_apart(features: Iterable[Hashes]) -> Iterator[Hashes]:
    """The same hash means another thing in another feature."""
    for number, feature in zip(count(), features, strict=False):
        yield feature + np.uint32(number * 0x3C6EF372 & 0xFFFFFFFF)
