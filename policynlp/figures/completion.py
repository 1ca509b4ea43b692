"""Words of an indicator that its clause leaves out, because they were said before."""

from __future__ import annotations

import re
from itertools import accumulate

from policynlp.figures import phrases, terms
from policynlp.figures.engine import words_of
from policynlp.figures.layout import Clause, Layout
from policynlp.grammar.tables import alternation
from policynlp.grammar.tables import terms as terms_of

Span = tuple[int, int]

_LEANING = 4
"""Longest core that may leave out words said before it."""
_MOST_LEADING = 2
"""Spans of the indicator before that a leaning core goes on from."""
_LONGEST_CLAUSE = 40
_TOPIC = range(3, 17)
"""Characters of a topic."""
_MOST_BACK = 3
_PART_OF = re.compile(r"占比|总数|比重|增速|增幅|降幅|涨幅|总量|均价|总额|占有率")
_SHARE = re.compile(r"占(?!地(?![区方]))|对[^，。；]{1,16}贡献率")
"""At the head of a core: the share, or the part, of what was measured before."""
_TOLD = re.compile(rf"{alternation(terms_of('figures/sources.tsv'))}$")
"""The end of a clause that says who tells of a figure, not what it measures (数据显示)."""
_MEASURE = re.compile(r"[^的，。；“”《》\s]{1,16}(?:指数|排名|排行榜)$")
"""What a clause that tells measures after all (…发布的全球创新指数排名显示)."""
_COURSES = frozenset(terms_of("figures/courses.tsv"))
_VAGUE = re.compile(
    r"(?:累计|日均|年均|月均|平均|单日|全年|年|总)*"
    rf"(?:{alternation(terms_of('figures/vague.tsv'))}|(?<=累计)[\u4e00-\u9fff]{{2,4}})"
)
"""A measure of whatever the clause before speaks of (跨境电商快速发展，进出口达…)."""
_USE = re.compile("^累计|使用|访问|浏览|用户|覆盖|普及|人次|人数|订单|下载|调用|接通")
"""A measure of use: what is used may be measured in the clause before (…用户达3亿，累计支付…)."""
_ACTS = re.compile(
    r"(?:公司|集团|企业|[省市县州]|[地园]区|政府|[部局委厅院]|人民|群众|我们|各地|平台|系统|网站?)$"
)
"""Who acts, or a platform: a scope, and no part of what is measured."""


def clause_before(text: str, layout: Layout, number: int, times: list[Span]) -> tuple[Span, ...]:
    """The clauses of a sentence before ``number``: the last that says what is measured, or done.

    How it goes (…持续增长) is left out; a clause that says nothing else is passed over.
    """
    for clause in _back(layout, number):
        if told := _TOLD.search(text, clause.start, clause.end):
            measure = _MEASURE.search(text, clause.start, told.start())
            return (measure.span(),) if measure else ()
        start, end = phrases.opening(text, clause.start, clause.end, times)
        end = _before_course(text, start, end, times)
        if 1 < end - start <= _LONGEST_CLAUSE:
            return ((start, end),)
        if end > start:
            break
    return ()


def _back(layout: Layout, number: int) -> list[Clause]:
    sentence = layout.clauses[number].sentence
    clauses = layout.clauses[max(0, number - _MOST_BACK) : number]
    return [clause for clause in reversed(clauses) if clause.sentence == sentence]


_COURSE = re.compile(
    "(?:不断|持续|日益|逐步|逐渐|稳步|加快|进一步|显著|明显|大幅|全面|快速|深入|扎实)"
    "(?:完善|提升|提高|增强|优化|改善|扩大|增长|壮大|推进|深化|健全|加强|发展|推广|实施|普及)$"
)
"""How something goes, in one word of the segmenter (长护险制度不断完善)."""
_ADVANCE = re.compile(
    r"(?:再上|迈上|跃上|再创|创下?|继续|持续|取得|保持)(?=[^，。；]{2})"
    r"[^，。；的]*(?:台阶|新高|领跑|领先|作用|进展|成效|态势|势头)[^，。；]*$"
)
"""How something goes, in a set phrase (经济总量再上新台阶)."""


def _before_course(text: str, start: int, end: int, times: list[Span]) -> int:
    """Where the words end that are followed only by how it goes (三季度加快恢复: at once)."""
    if (course := _COURSE.search(text, start, end)) and course.start() > start + 1:
        end = course.start()
    if (advance := _ADVANCE.search(text, start, end)) and advance.start() > start + 1:
        end = advance.start()
    words = words_of(text, start, end)
    while words and words[-1] in _COURSES:
        end -= len(words.pop())
    whole = next((time for time in times if time[0] < end <= time[1]), None)
    return max(start, whole[0]) if whole else end


def completed(
    text: str,
    core: Span,
    layout: Layout,
    number: int,
    earlier: tuple[Span, ...],
    after: int,
    times: list[Span],
) -> tuple[Span, ...]:
    """A core with the words that it leaves out.

    Parameters
    ----------
    number : int
        Of the clause of the figure.
    earlier : tuple of (int, int)
        The indicator of the figure before it in the sentence; empty if there is none.
    after : int
        Where the figure before it ends; 0 if there is none.
    """
    words = text[core[0] : core[1]]
    near = bool(earlier) and layout.index(after) >= number - 1
    if _PART_OF.fullmatch(words) and not near:
        return clause_before(text, layout, number, times) or (core,)
    if _VAGUE.fullmatch(words) and (
        topic := _topic(text, layout, number, times, after if not _USE.search(words) else 0)
    ):
        joint = next((n for n in (3, 2) if text.endswith(words[:n], *topic)), 0)
        return ((topic[0], topic[1] - joint), core)  # 大数据产业, 产业规模
    if not earlier:
        return (core,)
    if words == "规模" and near and not terms.MEASURE_END.search(text, *earlier[-1]):
        return (*earlier[:_MOST_LEADING], core)  # 服务贸易突破1万亿元，规模居第二
    if _SHARE.match(words):
        if len(earlier) > 1 and _SHARE.match(text[slice(*earlier[-1])]):
            earlier = earlier[:-1]
        return (*earlier[:_MOST_LEADING], core)  # 出口增长8%，占外贸总值的比重…
    if len(words) > _LEANING:
        return (core,)
    if _PART_OF.fullmatch(words):
        leading = earlier[:_MOST_LEADING]
        if len(leading) > 1 and _PART_OF.fullmatch(text, *leading[-1]):
            leading = leading[:-1]  # 占比 takes the place of the 总额 before it
        return (*leading, core)
    first, last = earlier[-1]
    group = terms.COUNTERPARTS.get(words)
    for size in (3, 2):
        other = text[max(first, last - size) : last]
        if group and terms.COUNTERPARTS.get(other) == group:
            if other == words or last - size <= first:
                break
            return (*earlier[:-1], (first, last - size), core)
    return (core,)


def _topic(text: str, layout: Layout, number: int, times: list[Span], after: int) -> Span | None:
    """What the clause before speaks of, if it begins behind ``after``.

    That is its words up to a verb, or to how it goes.
    """
    clause = next(iter(_back(layout, number)), None)
    if clause and text[clause.end] in "；;":
        return None
    if clause is None or clause.start < after:
        return None
    start, end = phrases.opening(text, clause.start, clause.end, times)
    words = words_of(text, start, end)
    goes = _before_course(text, start, end, [])  # behind it only how it goes
    for at, word in zip(accumulate(map(len, words), initial=start), words, strict=False):
        quoted = text.count("“", start, at) > text.count("”", start, at)
        if at >= goes or (not quoted and (word in terms.BEHIND or word == "累计")):
            end = at
            break
    else:
        if not text.startswith(("（", "("), clause.end):  # 基础因素（权重80%）
            return None
    if layout.holds_figure(start, end) or "了" in text[start:end]:
        return None
    measure = terms.MEASURE_END.search(text, start, end)
    end = measure.start() if measure else end
    return (start, end) if end - start in _TOPIC and not _ACTS.search(text, start, end) else None
