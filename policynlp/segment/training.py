"""Training of the learned engine, and its score against annotated text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.segment.annotation import Annotated
from policynlp.segment.boundaries import (
    COARSE,
    COMPOSITION,
    FINE,
    PAIRS,
    Levels,
    covered,
    runs,
)
from policynlp.segment.characters import (
    CONTEXT,
    SEPARATOR,
    Codes,
    brackets,
    breaks,
    fold_codes,
    kinds_of,
    normalise,
    to_codes,
    to_text,
)
from policynlp.segment.evidence import ClassTable, Evidence
from policynlp.segment.features import Features, dictionary_words
from policynlp.segment.learned import FORMAT
from policynlp.segment.numbers import number_terms
from policynlp.segment.word_classes import class_table
from policynlp.tagging.crf import TrainingSet, train
from policynlp.tagging.hashing import Substrings, scatter
from policynlp.tagging.weights import Weights

BITS = 17  # of the weight table
RUNS = 3
RATE = 0.06  # of AdaGrad; a smaller step generalises better to other documents
_BETWEEN = SEPARATOR * CONTEXT
_LEFT = np.array([left for left, _ in PAIRS.arcs])
_RIGHT = np.array([right for _, right in PAIRS.arcs])


@dataclass(frozen=True, slots=True)
class SegmenterModel:
    """What a trained segmenter is made of."""

    weights: Weights
    evidence: Evidence

    def save(self, path: str | Path, meta: dict[str, Any]) -> None:
        """Write ``segmenter.npz`` for `LearnedEngine`; arrays and JSON, no pickle."""
        arrays: dict[str, Any] = {
            **self.weights.arrays(),
            **self.evidence.arrays(),
            "meta": np.array(json.dumps({**meta, "format": FORMAT}, ensure_ascii=False)),
        }
        np.savez_compressed(path, **arrays)


def corpus_classes(texts: Iterable[str]) -> ClassTable:
    """Classes of the words of unannotated text, as the dictionary cuts it."""
    words = []
    for text in texts:
        codes = fold_codes(to_codes(text + SEPARATOR))
        grams = Substrings(normalise(codes))
        words.append(dictionary_words(to_text(codes), grams).identity)
    return class_table(np.concatenate([np.empty(0, dtype=np.uint32), *words]))


def fit(passages: Iterable[Annotated], evidence: Evidence) -> SegmenterModel:
    """Train on annotated passages.

    The weights are the mean of runs that differ in the order of the text only; their differences
    are chance.
    """
    data = _training_set(list(passages), evidence)
    runs = [
        train([data], PAIRS, 1 << BITS, COMPOSITION, rate=RATE, seed=seed) for seed in range(RUNS)
    ]
    mean = sum(runs[1:], start=runs[0]) / np.float32(RUNS)
    return SegmenterModel(Weights.quantised(mean, data.buckets.shape[1]), evidence)


def _training_set(passages: Sequence[Annotated], evidence: Evidence) -> TrainingSet:
    codes = fold_codes(to_codes(_BETWEEN + "".join(p.text + _BETWEEN for p in passages)))
    right = np.full(len(codes), COARSE, dtype=np.uint8)
    gaps = []
    start = len(_BETWEEN)
    for passage in passages:
        end = start + len(passage.text)
        right[start:end] = passage.levels
        gaps.append((start, end))
        start = end + len(_BETWEEN)
    by_rule = number_terms(to_text(codes), np.zeros(len(codes), dtype=bool)).spans
    kinds = kinds_of(codes)
    free = covered(np.array(gaps), len(codes)) & ~covered(by_rule, len(codes))
    pieces = runs(free & ~breaks(codes, kinds), np.zeros(len(codes) + 1, dtype=bool))
    right[pieces[:, 0] - 1] = COARSE
    right[pieces[:, 1] - 1] = COARSE
    alone = brackets(kinds)
    for border in (np.flatnonzero(alone), np.flatnonzero(alone) - 1):
        right[border] = np.maximum(right[border], FINE)
    left = np.concatenate([[COARSE], right[:-1]])
    allowed = (left[:, None] == _LEFT) & (right[:, None] == _RIGHT)
    starts, lengths = pieces[:, 0], pieces[:, 1] - pieces[:, 0]
    return TrainingSet(_buckets(codes, evidence), starts, lengths, allowed)


def _buckets(codes: Codes, evidence: Evidence) -> npt.NDArray[np.int32]:
    """Rows of the weight table for each character; those at the ends have none."""
    features = Features(codes, evidence)
    of_word, other = features.slot >> 1, features.slot & 1
    rows = scatter(features.of_characters, BITS)
    rows_of_words = 2 * scatter(features.of_words, BITS - 1)[:, of_word] + other
    buckets = np.zeros((len(codes), len(rows) + len(rows_of_words)), dtype=np.int32)
    buckets[CONTEXT:-CONTEXT] = np.concatenate([rows, rows_of_words]).T
    return buckets


@dataclass(frozen=True, slots=True)
class Score:
    """Agreement in words: those with the same start and end.

    Attributes
    ----------
    same, found, wanted : int
        Words in both; of the segmenter; of the gold.
    """

    same: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.same / max(self.found, 1)

    @property
    def recall(self) -> float:
        return self.same / max(self.wanted, 1)

    @property
    def f1(self) -> float:
        return 2 * self.same / max(self.found + self.wanted, 1)


def score(pairs: Iterable[tuple[Levels, Levels]], least: int) -> Score:
    """Compare gold and found levels of passages; words end where the level is ``least`` or more.

    Parameters
    ----------
    pairs : iterable of (ndarray, ndarray) of uint8, shape (n_characters,)
    least : {FINE, COARSE}
    """
    same = found = wanted = 0
    for gold, guess in pairs:
        a, b = _words(gold >= least), _words(guess >= least)
        same += len(a & b)
        wanted += len(a)
        found += len(b)
    return Score(same, found, wanted)


def _words(ends: npt.NDArray[np.bool_]) -> set[tuple[int, int]]:
    at = (np.flatnonzero(ends) + 1).tolist()
    return set(zip([0, *at], at, strict=False))
