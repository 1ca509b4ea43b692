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
from policynlp.segment.boundaries import COARSE, COMPOSITION, FINE, PAIRS, Levels
from policynlp.segment.characters import (
    CONTEXT,
    DIGIT,
    PUNCTUATION,
    SEPARATOR,
    SPACE,
    brackets,
    fold_codes,
    normalise,
    to_codes,
    to_text,
)
from policynlp.segment.evidence import ClassTable, TermTable, pair_table
from policynlp.segment.features import LONGEST_WORD, dictionary_words, features
from policynlp.segment.learned import FORMAT, cut_at_breaks
from policynlp.tagging.crf import TrainingSet, train
from policynlp.tagging.hashing import ngrams, scatter
from policynlp.tagging.weights import Weights

BITS = 18  # of the weight table
RUNS = 3
_BETWEEN = SEPARATOR * CONTEXT
_LEFT = np.array([left for left, _ in PAIRS.arcs])
_RIGHT = np.array([right for _, right in PAIRS.arcs])


@dataclass(frozen=True, slots=True)
class SegmenterModel:
    """What a trained segmenter is made of."""

    weights: Weights
    terms: TermTable
    pairs: ClassTable

    def save(self, path: str | Path, meta: dict[str, Any]) -> None:
        """Write ``segmenter.npz`` for `LearnedEngine`; arrays and JSON, no pickle."""
        arrays: dict[str, Any] = {
            **self.weights.arrays(),
            "terms": self.terms.classes.slots,
            "prefixes": np.packbits(self.terms.prefixes),
            "pairs": self.pairs.slots,
            "meta": np.array(json.dumps({**meta, "format": FORMAT}, ensure_ascii=False)),
        }
        np.savez_compressed(path, **arrays)


def corpus_pairs(texts: Iterable[str]) -> ClassTable:
    """Which words hold together in unannotated text, as the dictionary cuts it."""
    words, known = [], []
    for text in texts:
        codes = fold_codes(to_codes(text + SEPARATOR))
        normal, kinds = normalise(codes)
        cut = dictionary_words(to_text(codes), ngrams(normal, LONGEST_WORD))
        first = np.flatnonzero(np.diff(cut.number, prepend=-1))
        words.append(cut.identity)
        known.append(~np.isin(kinds[first], (SPACE, PUNCTUATION, DIGIT)))
    if not words:
        return ClassTable(np.zeros(1, dtype=np.uint16))
    return pair_table(np.concatenate(words), np.concatenate(known))


def fit(passages: Iterable[Annotated], terms: TermTable, pairs: ClassTable) -> SegmenterModel:
    """Train on annotated passages.

    The weights are the mean of runs that differ in the order of the text only; their differences
    are chance.
    """
    data, n_features = _training_set(list(passages), terms, pairs)
    runs = [train([data], PAIRS, 1 << BITS, COMPOSITION, seed=seed) for seed in range(RUNS)]
    mean = sum(runs[1:], start=runs[0]) / np.float32(RUNS)
    return SegmenterModel(Weights.quantised(mean, n_features), terms, pairs)


def _training_set(
    passages: Sequence[Annotated], terms: TermTable, pairs: ClassTable
) -> tuple[TrainingSet, int]:
    codes = fold_codes(to_codes(_BETWEEN + "".join(p.text + _BETWEEN for p in passages)))
    right = np.full(len(codes), COARSE, dtype=np.uint8)
    gaps = []
    start = len(_BETWEEN)
    for passage in passages:
        end = start + len(passage.text)
        right[start:end] = passage.levels
        gaps.append((start, end))
        start = end + len(_BETWEEN)
    pieces = cut_at_breaks(codes, np.array(gaps))
    right[pieces[:, 0] - 1] = COARSE
    right[pieces[:, 1] - 1] = COARSE
    alone = brackets(codes)
    for border in (np.flatnonzero(alone), np.flatnonzero(alone) - 1):
        right[border] = np.maximum(right[border], FINE)
    left = np.concatenate([[COARSE], right[:-1]])
    allowed = (left[:, None] == _LEFT) & (right[:, None] == _RIGHT)
    columns = [scatter(f, BITS).astype(np.int32) for f in features(codes, terms, pairs)]
    buckets = np.stack(columns, axis=1)
    lengths = pieces[:, 1] - pieces[:, 0]
    return TrainingSet(buckets, pieces[:, 0], lengths, allowed), len(columns)


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
