"""Facts in a notebook: the sentence with figure, indicator and period in colour."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policynlp.figures.table import Fact

SHOWN = 200
"""Rows of a notebook view; all are in ``to_frame``."""
COLOURS = {"figure": "#ffd54f", "indicator": "#b3e5fc", "period": "#c8e6c9", "scope": "#e1bee7"}
_COLUMNS = (
    "value", "unit", "indicator", "period", "scope", "kind", "status", "sentence", "place",
)  # fmt: skip


def table(rows: Sequence[Fact]) -> str:
    """An HTML table; everything that comes from a document is escaped."""
    head = "".join(f"<th>{name}</th>" for name in _COLUMNS)
    body = "".join(_row(fact) for fact in rows[:SHOWN])
    more = f"<p>… and {len(rows) - SHOWN} more</p>" if len(rows) > SHOWN else ""
    key = " ".join(_mark(name, name) for name in COLOURS)
    return f"<p>{key}</p><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _row(fact: Fact) -> str:
    metric = fact.metric
    value = f"{metric.bound} {metric.value:f}".strip()
    if metric.direction:
        value += " ↑" if metric.direction == "up" else " ↓"
    place = f"{fact.passage} · {fact.source_start}–{fact.source_end}"
    plain = (
        value, metric.unit, metric.indicator, metric.period, metric.scope, metric.kind,
        metric.status,
    )  # fmt: skip
    cells = [escape(text) for text in plain]
    cells += [marked_sentence(fact), escape(place)]
    return "<tr>" + "".join(f"<td style='text-align:left'>{cell}</td>" for cell in cells) + "</tr>"


def marked_sentence(fact: Fact) -> str:
    """The sentence, escaped, with its figure, indicator, period and scope marked."""
    metric = fact.metric
    kinds = [""] * len(fact.sentence)
    spans = [
        *((span, "scope") for span in (metric.scope_span,) if span),
        *((span, "period") for span in (metric.period_span,) if span),
        *((span, "indicator") for span in metric.indicator_spans),
        ((metric.start, metric.end), "figure"),
    ]
    for (start, end), kind in spans:
        first, last = (max(0, at - fact.sentence_start) for at in (start, end))
        last = min(last, len(kinds))
        kinds[first:last] = [kind] * max(0, last - first)
    parts = []
    for kind, group in groupby(range(len(kinds)), kinds.__getitem__):
        places = list(group)
        text = fact.sentence[places[0] : places[-1] + 1]
        parts.append(_mark(kind, text) if kind else escape(text))
    return "".join(parts)


def _mark(kind: str, text: str) -> str:
    style = f"background:{COLOURS[kind]};color:#000"
    return f"<mark title='{kind}' style='{style}'>{escape(text)}</mark>"
