"""Facts in a notebook: the sentence with figure, indicator and period in colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from policynlp.figures.days import period_shown
from policynlp.html import Highlight, Markup, marked, notebook_table

if TYPE_CHECKING:
    from policynlp.figures.table import Fact

SHOWN = 200
"""Rows of a notebook view; all are in ``to_frame``."""
COLOURS = {"figure": "#ffd54f", "indicator": "#b3e5fc", "period": "#c8e6c9", "scope": "#e1bee7"}
_COLUMNS = (
    "value", "unit", "indicator", "period", "scope", "kind", "status", "sentence", "place",
)  # fmt: skip


def table(rows: Sequence[Fact]) -> Markup:
    """An HTML table; everything that comes from a document is escaped."""
    key = Markup(" ").join(
        marked(name, [Highlight(0, len(name), name)], COLOURS) for name in COLOURS
    )
    more = f"… and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
    return notebook_table(_COLUMNS, map(_row, rows[:SHOWN]), before=key, after=more)


def _row(fact: Fact) -> tuple[str, ...]:
    metric = fact.metric
    value = f"{metric.bound} {metric.value:f}".strip()
    if metric.direction:
        value += " ↑" if metric.direction == "up" else " ↓"
    return (
        value,
        metric.unit,
        metric.indicator,
        period_shown(metric),
        metric.scope,
        metric.kind,
        metric.status,
        marked(fact.sentence, highlights(fact), COLOURS),
        f"{fact.passage} · {fact.source_start}–{fact.source_end}",
    )


def highlights(fact: Fact) -> list[Highlight]:
    """Figure, indicator, period and scope in the sentence of a fact."""
    return [
        Highlight(start - fact.sentence_start, end - fact.sentence_start, label, label)
        for start, end, label in _spans(fact)
    ]


def _spans(fact: Fact) -> Iterator[tuple[int, int, str]]:
    metric = fact.metric
    if metric.scope_span:
        yield *metric.scope_span, "scope"
    if metric.period_span:
        yield *metric.period_span, "period"
    for span in metric.indicator_spans:
        yield *span, "indicator"
    yield metric.start, metric.end, "figure"
