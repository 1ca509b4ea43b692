"""The tagger that finds names: a linear chain over characters, its scores, and its file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policynlp.ner.features import FeatureExtractor
from policynlp.ner.observation import Observation, observe
from policynlp.tagging.automaton import Automaton
from policynlp.tagging.crf import TrainingSet, marginals, train
from policynlp.tagging.packing import pack
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
        self.extractor = extractor

    @classmethod
    def fit(
        cls,
        texts: Sequence[tuple[str, Sequence[Span]]],
        extractor: FeatureExtractor,
        *,
        epochs: int = 12,
        rate: float = 0.15,
        decay: float = 1e-5,
        seed: int = 0,
    ) -> NameTagger:
        """Train on texts with the spans of their names."""
        parts = []
        for text, spans in texts:
            observed = observe(text)
            if len(observed.text):
                parts.append((observed, extractor(observed), _allowed(observed, spans)))
        offsets = np.cumsum([0, *(len(o.text) for o, _, _ in parts)])
        data = TrainingSet(
            np.concatenate([rows for _, rows, _ in parts]),
            np.concatenate([o.starts + at for (o, _, _), at in zip(parts, offsets, strict=False)]),
            np.concatenate([o.lengths for o, _, _ in parts]),
            np.concatenate([allowed for _, _, allowed in parts]),
        )
        weights = train([data], AUTOMATON, extractor.n_buckets, epochs=epochs, rate=rate,
                        decay=decay, seed=seed)  # fmt: skip
        limit = np.iinfo(np.int16)
        scaled = np.clip(np.rint(weights / STEP), limit.min, limit.max)
        return cls(scaled.astype(np.int16), extractor)

    def tag(self, text: str) -> list[TaggedName]:
        """Names in ``text``, in order and apart; linear in its length."""
        observed = observe(text)
        if not len(observed.text):
            return []
        packed = pack(observed.starts, observed.lengths)
        rows = self.extractor(observed)
        scores = np.zeros((len(rows), AUTOMATON.n_tags), dtype=np.int32)
        for column in range(rows.shape[1]):
            scores += self.weights[rows[:, column]]
        scores = scores[packed.index]
        tags = best_tags(scores, packed, AUTOMATON)
        if not tags.any():
            return []
        sure = marginals(scores.astype(np.float32) * np.float32(STEP), packed, AUTOMATON)
        sure = sure[np.arange(len(tags)), tags]
        in_order = np.empty_like(tags)
        in_order[packed.index] = tags
        probability = np.empty(len(tags), dtype=np.float32)
        probability[packed.index] = sure
        return _names(observed, in_order, probability)


def _allowed(observed: Observation, spans: Sequence[Span]) -> npt.NDArray[np.bool_]:
    """The one tag of each character, shape (n_characters, n_tags)."""
    tags = np.zeros(len(observed.text), dtype=np.int64)
    for start, end, label in spans:
        first, behind = np.searchsorted(observed.origin, (start, end))
        base = 1 + 4 * LABELS.index(label)
        if behind - first == 1:
            tags[first] = base + _SINGLE
        elif behind > first:
            tags[first:behind] = base + _MIDDLE
            tags[first] = base + _BEGIN
            tags[behind - 1] = base + _END
    # A sequence that is cut inside a name must still be well-formed.
    ends = observed.starts + observed.lengths
    for at in ends[:-1] - 1:
        if tags[at] and (tags[at] - 1) % 4 in (_BEGIN, _MIDDLE):
            tags[at] += _END - _MIDDLE if (tags[at] - 1) % 4 == _MIDDLE else _SINGLE - _BEGIN
            after = tags[at + 1]
            tags[at + 1] = after - _MIDDLE + _BEGIN if (after - 1) % 4 == _MIDDLE else after + 1
    return np.eye(AUTOMATON.n_tags, dtype=bool)[tags]


def _names(
    observed: Observation, tags: npt.NDArray[np.int64], sure: npt.NDArray[np.float32]
) -> list[TaggedName]:
    inside = np.flatnonzero(tags)
    names = []
    begin = 0
    for at in inside.tolist():
        label, part = divmod(int(tags[at]) - 1, 4)
        if part in (_BEGIN, _SINGLE):
            begin = at
        if part in (_END, _SINGLE):
            start, end = int(observed.origin[begin]), int(observed.origin[at]) + 1
            score = float(sure[begin : at + 1].mean())
            names.append(TaggedName(start, end, LABELS[label], score))
    return names
