"""From passages to weighted words: TF-IDF, with what the genre says everywhere weighed down."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
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
    """Weight of words (``"w"``) and pairs of characters (``"c"``) that the genre uses everywhere."""
    rows = (row.split("\t") for row in _resource("topics", "genre_weights.tsv").splitlines()
            if not row.startswith("#"))
    return {(kind, unit): float(weight) for kind, unit, weight in rows}


def _resource(*path: str) -> str:
    return files("policynlp.resources").joinpath(*path).read_text(encoding="utf-8")


@cache
def _segmenter(granularity: Granularity, lexicon: Lexicon | None) -> Segmenter:
    return Segmenter(granularity, lexicon)


@dataclass(frozen=True, slots=True)
class Block:
    """One kind of feature: its vocabulary, with the weight of each entry."""

    vocabulary: tuple[str, ...]
    weights: npt.NDArray[np.float64]

    def tfidf(
        self, texts: Sequence[str], analyzer: Callable[[str], list[str]]
    ) -> sp.csr_matrix:
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
