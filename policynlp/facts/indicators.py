"""What each figure measures: the words of its clause, or those of the figure before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from policynlp.facts import phrases, terms
from policynlp.facts.layout import Clause, Layout
from policynlp.facts.periods import Time
from policynlp.facts.phrases import Before, Span
from policynlp.grammar import Quantity
from policynlp.grammar.bounds import bound_after

_JOINED = re.compile(r"[ \u3000]*(?:以上|左右)?(?:、|和|与|及|或|至|到|[-—~～―－]{1,2})[ \u3000]*")
_LONGEST_JOINT = 8
_PART_OF = re.compile(r"占比|比重|增速|增幅|降幅|涨幅|完工|总量|均价|总额|占有率")
_LEANING = 4
"""Longest core that may leave out words said before it."""
_MEASURED = ("%", "‰", "个百分点", "倍", "元")
"""Units of figures that what stands behind them does not name."""
_DISTRIBUTED = re.compile(r"分别[^，；。]{0,10}$")
_AND = re.compile(r"、|和|与|及|以及")
_HAS_WORD = re.compile(r"[\u3400-\u9fffA-Za-z]")


@dataclass(frozen=True, slots=True)
class Indicator:
    """Spans of an indicator's words, the scope in front of them, and how they were found."""

    spans: tuple[Span, ...] = ()
    scope: Span | None = None
    field: Span | None = None
    end: int = 0  # where the words behind the figure end


def indicators(
    text: str,
    quantities: Sequence[Quantity],
    layout: Layout,
    names: Sequence[Span],
    times: Sequence[Time],
) -> list[Indicator]:
    """The indicator of each quantity, in order."""
    found: list[Indicator] = []
    starts = [time.start for time in times]
    name_starts = [name[0] for name in names]
    for i, one in enumerate(quantities):
        clause = layout.clause(one.start)
        left = _left_edge(text, quantities, found, i, clause)
        low = max(left, one.start - 90)
        near = [(t.start, t.end) for t in times[bisect_left(starts, low) : bisect_left(starts, one.start)]]
        bodies = list(names[bisect_left(name_starts, low) : bisect_left(name_starts, one.start)])
        before = phrases.before(text, left, one.start, bodies, near)
        previous = found[-1] if i and _same_sentence(layout, quantities[i - 1], clause) else None
        found.append(_indicator(text, quantities, i, before, clause, previous))
    _distribute(text, quantities, layout, found)
    return found


def _same_sentence(layout: Layout, earlier: Quantity, clause: Clause) -> bool:
    return layout.clause(earlier.start).sentence == clause.sentence


def _left_edge(
    text: str, quantities: Sequence[Quantity], found: list[Indicator], i: int, clause: Clause
) -> int:
    if not i or quantities[i - 1].end <= clause.start:
        return clause.start
    earlier = quantities[i - 1]
    _, end = bound_after(text, earlier.end, False)
    edge = max(earlier.end, end, found[-1].end)
    comma = text.rfind("、", edge, quantities[i].start)
    return comma + 1 if comma >= 0 else edge


def _indicator(
    text: str,
    quantities: Sequence[Quantity],
    i: int,
    before: Before,
    clause: Clause,
    previous: Indicator | None,
) -> Indicator:
    one = quantities[i]
    joined = i > 0 and _joined(text, quantities[i - 1], one)
    core = before.core
    has_core = bool(_HAS_WORD.search(text, *core))
    scope, field = before.scope, before.field
    if joined and previous is not None:
        return replace(previous, end=0)
    edge = _behind_chain(text, quantities, i)
    limited = text.startswith(("内", "以内", "之内"), edge)
    wanted = not has_core or limited or one.unit not in _MEASURED and (before.has or not before.reached)
    if has_core and text.startswith("的", edge):
        wanted = False
    if wanted and one.kind != "rank":
        following = quantities[i + 1].start if i + 1 < len(quantities) else clause.end + 1
        whole = one.kind == "share" and not has_core
        span = phrases.behind(text, edge, clause.end, following, whole)
        if span[1] > span[0] and _HAS_WORD.search(text, *span):
            return Indicator((span,), scope, field, end=span[1])
    if has_core:
        return Indicator(_completed(text, core, previous), scope, field)
    if previous is not None:
        return replace(previous, field=field, end=0)
    return Indicator((), scope, field)


def _behind_chain(text: str, quantities: Sequence[Quantity], i: int) -> int:
    """Where the text goes on behind figure ``i`` and the ends of its range, bounds included."""
    while i + 1 < len(quantities) and _joined(text, quantities[i], quantities[i + 1]):
        i += 1
    end = quantities[i].end
    return max(end, bound_after(text, end, False)[1])


def _joined(text: str, one: Quantity, following: Quantity) -> bool:
    gap = text[one.end : following.start] if following.start - one.end < _LONGEST_JOINT else "."
    return one.unit == following.unit and _JOINED.fullmatch(gap) is not None


def _completed(text: str, core: Span, previous: Indicator | None) -> tuple[Span, ...]:
    """A core that leans on the indicator before it, with the words that it leaves out."""
    if previous is None or not previous.spans or core[1] - core[0] > _LEANING:
        return (core,)
    words = text[core[0] : core[1]]
    if _PART_OF.fullmatch(words):
        return (*previous.spans, core)
    first, last = previous.spans[-1]
    group = terms.COUNTERPARTS.get(words)
    for size in (3, 2):
        other = text[max(first, last - size) : last]
        if group and other != words and terms.COUNTERPARTS.get(other) == group and last - size > first:
            return (*previous.spans[:-1], (first, last - size), core)
    return (core,)


def _distribute(
    text: str, quantities: Sequence[Quantity], layout: Layout, found: list[Indicator]
) -> None:
    """Give each figure of X、Y分别增长a、b its own subject."""
    for i, one in enumerate(quantities):
        clause = layout.clause(one.start)
        if not _DISTRIBUTED.search(text[max(clause.start, one.start - 24) : one.start]):
            continue
        last = i
        while last + 1 < len(quantities) and _joined(text, quantities[last], quantities[last + 1]):
            last += 1
        if not found[i].spans or last == i:
            continue
        parts = _parts(text, found[i].spans[-1], last - i + 1)
        for k, spans in enumerate(parts):
            found[i + k] = replace(found[i], spans=spans)


def _parts(text: str, subject: Span, count: int) -> list[tuple[Span, ...]]:
    """The subjects of a list, the last words shared: 第一、第三产业增加值."""
    cuts = [match.span() for match in _AND.finditer(text, *subject)]
    if len(cuts) + 1 != count:
        return [(subject,)] * count
    edges = [subject[0], *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), subject[1]]
    last_start, last_end = edges[-1], ends[-1]
    head = terms.SHARED.search(text, last_start, last_end)
    parts: list[tuple[Span, ...]] = []
    for first, end in zip(edges, ends, strict=True):
        tail = last_start + end - first
        if end < last_end and text[first] == text[last_start] and end - first <= 4:
            parts.append(((first, end), (tail, last_end)))
        elif end < last_end and head and head.group() not in text[first:end]:
            parts.append(((first, end), (head.start(), last_end)))
        else:
            parts.append(((first, end),))
    return parts
