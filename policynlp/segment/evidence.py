"""What is known about n-grams beforehand, as hashed tables of small classes.

A table holds the terms of the shipped lexicon by kind, or pairs of neighbouring words by how
firmly they hold together in a large corpus. The tagger learns what each class is worth.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policynlp.segment.characters import Codes, fold_codes, normalise, to_codes
from policynlp.segment.lexicon import Entry
from policynlp.tagging.hashing import Hashes, mix, ngrams, scatter

Classes = npt.NDArray[np.uint8]

LONGEST_TERM = 12
_KINDS = ("term", "policy", "org", "body", "idiom")
_CHECK = np.uint32(3)


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
        slots[scatter(keys, bits)] = (_check(keys) << 8) | classes
        return cls(slots)

    def look_up(self, keys: Hashes) -> Classes:
        """Class of each key, wrong for one unknown key in some hundreds."""
        found = self.slots[scatter(keys, len(self.slots).bit_length() - 1)]
        return np.where((found >> 8) == _check(keys), found, 0).astype(np.uint8)


def _check(keys: Hashes) -> npt.NDArray[np.uint16]:
    return ((keys >> _CHECK) & np.uint32(0xFF)).astype(np.uint16)


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
        grams = [ngrams(normalise(fold_codes(to_codes(e.term)))[0], len(e.term)) for e in known]
        prefixes = np.zeros(1 << bits, dtype=bool)
        for term in grams:
            prefixes[scatter(np.array([n[0] for n in term[1:]]), bits)] = True
        keys = np.array([term[-1][0] for term in grams], dtype=np.uint32)
        kinds = [1 + _KINDS.index(e.kind) if e.kind in _KINDS else 1 + len(_KINDS) for e in known]
        return cls(ClassTable.build(keys, np.array(kinds, dtype=np.uint8), bits), prefixes)


@dataclass(frozen=True, slots=True)
class Matches:
    """Terms around each position: class and capped length in one number, 0 where there is none.

    ``starting`` and ``ending`` are those of the longest term that starts (ends) at the position,
    ``crossing`` of the longest that contains it and the position before.
    """

    starting: npt.NDArray[np.uint32]
    ending: npt.NDArray[np.uint32]
    crossing: npt.NDArray[np.uint32]


def find_matches(codes: Codes, pairs: Hashes, terms: TermTable) -> Matches:
    """All terms in a text, given its codes for n-grams and the hashes of its bigrams."""
    n = len(codes)
    bits = len(terms.prefixes).bit_length() - 1
    starting, ending, crossing = (np.zeros(n, dtype=np.uint32) for _ in range(3))
    at, keys = np.arange(n - 1), pairs[: n - 1]
    for length in range(2, LONGEST_TERM + 1):
        alive = terms.prefixes[scatter(keys, bits)]
        at, keys = at[alive], keys[alive]
        classes = terms.classes.look_up(keys)
        found = np.flatnonzero(classes)
        begin = at[found]
        value = classes[found].astype(np.uint32) * np.uint32(8) + np.uint32(min(length, 8) - 1)
        starting[begin] = value
        ending[begin + length - 1] = value
        for inside in range(1, length):
            crossing[begin + inside] = value
        further = at + length < n
        at = at[further]
        keys = mix(keys[further], codes[at + length])
    return Matches(starting, ending, crossing)


def word_pair_classes(pairs: ClassTable, words: Hashes) -> npt.NDArray[np.uint32]:
    """Class of each word with the one before it; 0 for the first and one more at the end."""
    classes = np.zeros(len(words) + 1, dtype=np.uint32)
    if len(words) > 1:
        classes[1:-1] = pairs.look_up(mix(words[:-1], words[1:]))
    return classes


def pair_table(
    words: Hashes, known: npt.NDArray[np.bool_], *, least: int = 8, bits: int = 19
) -> ClassTable:
    """How firmly neighbouring words of a corpus hold together.

    The class of a pair combines its normalised pointwise mutual information (Bouma 2009) with the
    variety of words on its freer side (accessor variety, Feng et al. 2004): a term is firm within
    and free around.

    Parameters
    ----------
    words : ndarray of uint32, shape (n,)
        Hash of each word of the corpus.
    known : ndarray of bool, shape (n,)
        Words that can be part of a pair; punctuation and numbers can't.
    least : int
        Rarer pairs are left out.
    bits : int
        Size of the table.
    """
    total = len(words)
    single, single_counts = np.unique(words, return_counts=True)
    at = np.flatnonzero(known[:-1] & known[1:])
    keys = (words[at].astype(np.uint64) << np.uint64(32)) | words[at + 1]
    pairs, number, counts = np.unique(keys, return_inverse=True, return_counts=True)
    often = counts >= least
    before = np.where(at > 0, words[at - 1], 0)
    after = words[np.minimum(at + 2, total - 1)]
    variety = np.minimum(
        _n_distinct(number, before, often[number], len(pairs)),
        _n_distinct(number, after, often[number], len(pairs)),
    )[often]
    pairs, counts = pairs[often], counts[often]
    first = (pairs >> np.uint64(32)).astype(np.uint32)
    second = (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    count_of = [single_counts[np.searchsorted(single, side)] for side in (first, second)]
    information = np.log(counts * float(total) / (count_of[0] * count_of[1].astype(float)))
    firmness = information / -np.log(counts / total)
    classes = 1 + 4 * np.digitize(firmness, _FIRMNESS) + np.digitize(variety, _VARIETY)
    rising = np.argsort(counts, kind="stable")
    return ClassTable.build(mix(first, second)[rising], classes[rising].astype(np.uint8), bits)


_FIRMNESS = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
_VARIETY = [4, 10, 30]


def _n_distinct(
    number: npt.NDArray[np.int64],
    side: Hashes,
    use: npt.NDArray[np.bool_],
    n: int,
) -> npt.NDArray[np.int64]:
    """For each pair, how many different words stand on one side of it."""
    both = (number[use].astype(np.uint64) << np.uint64(32)) | side[use]
    return np.bincount((np.unique(both) >> np.uint64(32)).astype(np.int64), minlength=n)
