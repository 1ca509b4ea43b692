"""From passages to weighted words: TF-IDF, with what the genre says everywhere weighed down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

from policynlp.errors import UsageError
from policynlp.segment import Granularity, Lexicon
from policynlp.topics.background import genre_weights, word_vectors
from policynlp.topics.factorization import unit_rows
from policynlp.topics.words import WordAnalyzer, character_pairs, is_chinese

# Measured on labelled passages (docs/results.md): multi-word terms help names more than topics.
_TERM_WEIGHT = 0.5
_PAIR_WEIGHT = 1.5
# From so many passages on, a unit must stand in two of them.
_FEW = 20
_MEANING_WEIGHT = 0.05**0.5
_BLOCKS = ("words", "compounds", "pairs")


@dataclass(frozen=True, slots=True)
class Block:
    """One kind of feature: its vocabulary, with the weight of each entry."""

    vocabulary: tuple[str, ...]
    weights: npt.NDArray[np.float64]

    @classmethod
    def learn(cls, units: Sequence[list[str]], kind: str) -> Block:
        """Units of two passages or more (of one, where there are few), but not of half of all.

        Parameters
        ----------
        units : sequence of list of str
            Of each passage.
        kind : {"w", "c"}
            Whose genre weights they have.
        """
        return cls.of(Counter(unit for found in units for unit in set(found)), len(units), kind)

    @classmethod
    def of(cls, frequency: Mapping[str, int], n: int, kind: str) -> Block:
        """The same from the number of passages, of `n`, that each unit stands in."""
        least = 2 if n >= _FEW else 1
        kept = sorted(unit for unit, f in frequency.items() if least <= f <= max(n / 2, 1))
        weights = [
            np.log(n / frequency[unit]) * genre_weights().get((kind, unit), 1.0) for unit in kept
        ]
        return cls(tuple(kept), np.array(weights))

    def tfidf(self, units: Sequence[list[str]]) -> sp.csr_matrix:
        """Rows of length 1, or 0 where a passage has no known unit; shape (n_passages, n_units)."""
        if not self.vocabulary:
            return sp.csr_matrix((len(units), 0))
        counter = CountVectorizer(analyzer=list, vocabulary=self.vocabulary)
        return self.weigh(counter.transform(units))

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
    profile : csr_matrix, shape (n_passages, n_words + n_pairs + n_dimensions)
        Words, pairs of characters and a little latent semantics: what two passages are compared
        by.
    """

    terms: sp.csr_matrix
    profile: sp.csr_matrix

    def __getitem__(self, rows: npt.NDArray[np.intp]) -> Vectors:
        return Vectors(self.terms[rows], self.profile[rows])


class PassageVectorizer:
    """TF-IDF of words, multi-word terms and pairs of characters, and the meaning of the words.

    The weight of a unit is ln(n / df) × its genre weight: words that the genre uses in every field
    (应当, 进一步, 玩忽职守) are weighed down by statistics of a large collection, which a few
    passages can't give. The same collection gives vectors of words (latent semantic analysis), so
    that two passages can be near without a word in common.

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
        self._analyzer = WordAnalyzer(granularity, lexicon)
        self.words = self.compounds = self.pairs = Block((), np.empty(0))
        self.vectors: npt.NDArray[np.int8] = np.empty((0, 0), dtype=np.int8)

    @property
    def terms(self) -> tuple[str, ...]:
        """Columns of `Vectors.terms`: words, then multi-word terms."""
        return self.words.vocabulary + self.compounds.vocabulary

    @property
    def profile_width(self) -> int:
        """Columns of `Vectors.profile`."""
        dimensions = int(self.vectors.shape[1])
        return len(self.words.vocabulary) + len(self.pairs.vocabulary) + dimensions

    def fit_transform(self, texts: Sequence[str]) -> Vectors:
        """Learn the vocabulary of some passages.

        Raises
        ------
        UsageError
            If no Chinese word stands in enough passages.
        """
        units = self.units(texts)
        kinds = ("w", "w", "c")
        blocks = [Block.learn(found, kind) for found, kind in zip(units, kinds, strict=True)]
        self.learn(blocks, len(texts))
        return self._join(*units)

    def learn(self, blocks: Sequence[Block], n: int) -> None:
        """Take the words, multi-word terms and pairs of `n` passages; errors as above."""
        self.words, self.compounds, self.pairs = blocks
        if not any(map(is_chinese, self.words.vocabulary)):
            raise UsageError(f"no topics: {_count(n)} without a Chinese word that tells them apart")
        self.vectors = word_vectors(self.terms)

    def transform(self, texts: Sequence[str]) -> Vectors:
        """Passages in the learned vocabulary."""
        return self._join(*self.units(texts))

    def units(self, texts: Sequence[str]) -> tuple[list[list[str]], ...]:
        """Words, multi-word terms and pairs of each passage."""
        words, compounds = self._analyzer.split(texts)
        return words, compounds, [character_pairs(text) for text in texts]

    def _join(
        self, words: list[list[str]], compounds: list[list[str]], pairs: list[list[str]]
    ) -> Vectors:
        by_word = self.words.tfidf(words)
        by_compound = self.compounds.tfidf(compounds) * _TERM_WEIGHT
        by_pair = self.pairs.tfidf(pairs) * _PAIR_WEIGHT
        terms = normalize(sp.hstack([by_word, by_compound])).tocsr()
        wording = normalize(sp.hstack([by_word, by_pair]))
        meaning = sp.csr_matrix(unit_rows(np.asarray(terms @ self.vectors.astype(np.float64))))
        profile = normalize(sp.hstack([wording, meaning * _MEANING_WEIGHT])).tocsr()
        return Vectors(terms, profile)

    def get_state(self) -> dict[str, Any]:
        """Vocabulary and weights as plain values and arrays."""
        state: dict[str, Any] = {"word_vectors": self.vectors}
        for name in _BLOCKS:
            block: Block = getattr(self, name)
            state[f"{name}_vocabulary"] = list(block.vocabulary)
            state[f"{name}_weights"] = block.weights
        return state

    def set_state(self, state: dict[str, Any]) -> None:
        """Take over what `get_state` gave.

        Raises
        ------
        KeyError, ValueError
            If something is missing or does not fit together.
        """
        for name in _BLOCKS:
            vocabulary, weights = state[f"{name}_vocabulary"], state[f"{name}_weights"]
            if len(vocabulary) != len(weights):
                raise ValueError(f"{name}: {len(vocabulary)} entries, {len(weights)} weights")
            setattr(self, name, Block(tuple(vocabulary), weights))
        self.vectors = state["word_vectors"]
        if self.vectors.ndim != 2 or len(self.vectors) != len(self.terms):
            raise ValueError(f"{len(self.terms)} terms, word vectors {self.vectors.shape}")


def _count(n: int) -> str:
    return "one passage" if n == 1 else f"{n} passages"
