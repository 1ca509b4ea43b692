"""Training: a linear-chain conditional random field over sparse binary features.

The labels may be partial: at each position any set of tags can be allowed, and the likelihood is
that of all sequences that stay inside. So a treebank that knows only fine words, or text where
two segmenters agree only here and there, trains the same model as full gold.

Sources: Lafferty, McCallum and Pereira 2001 (CRF); Tsuboi et al. 2008 (partial labels);
Duchi, Hazan and Singer 2011 (AdaGrad).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

from policynlp.tagging.automaton import Automaton
from policynlp.tagging.packing import Packed, pack

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Progress = Callable[[int, int, str], None]


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
    importance : float
        Factor of its likelihood.
    """

    buckets: npt.NDArray[np.int32]
    starts: Ints
    lengths: Ints
    allowed: Bools
    importance: float = 1.0


@dataclass(frozen=True, slots=True)
class _Batch:
    packed: Packed
    rows: npt.NDArray[np.int32]  # of the weight table, each once
    features: sparse.csr_matrix  # (n_positions, len(rows)), in packed order
    transposed: sparse.csr_matrix
    allowed: Bools  # in packed order
    importance: float


def train(
    sets: Sequence[TrainingSet],
    automaton: Automaton,
    n_buckets: int,
    composition: Floats | None = None,
    *,
    epochs: int = 12,
    rate: float = 0.15,
    decay: float = 1e-5,
    batch_size: int = 3000,
    seed: int = 0,
    start: Floats | None = None,
    progress: Progress | None = None,
) -> Floats:
    """Weights that make the allowed sequences likely.

    Parameters
    ----------
    sets : sequence of TrainingSet
    automaton : Automaton
    n_buckets : int
        Rows of the weight table.
    composition : ndarray of float32, shape (n_weights, n_tags), optional
        How the score of each tag adds up from the weights of a feature, where tags have something
        in common. Default: each tag has a weight of its own.
    epochs, rate, decay, batch_size, seed
        Passes over the text, AdaGrad step, shrinkage of a weight for each time its batch comes
        by, positions in a batch, order of the batches.
    start : ndarray of float32, shape (n_buckets, n_weights), optional
        Weights to go on from. Default: 0.
    progress : callable, optional
        Called before each pass with its number from 0, the number of passes, and an empty text.

    Returns
    -------
    ndarray of float32, shape (n_buckets, n_weights)
        Mean of the weights over the second half of the passes, which generalises better than
        the last ones.
    """
    rng = np.random.default_rng(seed)
    batches = [b for s in sets for b in _batches(s, batch_size, rng)]
    if composition is None:
        composition = np.eye(automaton.n_tags, dtype=np.float32)
    weights = np.zeros((n_buckets, len(composition)), dtype=np.float32)
    if start is not None:
        weights += start
    squares = np.full_like(weights, 1e-3)
    mean = np.zeros_like(weights)
    averaged = range(epochs // 2, epochs)
    for epoch in range(epochs):
        if progress:
            progress(epoch, epochs, "")
        for number in rng.permutation(len(batches)):
            batch = batches[number]
            gradient = _gradient(weights[batch.rows], batch, automaton, composition)
            squares[batch.rows] += gradient**2
            step = rate * gradient / np.sqrt(squares[batch.rows])
            weights[batch.rows] = weights[batch.rows] * (1 - decay) + step
        if epoch in averaged:
            mean += weights / len(averaged)
    return mean


def _batches(data: TrainingSet, size: int, rng: np.random.Generator) -> Iterator[_Batch]:
    order = rng.permutation(len(data.starts))
    cuts = np.searchsorted(np.cumsum(data.lengths[order]), np.arange(size, len(data.buckets), size))
    for part in np.split(order, np.unique(cuts)):
        if len(part) == 0:
            continue
        packed = pack(data.starts[part], data.lengths[part])
        buckets = data.buckets[packed.index]
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
        yield _Batch(packed, rows, features, features.T.tocsr(), allowed, data.importance)


def _gradient(weights: Floats, batch: _Batch, automaton: Automaton, composition: Floats) -> Floats:
    scores = batch.features @ weights @ composition
    expected = marginals(scores, batch.packed, automaton)
    wanted = marginals(np.where(batch.allowed, scores, -1e4), batch.packed, automaton)
    missing = (wanted - expected) @ composition.T * np.float32(batch.importance)
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
    steps = list(pairwise(bounds))

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
