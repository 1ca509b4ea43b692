"""How many topics: coherence and stability over the number of topics, and the choice among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from policynlp.topics.fitting import LEAST_SUPPORT, Problem, Solution
from policynlp.topics.quality import agreement, coherence

Array = npt.NDArray[np.float64]

RESAMPLES = 5
_KEPT = 0.8
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
    themes = problem.supported(range(problem.anchors.shape[1]), 0)
    if n_topics == "auto":
        selection = select(problem, themes)
        # A free topic may take a theme's last passages.
        themes = problem.supported(themes, selection.n_topics - len(themes))
        n_free = selection.n_topics - len(themes)
    else:
        selection = Selection(n_topics, f"{n_topics} topics, as asked for")
        themes = themes[:n_topics]
        while themes != (kept := problem.supported(themes, n_topics - len(themes))):
            themes = kept
        n_free = n_topics - len(themes)
    return problem.solve(themes, n_free).ordered(), selection


def select(problem: Problem, themes: Sequence[int]) -> Selection:
    """Number of topics: the supported themes and as many free topics as the curve justifies."""
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
    best = max(curve, key=lambda point: point.score)
    chosen = next(point for point in curve if point.score >= best.score - _AS_GOOD)
    n_free = chosen.n_topics - len(themes)
    kinds = f" ({len(themes)} themes, {n_free} free)" if themes else ""
    return Selection(
        chosen.n_topics,
        f"{chosen.n_topics} topics{kinds}: the fewest of {curve[0].n_topics} to "
        f"{curve[-1].n_topics} whose coherence ({chosen.coherence:.2f}) and stability "
        f"({chosen.stability:.2f}) are together as good as the best ({best.n_topics})",
        tuple(curve),
    )
