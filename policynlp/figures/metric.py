"""A figure as a fact: what, how much, of whom, when, stated or aimed at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from policynlp.grammar.bounds import Bound
from policynlp.grammar.changes import Direction
from policynlp.grammar.quantities import Kind

Status = Literal["fact", "target"]
PeriodFrom = Literal["", "figure", "sentence", "section", "document"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Metric:
    """A quantity bound to the words of its passage that say what it measures.

    Parameters
    ----------
    start, end : int
        The figure, half-open offsets into the text.
    value : Decimal
        In base units, as printed (see `policynlp.grammar.Quantity`).
    unit : str
        Without the magnitude; empty for an index value.
    kind : {"level", "share", "change", "rank"}
    indicator : str
        Words of the passage that name what is measured, joined in their order.
    period : str
        The time expression that the value holds for; empty where the passage gives none.
    scope : str
        Place, group or body that the figure is about; empty where the passage names none.
    bound : {"", ">=", "<=", "~"}
    direction : {"", "up", "down"}
        On a change only.
    status : {"fact", "target"}
        Reported, or planned, expected or required.
    factor : Decimal or None
        New over old, for a change in %, 倍 or 番.
    indicator_spans : tuple of (int, int)
        Where the words of the indicator lie in the text, in order and apart.
    period_span, scope_span : (int, int) or None
        Where period and scope lie in the text.
    period_start, period_end : date or None
        First and last day, where they can be worked out.
    period_from : {"", "figure", "sentence", "section", "document"}
        Where the period was found: in the figure's clause, elsewhere in its sentence, in an earlier
        sentence or a heading, or in the date of the document (目前).
    actor : str
        The body that sets or reports the figure; empty where the text names none.
    source : str
        The document cited for the figure (《…调查报告》显示), with its title marks.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    kind: Kind
    indicator: str = ""
    period: str = ""
    scope: str = ""
    bound: Bound = ""
    direction: Direction = ""
    status: Status = "fact"
    factor: Decimal | None = None
    indicator_spans: tuple[Span, ...] = ()
    period_span: Span | None = None
    scope_span: Span | None = None
    period_start: date | None = None
    period_end: date | None = None
    period_from: PeriodFrom = ""
    actor: str = ""
    source: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON: numbers as numbers, dates in ISO form."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        values["value"] = _number(self.value)
        values["factor"] = None if self.factor is None else _number(self.factor)
        for key in ("period_start", "period_end"):
            day = values[key]
            values[key] = None if day is None else day.isoformat()
        return values

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Metric:
        """The metric that `to_dict` described."""
        known = dict(values)
        known["value"] = Decimal(str(known["value"]))
        known["factor"] = None if known["factor"] is None else Decimal(str(known["factor"]))
        known["indicator_spans"] = tuple((a, b) for a, b in known["indicator_spans"])
        for key in ("period_span", "scope_span"):
            known[key] = None if known[key] is None else tuple(known[key])
        for key in ("period_start", "period_end"):
            known[key] = None if known[key] is None else date.fromisoformat(known[key])
        return cls(**known)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
