"""Days as a reader writes them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from policynlp.figures.metric import Metric


def days_written(first: date | None, last: date | None) -> str:
    """First and last day as years or months where they are whole ones.

    2020, 2016—2020, 2020-06, 2020-01—2020-06, 2020-06-30; empty if both are unknown.
    """
    if first is None or last is None:
        return str(first or last or "")
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        ends = str(first.year), str(last.year)
    elif first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        ends = f"{first:%Y-%m}", f"{last:%Y-%m}"
    else:
        ends = str(first), str(last)
    return "—".join(dict.fromkeys(ends))


def period_shown(metric: Metric) -> str:
    """The words of its period, or its days where only a heading tells them."""
    return metric.period or days_written(metric.period_start, metric.period_end)
