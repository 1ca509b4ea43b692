"""The same figure in two places: both sentences and the verdict, as data for the template."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from policynlp.figures.view import highlights
from policynlp.html import marked

if TYPE_CHECKING:
    from policynlp.comparison.figures import Figure, FigureComparison


def figure_pairs(
    found: FigureComparison, marks: Mapping[str, str], places: Mapping[str, str]
) -> dict[str, Any]:
    """Pairs of figures for the section on the comparison.

    Parameters
    ----------
    found : FigureComparison
    marks : mapping of str to str
        What the page calls each group.
    places : mapping of str to str
        Anchors of the passages in the page, by id.
    """
    rows = found.rows()
    return {
        "counts": [(verdict, number) for verdict, number in found.counts().items() if number],
        "pairs": [
            {
                "indicator": pair.indicator,
                "verdict": pair.verdict,
                "sides": [_side(side, marks, places) for side in (pair.left, pair.right)],
            }
            for pair in found.pairs
        ],
        "download": {
            "columns": list(rows[0]) if rows else [],
            "rows": [list(row.values()) for row in rows],
        },
    }


def _side(figure: Figure, marks: Mapping[str, str], places: Mapping[str, str]) -> dict[str, Any]:
    fact = figure.facts[0]
    return {
        "mark": marks[figure.group],
        "figure": fact.to_dict()["figure"],
        "bound": fact.metric.bound,
        "period": figure.period_written,
        "period_from": figure.period_elsewhere,
        "scope": fact.metric.scope,
        "target": fact.metric.status == "target",
        "sentence": marked(fact.sentence, highlights(fact)),
        "passage": fact.passage,
        "anchor": places.get(fact.passage, ""),
        "more": len(figure.facts) - 1,
    }
