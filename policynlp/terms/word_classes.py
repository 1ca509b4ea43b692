"""Which words may begin, end or stand inside a term, by class of word and by how they are used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from policynlp.resources import stop_words
from policynlp.terms.ngrams import STRETCH, Flags
from policynlp.terms.stream import BREAK, Numbers, WordStream

# Letters of the ICTCLAS tag set, which jieba's dictionary uses.
_FUNCTION = "cdemopqruy"  # conjunctions, adverbs, interjections, numerals, prepositions, pronouns …
_CONTENT = "abjnv"  # adjectives, distinguishing words, abbreviations, nouns, verbs
_CLAUSE = "cuy"  # conjunctions and particles: what stands before and behind a phrase
_PREFIX, _SUFFIX = "h", "k"
# Modifiers and set phrases are no head of a noun phrase; "an" and "vn" are used as nouns.
_NO_HEAD = ("a", "ad", "b", "d", "h", "i")
_SHORTEST_NEW_WORD = 3


@dataclass(frozen=True, slots=True, eq=False)
class WordRoles:
    """What each word of a vocabulary may be in a term; arrays of bool, shape (n_vocabulary,).

    Attributes
    ----------
    first, inner, last : ndarray of bool
        May begin a term; may stand in one at all; may end one.
    new : ndarray of bool
        A term by itself: a word that the general dictionary does not have.
    """

    first: Flags
    inner: Flags
    last: Flags
    new: Flags


def word_roles(stream: WordStream) -> WordRoles:
    """Roles of all words of a stream.

    Notes
    -----
    The filter is the noun phrase of Frantzi et al. 2000, ``(modifier | noun)+ head``, without a
    function word in it and without a stop word at its edges. A dictionary does not tell whether
    a Chinese verb is used as a noun (治理 in 治理能力) or as a verb (加快 in 加快步伐); the corpus
    does: a predicate opens phrases more often than it closes them.
    """
    vocabulary = stream.vocabulary
    classes = general_dictionary()
    tags = np.array([classes.get(word, "") for word in vocabulary])
    stop = _are_in(vocabulary, stop_words())
    kinds = tags.astype("U1")
    opening, closing = _opening_and_closing(stream, np.isin(kinds, list(_CLAUSE)))
    predicate = (kinds == "v") & (opening > closing)
    figures = np.array([_is_figure(word) for word in vocabulary])
    inner = ~(np.isin(kinds, list(_FUNCTION)) | figures | (stop & ~np.isin(kinds, list(_CONTENT))))
    inner &= (tags != "") | ~_hold_a_conjunction(vocabulary, classes)
    inner[BREAK] = False
    inner &= kinds != _PREFIX
    return WordRoles(
        first=inner & ~stop & ~predicate & (kinds != _SUFFIX),
        inner=inner,
        last=inner & ~stop & ~predicate & ~np.isin(tags, _NO_HEAD),
        new=inner & ~stop & (tags == "")
        & np.array([len(word) >= _SHORTEST_NEW_WORD for word in vocabulary]),
    )  # fmt: skip


def _opening_and_closing(stream: WordStream, limit: Flags) -> tuple[Numbers, Numbers]:
    """How often each word comes right after, and right before, a break or a limiting word."""
    size = len(stream.vocabulary)
    opening, closing = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    limit = limit.copy()
    limit[BREAK] = True
    last = np.array([BREAK])  # the first word stands behind a break, as it were
    for start in range(0, len(stream.words), STRETCH):
        words = np.r_[last, stream.words[start : start + STRETCH]]
        limits = limit[words]
        opening += np.bincount(words[1:][limits[:-1]], minlength=size)
        closing += np.bincount(words[:-1][limits[1:]], minlength=size)
        last = words[-1:]
    return opening, closing


def _is_figure(word: str) -> bool:
    """Whether a word is a figure, with a unit of one character or without: 5G, 二十一, 第十二条."""
    rest = word.removeprefix("第")
    leading = next((at for at, one in enumerate(rest) if not one.isnumeric()), len(rest))
    return word[:1].isdecimal() or leading == len(rest) or (1 < leading == len(rest) - 1)


def _hold_a_conjunction(vocabulary: Sequence[str], classes: Mapping[str, str]) -> Flags:
    """Words with 和, 及 … in them; where the dictionary lacks such a word, it is a wrong cut."""
    return np.array([any(classes.get(one, "") == "c" for one in word) for word in vocabulary])


def _are_in(vocabulary: Sequence[str], words: frozenset[str]) -> Flags:
    return np.array([word in words for word in vocabulary], dtype=bool)


@cache
def general_dictionary() -> dict[str, str]:
    """The words of jieba's dictionary (MIT licence), each with its class."""
    # Its file is found without importing jieba, which would build its own tables.
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ImportError("jieba is not installed, which policynlp depends on")
    lines = Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: tag for word, _, tag in map(str.split, lines)}
