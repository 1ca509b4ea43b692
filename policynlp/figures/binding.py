"""Bind each quantity of a passage to what it measures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from policynlp.figures.apart import tell_apart
from policynlp.figures.chains import chains
from policynlp.figures.indicators import Indicator, indicators, is_fine
from policynlp.figures.layout import Layout
from policynlp.figures.metric import Metric
from policynlp.figures.periods import Periods, without_owner
from policynlp.figures.scopes import Scopes
from policynlp.figures.sources import Sources
from policynlp.figures.status import statuses
from policynlp.figures.wording import Period
from policynlp.grammar import Quantity

Entity = tuple[int, int, str]


def bind(
    text: str,
    quantities: Sequence[Quantity],
    *,
    entities: Iterable[Entity] = (),
    anchor_date: date | None = None,
    section: Sequence[str] = (),
) -> list[Metric]:
    """Bind each quantity to the words of the passage that say what it measures.

    Parameters
    ----------
    text : str
        One passage.
    quantities : sequence of Quantity
        In order and apart, from `policynlp.grammar.find_quantities` on the same text.
    entities : iterable of (start, end, label), optional
        Spans of ``ORG``, ``POLICY`` and ``REPORT`` in the text, if the caller has them: for scope,
        actor and source.
    anchor_date : date, optional
        The day the text was written, for 目前 and 今年.
    section : sequence of str, optional
        Headings above the passage, outermost first.

    Returns
    -------
    list of Metric
        One for each quantity, in order. Linear in ``len(text)``; any text is accepted.
    """
    if not quantities:
        return []
    known = sorted(entities)
    bodies = [(start, end) for start, end, label in known if label == "ORG"]
    layout = Layout(text, [(q.start, q.end) for q in quantities])
    rows = chains(text, quantities)
    periods = Periods(text, quantities, layout, rows, anchor_date, section)
    found = indicators(text, quantities, layout, bodies, periods.times, rows)
    times = {time.start: time.end for time in periods.times}
    tell_apart(text, quantities, layout, rows, found, dict(bodies), times)
    programmes = [(start, end) for start, end, label in known if label == "POLICY"]
    scopes = Scopes(text, layout, quantities, found, periods.times, bodies, programmes)
    sources = Sources(text, layout, known)
    stated = statuses(text, quantities, layout, section, periods.dated_from, periods.aimed)
    metrics = []
    for i, one in enumerate(quantities):
        clause = layout.clause(one.start)
        leans = i > 0 and found[i].spans == found[i - 1].spans
        period = periods.settled(i, periods.of(i, leans), stated[i])
        scope = scopes.of(i)
        period = without_owner(period, scope[1])
        if is_fine(text, found[i]):
            period = Period()  # 处上一年度营业额百分之五以下罚款
        metrics.append(
            Metric(
                one.start,
                one.end,
                one.value,
                one.unit,
                one.kind,
                indicator=words(text, found[i]),
                period=period.text,
                scope=scope[0],
                bound=one.bound,
                direction=one.direction,
                status=stated[i],
                factor=one.factor,
                indicator_spans=found[i].spans,
                period_span=period.span,
                scope_span=scope[1],
                period_start=period.first,
                period_end=period.last,
                period_from=period.found,
                actor=sources.actor(clause),
                source=sources.document(clause),
            )
        )
    return metrics


def words(text: str, indicator: Indicator) -> str:
    """The words of an indicator, joined, without line breaks."""
    return "".join(text[start:end] for start, end in indicator.spans).replace("\n", "")
