"""Training: a linear-chain conditional random field over sparse binary features.

The labels may be partial: at each position any set of tags can be allowed, and the likelihood is
that of all sequences that stay inside. So a treebank that knows only fine words, or text where
two segmenters agree only here and there, trains the same model as full gold.

Sources: Lafferty, McCallum and Pereira 2001 (CRF); Tsuboi et al. 2008 (partial labels);
Duchi, Hazan and Singer 2011 (AdaGrad).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from policynlp.tagging.automaton import Automaton
from policynlp.tagging.packing import Packed, pack

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """Text of one kind with what is known of its tags.

    Attributes
    ----------
    buckets : ndarray of int32, shape (n_positions, n_features)
        Row of the weight table for each feature of each position.
    starts, lengths : ndarray of int64, shape (n_sequences,)
    allowed : ndarray of bool, shape (n_positions, n_tags)
        Tags that the annotation leaves open; exactly one where it is full.
    groups : tuple of Automaton and ndarray of int64, shape (n_tags,), optional
        For text annotated with fewer distinctions: its automaton, and for each tag of the model
        the tag of that automaton which stands for it, with the mean of their scores. ``allowed``
        then has the columns of the smaller automaton.
    own_standard : bool
        The text follows a standard of its own: every feature gets a second weight that only such
        text sees, so that systematic differences stay out of the shared ones (Daumé 2007).
    importance : float
        Factor of its likelihood.
    """

    buckets: npt.NDArray[np.int32]
    starts: Ints
    lengths: Ints
    allowed: Bools
    groups: tuple[Automaton, Ints] | None = None
    own_standard: bool = False
    importance: float = 1.0


@dataclass(frozen=True, slots=True)
class _Batch:
    packed: Packed
    rows: Ints  # of the weight table, each once
    features: sparse.csr_matrix  # (n_positions, len(rows)), in packed order
    transposed: sparse.csr_matrix
    allowed: Bools  # in packed order
    automaton: Automaton
    projection: Floats | None  # (n_tags, n_groups)
    importance: float


def train(
    sets: Sequence[TrainingSet],
    automaton: Automaton,
    n_buckets: int,
    *,
    epochs: int = 12,
    rate: float = 0.15,
    decay: float = 1e-5,
    batch_size: int = 3000,
    seed: int = 0,
) -> Floats:
    """Weights that make the allowed sequences likely.

    Parameters
    ----------
    sets : sequence of TrainingSet
    automaton : Automaton
    n_buckets : int
        Rows of the weight table.
    epochs, rate, decay, batch_size, seed
        Passes over the text, AdaGrad step, shrinkage of a weight for each time its batch comes
        by, positions in a batch, order of the batches.

    Returns
    -------
    ndarray of float32, shape (n_buckets, n_tags)
        Mean of the weights over the second half of the passes, which generalises better than
        the last ones.
    """
    rng = np.random.default_rng(seed)
    batches = [b for s in sets for b in _batches(s, automaton, n_buckets, batch_size, rng)]
    tables = 2 if any(s.own_standard for s in sets) else 1
    weights = np.zeros((tables * n_buckets, automaton.n_tags), dtype=np.float32)
    squares = np.full_like(weights, 1e-3)
    mean = np.zeros((n_buckets, automaton.n_tags), dtype=np.float32)
    averaged = range(epochs // 2, epochs)
    for epoch in range(epochs):
        for number in rng.permutation(len(batches)):
            batch = batches[number]
            gradient = _gradient(weights[batch.rows], batch)
            squares[batch.rows] += gradient**2
            step = rate * gradient / np.sqrt(squares[batch.rows])
            weights[batch.rows] = weights[batch.rows] * (1 - decay) + step
        if epoch in averaged:
            mean += weights[:n_buckets] / len(averaged)
    return mean


def _batches(
    data: TrainingSet,
    automaton: Automaton,
    n_buckets: int,
    size: int,
    rng: np.random.Generator,
) -> Iterator[_Batch]:
    projection = None
    if data.groups is not None:
        automaton, group = data.groups
        member = group[:, None] == np.arange(automaton.n_tags)
        projection = (member / member.sum(axis=0)).astype(np.float32)
    order = rng.permutation(len(data.starts))
    cuts = np.searchsorted(np.cumsum(data.lengths[order]), np.arange(size, len(data.buckets), size))
    for part in np.split(order, np.unique(cuts)):
        if len(part) == 0:
            continue
        packed = pack(data.starts[part], data.lengths[part])
        buckets = data.buckets[packed.index]
        if data.own_standard:
            buckets = np.concatenate([buckets, buckets + n_buckets], axis=1)
        rows, column = np.unique(buckets, return_inverse=True)
        n, width = buckets.shape
        features = sparse.csr_matrix(
            (
                np.ones(n * width, dtype=np.float32),
                column.ravel().astype(np.int32),
                np.arange(0, n * width + 1, width),
            ),
            shape=(n, len(rows)),
        )
        allowed = data.allowed[packed.index]
        yield _Batch(
            packed,
            rows,
            features,
            features.T.tocsr(),
            allowed,
            automaton,
            projection,
            data.importance,
        )


def _gradient(weights: Floats, batch: _Batch) -> Floats:
    scores = batch.features @ weights
    if batch.projection is not None:
        scores = scores @ batch.projection
    expected = marginals(scores, batch.packed, batch.automaton)
    wanted = marginals(np.where(batch.allowed, scores, -1e4), batch.packed, batch.automaton)
    missing = (wanted - expected) * np.float32(batch.importance)
    if batch.projection is not None:
        missing = missing @ batch.projection.T
    gradient: Floats = batch.transposed @ missing
    return gradient


def marginals(scores: Floats, packed: Packed, automaton: Automaton) -> Floats:
    """Probability of each tag at each position (forward and backward sums in log space).

    Parameters
    ----------
    scores : ndarray of float32, shape (n_positions, n_tags)
        In packed order.

    Returns
    -------
    ndarray of float32, shape (n_positions, n_tags)
        Rows sum to 1.
    """
    bounds, n_tags = packed.bounds, automaton.n_tags
    by_tag = np.full((n_tags + 1, len(scores)), -1e9, dtype=np.float32)
    by_tag[:n_tags] = scores.T
    steps = list(zip(bounds, bounds[1:], strict=False))

    before = np.full((automaton.n_states, bounds[1]), -1e9, dtype=np.float32)
    before[automaton.first] = 0
    forward = []
    for lo, hi in steps:
        before = before[:, : hi - lo]
        forward.append(before)
        arriving = before[automaton.source] + by_tag[:, lo:hi]
        before = _log_sum(arriving[automaton.incoming])

    result = np.empty((len(scores), n_tags), dtype=np.float32)
    after = np.full((automaton.n_states, 0), -1e9, dtype=np.float32)
    for (lo, hi), sums in zip(reversed(steps), reversed(forward), strict=True):
        ended = np.full((automaton.n_states, hi - lo), -1e9, dtype=np.float32)
        ended[automaton.last] = 0
        ended[:, : after.shape[1]] = after
        leaving = by_tag[:, lo:hi] + ended[automaton.target]
        joint = (sums[automaton.source] + leaving)[:n_tags]
        top = joint.max(axis=0)
        share = np.exp(joint - top)
        result[lo:hi] = (share / share.sum(axis=0)).T
        after = _log_sum(leaving[automaton.outgoing])
    return result


def _log_sum(terms: Floats) -> Floats:
    """Log of the sum of exponentials over axis 1."""
    top = terms.max(axis=1)
    result: Floats = top + np.log(np.exp(terms - top[:, None]).sum(axis=1))
    return result
