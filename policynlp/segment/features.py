"""Features of the learned segmenter: characters, known terms, and a dictionary's own cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import rjieba

from policynlp.segment.characters import CONTEXT, Codes, kinds_of, normalise, to_text, types
from policynlp.segment.evidence import Evidence, find_matches
from policynlp.tagging.hashing import Hashes, Substrings, mix, salt, spread

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.uint32]

LONGEST_WORD = 6  # longer words of the dictionary are taken by their first characters
N_OF_CHARACTERS, N_OF_WORDS = 18, 7


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
    starts = lengths.cumsum() - lengths
    number = np.arange(len(words)).repeat(lengths)
    capped = np.minimum(lengths, LONGEST_WORD)
    return Words(number, starts, capped.astype(np.uint32), grams.at(starts, capped))


_APART = np.arange(N_OF_CHARACTERS, dtype=np.uint32)[:, None] * np.uint32(0x3C6EF372)
_EIGHT, _SEVEN = np.uint32(8), np.uint32(7)


class Features:
    """Hashed features of the characters of a text, and of the words of a dictionary in it.

    Whole rows are reckoned at once, in few steps: on a passage of some hundred characters each
    step of NumPy costs more than its arithmetic.

    Parameters
    ----------
    folded : ndarray of uint32, shape (n,)
        Characters, with ``CONTEXT`` separators at both ends, which have no features.
    evidence : Evidence

    Attributes
    ----------
    of_characters : ndarray of uint32, shape (18, n - 2 * CONTEXT)
    of_words : ndarray of uint32, shape (7, n_words)
    slot : ndarray of int64, shape (n - 2 * CONTEXT,)
        Place of each character in a flat array that has two values for each word: for its first
        character and for the others.
    """

    def __init__(self, folded: Codes, evidence: Evidence) -> None:
        self._codes = normalise(folded)
        self._kinds = types(kinds_of(folded)).astype(np.uint32)
        self._grams = Substrings(self._codes)
        self._evidence = evidence
        words = self._words = dictionary_words(to_text(folded), self._grams)
        self._number = self._near(words.number, 0)
        offset = np.arange(CONTEXT, len(folded) - CONTEXT) - words.starts.take(self._number)
        self._offset = np.minimum(offset, LONGEST_WORD - 1).astype(np.uint32)
        self.slot: Ints = 2 * self._number + (offset > 0)
        self.of_characters = _told_apart(self._of_characters())
        self.of_words = _told_apart(self._of_words())

    def _near(self, values: npt.NDArray[Any], shift: int) -> npt.NDArray[Any]:
        """The value so many places from each character that has features."""
        start = CONTEXT + shift
        return values[start : start + len(self._codes) - 2 * CONTEXT]

    def _of_characters(self) -> Rows:
        near = self._near
        out = np.empty((N_OF_CHARACTERS, len(self._number)), dtype=np.uint32)
        one, two, three = self._grams.spread, self._grams.ngrams(2), self._grams.ngrams(3)
        code = salt(near(self._codes, 0))
        out[0], out[1] = near(one, 0), near(one, 1)
        out[2], out[3] = near(two, 0), near(two, 1)
        out[4], out[5] = near(three, -1), near(three, 0)
        kinds = self._kinds
        around = (near(kinds, -1) * _EIGHT + near(kinds, 0)) * _EIGHT + near(kinds, 1)
        out[6] = mix(around, near(one, 0))

        start, end, cross = self._terms()
        # The border before each character: how long the terms that end, start and go across are.
        lengths = ((end & _SEVEN) * _EIGHT + (start & _SEVEN)) * _EIGHT + (cross & _SEVEN)
        border = mix(mix(end, start), cross)
        both = mix(lengths[:-1], lengths[1:])
        pair, crossing = spread(both), spread(cross)
        length = self._words.lengths.take(self._number)
        place = spread(length * _EIGHT + self._offset)
        placed = salt(place)
        out[7], out[8], out[9] = near(both, 0), near(border, 0), near(border, 1)
        np.bitwise_xor(near(pair, -1), code, out=out[10])
        np.bitwise_xor(near(pair, 1), code, out=out[11])
        np.bitwise_xor(near(crossing, 0), placed, out=out[12])
        np.bitwise_xor(near(crossing, 1), placed, out=out[13])

        lengths = np.zeros(len(self._words.lengths) + 2, dtype=np.uint32)
        lengths[1:-1] = self._words.lengths
        beside = spread(lengths[:-2] * _EIGHT + lengths[2:])
        np.bitwise_xor(beside.take(self._number), placed, out=out[14])
        for row, shift in zip(out[15:], (-1, 0, 1), strict=True):
            np.add(place, near(one, shift), out=row)
        return out

    def _terms(self) -> tuple[Hashes, Hashes, Hashes]:
        """Terms that start at each character, end before it, and hold it and the one before."""
        borders = np.zeros(len(self._codes) + 1, dtype=bool)
        borders[self._words.starts] = True
        borders[-1] = True
        found = find_matches(self._grams, borders, self._evidence.terms)
        end = np.empty_like(found.ending)
        end[1:] = found.ending[:-1]
        end[0] = found.starting[0]
        return found.starting, end, found.crossing

    def _of_words(self) -> Rows:
        words = self._words
        out = np.empty((N_OF_WORDS, len(words.starts)), dtype=np.uint32)
        known = self._evidence.classes.look_up(words.identity)
        word, kind = np.zeros((2, len(words.starts) + 2), dtype=np.uint32)
        word[1:-1] = words.identity
        kind[1:-1] = np.where(known, known, 256 + words.lengths)
        pairs, kinds = mix(word[:-1], word[1:]), mix(kind[:-1], kind[1:])
        out[0], out[1], out[2] = words.identity, pairs[:-1], pairs[1:]
        out[3], out[4], out[5] = spread(kind[1:-1]), kinds[:-1], kinds[1:]
        out[6] = mix(kinds[:-1], kind[2:])
        out += spread(words.lengths)
        return out


def _told_apart(rows: Rows) -> Rows:
    """The same hash means another thing in another feature."""
    rows += _APART[: len(rows)]
    return rows
