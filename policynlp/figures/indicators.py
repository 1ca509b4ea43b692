"""What each figure measures: the words of its clause, or those of the figure before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from policynlp.figures import phrases, terms
from policynlp.figures.behind import behind
from policynlp.figures.chains import Chain, in_other_money
from policynlp.figures.completion import clause_before, completed
from policynlp.figures.engine import words_of
from policynlp.figures.granted import base_of, gives, granted
from policynlp.figures.layout import Clause, Layout
from policynlp.figures.obliged import NOBODY, actor_end
from policynlp.figures.owners import described_alone, place_alone
from policynlp.figures.phrases import Before, Span
from policynlp.figures.times import Time
from policynlp.grammar import Quantity
from policynlp.grammar.bounds import bound_after

T = TypeVar("T")

_REACH = 120
_TIMES = ("年", "个月", "月", "周", "天", "日", "工作日", "个工作日", "小时", "分钟")
_LONGEST_SUBJECT = 20
_MEASURED = ("%", "‰", "个百分点", "倍", "元")
"""Units of figures that what stands behind them does not name."""
_OWED = re.compile("应当?(?:有|具有|具备|拥有)$")
"""Before what a rule asks somebody to have (社会团体应有10万元资金)."""
_OWED_REACH = 4
_FINES = ("罚款", "罚金")
_PUNISHED = re.compile("(?:(?<!不)处以?|按照)[^，。；]*$")
_PUNISHED_REACH = 40
_FINE = re.compile("[^，。；]{0,24}?(?P<name>罚款|罚金)")
"""Around the figure of a fine."""
_LONGEST_DUTY = 60
_INSIDE = 2
"""Characters of 以内."""
_VERB = 2
"""Characters of a verb before 了 (划分了36个生态区)."""
_SHORTEST = 2
_THIS = re.compile(
    r"(?:这一?个?|该|此|上述)(?:规模|比例|比率|占比|数字|数据|数值|指标|总量|数量|增速|水平|金额)"
)
_OF_A_KIND = re.compile(r"[\u4e00-\u9fff]{2,10}类$")
"""One of the kinds of what was measured before (居民消费价格…，其中，衣着类下降…)."""
_TO_TIME = re.compile("(?:在|到|至|于|自|从|截至|预计|力争)+$")
"""Between words and a time behind them."""
_GROWTH = re.compile("增长")
_PLACING = re.compile("排名|位次|名次")
_IN_BRACKETS = re.compile(r"[^（(，。；]{0,20}[）)]")
_HAS_WORD = re.compile(r"[\u3400-\u9fffA-Za-z]")


@dataclass(frozen=True, slots=True)
class Indicator:
    """Spans of an indicator's words, the scope in front of them, and how they were found."""

    spans: tuple[Span, ...] = ()
    scope: Span | None = None
    field: Span | None = None
    end: int = 0  # where the words behind the figure end
    partner: bool = False  # the scope is a partner (对东盟、欧盟进出口…)


def is_fine(text: str, indicator: Indicator) -> bool:
    """Whether a figure measures a fine."""
    return bool(indicator.spans) and text[slice(*indicator.spans[-1])] in _FINES


def indicators(
    text: str,
    quantities: Sequence[Quantity],
    layout: Layout,
    names: Sequence[Span],
    times: Sequence[Time],
    rows: Sequence[Chain],
) -> list[Indicator]:
    """The indicator of each quantity, in order; ``rows`` are the rows that they stand in."""
    found: list[Indicator] = []
    starts = [time.start for time in times]
    name_starts = [name[0] for name in names]
    left = 0
    whole: tuple[Span, ...] = ()
    for i, one in enumerate(quantities):
        clause = layout.clause(one.start)
        left = _left_edge(text, quantities, found, i, clause, left)
        low = max(0, one.start - _REACH)
        near = [(t.start, t.end) for t in _between(times, starts, low, one.start)]
        bodies = list(_between(names, name_starts, low, one.start))
        before = phrases.before(text, left, one, bodies, near)
        previous = found[-1] if i and _same_sentence(layout, quantities[i - 1], clause) else None
        indicator = _indicator(text, quantities, i, rows[i], before, layout, previous, near)
        if _OF_A_KIND.match(text, *indicator.spans[-1]) if indicator.spans else False:
            indicator = replace(indicator, spans=(*whole, indicator.spans[-1]))
        else:
            whole = indicator.spans
        found.append(indicator)
    return found


def _between(items: Sequence[T], starts: list[int], low: int, high: int) -> Sequence[T]:
    return items[bisect_left(starts, low) : bisect_left(starts, high)]


def _same_sentence(layout: Layout, earlier: Quantity, clause: Clause) -> bool:
    return layout.clause(earlier.start).sentence == clause.sentence


def _left_edge(
    text: str,
    quantities: Sequence[Quantity],
    found: list[Indicator],
    i: int,
    clause: Clause,
    before: int,
) -> int:
    """Where the words before figure ``i`` begin; ``before`` is that of the figure before it."""
    if not i or quantities[i - 1].end <= clause.start:
        return clause.start
    earlier = quantities[i - 1]
    _, end = bound_after(text, earlier.end)
    if earlier.kind == "level" and not found[-1].end and text.startswith("的", end):
        return max(before, clause.start)  # 产值过3亿元的企业达5家
    edge = max(earlier.end, end, found[-1].end)
    comma = text.rfind("、", edge, quantities[i].start)
    while comma >= 0 and _IN_BRACKETS.match(text, comma):
        comma = text.rfind("、", edge, comma)
    return comma + 1 if comma >= 0 else edge


def _indicator(
    text: str,
    quantities: Sequence[Quantity],
    i: int,
    row: Chain,
    before: Before,
    layout: Layout,
    previous: Indicator | None,
    times: list[Span],
) -> Indicator:
    one = quantities[i]
    clause = layout.clause(one.start)
    core = before.core
    acts = core[1] - core[0] == _VERB and text.startswith("了", core[1])
    scope, field = before.scope, before.field
    front, core = _around_time(text, core, times)
    core = base_of(text, core) if one.kind == "share" else core
    if front and place_alone(text, front):
        scope, front = scope or front, None  # 园区到2030年入驻企业达500家
    has_core = core[1] - core[0] > 1 and not acts and bool(_HAS_WORD.search(text, *core))
    has_core = has_core and not text.startswith("之日起", core[0])
    if has_core and (place_alone(text, core) or described_alone(text, core)):
        scope, has_core = scope or core, False  # 西部增长3%, 青海一半以上县
    if previous is not None and (row[0] < i or in_other_money(text, clause.start, one.start)):
        return replace(previous, end=0)
    if has_core and actor_end(text, *core) == core[1]:
        scope, has_core = scope or core, False  # 企业可以按照2.5%提取
    last = row[1]
    edge = max(quantities[last].end, bound_after(text, quantities[last].end)[1])
    limited = text.startswith(("内", "以内", "之内"), edge)
    counted = one.unit not in _MEASURED and (before.has or not before.reached)
    ends_in_verb = not before.reached and terms.VERB_END.search(text, *core) is not None
    wanted = not has_core or limited or counted or before.imposed or ends_in_verb
    wanted = wanted or _OWED.search(text, max(0, one.start - _OWED_REACH), one.start) is not None
    if has_core and text.startswith("的", edge):
        wanted = one.unit in _TIMES or gives(text, core)
    if paid := granted(text, one.start, edge, clause.end):
        return Indicator((paid,), scope, field, end=paid[1])
    fine = _fine(text, one, clause)
    if (wanted or fine) and one.kind != "rank":
        following = quantities[last + 1].start if last + 1 < len(quantities) else clause.end + 1
        whole = one.kind == "share" and not has_core
        span = fine or behind(text, edge, clause.end, following, whole)
        if limited and one.unit in _TIMES and edge + _INSIDE >= clause.end:
            span = _due(text, layout, layout.index(one.start), times)
        barred = limited and text.startswith("不得", span[0])
        if _names(text, span, None if barred else previous):
            bound = limited or (before.imposed and not text.startswith("由", max(0, core[0] - 1)))
            can_act = core[1] - core[0] <= _LONGEST_SUBJECT and not NOBODY.search(text, *core)
            if bound and has_core and can_act:
                scope = scope or core  # 网络数据处理者应当在24小时内向…报告
            return Indicator((span,), scope, field, end=span[1])
    earlier = previous.spans if previous else ()
    if has_core and previous is not None and _THIS.fullmatch(text, *core):
        return replace(previous, end=0)
    if has_core:
        after = quantities[i - 1].end if i else 0
        spans = completed(text, core, layout, layout.index(one.start), earlier, after, times)
        spans = (front, *spans) if front and spans[0] == core else spans
        return Indicator(spans, scope, field)
    if previous is not None:
        if field is None and one.kind == "rank":
            field = previous.field
        if one.kind == "rank" and quantities[i - 1].kind == "change":
            earlier += _growth_before(text, quantities[i - 1], earlier)
        scope = scope or previous.scope  # 办理案件5万件，其中最高人民检察院8000件
        if one.kind in ("change", "level") and field and place_alone(text, field):
            scope = field  # 西部增长3%, 中央财政安排904亿元
        return replace(previous, spans=earlier, scope=scope, field=field, end=0)
    spans = clause_before(text, layout, layout.index(one.start), times)
    placing = _PLACING.search(text, clause.start, one.start) if one.kind == "rank" else None
    return Indicator(spans or ((placing.span(),) if placing else ()), scope, field)


def _around_time(text: str, core: Span, times: list[Span]) -> tuple[Span | None, Span]:
    """What stands before a time in the middle of a core, and behind it (汽车2026年产量)."""
    inner = [time for time in times if core[0] < time[0] and time[1] < core[1]]
    if not inner:
        return None, core
    lead = _TO_TIME.search(text, core[0], inner[0][0])
    front = core[0], lead.start() if lead else inner[0][0]
    rest = phrases.opening(text, inner[-1][1], core[1], times)
    if rest[1] - rest[0] < _SHORTEST:
        return None, core
    *_, last = words_of(text, *front) or [""]
    acts = last in terms.BEHIND or terms.OPENERS.get(last) == "verb"
    return (None if acts or front[1] - front[0] < _SHORTEST else front), rest


def _fine(text: str, one: Quantity, clause: Clause) -> Span | None:
    """The fine that a figure measures: 处违法所得1倍以上10倍以下罚款."""
    if not _PUNISHED.search(text, max(clause.start, one.start - _PUNISHED_REACH), one.start):
        return None
    fine = _FINE.match(text, one.end, clause.end)
    return fine.span("name") if fine else None


def _due(text: str, layout: Layout, number: int, times: list[Span]) -> Span:
    """What is to be done within a time, in the clause behind it (20日内，应当作出决定)."""
    clause, *rest = layout.clauses[number : number + 2]
    if not rest or rest[0].sentence != clause.sentence:
        return clause.end, clause.end
    end = min(rest[0].end, rest[0].start + _LONGEST_DUTY)
    return phrases.opening(text, rest[0].start, end, times)


def _growth_before(text: str, one: Quantity, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The growth that a rank behind it is of: 投资增长6%，居全国第四."""
    last = max((end for _, end in spans), default=one.start)
    verb = _GROWTH.search(text, last, one.start) if last < one.start else None
    return (verb.span(),) if verb else ()


def _names(text: str, span: Span, previous: Indicator | None) -> bool:
    """Whether the words behind a figure name what it counts (not: 其中56项为全国首创)."""
    if span[1] <= span[0] or not _HAS_WORD.search(text, *span):
        return False
    first = words_of(text, *span)[0]
    return previous is None or first not in terms.BEHIND
