"""The graph of similar passages, and smoothing over it: a short passage borrows its neighbours' words.

Personalised propagation of features after Gasteiger et al., "Predict then propagate" (ICLR 2019),
on a symmetric nearest-neighbour graph.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from sklearn.preprocessing import normalize

# Measured on development passages, see docs/results.md.
_DAMPING = 0.9
_STEPS = 8
_KEPT = 200


def neighbour_count(n_passages: int) -> int:
    """Neighbours of a passage: one in twenty of all, from 3 to 40, never more than there are."""
    return min(max(n_passages - 1, 0), int(np.clip(round(n_passages / 20), 3, 40)))


def nearest(
    profile: sp.csr_matrix, others: sp.csr_matrix, count: int, *, skip_self: bool = False
) -> sp.csr_matrix:
    """Cosine to the ``count`` nearest of the others; shape (n_passages, n_others)."""
    similarity = (profile @ others.T).toarray()
    if skip_self:
        np.fill_diagonal(similarity, 0)
    if 0 < count < similarity.shape[1]:
        # Stable order: where two are as near, the earlier passage is the neighbour.
        far = np.argsort(-similarity, axis=1, kind="stable")[:, count:]
        np.put_along_axis(similarity, far, 0, axis=1)
    return sp.csr_matrix(similarity)


def passage_graph(profile: sp.csr_matrix) -> sp.csr_matrix:
    """Similarity of each passage and its neighbours, symmetric; shape (n_passages, n_passages)."""
    near = nearest(profile, profile, neighbour_count(profile.shape[0]), skip_self=True)
    return ((near + near.T) / 2).tocsr()


def propagate(own: sp.csr_matrix, graph: sp.csr_matrix, damping: float, steps: int) -> sp.csr_matrix:
    """(1 - d) · own + d · mean over neighbours, repeated; a passage with none keeps its own."""
    walk = normalize(graph, norm="l1")
    lonely = sp.diags((walk.sum(axis=1) == 0).A1.astype(float))
    start, current = own * (1 - damping), own
    for _ in range(steps):
        current = start + damping * ((walk + lonely) @ current)
    return current


def smooth(terms: sp.csr_matrix, graph: sp.csr_matrix) -> sp.csr_matrix:
    """Each passage's terms and those of its surroundings, the strongest 200; rows of length 1."""
    return strongest(propagate(terms, graph, _DAMPING, _STEPS))


def smooth_new(
    terms: sp.csr_matrix, near: sp.csr_matrix, smoothed: sp.csr_matrix
) -> sp.csr_matrix:
    """The same for passages outside the graph, from their neighbours in it."""
    walk = normalize(near, norm="l1")
    return strongest((1 - _DAMPING) * terms + _DAMPING * (walk @ smoothed))


def strongest(matrix: sp.csr_matrix) -> sp.csr_matrix:
    """Keep the strongest entries of each row, which keeps the matrix sparse; rows of length 1."""
    matrix = matrix.tocsr()
    for start, end in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True):
        if end - start > _KEPT:
            row = matrix.data[start:end]
            row[row < np.partition(row, -_KEPT)[-_KEPT]] = 0
    matrix.eliminate_zeros()
    return normalize(matrix).tocsr()
