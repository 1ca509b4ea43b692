"""Non-negative factorisation of smoothed passages into topics, free or anchored in themes.

Free topics: NMF, then spherical k-means from its hard assignment; the centroids are the topics
(concept decomposition, Dhillon & Modha 2001), the weights solve the non-negative least squares
min ||V - WH||². Anchored topics: the centroid of the passages that hold a theme's anchors is its
topic, and the same evidence is a prior on the weights, min ||V - WH||² + μ||W - E||².
"""

from __future__ import annotations

import warnings

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.decomposition import NMF
from sklearn.exceptions import ConvergenceWarning

Array = npt.NDArray[np.float64]

_PRIOR = 0.3
_ITERATIONS = 200
_TINY = 1e-12


def factorize(smoothed: sp.csr_matrix, n_topics: int, random_state: int | None) -> Array:
    """Topics as rows of length 1; shape (n_topics, n_terms).

    Parameters
    ----------
    smoothed : csr_matrix, shape (n_passages, n_terms)
        Non-negative, at least ``n_topics`` rows.
    """
    if n_topics == 0:
        return np.empty((0, smoothed.shape[1]))
    # NNDSVD can't give more topics than the matrix has columns or rows. A rough solution is
    # enough: the refinement ends at the same.
    init = "nndsvda" if n_topics <= min(smoothed.shape) else "random"
    model = NMF(n_topics, init=init, max_iter=600, tol=1e-3, random_state=random_state)
    with warnings.catch_warnings():
        # A start is all that is wanted; it need not have converged.
        warnings.simplefilter("ignore", ConvergenceWarning)
        weights = model.fit_transform(smoothed)
    weights = weights * np.linalg.norm(model.components_, axis=1)
    return _refine(smoothed, weights)


def _refine(smoothed: sp.csr_matrix, weights: Array) -> Array:
    """Spherical k-means from the strongest topic of each passage, to a standstill."""
    labels = weights.argmax(axis=1)
    topics = np.empty(0)
    for _ in range(50):
        topics = _centroids(smoothed, labels, weights)
        moved = np.asarray(smoothed @ topics.T).argmax(axis=1)
        if np.array_equal(moved, labels):
            break
        labels = moved
    return topics


def _centroids(smoothed: sp.csr_matrix, labels: npt.NDArray[np.intp], weights: Array) -> Array:
    n_topics = weights.shape[1]
    member = sp.csr_matrix(
        (np.ones(len(labels)), (labels, np.arange(len(labels)))), shape=(n_topics, len(labels))
    )
    sums = (member @ smoothed).toarray()
    for topic in np.flatnonzero(np.bincount(labels, minlength=n_topics) == 0):
        # A topic that lost all its passages starts again from the one where it weighed most.
        sums[topic] = smoothed[[weights[:, topic].argmax()]].toarray()[0]
    return unit_rows(sums)


def anchored_topics(smoothed: sp.csr_matrix, evidence: Array) -> Array:
    """Centroid of the passages that hold each theme's anchors; shape (n_themes, n_terms)."""
    return unit_rows(np.asarray(smoothed.T @ evidence).T)


def solve_weights(smoothed: sp.csr_matrix, topics: Array, evidence: Array | None = None) -> Array:
    """Weights of given topics in passages; rows sum to 1, or 0 where a passage has no known term.

    Multiplicative updates (Lee & Seung 2001), which keep the weights non-negative.

    Parameters
    ----------
    smoothed : csr_matrix, shape (n_passages, n_terms)
    topics : ndarray, shape (n_topics, n_terms)
    evidence : ndarray, shape (n_passages, n_topics), optional
        Prior of the weights.
    """
    fit = np.asarray(smoothed @ topics.T)
    gram = topics @ topics.T
    pull = 0.0
    if evidence is not None:
        fit = fit + _PRIOR * evidence
        pull = _PRIOR
    weights = fit.copy()
    for _ in range(_ITERATIONS):
        weights *= fit / (weights @ gram + pull * weights + _TINY)
    return shares(weights)


def shares(rows: Array) -> Array:
    """Non-negative rows scaled to the sum 1; rows of zeros stay."""
    return _divide(rows, rows.sum(axis=1, keepdims=True))


def unit_rows(rows: Array) -> Array:
    """Rows scaled to length 1; rows of zeros stay."""
    return _divide(rows, np.linalg.norm(rows, axis=1, keepdims=True))


def _divide(rows: Array, by: Array) -> Array:
    result: Array = np.divide(rows, by, out=np.zeros_like(rows), where=by > 0)
    return result
