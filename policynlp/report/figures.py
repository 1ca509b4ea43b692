"""The table of figures: searched, sorted and downloaded in the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from policynlp.figures.days import period_shown
from policynlp.figures.view import highlights
from policynlp.html import marked
from policynlp.report.page import Section

if TYPE_CHECKING:
    from policynlp.figures import Fact

_LABELS = ("figure", "indicator", "period", "scope")


def figures(facts: Iterable[Fact], places: Mapping[str, str] | None = None) -> Section:
    """Section with one row a figure.

    Parameters
    ----------
    facts : iterable of Fact
    places : mapping of str to str, optional
        Anchors of the passages in the page, by id.
    """
    facts = list(facts)
    values = [fact.to_dict() for fact in facts]
    columns = list(values[0]) if values else []
    data = {
        "rows": [_row(fact, row, places or {}) for fact, row in zip(facts, values, strict=True)],
        "labels": _LABELS,
        "download": {"columns": columns, "rows": [list(row.values()) for row in values]},
        "documents": len({fact.document for fact in facts}),
    }
    return Section("figures", ("数字", "Figures"), data)


def _row(fact: Fact, values: Mapping[str, Any], places: Mapping[str, str]) -> dict[str, Any]:
    metric = fact.metric
    value = f"{metric.value:f}{metric.unit}"
    return {
        "metric": metric,
        "figure": values["figure"],
        "value": f"{metric.value:,f} {metric.unit}" if value != values["figure"] else "",
        "arrow": {"up": "↑", "down": "↓"}.get(metric.direction, ""),
        "period": period_shown(metric),
        "since": metric.period_start or metric.period_end or "",
        "sentence": marked(fact.sentence, highlights(fact)),
        "document": fact.document,
        "anchor": places.get(fact.passage, ""),
        "at": f"{fact.source_start}–{fact.source_end}",
    }
