"""The tagger that finds names: a linear chain over characters, its scores, and its file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from policynlp.ner.features import FeatureExtractor
from policynlp.ner.observation import Observation, observe
from policynlp.tagging.automaton import Automaton
from policynlp.tagging.crf import Progress, TrainingSet, marginals, train
from policynlp.tagging.packing import Packed, pack
from policynlp.tagging.viterbi import best_tags

LABELS = ("ORG", "POLICY")
_OUTSIDE = 0
_BEGIN, _MIDDLE, _END, _SINGLE = range(4)


def _automaton() -> Automaton:
    """State 0 is outside, state i inside a name of the i-th label."""
    arcs = [(0, 0)]
    for state in range(1, len(LABELS) + 1):
        arcs += [(0, state), (state, state), (state, 0), (0, 0)]
    return Automaton(tuple(arcs), 0, 0)


AUTOMATON = _automaton()
STEP = 1 / 256
"""Weights are whole multiples of it, so that a model is small and adds up the same everywhere."""

Span = tuple[int, int, str]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class TaggedName:
    """``text[start:end]`` is a name; `score` is the mean probability of its tags."""

    start: int
    end: int
    label: str
    score: float


class NameTagger:
    """Finds organisations, and policies that stand without title marks.

    Parameters
    ----------
    weights : ndarray of int16, shape (n_buckets, n_tags)
        In multiples of `STEP`.
    extractor : FeatureExtractor
    """

    def __init__(self, weights: npt.NDArray[np.int16], extractor: FeatureExtractor) -> None:
        self.weights = weights
        self._table = weights.astype(np.float32)
        self.extractor = extractor

    @classmethod
    def fit(
        cls,
        texts: Sequence[tuple[str, Sequence[Span]]],
        extractor: FeatureExtractor,
        *,
        epochs: int = 12,
        rate: float = 0.15,
        decay: float = 1e-3,
        seed: int = 0,
        rounds: int = 1,
        start: NameTagger | None = None,
        progress: Progress | None = None,
    ) -> NameTagger:
        """Train on texts with the spans of their names, from scratch or from another tagger on.

        The weights are the mean of ``rounds`` trainings, each with batches in another order.
        """
        observed = observe([text for text, _ in texts])
        data = TrainingSet(
            extractor(observed),
            observed.starts,
            observed.lengths,
            _allowed(observed, [spans for _, spans in texts]),
        )
        weights = [
            train(
                [data],
                AUTOMATON,
                extractor.n_buckets,
                epochs=epochs,
                rate=rate,
                decay=decay,
                seed=seed + number,
                start=None if start is None else start.weights * np.float32(STEP),
                progress=progress and _part_of(progress, number, rounds),
            )
            for number in range(rounds)
        ]
        limit = np.iinfo(np.int16)
        scaled = np.clip(np.rint(np.mean(weights, axis=0) / STEP), limit.min, limit.max)
        return cls(scaled.astype(np.int16), extractor)

    def tag(self, texts: Sequence[str]) -> list[list[TaggedName]]:
        """Names in each text, in order and apart; a text's names don't depend on the others.

        Linear in the length of the texts.
        """
        observed = observe(texts)
        names: list[list[TaggedName]] = [[] for _ in texts]
        if not len(observed.starts):
            return names
        rows = self.extractor(observed)
        scores = self._scores(rows)
        tags = _scattered(scores, observed.starts, observed.lengths, _best)
        named = np.add.reduceat(tags != _OUTSIDE, observed.starts) > 0
        if not named.any():
            return names
        certainty = partial(_certainty, tags)
        sure = _scattered(scores, observed.starts[named], observed.lengths[named], certainty)
        _collect(observed, tags, sure, names)
        return names

    def _scores(self, rows: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        """Sum of the weights of each character's features, shape (n_characters, n_tags)."""
        n, width = rows.shape
        ends = np.arange(0, n * width + 1, width, dtype=np.int32)
        ones = np.ones(n * width, dtype=np.float32)
        features = sparse.csr_matrix((ones, rows.ravel(), ends), shape=(n, len(self.weights)))
        # Whole numbers below 2**24 add up exactly in single precision.
        return np.asarray(features @ self._table).astype(np.int32)


def _part_of(progress: Progress, number: int, rounds: int) -> Progress:
    return lambda done, total, what: progress(number * total + done, rounds * total, what)


def _best(scores: npt.NDArray[np.int32], packed: Packed) -> npt.NDArray[np.int64]:
    return best_tags(scores, packed, AUTOMATON)


def _certainty(
    tags: Ints, scores: npt.NDArray[np.int32], packed: Packed
) -> npt.NDArray[np.float32]:
    """Probability of the tag at each position."""
    shares = marginals(scores.astype(np.float32) * np.float32(STEP), packed, AUTOMATON)
    return shares[np.arange(len(shares)), tags[packed.index]]


def _scattered(
    scores: npt.NDArray[np.int32],
    starts: Ints,
    lengths: Ints,
    compute: Callable[[npt.NDArray[np.int32], Packed], npt.NDArray[Any]],
) -> npt.NDArray[Any]:
    """What ``compute`` gives for the positions of some sequences; 0 for all others."""
    packed = pack(starts, lengths)
    computed = compute(scores[packed.index], packed)
    result = np.zeros(len(scores), dtype=computed.dtype)
    result[packed.index] = computed
    return result


def _allowed(
    observed: Observation, spans_of_texts: Sequence[Sequence[Span]]
) -> npt.NDArray[np.bool_]:
    """The one tag of each character, shape (n_characters, n_tags)."""
    tags = np.zeros(len(observed.text), dtype=np.int64)
    begin = 0
    for behind, spans in zip(observed.ends.tolist(), spans_of_texts, strict=True):
        begin = behind - _seen_characters(observed, begin, behind)
        origin = observed.origin[begin:behind]
        for start, end, label in spans:
            first, last = begin + np.searchsorted(origin, (start, end)) - (0, 1)
            base = 1 + 4 * LABELS.index(label)
            tags[first : last + 1] = base + _MIDDLE
            tags[first], tags[last] = base + _BEGIN, base + _END
            if first == last:
                tags[first] = base + _SINGLE
        begin = behind
    _end_at_cuts(tags, observed.starts + observed.lengths)
    return np.eye(AUTOMATON.n_tags, dtype=bool)[tags]


def _seen_characters(observed: Observation, begin: int, end: int) -> int:
    return int((observed.origin[begin:end] >= 0).sum())


def _end_at_cuts(tags: Ints, ends: Ints) -> None:
    """A long clause that is cut inside a name must still be well-formed on both sides."""
    for at in (ends - 1).tolist():
        part = (tags[at] - 1) % 4
        if tags[at] == _OUTSIDE or part in (_END, _SINGLE):
            continue
        tags[at] += (_SINGLE - _BEGIN) if part == _BEGIN else (_END - _MIDDLE)
        after = (tags[at + 1] - 1) % 4
        tags[at + 1] += (_BEGIN - _MIDDLE) if after == _MIDDLE else (_SINGLE - _END)


def _collect(
    observed: Observation,
    tags: Ints,
    sure: npt.NDArray[np.float32],
    names: list[list[TaggedName]],
) -> None:
    inside = np.flatnonzero(tags)
    owners = np.searchsorted(observed.ends, inside, side="right").tolist()
    begin = 0
    for at, owner in zip(inside.tolist(), owners, strict=True):
        label, part = divmod(int(tags[at]) - 1, 4)
        if part in (_BEGIN, _SINGLE):
            begin = at
        if part in (_END, _SINGLE):
            start, end = int(observed.origin[begin]), int(observed.origin[at]) + 1
            score = float(sure[begin : at + 1].mean())
            names[owner].append(TaggedName(start, end, LABELS[label], score))
