"""From passages to weighted words: TF-IDF, with what the genre says everywhere weighed down."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

from policynlp.errors import UsageError
from policynlp.folding import fold
from policynlp.segment import Granularity, Lexicon, Segmenter

# Two characters or more, of which one is Chinese; or a name such as 5G, IPv6.
_WORD = re.compile(r"(?=\w*[\u4e00-\u9fff])\w{2,}|[A-Za-z]+\d+|\d+[A-Za-z]")
_NUMBER = re.compile(r"[\d一二三四五六七八九十百千万亿零〇两第年月日条款项]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")

# Measured on labelled passages (docs/results.md): multi-word terms help names more than topics.
_TERM_WEIGHT = 0.5
_PAIR_WEIGHT = 1.5
# From so many passages on, a unit must stand in two of them.
_FEW = 20


@dataclass(frozen=True, slots=True)
class WordAnalyzer:
    """Words of a text that can carry a topic: no stop words, no bare numbers, no single character.

    With ``granularity="coarse"`` the multi-word terms (数字政府) follow the words (数字, 政府).
    """

    granularity: Granularity = "coarse"
    lexicon: Lexicon | None = None

    def __call__(self, text: str) -> list[str]:
        found = self._words(text, "fine")
        if self.granularity == "coarse":
            found += self.terms(text)
        return found

    def terms(self, text: str) -> list[str]:
        """The multi-word terms alone."""
        single = set(self._words(text, "fine"))
        return [word for word in self._words(text, "coarse") if word not in single]

    def _words(self, text: str, granularity: Granularity) -> list[str]:
        words = _segmenter(granularity, self.lexicon).segment(text).words()
        return [word for word in map(fold, words) if is_content_word(word)]


def is_content_word(word: str) -> bool:
    """Whether a word can carry a topic."""
    return bool(_WORD.fullmatch(word)) and not _NUMBER.fullmatch(word) and word not in stop_words()


def character_pairs(text: str) -> list[str]:
    """Overlapping pairs of Chinese characters: they see what the segmenter cut in two."""
    return [a + b for run in _CHINESE.findall(fold(text)) for a, b in pairwise(run)]


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing of a passage's field."""
    lines = _resource("lexicon", "stop_words.txt").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@cache
def genre_weights() -> dict[tuple[str, str], float]:
    """Weight of words (``"w"``) and pairs of characters (``"c"``) that the genre overuses."""
    rows = (
        row.split("\t")
        for row in _resource("topics", "genre_weights.tsv").splitlines()
        if not row.startswith("#")
    )
    return {(kind, unit): float(weight) for kind, unit, weight in rows}


def _resource(*path: str) -> str:
    return files("policynlp.resources").joinpath(*path).read_text(encoding="utf-8")


@lru_cache(maxsize=4)
def _segmenter(granularity: Granularity, lexicon: Lexicon | None) -> Segmenter:
    return Segmenter(granularity, lexicon)


@dataclass(frozen=True, slots=True)
class Block:
    """One kind of feature: its vocabulary, with the weight of each entry."""

    vocabulary: tuple[str, ...]
    weights: npt.NDArray[np.float64]

    def tfidf(self, texts: Sequence[str], analyzer: Callable[[str], list[str]]) -> sp.csr_matrix:
        """Rows of length 1, or 0 where a text has no known unit; shape (n_texts, n_units)."""
        if not self.vocabulary:
            return sp.csr_matrix((len(texts), 0))
        counter = CountVectorizer(analyzer=analyzer, vocabulary=self.vocabulary)
        return self.weigh(counter.transform(texts))

    def weigh(self, counts: sp.csr_matrix) -> sp.csr_matrix:
        """Sublinear term frequency × weight, rows scaled to length 1."""
        counts = counts.astype(np.float64)
        counts.data = 1 + np.log(counts.data)
        return normalize(counts @ sp.diags(self.weights)).tocsr()


@dataclass(frozen=True, slots=True)
class Vectors:
    """Passages as rows of weighted features.

    Attributes
    ----------
    terms : csr_matrix, shape (n_passages, n_terms)
        Words and multi-word terms: what the topics are made of.
    profile : csr_matrix, shape (n_passages, n_words + n_pairs)
        Words and pairs of characters: what two passages are compared by.
    """

    terms: sp.csr_matrix
    profile: sp.csr_matrix

    def __getitem__(self, rows: npt.NDArray[np.intp]) -> Vectors:
        return Vectors(self.terms[rows], self.profile[rows])


class PassageVectorizer:
    """TF-IDF of words, multi-word terms and pairs of characters.

    The weight of a unit is ln(n / df) × its genre weight: words that the genre uses in every field
    (应当, 进一步, 玩忽职守) are weighed down by statistics of a large collection, which a few
    passages can't give.

    Parameters
    ----------
    granularity : {"coarse", "fine"}
        Whether multi-word terms count beside words.
    lexicon : Lexicon, optional
        The user's words, kept whole.
    """

    def __init__(self, granularity: Granularity = "coarse", lexicon: Lexicon | None = None) -> None:
        self.granularity = granularity
        self.lexicon = lexicon
        self._analyzer = WordAnalyzer("fine", lexicon)
        self.words = self.compounds = self.pairs = Block((), np.empty(0))

    @property
    def terms(self) -> tuple[str, ...]:
        """Columns of `Vectors.terms`: words, then multi-word terms."""
        return self.words.vocabulary + self.compounds.vocabulary

    def fit_transform(self, texts: Sequence[str]) -> Vectors:
        """Learn the vocabulary of some passages.

        Raises
        ------
        UsageError
            If no Chinese word stands in enough passages.
        """
        self.words, words = _learn(texts, self._analyzer, "w")
        if not any(_CHINESE.search(word) for word in self.words.vocabulary):
            raise UsageError(
                f"no topics: {_count(len(texts))} without a Chinese word that tells them apart"
            )
        if self.granularity == "coarse":
            self.compounds, compounds = _learn(texts, self._compounds_of, "w")
        else:
            compounds = self.compounds.tfidf(texts, self._compounds_of)
        self.pairs, pairs = _learn(texts, character_pairs, "c")
        return _join(words, compounds, pairs)

    def transform(self, texts: Sequence[str]) -> Vectors:
        """Passages in the learned vocabulary."""
        return _join(
            self.words.tfidf(texts, self._analyzer),
            self.compounds.tfidf(texts, self._compounds_of),
            self.pairs.tfidf(texts, character_pairs),
        )

    def _compounds_of(self, text: str) -> list[str]:
        return WordAnalyzer("coarse", self.lexicon).terms(text)

    def get_state(self) -> dict[str, Any]:
        """Vocabulary and weights as plain values and arrays."""
        blocks = {"words": self.words, "compounds": self.compounds, "pairs": self.pairs}
        return {
            key: value
            for name, block in blocks.items()
            for key, value in (
                (f"{name}_vocabulary", list(block.vocabulary)),
                (f"{name}_weights", block.weights),
            )
        }

    def set_state(self, state: dict[str, Any]) -> None:
        """Take over what `get_state` gave."""
        for name in ("words", "compounds", "pairs"):
            vocabulary, weights = state[f"{name}_vocabulary"], state[f"{name}_weights"]
            if len(vocabulary) != len(weights):
                raise ValueError(f"{name}: {len(vocabulary)} entries, {len(weights)} weights")
            setattr(self, name, Block(tuple(vocabulary), weights))


def _learn(
    texts: Sequence[str], analyzer: Callable[[str], list[str]], kind: str
) -> tuple[Block, sp.csr_matrix]:
    """Vocabulary of units in two passages or more (one, where there are few) but not in half."""
    n = len(texts)
    counter = CountVectorizer(analyzer=analyzer)
    try:
        counts = counter.fit_transform(texts)
    except ValueError:  # no unit at all
        return Block((), np.empty(0)), sp.csr_matrix((n, 0))
    frequency = np.diff(counts.tocsc().indptr)
    least = 2 if n >= _FEW else 1
    kept = np.flatnonzero((frequency >= least) & (frequency <= max(n / 2, 1)))
    units = counter.get_feature_names_out()[kept]
    genre = np.array([genre_weights().get((kind, unit), 1.0) for unit in units])
    block = Block(tuple(units.tolist()), np.log(n / frequency[kept]) * genre)
    return block, block.weigh(counts[:, kept])


def _join(words: sp.csr_matrix, compounds: sp.csr_matrix, pairs: sp.csr_matrix) -> Vectors:
    return Vectors(
        normalize(sp.hstack([words, compounds * _TERM_WEIGHT])).tocsr(),
        normalize(sp.hstack([words, pairs * _PAIR_WEIGHT])).tocsr(),
    )


def _count(n: int) -> str:
    return "one passage" if n == 1 else f"{n} passages"
