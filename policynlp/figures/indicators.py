"""What each figure measures: the words of its clause, or those of the figure before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from policynlp.figures import phrases, terms
from policynlp.figures.engine import words_of
from policynlp.figures.layout import Clause, Layout
from policynlp.figures.partners import partners_before, told_again
from policynlp.figures.phrases import Before, Span
from policynlp.figures.times import Time
from policynlp.grammar import Quantity
from policynlp.grammar.bounds import bound_after
from policynlp.grammar.tables import alternation
from policynlp.grammar.tables import terms as terms_of

T = TypeVar("T")

_JOINED = re.compile(
    r"[ \u3000]*(?:以上|(?:以上|左右)?(?:、|和|与|及|或者?|至|到|[-—~～―－]{1,2}))[ \u3000]*"
)
_REACH = 120
_LONGEST_JOINT = 8
_TIMES = ("年", "个月", "月", "周", "天", "日", "工作日", "个工作日", "小时", "分钟")
_PART_OF = re.compile(r"占比|总数|比重|增速|增幅|降幅|涨幅|总量|均价|总额|占有率")
_LONGEST_CHAIN = 12
_LONGEST_CLAUSE = 40
_LONGEST_SUBJECT = 20
_LEANING = 4
"""Longest core that may leave out words said before it."""
_MOST_LEADING = 2
"""Spans of the indicator before that a leaning core goes on from."""
_MEASURED = ("%", "‰", "个百分点", "倍", "元")
"""Units of figures that what stands behind them does not name."""
_PLACING = re.compile("排名|位次|名次")
_TOLD = re.compile(rf"{alternation(terms_of('figures/sources.tsv'))}$")
"""The end of a clause that says who tells of a figure, not what it measures (数据显示)."""
_MEASURE = re.compile(r"[^的，。；“”《》\s]{1,16}(?:指数|排名|排行榜)$")
"""What a clause that tells measures after all (…发布的全球创新指数排名显示)."""
_IN_BRACKETS = re.compile(r"[^（(，。；]{0,20}[）)]")
_RISEN = re.compile(r"[^，。；、]{0,8}[到至为](?:[^，。；、]{0,10}的)?")
_COMMA = re.compile("、")
_AND = re.compile(r"、|(?<!共)和(?!谐|平)|(?<!参)与(?!会)|以及|(?<![普涉波以])及(?![时格其至])")
_HAS_WORD = re.compile(r"[\u3400-\u9fffA-Za-z]")


@dataclass(frozen=True, slots=True)
class Indicator:
    """Spans of an indicator's words, the scope in front of them, and how they were found."""

    spans: tuple[Span, ...] = ()
    scope: Span | None = None
    field: Span | None = None
    end: int = 0  # where the words behind the figure end
    partner: bool = False  # the scope is a partner (对东盟、欧盟进出口…)


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
        low = max(0, one.start - _REACH)
        near = [(t.start, t.end) for t in _between(times, starts, low, one.start)]
        bodies = list(_between(names, name_starts, low, one.start))
        names_change = one.kind == "rank" or one.unit == "个百分点"
        before = phrases.before(text, left, one.start, bodies, near, names_change)
        previous = found[-1] if i and _same_sentence(layout, quantities[i - 1], clause) else None
        found.append(_indicator(text, quantities, i, before, layout, previous, near))
    _distribute(text, quantities, found)
    _to_partners(text, quantities, layout, found)
    return found


def _between(items: Sequence[T], starts: list[int], low: int, high: int) -> Sequence[T]:
    return items[bisect_left(starts, low) : bisect_left(starts, high)]


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
    while comma >= 0 and _IN_BRACKETS.match(text, comma):
        comma = text.rfind("、", edge, comma)
    return comma + 1 if comma >= 0 else edge


def _indicator(
    text: str,
    quantities: Sequence[Quantity],
    i: int,
    before: Before,
    layout: Layout,
    previous: Indicator | None,
    times: list[Span],
) -> Indicator:
    one = quantities[i]
    clause = layout.clause(one.start)
    joined = i > 0 and _joined(text, quantities[i - 1], one)
    core = before.core
    has_core = core[1] - core[0] > 1 and bool(_HAS_WORD.search(text, *core))
    scope, field = before.scope, before.field
    if joined and previous is not None:
        return replace(previous, end=0)
    last = _end_of_chain(text, quantities, i)
    edge = max(quantities[last].end, bound_after(text, quantities[last].end, False)[1])
    limited = text.startswith(("内", "以内", "之内"), edge)
    counted = one.unit not in _MEASURED and (before.has or not before.reached)
    wanted = not has_core or limited or counted or before.imposed
    if has_core and text.startswith("的", edge):
        wanted = one.unit in _TIMES
    if wanted and one.kind != "rank":
        following = quantities[last + 1].start if last + 1 < len(quantities) else clause.end + 1
        whole = one.kind == "share" and not has_core
        span = phrases.behind(text, edge, clause.end, following, whole)
        if _names(text, span, previous):
            if (limited or before.imposed) and has_core and core[1] - core[0] <= _LONGEST_SUBJECT:
                scope = scope or core  # 网络数据处理者应当在24小时内向…报告
            return Indicator((span,), scope, field, end=span[1])
    if has_core:
        words = text[slice(*core)]
        near = previous and layout.index(quantities[i - 1].start) >= layout.index(one.start) - 1
        if _PART_OF.fullmatch(words) and not near:
            return Indicator(_clause_before(text, layout, one, times) or (core,), scope, field)
        return Indicator(_completed(text, core, previous), scope, field)
    if previous is not None:
        if field is None and one.kind == "rank":
            field = previous.field
        return replace(previous, field=field, end=0)
    spans = _clause_before(text, layout, one, times)
    placing = _PLACING.search(text, clause.start, one.start) if one.kind == "rank" else None
    return Indicator(spans or ((placing.span(),) if placing else ()), scope, field)


def _names(text: str, span: Span, previous: Indicator | None) -> bool:
    """Whether the words behind a figure name what it counts (not: 其中56项为全国首创)."""
    if span[1] <= span[0] or not _HAS_WORD.search(text, *span):
        return False
    first = words_of(text, *span)[0]
    return previous is None or first not in terms.BEHIND


def _clause_before(text: str, layout: Layout, one: Quantity, times: list[Span]) -> tuple[Span, ...]:
    """The clause before that of a figure, which says what is to be done (…报告，最迟2小时)."""
    number = layout.index(one.start)
    if not number or layout.clauses[number - 1].sentence != layout.clauses[number].sentence:
        return ()
    clause = layout.clauses[number - 1]
    if told := _TOLD.search(text, clause.start, clause.end):
        measure = _MEASURE.search(text, clause.start, told.start())
        return (measure.span(),) if measure else ()
    core = phrases.opening(text, clause.start, clause.end, times)
    return (core,) if 1 < core[1] - core[0] <= _LONGEST_CLAUSE else ()


def _end_of_chain(text: str, quantities: Sequence[Quantity], i: int) -> int:
    """Number of the last figure of the range or list that figure ``i`` stands in."""
    most = min(len(quantities) - 1, i + _LONGEST_CHAIN)
    while i < most and _joined(text, quantities[i], quantities[i + 1]):
        i += 1
    return i


def _joined(text: str, one: Quantity, following: Quantity) -> bool:
    gap = text[one.end : following.start] if following.start - one.end < _LONGEST_JOINT else "."
    if not gap:
        return one.unit != following.unit  # 12批1181项
    return one.unit == following.unit and _JOINED.fullmatch(gap) is not None


def _completed(text: str, core: Span, previous: Indicator | None) -> tuple[Span, ...]:
    """A core that leans on the indicator before it, with the words that it leaves out."""
    if previous is None or not previous.spans or core[1] - core[0] > _LEANING:
        return (core,)
    words = text[core[0] : core[1]]
    if _PART_OF.fullmatch(words):
        leading = previous.spans[:_MOST_LEADING]
        if len(leading) > 1 and _PART_OF.fullmatch(text, *leading[-1]):
            leading = leading[:-1]  # 占比 takes the place of the 总额 before it
        return (*leading, core)
    first, last = previous.spans[-1]
    group = terms.COUNTERPARTS.get(words)
    for size in (3, 2):
        other = text[max(first, last - size) : last]
        if group and terms.COUNTERPARTS.get(other) == group:
            if other == words or last - size <= first:
                break
            return (*previous.spans[:-1], (first, last - size), core)
    return (core,)


def _distribute(text: str, quantities: Sequence[Quantity], found: list[Indicator]) -> None:
    """Give each figure of X、Y（分别）增长a、b its own subject."""
    done = 0
    for i, one in enumerate(quantities):
        if i < done or not found[i].spans:
            continue
        last = _end_of_chain(text, quantities, i)
        done = last + 1
        if last == i or not _AND.search(text, one.end, quantities[i + 1].start):
            continue
        parts = _parts(text, found[i].spans[-1], last - i + 1)
        for k, spans in enumerate(parts):
            found[i + k] = replace(found[i], spans=spans)
        rest = last + 1  # …分别由a和b增至c和d
        if rest + len(parts) <= len(quantities) and _RISEN.fullmatch(
            text[quantities[last].end : quantities[rest].start][:_REACH]
        ):
            for k, spans in enumerate(parts):
                found[rest + k] = replace(found[rest + k], spans=spans)


def _to_partners(
    text: str, quantities: Sequence[Quantity], layout: Layout, found: list[Indicator]
) -> None:
    """Give each figure of 对X、Y进出口分别为a、b its own partner as scope."""
    done = 0
    for i, one in enumerate(quantities):
        if i < done or one.kind == "rank":
            continue
        told = partners_before(text, layout.clause(one.start).start, one.start)
        last = _end_of_chain(text, quantities, i)
        if told is None or len(told[0]) not in (1, last - i + 1):
            continue
        rows = [i]
        if told_again(text, quantities, last, last - i + 1):
            rows.append(last + 1)
        for row in rows:
            for k in range(last - i + 1):
                scope = told[0][k % len(told[0])]
                found[row + k] = Indicator((told[1],), scope, partner=True)
        done = last + 1
        following = rows[-1] + last - i + 1
        alone = following < len(quantities) and len(rows) == 1 and last == i
        if alone and _leans(found[following], one, quantities[following], layout):
            found[following] = Indicator((told[1],), told[0][0], partner=True)


def _leans(indicator: Indicator, one: Quantity, following: Quantity, layout: Layout) -> bool:
    """Whether a figure in the next clause has no words of its own (…9万亿元，增长1%)."""
    near = layout.index(following.start) - layout.index(one.start) <= 1
    return (
        near and following.kind == "change" and all(end <= one.start for _, end in indicator.spans)
    )


def _has_head(part: str, shared: str) -> bool:
    return shared in part or part.endswith(("率", "额", "值", "量", "数", "比重", "占比"))


def _parts(text: str, subject: Span, count: int) -> list[tuple[Span, ...]]:
    """The subjects of a list, the last words shared: 第一、第三产业增加值."""
    cuts = [match.span() for match in _COMMA.finditer(text, *subject)]
    if len(cuts) + 1 != count:
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
        if end < last_end and text[first] == text[last_start] == "第":
            parts.append(((first, end), (tail, last_end)))
        elif end < last_end and head and not _has_head(text[first:end], head.group()):
            parts.append(((first, end), (head.start(), last_end)))
        else:
            parts.append(((first, end),))
    return parts
