"""What a fit works on, so that it can be repeated on a part of the passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.preprocessing import normalize

from policynlp.topics.factorization import anchored_topics, factorize, solve_weights
from policynlp.topics.graph import propagate, smooth

Array = npt.NDArray[np.float64]

LEAST_SUPPORT = 3

# How far anchors speak for the passages around theirs; chosen on development passages.
_EVIDENCE_DAMPING = 0.5
_EVIDENCE_STEPS = 8


@dataclass(frozen=True, slots=True)
class Solution:
    """Topics of a fit: those of ``themes``, in that order, then the free ones.

    Attributes
    ----------
    themes : tuple of int
        Columns of `Problem.anchors`.
    topics : ndarray, shape (n_topics, n_terms)
        Rows of length 1.
    weights : ndarray, shape (n_passages, n_topics)
        Rows sum to 1.
    """

    themes: tuple[int, ...]
    topics: Array
    weights: Array

    @property
    def support(self) -> npt.NDArray[np.intp]:
        """Passages whose largest weight is the topic's; shape (n_topics,)."""
        return np.bincount(self.weights.argmax(axis=1), minlength=len(self.topics))


@dataclass(frozen=True)
class Problem:
    """Passages to be factorised.

    Attributes
    ----------
    terms : csr_matrix, shape (n_passages, n_terms)
    graph : csr_matrix, shape (n_passages, n_passages)
        Similarity of neighbours.
    anchors : ndarray, shape (n_passages, n_themes)
        Counts of each theme's anchors.
    random_state : int or None
    """

    terms: sp.csr_matrix
    graph: sp.csr_matrix
    anchors: Array
    random_state: int | None

    @cached_property
    def smoothed(self) -> sp.csr_matrix:
        """Terms smoothed over the graph; shape (n_passages, n_terms)."""
        return smooth(self.terms, self.graph)

    def part(self, rows: npt.NDArray[np.intp]) -> Problem:
        """The same for some of the passages."""
        return Problem(
            self.terms[rows], self.graph[rows][:, rows], self.anchors[rows], self.random_state
        )

    def solve(self, themes: Sequence[int], n_free: int) -> Solution:
        """Topics of the given themes, and ``n_free`` others for what they don't cover."""
        counts = self.anchors[:, list(themes)]
        prior = self.theme_prior(counts)
        anchored = anchored_topics(self.smoothed, prior * np.log1p(counts.sum(1, keepdims=True)))
        if n_free == 0:
            topics, evidence = anchored, self.spread(prior)
        elif not themes:
            topics = factorize(self.smoothed, n_free, self.random_state)
            return Solution((), topics, solve_weights(self.smoothed, topics))
        else:
            uncovered = 1 / (1 + counts.sum(axis=1, keepdims=True))
            rest = self.smoothed.multiply(uncovered).tocsr()
            free = factorize(rest, n_free, self.random_state)
            topics = np.vstack([anchored, free])
            share = uncovered * solve_weights(self.smoothed, free)
            evidence = np.hstack([self.spread(prior) * (1 - uncovered), share])
        return Solution(tuple(themes), topics, solve_weights(self.smoothed, topics, evidence))

    def supported(self, themes: Sequence[int], n_free: int, most: int | None = None) -> list[int]:
        """Those of the themes that keep at least three passages, the one with most first."""
        kept = [t for t in themes if np.count_nonzero(self.anchors[:, t]) >= LEAST_SUPPORT]
        while kept:
            support = self.solve(kept, n_free).support[: len(kept)]
            order = np.argsort(-support, kind="stable")
            weakest = order[-1]
            if support[weakest] >= LEAST_SUPPORT and (most is None or len(kept) <= most):
                return [kept[i] for i in order]
            # One at a time: what the weakest leaves may support another.
            del kept[weakest]
        return []

    @staticmethod
    def theme_prior(counts: Array) -> Array:
        """Each theme's share of a passage's anchors; rows sum to 1, or 0 without anchors."""
        return np.asarray(normalize(np.log1p(counts), norm="l1"))

    def spread(self, prior: Array) -> Array:
        """Share of each theme in the anchors of a passage and its surroundings."""
        own = sp.csr_matrix(prior)
        spread = propagate(own, self.graph, _EVIDENCE_DAMPING, _EVIDENCE_STEPS)
        return np.asarray(spread.toarray())
