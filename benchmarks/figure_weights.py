"""Make policynlp/resources/comparison/same_indicator.tsv: do two figures measure the same?

    python benchmarks/figure_weights.py ../shared/corpus
    python benchmarks/figure_weights.py ../shared/corpus --check

Logistic regression (L2, C = 1) over the features of `policynlp.comparison.indicators`, learned from
all judged pairs of `figure_pairs.tsv` and of the seeds, and, at half the weight, candidates of the
same documents that share few words, as pairs that don't measure the same.

``--check`` writes nothing: each two documents are compared with weights learned without their
pairs, and scored as by `figures.py`.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import numpy as np
from figures import (
    NO_PAIR,
    SEEDS,
    Documents,
    Judged,
    by_documents,
    judged,
    judged_seeds,
    report,
    score,
)  # fmt: skip
from sklearn.linear_model import LogisticRegression

from policynlp.comparison import indicators
from policynlp.comparison.indicators import FEATURES, Profile, features, profile, weigh
from policynlp.comparison.readings import Reading, readings

OUT = Path(__file__).parent.parent / "policynlp/resources/comparison/same_indicator.tsv"
HEAD = """\
# Weights of a logistic regression: feature (policynlp.comparison.indicators says what it is),
# weight; above 0 speaks for two figures that measure the same. Learned by
# benchmarks/figure_weights.py, which says how.
"""
CANDIDATE = 0.35
FEW_SHARED, SHARED = 0.35, FEATURES.index("words shared")
EASY = 60
"""Pairs of each two documents that are taken for different unseen."""

JUDGED_ONLY = "pair"
"""Of these pairs only that they measure the same was judged."""

Ready = tuple[Reading, Profile]
Row = tuple[float, ...]


class Part(NamedTuple):
    """Judged pairs of two documents, and what can be learned from them."""

    members: list[Judged]
    documents: Documents
    rows: list[Row]
    labels: list[bool]
    weights: list[float]


def ready(documents: Documents, name: str) -> dict[int, Ready]:
    found = readings(documents[name], 0, documents.metadata)
    return {reading.fact.source_start: (reading, profile(reading)) for reading in found}


def row(one: Ready, other: Ready) -> Row:
    return features(one[0], other[0], one[1], other[1])


def easy(left: dict[int, Ready], right: dict[int, Ready], known: set[tuple[int, int]]) -> list[Row]:
    """Features of some candidates that share few words."""
    found = []
    for a, one in left.items():
        for b, other in right.items():
            common = weigh(one[1].pieces & other[1].pieces)
            if common and common >= CANDIDATE * min(one[1].weight, other[1].weight):
                values = row(one, other)
                if values[SHARED] < FEW_SHARED and (a, b) not in known:
                    found.append(values)
    return random.Random(0).sample(found, min(EASY, len(found)))  # noqa: S311


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    corpus, seeds = Documents(args.corpus), Documents(SEEDS, ".txt")
    parts = [
        Part(members, where, *examples(members, where, where is corpus))
        for where, pairs in ((corpus, judged()), (seeds, judged_seeds()))
        for members in by_documents(pairs).values()
    ]
    if args.check:
        check(parts)
        return
    weights = learned(parts)
    lines = [f"{name}\t{weight:.2f}" for name, weight in weights.items()]
    OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


def examples(
    members: list[Judged], documents: Documents, with_easy: bool
) -> tuple[list[Row], list[bool], list[float]]:
    """Features of the pairs of two documents, whether each is one figure, and its weight."""
    left, right = members[0].left, members[0].right
    ones, others = ready(documents, left), ready(documents, right)
    known = {(p.left_start, p.right_start) for p in members}
    found = [p for p in members if p.left_start in ones and p.right_start in others]
    near = easy(ones, others, known) if with_easy else []
    rows = [row(ones[p.left_start], others[p.right_start]) for p in found] + near
    labels = [p.verdict != NO_PAIR for p in found] + [False] * len(near)
    return rows, labels, [1.0] * len(found) + [0.5] * len(near)


def learned(parts: list[Part]) -> dict[str, float]:
    """Weights by name of the feature."""
    rows = np.array([each for part in parts for each in part.rows])
    labels = np.array([each for part in parts for each in part.labels])
    weights = np.array([each for part in parts for each in part.weights])
    model = LogisticRegression(max_iter=2000).fit(rows, labels, sample_weight=weights)
    return {"bias": float(model.intercept_[0]), **dict(zip(FEATURES, model.coef_[0], strict=True))}


def check(parts: list[Part]) -> None:
    seen: Counter[tuple[str, str]] = Counter()
    for part in parts:
        weights = tuple(learned([other for other in parts if other is not part]).values())
        with mock.patch.object(indicators, "_weights", return_value=weights):
            told = [pair for pair in part.members if pair.verdict != JUDGED_ONLY]
            seen += score(told, part.documents)
    report(seen)


if __name__ == "__main__":
    main()
