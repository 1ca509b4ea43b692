"""The graph of similar passages, and smoothing over it: short passages borrow from neighbours.

Personalised propagation of features after Gasteiger et al., "Predict then propagate" (ICLR 2019),
on a symmetric nearest-neighbour graph.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.preprocessing import normalize

# Measured on development passages, see docs/results.md.
_DAMPING = 0.9
_STEPS = 8
_KEPT = 200
# Passages smoothed at a time: their rows are dense until the weak entries are dropped.
_BLOCK = 256

Array = npt.NDArray[np.float64]


def neighbour_count(n_passages: int) -> int:
    """Neighbours of a passage: one in twenty of all, from 3 to 40, never more than there are."""
    return min(max(n_passages - 1, 0), int(np.clip(round(n_passages / 20), 3, 40)))


def reach(profile: sp.csr_matrix, others: sp.csr_matrix) -> sp.csr_matrix:
    """Cosine of each passage to its nearest neighbours among others; shape (n, n_others)."""
    return _strongest_columns((profile @ others.T).toarray(), neighbour_count(others.shape[0]))


def passage_graph(profile: sp.csr_matrix) -> sp.csr_matrix:
    """Cosine of each passage and its neighbours, made symmetric; shape (n, n)."""
    cosine = (profile @ profile.T).toarray()
    np.fill_diagonal(cosine, 0)
    near = _strongest_columns(cosine, neighbour_count(len(cosine)))
    return ((near + near.T) / 2).tocsr()


def _strongest_columns(similarity: npt.NDArray[np.float64], count: int) -> sp.csr_matrix:
    if count < similarity.shape[1]:
        # Stable order: of two that are as near, the earlier passage is the neighbour.
        far = np.argsort(-similarity, axis=1, kind="stable")[:, count:]
        np.put_along_axis(similarity, far, 0, axis=1)
    return sp.csr_matrix(similarity)


def propagate(own: Array, graph: sp.csr_matrix, damping: float, steps: int) -> Array:
    """(1 - d) · own + d · mean over neighbours, repeated; a passage with none keeps its own."""
    walk = normalize(graph, norm="l1")
    lonely = sp.diags((walk.sum(axis=1) == 0).A1.astype(float))
    step = damping * (walk + lonely)
    start, current = own * (1 - damping), own
    for _ in range(steps):
        current = start + step @ current
    return current


def smooth(terms: sp.csr_matrix, graph: sp.csr_matrix) -> sp.csr_matrix:
    """Each passage's terms and those of its surroundings, the strongest 200; rows of length 1."""
    # What each passage takes from each is far smaller than what it takes: propagated first.
    taken = propagate(np.eye(terms.shape[0]), graph, _DAMPING, _STEPS)
    return _strongest(lambda rows: np.asarray(taken[rows] @ terms), terms.shape[0])


def smooth_new(terms: sp.csr_matrix, near: sp.csr_matrix, smoothed: sp.csr_matrix) -> sp.csr_matrix:
    """The same for passages outside the graph, from their neighbours in it."""
    walk = normalize(near, norm="l1")
    mixed = (1 - _DAMPING) * terms + _DAMPING * (walk @ smoothed)
    return _strongest(lambda rows: mixed[rows].toarray(), terms.shape[0])


def _strongest(rows_of: Callable[[slice], Array], n: int) -> sp.csr_matrix:
    """Keep the strongest entries of each row, which keeps the matrix sparse; rows of length 1."""
    blocks = []
    for at in range(0, max(n, 1), _BLOCK):
        rows = rows_of(slice(at, at + _BLOCK))
        if rows.shape[1] > _KEPT:
            least = np.partition(rows, -_KEPT, axis=1)[:, -_KEPT, None]
            rows[rows < least] = 0
        blocks.append(normalize(sp.csr_matrix(rows), copy=False))
    return sp.vstack(blocks, format="csr")
