"""Features of the learned segmenter: characters, known terms, and a dictionary's own cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import rjieba

from policynlp.segment.characters import Codes, normalise, to_text
from policynlp.segment.evidence import (
    ClassTable,
    TermTable,
    find_matches,
    word_pair_classes,
)
from policynlp.tagging.hashing import Hashes, mix, ngrams, shifted

LONGEST_WORD = 6  # longer words of the dictionary are taken by their first characters


@dataclass(frozen=True, slots=True)
class Words:
    """The cut by a dictionary, at each character.

    Attributes
    ----------
    place : ndarray of uint32, shape (n,)
        Length of the character's word, and where in it the character stands; both capped.
    before, after : ndarray of uint32, shape (n,)
        Capped length of the word before and after, 0 at the ends.
    lengths : ndarray of uint32, shape (n_words + 2,)
        Capped lengths, 0 at the ends.
    identity : ndarray of uint32, shape (n_words,)
    number : ndarray of int64, shape (n,)
        Which word the character belongs to.
    """

    place: Hashes
    before: Hashes
    after: Hashes
    lengths: Hashes
    identity: Hashes
    number: npt.NDArray[np.int64]


def dictionary_words(text: str, grams: list[Hashes]) -> Words:
    """Cut a text by rjieba, with its own dictionary and hidden Markov model."""
    words = rjieba.cut(text)
    lengths = np.fromiter(map(len, words), dtype=np.int64, count=len(words))
    starts = np.cumsum(lengths) - lengths
    number = np.repeat(np.arange(len(words)), lengths)
    capped = np.minimum(lengths, LONGEST_WORD)
    identity = np.empty(len(words), dtype=np.uint32)
    for length in range(1, LONGEST_WORD + 1):
        of_length = capped == length
        identity[of_length] = grams[length - 1][starts[of_length]]
    padded = np.concatenate([[0], capped, [0]]).astype(np.uint32)
    offset = np.arange(len(text), dtype=np.uint32) - starts.astype(np.uint32)[number]
    place = padded[1:-1][number] * np.uint32(8) + np.minimum(offset, np.uint32(LONGEST_WORD - 1))
    return Words(place, padded[:-2][number], padded[2:][number], padded, identity, number)


def features(folded: Codes, terms: TermTable, pairs: ClassTable) -> Iterator[Hashes]:
    """Hashed features of each character, one array after another.

    Parameters
    ----------
    folded : ndarray of uint32, shape (n,)
        Characters, n >= 1.
    terms : TermTable
        The shipped lexicon.
    pairs : ClassTable
        How firmly pairs of words hold together.

    Yields
    ------
    ndarray of uint32, shape (n,)
    """
    for number, feature in enumerate(_templates(folded, terms, pairs)):
        yield feature + np.uint32(number * 0x3C6EF372 & 0xFFFFFFFF)


def _templates(folded: Codes, terms: TermTable, pairs: ClassTable) -> Iterator[Hashes]:
    codes, kinds = normalise(folded)
    grams = ngrams(codes, LONGEST_WORD)
    yield from _characters(codes, kinds.astype(np.uint32), grams)
    yield from _terms(codes, grams, terms)
    yield from _words(codes, grams, dictionary_words(to_text(folded), grams), pairs)


def _characters(codes: Codes, kinds: Codes, grams: list[Hashes]) -> Iterator[Hashes]:
    one, two, three = grams[:3]
    for shift in (-1, 0, 1):
        yield shifted(one, shift)
    for shift in (-2, -1, 0, 1):
        yield shifted(two, shift)
    for shift in (-2, -1, 0):
        yield shifted(three, shift)
    yield mix(shifted(codes, -1), shifted(codes, 1))
    near = (shifted(kinds, -1) * np.uint32(8) + kinds) * np.uint32(8) + shifted(kinds, 1)
    yield mix(codes, near)
    wide = (shifted(kinds, -2) * np.uint32(512) + near) * np.uint32(8) + shifted(kinds, 2)
    yield wide * np.uint32(0x2545F491)


def _terms(codes: Codes, grams: list[Hashes], terms: TermTable) -> Iterator[Hashes]:
    found = find_matches(codes, grams[1], terms)
    seven, eight = np.uint32(7), np.uint32(8)
    start, cross = found.starting, found.crossing
    end = shifted(found.ending, -1)
    # The border before each character: how long the terms that end, start and go across are.
    lengths = ((end & seven) * eight + (start & seven)) * eight + (cross & seven)
    border = mix(mix(end, start), cross)
    yield mix(lengths, shifted(lengths, 1))
    yield border
    yield shifted(border, 1)
    yield mix(mix(shifted(lengths, -1), lengths), codes)
    yield mix(mix(shifted(lengths, 1), shifted(lengths, 2)), codes)


def _words(codes: Codes, grams: list[Hashes], words: Words, pairs: ClassTable) -> Iterator[Hashes]:
    number = words.number
    place = words.place * np.uint32(0x2545F491)
    one = grams[0]
    yield mix(mix(words.place, words.before), words.after)
    for shift in (-1, 0, 1):
        yield place + shifted(one, shift)
    padded = np.concatenate([[0], words.identity, [0]]).astype(np.uint32)
    previous, this, following = padded[:-2], words.identity, padded[2:]
    firm = np.concatenate([[0], word_pair_classes(pairs, this), [0]]).astype(np.uint32)
    earlier, left, right, later = firm[:-3], firm[1:-2], firm[2:-1], firm[3:]
    around = mix(left, right)
    lengths = words.lengths
    by_word = (
        this,
        mix(previous, this),
        mix(this, following),
        previous,
        following,
        mix(around, earlier),
        mix(around, later),
        mix(left, lengths[:-2]),
        mix(right, lengths[2:]),
    )
    for clue in by_word:
        yield place + clue[number]
