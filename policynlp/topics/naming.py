"""Names of topics from the text: the term that tells a topic best."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

Array = npt.NDArray[np.float64]

_NAME_CANDIDATES = 40


def relevance(weights: Array, terms: sp.csr_matrix) -> Array:
    """How well each term tells each topic; shape (n_topics, n_terms).

    Mean weight of the term in the topic's passages less its mean weight in all, so that what is
    strong everywhere tells nothing.

    Parameters
    ----------
    weights : ndarray, shape (n_passages, n_topics)
    terms : csr_matrix, shape (n_passages, n_terms)
        Not smoothed.
    """
    # Squared: a passage speaks for the topics that it is mainly about.
    squared = weights**2
    share = squared / np.maximum(squared.sum(axis=0), 1e-12)
    return np.asarray(terms.T @ share).T - np.asarray(terms.mean(axis=0)).ravel()


def name_topics(
    scores: Array, vocabulary: Sequence[str], frequency: npt.NDArray[np.intp], taken: Collection[str]
) -> list[str]:
    """One name a topic, each once: its best multi-word term, else its best word.

    Parameters
    ----------
    scores : ndarray, shape (n_topics, n_terms)
    vocabulary : sequence of str
    frequency : ndarray of int, shape (n_terms,)
        Passages that hold the term; a name should stand in two.
    taken : collection of str
        Names already given.
    """
    used = set(taken)
    names = []
    for row in scores:
        best = [i for i in np.argsort(-row, kind="stable")[:_NAME_CANDIDATES] if row[i] > 0]
        # A term of four characters or more is a phrase (公共图书馆), a shorter one a word (公共).
        ranked = sorted(best, key=lambda i: (-_weight(vocabulary[i], row[i], frequency[i])))
        name = next((vocabulary[i] for i in ranked if vocabulary[i] not in used), None)
        name = name or f"主题{len(names) + 1}"
        used.add(name)
        names.append(name)
    return names


def _weight(term: str, score: float, frequency: int) -> float:
    length = {2: 0.5, 3: 0.8}.get(len(term), 1.0)
    return score * length * (1.0 if frequency >= 2 else 0.3)
