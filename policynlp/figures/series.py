"""One indicator over time, as a chart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from policynlp.errors import UsageError
from policynlp.plotting import ACCENT, new_axes, set_font

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from policynlp.figures.metric import Metric
    from policynlp.figures.table import Fact

_NATION = ("我国", "中国", "全国")
_NO_SCOPE = "未注明范围"
"""Label of figures without a scope beside those that have one."""
_PLOTTED = ("level", "share", "rank")
_COLOURS = (ACCENT, "#b2452c", "#6d4aa8", "#8f6b00", "#35783f", "#2f6ea5")


def plot(
    facts: Iterable[Fact], indicator: str, unit: str | None = None, ax: Axes | None = None
) -> Axes:
    """See `Facts.plot`."""
    chosen = [
        (day, fact)
        for fact in facts
        if indicator in fact.metric.indicator
        and fact.metric.kind in _PLOTTED
        and (day := fact.metric.period_end or fact.metric.period_start) is not None
    ]
    units = _units([fact.metric for _, fact in chosen])
    found = sorted(set(units))
    if unit is not None:
        chosen = [
            (day, fact)
            for (day, fact), name in zip(chosen, units, strict=True)
            if unit in (name, fact.metric.unit)
        ]
    elif len(found) > 1:
        listed = ", ".join(map(repr, found))
        raise UsageError(f"figures of {indicator!r} have several units, pass one as unit: {listed}")
    if not chosen:
        of_unit = "" if unit is None or not found else f" in {unit!r}; there are {found}"
        raise UsageError(f"no dated figure of {indicator!r}{of_unit}")
    return _draw(chosen, indicator, found[0] if unit is None else unit, ax)


def _units(metrics: list[Metric]) -> list[str]:
    """Their units, for counts those of their indicator.

    Of 网民规模, 9.89亿网民 has no unit more than 9.89亿 has; beside 9.89亿人 both are of 人.
    """
    units = [
        "" if len(metric.unit) > 1 and metric.unit in metric.indicator else metric.unit
        for metric in metrics
    ]
    pairs = list(zip(units, metrics, strict=True))
    counted = {unit for unit, metric in pairs if unit and metric.kind == "level"}
    only = counted.pop() if len(counted) == 1 else ""
    return [unit or only if metric.kind == "level" else unit for unit, metric in pairs]


def _draw(chosen: list[tuple[date, Fact]], indicator: str, unit: str, ax: Axes | None) -> Axes:
    from matplotlib.ticker import FuncFormatter

    ax = new_axes(8, 4) if ax is None else ax
    lines: dict[tuple[str, str], list[tuple[date, float]]] = {}
    for day, fact in sorted(chosen, key=lambda each: each[0]):
        scope = "全国" if fact.metric.scope in _NATION else fact.metric.scope
        key = (scope, fact.metric.status)
        lines.setdefault(key, []).append((day, float(fact.metric.value)))
    scopes = sorted({scope for scope, _ in lines})
    unnamed = indicator if scopes == [""] else _NO_SCOPE
    for (scope, status), points in lines.items():
        colour = _COLOURS[scopes.index(scope) % len(_COLOURS)]
        reported = status == "fact"
        ax.plot(
            *zip(*points, strict=True),
            marker="o",
            color=colour,
            markerfacecolor=colour if reported else "none",
            linestyle="-" if reported else ":",
            label=(scope or unnamed) + ("" if reported else "（目标 target）"),
        )
    if chosen[0][1].metric.kind == "rank":
        ax.invert_yaxis()
    days = [day for day, _ in chosen]
    ends = _year_ends(min(days), max(days))
    ax.set_xticks(ends, [f"{day.year}年底" for day in ends])  # type: ignore[arg-type]
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _short(value)))
    ax.set_title(f"{indicator}（{unit}）" if unit else indicator, loc="left")
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(frameon=False)
    return set_font(ax)


def _year_ends(first: date, last: date) -> list[date]:
    """Some ten ends of years around: most figures are those of a year's end, not of its start."""
    begin = first.year if (first.month, first.day) == (12, 31) else first.year - 1
    years = range(last.year, begin - 1, -max(1, (last.year - begin) // 8))
    return [date(year, 12, 31) for year in years][::-1]


def _short(value: float) -> str:
    """As a Chinese reader counts: in 万 and 亿."""
    for size, name in ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")):
        if abs(value) >= size:
            return f"{value / size:g}{name}"
    return f"{value:g}"
