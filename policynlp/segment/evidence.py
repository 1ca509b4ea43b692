"""What is known about n-grams beforehand, as hashed tables of small classes.

A table holds the terms of the shipped lexicon by kind, or words by the company that they keep in a
large corpus. The tagger learns what each class is worth.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.segment.characters import SEPARATOR, fold_codes, normalise, to_codes
from policynlp.segment.lexicon import Entry
from policynlp.tagging.hashing import Hashes, Substrings, scatter, spread

Classes = npt.NDArray[np.uint8]

LONGEST_TERM = 12
_KINDS = ("term", "policy", "org", "body", "idiom")
_CHECK = np.uint32(3)
_LENGTHS = np.arange(2, LONGEST_TERM + 1)[:, None]
_EDGE = spread(normalise(to_codes(SEPARATOR)))


@dataclass(frozen=True, slots=True)
class ClassTable:
    """Classes 1..255 of hashed keys; 0 for keys that are not in it.

    Attributes
    ----------
    slots : ndarray of uint16, shape (2**bits,)
        Eight bits of the key's hash, to tell other keys of the slot apart, and the class.
    """

    slots: npt.NDArray[np.uint16]

    @classmethod
    def build(cls, keys: Hashes, classes: Classes, bits: int) -> ClassTable:
        """Where two keys share a slot the later one is kept."""
        slots = np.zeros(1 << bits, dtype=np.uint16)
        slots[scatter(keys, bits)] = _check(keys) | classes
        return cls(slots)

    def look_up(self, keys: Hashes) -> Classes:
        """Class of each key, wrong for one unknown key in some hundreds."""
        found = self.slots.take(scatter(keys, len(self.slots).bit_length() - 1))
        found ^= _check(keys)
        return (found * (found < 256)).astype(np.uint8)


def _check(keys: Hashes) -> npt.NDArray[np.uint16]:
    """Eight bits of the hash, in the upper half of a slot."""
    return ((keys >> _CHECK) << np.uint32(8)).astype(np.uint16)


@dataclass(frozen=True, slots=True)
class TermTable:
    """The terms of a lexicon, by kind.

    Attributes
    ----------
    classes : ClassTable
    prefixes : ndarray of bool, shape (2**bits,)
        Hashed beginnings of terms, of two characters and more: where no term can go on.
    """

    classes: ClassTable
    prefixes: npt.NDArray[np.bool_]

    @classmethod
    def build(cls, entries: Iterable[Entry], bits: int = 17) -> TermTable:
        """Terms of two characters up to ``LONGEST_TERM``."""
        known = [e for e in entries if 2 <= len(e.term) <= LONGEST_TERM]
        codes = fold_codes(to_codes("".join(e.term for e in known)))
        grams = Substrings(normalise(codes))
        lengths = np.array([len(e.term) for e in known], dtype=np.int64)
        starts = np.cumsum(lengths) - lengths
        prefixes = np.zeros(1 << bits, dtype=bool)
        for length in range(2, LONGEST_TERM + 1):
            prefixes[scatter(grams.at(starts[lengths >= length], length), bits)] = True
        kinds = [1 + _KINDS.index(e.kind) if e.kind in _KINDS else 1 + len(_KINDS) for e in known]
        table = ClassTable.build(grams.at(starts, lengths), np.array(kinds, dtype=np.uint8), bits)
        return cls(table, prefixes)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known before training.

    Attributes
    ----------
    terms : TermTable
        The shipped lexicon.
    classes : ClassTable
        Words by the company they keep.
    """

    terms: TermTable
    classes: ClassTable

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """What ``numpy.savez`` needs to keep."""
        return {
            "terms": self.terms.classes.slots,
            "prefixes": np.packbits(self.terms.prefixes),
            "classes": self.classes.slots,
        }

    @classmethod
    def from_arrays(cls, arrays: Any) -> Evidence:
        """The reverse of ``arrays``; ``KeyError`` where one is missing."""
        prefixes = np.unpackbits(arrays["prefixes"]).astype(bool)
        terms = TermTable(ClassTable(arrays["terms"]), prefixes)
        return cls(terms, ClassTable(arrays["classes"]))


@dataclass(frozen=True, slots=True)
class Matches:
    """Terms around each position: class and capped length in one number, 0 where there is none.

    ``starting`` and ``ending`` are those of the longest term that starts (ends) at the position,
    ``crossing`` of the longest that contains it and the position before.
    """

    starting: npt.NDArray[np.uint32]
    ending: npt.NDArray[np.uint32]
    crossing: npt.NDArray[np.uint32]


def find_matches(grams: Substrings, borders: npt.NDArray[np.bool_], terms: TermTable) -> Matches:
    """Terms in a text that are made of whole words.

    Parameters
    ----------
    grams : Substrings
        Of the n characters of the text.
    borders : ndarray of bool, shape (n + 1,)
        Where words meet: before each character, and behind the last.
    terms : TermTable
    """
    n = len(borders) - 1
    bits = len(terms.prefixes).bit_length() - 1
    starting, ending, crossing = np.zeros((3, n), dtype=np.uint32)
    # Of terms that meet in a place the one found last is kept: the longest, then the first.
    at = borders[: n - 1].nonzero()[0][::-1]
    for least in (2, 3):  # most places begin no term
        at = at[terms.prefixes.take(scatter(grams.at(at, np.minimum(least, n - at)), bits))]
    ends = at + _LENGTHS
    keys = grams.at(at, np.minimum(_LENGTHS, n - at))
    alive = terms.prefixes.take(scatter(keys, bits))
    np.logical_and.accumulate(alive, axis=0, out=alive)
    alive &= borders.take(ends, mode="clip") & (ends <= n)
    row, column = alive.nonzero()
    classes = terms.classes.look_up(keys[row, column])
    # A hash may be some term's by chance; across texts it would make one's words depend on another.
    edges = (grams.spread == _EDGE).nonzero()[0]
    starts = at[column]
    within_text = edges.searchsorted(starts) == edges.searchsorted(starts + row + 2)
    found = (within_text & (classes > 0)).nonzero()[0]
    begin, length = starts[found], row[found] + 2
    value = classes[found] * np.uint32(8) + (np.minimum(length, 8) - 1).astype(np.uint32)
    starting[begin] = value
    ending[begin + length - 1] = value
    within = length - 1
    first = begin + 1 - (within.cumsum() - within)
    crossing[first.repeat(within) + np.arange(within.sum())] = value.repeat(within)
    return Matches(starting, ending, crossing)
