"""How many topics: coherence and stability over the number of topics, and the choice among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from policynlp.topics.fitting import LEAST_ANCHORED, LEAST_SUPPORT, Problem, Solution
from policynlp.topics.quality import agreement, coherence

Array = npt.NDArray[np.float64]

RESAMPLES = 5
_KEPT = 0.8
_ROOM = 3
_CURVE_PASSAGES = 600
_MOST = 16
# Scores so near the best count as good: coherence goes on rising as topics get smaller.
_AS_GOOD = 0.03


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Quality of a number of topics.

    Attributes
    ----------
    n_topics : int
    coherence : float
        NPMI in [-1, 1], mean over the topics by their share.
    stability : float
        Share of common terms in [0, 1], mean over the topics.
    score : float
        Mean of the two.
    """

    n_topics: int
    coherence: float
    stability: float
    score: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Selection:
    """The curve, and the choice in one line. The curve is empty where the user gave the number."""

    n_topics: int
    explanation: str
    curve: tuple[CurvePoint, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "n_topics": self.n_topics,
            "explanation": self.explanation,
            "curve": [point.to_dict() for point in self.curve],
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Selection:
        """The selection that `to_dict` wrote."""
        return cls(**{**values, "curve": tuple(CurvePoint(**p) for p in values["curve"])})


def resamples(problem: Problem, count: int = RESAMPLES) -> list[Problem]:
    """Parts of four fifths of the passages, drawn without repetition."""
    n = problem.terms.shape[0]
    random = np.random.default_rng(problem.random_state)
    size = max(round(_KEPT * n), 1)
    return [problem.part(np.sort(random.permutation(n)[:size])) for _ in range(count)]


def stability(solution: Solution, parts: Sequence[Problem]) -> Array:
    """Mean agreement of each topic with the topics of refits on parts; shape (n_topics,)."""
    fits = [
        part.solve(solution.themes, solution.n_free)
        for part in parts
        if solution.n_free <= part.terms.shape[0]
    ]
    if not fits:
        return np.zeros(len(solution.topics))
    return np.asarray(np.mean([agreement(solution.scores, fit.scores) for fit in fits], axis=0))


def solve(problem: Problem, n_topics: int | Literal["auto"]) -> tuple[Solution, Selection]:
    """Topics of a fit: themes with support first, then free ones."""
    n_passages, n_themes = problem.anchors.shape
    # Judged with room for free topics, so that what no theme covers is not held against one.
    themes = problem.supported(range(n_themes), min(n_themes + _ROOM, n_passages))
    curve = _curve(problem, themes) if n_topics == "auto" else ()
    number = _choose(curve).n_topics if n_topics == "auto" else n_topics
    # Of more themes than topics, those that are left take in the passages of the others.
    least_anchored = LEAST_ANCHORED if len(themes) <= number else 0.0
    # A single topic holds everything: no theme's name would fit it.
    supported = problem.supported(themes[:number], number, least_anchored) if number > 1 else []
    solution = problem.solve(supported, number - len(supported)).ordered()
    return solution, Selection(number, _explanation(solution, curve), curve)


def _choose(curve: Sequence[CurvePoint]) -> CurvePoint:
    """The fewest topics that are about as good as the best."""
    best = max(point.score for point in curve)
    return next(point for point in curve if point.score >= best - _AS_GOOD)


def _explanation(solution: Solution, curve: Sequence[CurvePoint]) -> str:
    number = len(solution.topics)
    kinds = f"{len(solution.themes)} of given themes, {solution.n_free} of the text alone"
    topics = f"{number} topic" if number == 1 else f"{number} topics"
    if solution.themes:
        topics += f" ({kinds})"
    if not curve:
        return f"{topics}, as asked for"
    chosen = _choose(curve)
    if len(curve) == 1:
        return f"{topics}: the given themes leave too few passages for more"
    return (
        f"{topics}: the fewest of {curve[0].n_topics} to {curve[-1].n_topics} that are about as "
        f"good as any (coherence {chosen.coherence:.2f}, stability {chosen.stability:.2f})"
    )


def _curve(problem: Problem, themes: Sequence[int]) -> tuple[CurvePoint, ...]:
    """Quality of the supported themes with more and more free topics."""
    if problem.terms.shape[0] > _CURVE_PASSAGES:
        # The curve takes many refits; an even sample shows it as well.
        rows = np.linspace(0, problem.terms.shape[0] - 1, _CURVE_PASSAGES).round().astype(np.intp)
        problem = problem.part(rows)
    n = problem.terms.shape[0]
    room = n
    if themes:
        room = int(np.count_nonzero(problem.anchors[:, list(themes)].sum(axis=1) == 0))
    least = 0 if themes else min(2, n)
    most = max(least, min(_MOST - len(themes), room // (2 * LEAST_SUPPORT)))
    parts = resamples(problem)
    curve = []
    for n_free in range(least, most + 1):
        solution = problem.solve(themes, n_free)
        share = solution.weights.sum(axis=0)
        coherent = np.average(coherence(solution.scores, problem.terms), weights=share)
        stable = stability(solution, parts).mean()
        curve.append(
            CurvePoint(
                len(themes) + n_free, float(coherent), float(stable), float(coherent + stable) / 2
            )
        )
    return tuple(curve)
