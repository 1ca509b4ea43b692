"""Make policynlp/resources/comparison/same_indicator.tsv: do two figures measure the same?

    python benchmarks/figure_weights.py ../shared/corpus
    python benchmarks/figure_weights.py ../shared/corpus --check

Logistic regression (L2, C = 1) over the features of `policynlp.comparison.indicators`, learned from
the judged pairs of the half ``develop`` of `figure_pairs.tsv`, the pairs that a first version found
there (``judged``), the seeds' pairs, and, at half the weight, candidates of the same documents that
share few words, as pairs that don't measure the same. The other halves are not read.

``--check`` writes nothing: the pairs of each two documents are scored by weights learned without
them.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import numpy.typing as npt
from figures import NO_PAIR, SEEDS, Documents, Judged, judged, judged_seeds
from sklearn.linear_model import LogisticRegression

from policynlp.comparison.indicators import FEATURES, Profile, features, profile, weigh
from policynlp.comparison.readings import Reading, readings

OUT = Path(__file__).parent.parent / "policynlp/resources/comparison/same_indicator.tsv"
HEAD = """\
# Weights of a logistic regression: feature (policynlp.comparison.indicators says what it is),
# weight; above 0 speaks for two figures that measure the same. Learned by
# benchmarks/figure_weights.py, which says how.
"""
CANDIDATE = 0.35
FEW_SHARED = 0.35
EASY = 60
"""Pairs of each two documents that are taken for different unseen."""

Ready = tuple[Reading, Profile]


def ready(documents: Documents, name: str) -> dict[int, Ready]:
    found = readings(documents[name], 0, documents.metadata)
    return {reading.fact.source_start: (reading, profile(reading)) for reading in found}


def row(one: Ready, other: Ready) -> tuple[float, ...]:
    return features(one[0], other[0], one[1], other[1])


def easy(left: dict[int, Ready], right: dict[int, Ready], known: set[tuple[int, int]]) -> list:
    """Features of some candidates that share few words."""
    found = []
    for a, one in left.items():
        for b, other in right.items():
            common = weigh(one[1].pieces & other[1].pieces)
            if common and common >= CANDIDATE * min(one[1].weight, other[1].weight):
                values = row(one, other)
                if values[0] < FEW_SHARED and (a, b) not in known:
                    found.append(values)
    return random.Random(0).sample(found, min(EASY, len(found)))  # noqa: S311


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    pairs = [pair for pair in judged() if pair.half in ("develop", "judged")]
    corpus, seeds = Documents(args.corpus), Documents(SEEDS, ".txt")
    rows, labels, weights, sources = [], [], [], []
    for where, members in ((corpus, pairs), (seeds, list(judged_seeds()))):
        by_documents: dict[tuple[str, str], list[Judged]] = {}
        for pair in members:
            by_documents.setdefault((pair.left, pair.right), []).append(pair)
        for (left, right), found in by_documents.items():
            ones, others = ready(where, left), ready(where, right)
            known = {(p.left_start, p.right_start) for p in found}
            near = easy(ones, others, known) if where is corpus else []
            rows += [row(ones[p.left_start], others[p.right_start]) for p in found] + near
            labels += [p.verdict != NO_PAIR for p in found] + [False] * len(near)
            weights += [1.0] * len(found) + [0.5] * len(near)
            sources += [f"{left} {right}" if where is corpus else "seeds"] * (
                len(found) + len(near)
            )
    learn(np.array(rows), np.array(labels), np.array(weights), np.array(sources), args.check)


def learn(
    rows: npt.NDArray[np.float64],
    labels: npt.NDArray[np.bool_],
    weights: npt.NDArray[np.float64],
    sources: npt.NDArray[np.str_],
    check: bool,
) -> None:
    if not check:
        model = LogisticRegression(max_iter=2000).fit(rows, labels, sample_weight=weights)
        lines = [f"bias\t{model.intercept_[0]:.2f}"]
        lines += [f"{name}\t{w:.2f}" for name, w in zip(FEATURES, model.coef_[0], strict=True)]
        OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
        print("\n".join(lines))
        return
    found = np.zeros(len(labels), dtype=bool)
    for source in set(sources):
        held = sources == source
        model = LogisticRegression(max_iter=2000)
        model.fit(rows[~held], labels[~held], sample_weight=weights[~held])
        found[held] = model.predict(rows[held])
    told = weights == 1
    for name, kept in (("same", told & labels), ("not the same", told & ~labels), ("easy", ~told)):
        print(f"{name}: {(found == labels)[kept].mean():.3f} right of {kept.sum()}")


if __name__ == "__main__":
    main()
