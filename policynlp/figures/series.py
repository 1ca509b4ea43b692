"""One indicator over time, as a chart."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from policynlp.errors import UsageError
from policynlp.plotting import ACCENT, new_axes, set_font

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from policynlp.figures.table import Fact

_NATION = ("我国", "中国", "全国")
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
    units = sorted({fact.metric.unit for _, fact in chosen})
    if unit is not None:
        chosen = [(day, fact) for day, fact in chosen if fact.metric.unit == unit]
    elif len(units) > 1:
        listed = ", ".join(map(repr, units))
        raise UsageError(f"figures of {indicator!r} have several units, choose one: {listed}")
    if not chosen:
        raise UsageError(f"no dated figure of {indicator!r}")
    return _draw(chosen, indicator, ax)


def _draw(chosen: list[tuple[date, Fact]], indicator: str, ax: Axes | None) -> Axes:
    from matplotlib.ticker import FuncFormatter

    ax = new_axes(8, 4) if ax is None else ax
    lines: dict[tuple[str, str], list[tuple[date, float]]] = {}
    for day, fact in sorted(chosen, key=lambda each: each[0]):
        scope = "全国" if fact.metric.scope in _NATION else fact.metric.scope
        key = (scope, fact.metric.status)
        lines.setdefault(key, []).append((day, float(fact.metric.value)))
    scopes = sorted({scope for scope, _ in lines})
    for (scope, status), points in lines.items():
        colour = _COLOURS[scopes.index(scope) % len(_COLOURS)]
        reported = status == "fact"
        ax.plot(
            *zip(*points, strict=True),
            marker="o",
            color=colour,
            markerfacecolor=colour if reported else "none",
            linestyle="-" if reported else ":",
            label=(scope or indicator) + ("" if reported else "（目标 target）"),
        )
    metric = chosen[0][1].metric
    if metric.kind == "rank":
        ax.invert_yaxis()
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _short(value)))
    ax.set_title(f"{indicator}（{metric.unit}）" if metric.unit else indicator, loc="left")
    ax.spines[["top", "right"]].set_visible(False)
    ax.legend(frameon=False)
    return set_font(ax)


def _short(value: float) -> str:
    """As a Chinese reader counts: in 万 and 亿."""
    for size, name in ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")):
        if abs(value) >= size:
            return f"{value / size:g}{name}"
    return f"{value:g}"
