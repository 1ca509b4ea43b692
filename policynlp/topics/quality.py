"""How good a topic is: coherence of its terms, and stability under resampling of the passages."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.optimize import linear_sum_assignment

Array = npt.NDArray[np.float64]

TOP_TERMS = 10


def top_terms(topics: Array, count: int = TOP_TERMS) -> npt.NDArray[np.intp]:
    """Columns of the strongest terms of each topic, strongest first; shape (n_topics, count)."""
    return np.argsort(-topics, axis=1, kind="stable")[:, :count]


def coherence(topics: Array, terms: sp.csr_matrix) -> Array:
    """Mean normalised pointwise mutual information of a topic's top terms; shape (n_topics,).

    Parameters
    ----------
    topics : ndarray, shape (n_topics, n_terms)
    terms : csr_matrix, shape (n_passages, n_terms)
        Not smoothed; two terms occur together if they stand in one passage.

    Returns
    -------
    ndarray in [-1, 1]
        -1 for pairs that never meet; 1 for pairs that never stand apart.

    Notes
    -----
    Bouma 2009; as a measure of topics, Lau, Newman & Baldwin 2014. A high value is no proof of a
    good topic (Hoyle et al. 2021).
    """
    n = terms.shape[0]
    present = terms.tocsc().astype(bool).astype(float)
    values = np.zeros(len(topics))
    for topic, columns in enumerate(top_terms(topics)):
        columns = columns[topics[topic, columns] > 0]
        if len(columns) < 2:
            continue
        chosen = present[:, columns]
        joint = (chosen.T @ chosen).toarray() / n
        single = np.diag(joint)
        upper = np.triu_indices(len(columns), 1)
        p, independent = joint[upper], np.outer(single, single)[upper]
        npmi = np.full(len(p), -1.0)
        met = (p > 0) & (independent > 0)
        everywhere = met & (p >= 1)
        inside = met & ~everywhere
        npmi[inside] = np.log(p[inside] / independent[inside]) / -np.log(p[inside])
        npmi[everywhere] = 1.0
        values[topic] = npmi.mean()
    return values


def agreement(topics: Array, others: Array) -> Array:
    """Share of top terms that each topic has in common with its partner; shape (n_topics,).

    Jaccard index of the top ten terms under the best one-to-one matching (after Greene,
    O'Callaghan & Cunningham 2014).
    """
    mine = [set(row.tolist()) for row in top_terms(topics)]
    theirs = [set(row.tolist()) for row in top_terms(others)]
    jaccard = np.array([[len(a & b) / len(a | b) for b in theirs] for a in mine])
    rows, columns = linear_sum_assignment(-jaccard)
    values = np.zeros(len(topics))
    values[rows] = jaccard[rows, columns]
    return values
