"""What a fit works on, so that it can be repeated on a part of the passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.preprocessing import normalize

from policynlp.topics.factorization import anchored_topics, factorize, shares, solve_weights
from policynlp.topics.graph import passage_graph, propagate, reach, smooth, smooth_new
from policynlp.topics.naming import relevance
from policynlp.topics.vectorizer import Vectors

Array = npt.NDArray[np.float64]

LEAST_SUPPORT = 3
# Of the passages of a theme that a reader found right, at least 79 in 100 hold one of its anchors
# (plans) or 86 (development passages); of themes that were none, 50 at most (work reports).
LEAST_ANCHORED = 0.6

# How far anchors speak for the passages around theirs; chosen on development passages.
EVIDENCE_DAMPING = 0.5
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
        Rows sum to 1, or 0 where a passage has no known term.
    scores : ndarray, shape (n_topics, n_terms)
        How well each term tells each topic; see `relevance`.
    """

    themes: tuple[int, ...]
    topics: Array
    weights: Array
    scores: Array

    @property
    def n_free(self) -> int:
        """Topics beside those of the themes."""
        return len(self.topics) - len(self.themes)

    @property
    def support(self) -> npt.NDArray[np.intp]:
        """Passages whose largest weight is the topic's; shape (n_topics,)."""
        known = self.weights[self.weights.any(axis=1)]
        return np.bincount(known.argmax(axis=1), minlength=len(self.topics))

    def ordered(self) -> Solution:
        """The same with the free topics by share, the largest first."""
        n_themes = len(self.themes)
        by_share = np.argsort(-self.weights[:, n_themes:].sum(axis=0), kind="stable") + n_themes
        order = np.concatenate([np.arange(n_themes), by_share])
        return Solution(self.themes, self.topics[order], self.weights[:, order], self.scores[order])


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
    random_state : int
    """

    terms: sp.csr_matrix
    graph: sp.csr_matrix
    anchors: Array
    random_state: int

    @classmethod
    def of(cls, vectors: Vectors, anchors: Array, random_state: int) -> Problem:
        """Passages of a fit, with their graph."""
        return cls(vectors.terms, passage_graph(vectors.profile), anchors, random_state)

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
        share = anchor_shares(counts)
        anchored = anchored_topics(self.smoothed, share * np.log1p(counts.sum(1, keepdims=True)))
        rest = self.smoothed.multiply(uncovered(counts)).tocsr() if themes else self.smoothed
        topics = np.vstack([anchored, factorize(rest, n_free, self.random_state)])
        weights = weigh(self.smoothed, topics, counts, self.spread(share))
        return Solution(tuple(themes), topics, weights, relevance(weights, self.terms))

    def spread(self, share: Array) -> Array:
        """Shares of the themes in the anchors of each passage and its surroundings."""
        if not share.shape[1]:
            return share
        return propagate(share, self.graph, EVIDENCE_DAMPING, _EVIDENCE_STEPS)

    def supported(
        self, themes: Sequence[int], n_topics: int, least_anchored: float = LEAST_ANCHORED
    ) -> list[int]:
        """Those of the themes that the passages support, the one with most passages first.

        Support is three passages with an anchor of the theme whose largest weight is the theme's.
        And enough of the theme's passages have to hold an anchor: a topic that took in what
        nothing else wanted is not the theme's.

        Parameters
        ----------
        themes : sequence of int
        n_topics : int
            All topics; free ones take the place of the themes without support.
        least_anchored : float
            Share of a theme's passages, in [0, 1], that have to hold an anchor.
        """
        kept = [t for t in themes if np.count_nonzero(self.anchors[:, t]) >= LEAST_SUPPORT]
        while kept:
            strongest = self.solve(kept, max(0, n_topics - len(kept))).weights.argmax(axis=1)
            support = np.bincount(strongest, minlength=len(kept))[: len(kept)]
            anchored = self.anchors[:, kept] > 0
            held = np.array([anchored[strongest == i, i].sum() for i in range(len(kept))])
            own = held / np.maximum(support, 1)
            weak = (held < LEAST_SUPPORT) | (own < least_anchored)
            if not weak.any():
                return [kept[i] for i in np.argsort(-support, kind="stable")]
            # One at a time: what the weakest leaves may support another.
            del kept[int(np.argmin(np.where(weak, own, np.inf)))]
        return []


def anchor_shares(counts: Array) -> Array:
    """Each theme's share of a passage's anchors; rows sum to 1, or 0 without anchors."""
    return shares(np.log1p(counts))


def uncovered(counts: Array) -> Array:
    """How far no theme speaks for a passage: 1 without anchors, 1/4 with one; shape (n, 1)."""
    return np.asarray(1 / (1 + counts.sum(axis=1, keepdims=True)) ** 2)


def weigh(smoothed: sp.csr_matrix, topics: Array, counts: Array, spread: Array) -> Array:
    """Weights of the topics in passages, with the evidence of anchors as their prior.

    Parameters
    ----------
    smoothed : csr_matrix, shape (n_passages, n_terms)
    topics : ndarray, shape (n_topics, n_terms)
        Those of the themes first.
    counts, spread : ndarray, shape (n_passages, n_themes)
        Anchors in each passage, and their shares smoothed over the graph.
    """
    n_themes = counts.shape[1]
    if n_themes == 0:
        return solve_weights(smoothed, topics)
    evidence = spread
    if len(topics) > n_themes:
        open_share = uncovered(counts)
        free = solve_weights(smoothed, topics[n_themes:])
        evidence = np.hstack([spread * (1 - open_share), free * open_share])
    return solve_weights(smoothed, topics, evidence)


# Cosine from which on a passage is taken for one of the fit.
_SAME = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class Reference:
    """What a fitted model keeps of its passages, to place new ones among them.

    Attributes
    ----------
    profile, smoothed : csr_matrix, one row a passage of the fit
    spread : ndarray, shape (n_passages, n_themes)
    weights : ndarray, shape (n_passages, n_topics)
    """

    profile: sp.csr_matrix
    smoothed: sp.csr_matrix
    spread: Array
    weights: Array

    @classmethod
    def of(cls, problem: Problem, solution: Solution, profile: sp.csr_matrix) -> Reference:
        """From a finished fit."""
        share = anchor_shares(problem.anchors[:, list(solution.themes)])
        return cls(profile, problem.smoothed, problem.spread(share), solution.weights)

    def project(self, vectors: Vectors, topics: Array, counts: Array) -> Array:
        """Weights of the topics in new passages; shape (n_new, n_topics).

        Parameters
        ----------
        vectors : Vectors
        topics : ndarray, shape (n_topics, n_terms)
        counts : ndarray, shape (n_new, n_themes)
        """
        near = reach(vectors.profile, self.profile)
        smoothed = smooth_new(vectors.terms, near, self.smoothed)
        around = normalize(near, norm="l1") @ self.spread
        own = anchor_shares(counts)
        spread = (1 - EVIDENCE_DAMPING) * own + EVIDENCE_DAMPING * around
        weights = weigh(smoothed, topics, counts, spread)
        if near.shape[1]:
            nearest = np.asarray(near.argmax(axis=1)).ravel()
            same = np.asarray(near.max(axis=1).todense()).ravel() >= _SAME
            weights[same] = self.weights[nearest[same]]
        return weights
