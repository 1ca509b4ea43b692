"""Figures of a row told apart: each with the subject, the partner or the place that is its own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from policynlp.figures import phrases
from policynlp.figures.chains import Chain, each, listed, merged, subjects
from policynlp.figures.indicators import Indicator
from policynlp.figures.layout import Layout
from policynlp.figures.partners import behind_list, partners_before, places_listed, told_again
from policynlp.figures.phrases import Span
from policynlp.figures.subjects import opening
from policynlp.grammar import Quantity

_REACH = 120
_MOST_TOLD = 12
"""Figures told before that a row of figures may go back to."""
_GROWTH = re.compile("增长")
_RISEN = re.compile(r"[^，。；、]{0,8}[到至为](?:[^，。；、]{0,10}的)?")


def tell_apart(
    text: str,
    quantities: Sequence[Quantity],
    layout: Layout,
    rows: Sequence[Chain],
    found: list[Indicator],
    names: Mapping[int, int],
    times: Mapping[int, int],
) -> None:
    """Give each figure of a row what is its own, in place.

    Parameters
    ----------
    rows : sequence of (int, int)
        The row that each figure stands in.
    found : list of Indicator
        As read from the words around each figure.
    names, times : mapping of int to int
        Start and end of the bodies and of the time expressions of the text.
    """
    _to_places(text, quantities, layout, rows, found, names, times)
    _distribute(text, quantities, layout, rows, found)
    _to_partners(text, quantities, layout, rows, found)


def _to_places(
    text: str,
    quantities: Sequence[Quantity],
    layout: Layout,
    rows: Sequence[Chain],
    found: list[Indicator],
    names: Mapping[int, int],
    times: Mapping[int, int],
) -> None:
    """Give each figure of 甲市、乙市（分别）投资a、b its own place or body as scope."""
    for i, one in enumerate(quantities):
        first, last = rows[i]
        if first < i or last == i:
            continue
        count = last + 1 - i
        places = _places_before(text, layout, one, count, names, times)
        if not places:
            continue
        end = behind_list(text, places[-1][1])
        told = [_behind(text, found[i + k].spans, end) for k in range(count)]
        if not all(told):
            continue  # the places are what is counted
        starts = [i, *([last + 1] if told_again(text, quantities, last, count) else [])]
        for row in starts:
            for k, (place, spans) in enumerate(zip(places, told, strict=True)):
                found[row + k] = replace(found[row + k], spans=spans, scope=place, partner=True)


def _places_before(
    text: str,
    layout: Layout,
    one: Quantity,
    count: int,
    names: Mapping[int, int],
    times: Mapping[int, int],
) -> list[Span]:
    """As many places as figures, at the head of a figure's clause, or the one before 分别."""
    number = layout.index(one.start)
    for clause in layout.clauses[max(0, number - each(text, one)) : number + 1][::-1]:
        if clause.sentence != layout.clauses[number].sentence:
            break
        start = opening(text, clause, times)
        places = places_listed(text, start, min(clause.end, one.start), names)
        if len(places) == count:
            return places
    return []


def _behind(text: str, spans: Sequence[Span], start: int) -> tuple[Span, ...]:
    """The words of an indicator from ``start`` on."""
    cut = [
        phrases.opening(text, start, last, []) if first < start < last else (first, last)
        for first, last in spans
        if last > start
    ]
    return tuple((first, last) for first, last in cut if last - first > 1)


def _distribute(
    text: str,
    quantities: Sequence[Quantity],
    layout: Layout,
    rows: Sequence[Chain],
    found: list[Indicator],
) -> None:
    """Give each figure of X、Y（分别）增长a、b its own subject."""
    told = [indicator.spans for indicator in found]
    for i, one in enumerate(quantities):
        first, last = rows[i]
        if first < i or last == i or not told[i] or not listed(text, one, quantities[i + 1]):
            continue
        count = last + 1 - i
        grown = tuple(s for s in told[i][1:] if _GROWTH.fullmatch(text, *s))  # 分别居全国…
        subject = told[i][-1 - len(grown)]
        parts = [merged([*spans, *grown]) for spans in subjects(text, subject, count)]
        if not parts and i and told[i] == told[i - 1] and count <= _MOST_TOLD and each(text, one):
            parts = _told_before(quantities, layout, found, i, count)
        for k, spans in enumerate(parts):
            found[i + k] = replace(found[i], spans=spans)
        rest = last + 1  # …分别由a和b增至c和d
        if (
            parts
            and rest + len(parts) <= len(quantities)
            and _RISEN.fullmatch(text[quantities[last].end : quantities[rest].start][:_REACH])
        ):
            for k, spans in enumerate(parts):
                found[rest + k] = replace(found[rest + k], spans=spans)


def _told_before(
    quantities: Sequence[Quantity], layout: Layout, found: Sequence[Indicator], i: int, count: int
) -> list[tuple[Span, ...]]:
    """What each of the figures before measured (A达a，B达b，分别增长…); empty if too few."""
    sentence = layout.clause(quantities[i].start).sentence
    parts: list[tuple[Span, ...]] = []
    for k in range(i - 1, max(-1, i - 1 - 3 * count), -1):
        if layout.clause(quantities[k].start).sentence != sentence:
            break
        if found[k].spans not in parts:
            parts.append(found[k].spans)
        if len(parts) == count:
            return parts[::-1]
    return []


def _to_partners(
    text: str,
    quantities: Sequence[Quantity],
    layout: Layout,
    rows: Sequence[Chain],
    found: list[Indicator],
) -> None:
    """Give each figure of 对X、Y进出口分别为a、b its own partner as scope."""
    done = 0
    for i, one in enumerate(quantities):
        if i < done or one.kind == "rank":
            continue
        told = partners_before(text, layout.clause(one.start).start, one.start)
        last = rows[i][1]
        if told is None or len(told[0]) not in (1, last - i + 1):
            continue
        told_rows = [i]
        if told_again(text, quantities, last, last - i + 1):
            told_rows.append(last + 1)
        for row in told_rows:
            for k in range(last - i + 1):
                scope = told[0][k % len(told[0])]
                found[row + k] = Indicator((told[1],), scope, partner=True)
        done = last + 1
        following = told_rows[-1] + last - i + 1
        alone = following < len(quantities) and len(told_rows) == 1 and last == i
        if alone and _leans(found[following], one, quantities[following], layout):
            found[following] = Indicator((told[1],), told[0][0], partner=True)


def _leans(indicator: Indicator, one: Quantity, following: Quantity, layout: Layout) -> bool:
    """Whether a figure in the next clause has no words of its own (…9万亿元，增长1%)."""
    near = layout.index(following.start) - layout.index(one.start) <= 1
    return (
        near and following.kind == "change" and all(end <= one.start for _, end in indicator.spans)
    )
