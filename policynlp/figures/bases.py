"""Times that say what a figure is compared with, or when it was told, and not when it holds."""

from __future__ import annotations

import re

from policynlp.figures.layout import Clause, Layout
from policynlp.grammar.tables import alternation, terms

_COMPARED = re.compile(
    rf"(?!(?<=占)比|比[重例率值赛特]|比亚迪|比利时){alternation(terms('figures/comparisons.tsv'))}"
    r"(?:[^，。；\d]{0,3}|[^，。；\d]{2,16}的)$"
)
_COMPARED_REACH = 20
_FIGURE_OF_BASE = re.compile("的[约近超]?|[（(]")
"""Between a base of comparison and a figure that holds for it (高于2019年的5%)."""
_SAME_TIME = re.compile("的?(?:相比|相较|水平|持平|[高低快慢多少]|基本|大体)")
"""Behind a 去年同期 that is a base of comparison."""
_AT_PRICES = re.compile(r"(?:不变|可比)?(?:价(?!格|值|差)|口径)")
"""Behind a year whose prices are the base: 按上年不变价."""
_LEFT_OVER = re.compile("结[转余]")
"""Behind the year that what is counted comes from: 上年结转收入."""
_GROUND = re.compile("[^，。；\\d]{0,12}基础上")
"""Behind the time of what something builds on: 在一季度良好开局的基础上."""
_EQUALS = re.compile("(?:占[了到]?|[是为]|相当于|达到?)$")
_PART = re.compile(
    r"[^，。；]{0,16}的(?:约|近|超过?)?(?:[\d.一二三四五六七八九十两数]+[多余]?[倍成]|[\d.]+[%％]|一半)"
)
"""Around a time that a multiple or a share takes as its base: 是去年全年的3倍."""
_TOLD = re.compile(
    "记者|获悉|发布|公布|消息|讯|电|介绍|表示|披露|通报|透露|举行|召开|印发|出台|会上"
)
"""Behind a day on which something was said, which is not what the figures said hold for."""
_TOLD_NEXT = re.compile("记者|获悉|发布|公布|通报|披露|介绍|表示")
"""The same, in the clause behind a day that stands alone (1月13日，记者从…获悉)."""
_TOLD_REACH = 24


def is_compared(text: str, clause: Clause, start: int) -> bool:
    """Whether the words in front of a time make it a base of comparison."""
    return _COMPARED.search(text, max(clause.start, start - _COMPARED_REACH), start) is not None


def has_figure(text: str, layout: Layout, end: int) -> bool:
    """Whether the figure of a base of comparison stands right behind it."""
    between = _FIGURE_OF_BASE.match(text, end)
    return between is not None and layout.holds_figure(between.end(), between.end() + 1)


def is_other(text: str, layout: Layout, clause: Clause, start: int, end: int) -> bool:
    """Whether a time is a base of prices or multiples, a source of money, or the day of telling."""
    words = text[start:end]
    if any(pattern.match(text, end) for pattern in (_AT_PRICES, _LEFT_OVER, _GROUND)):
        return True
    if words.endswith("同期") and _SAME_TIME.match(text, end):
        return True
    if _EQUALS.search(text, max(clause.start, start - 4), start) and _PART.match(text, end):
        return True
    return words.endswith("日") and _is_of_telling(text, layout, clause, end)


def _is_of_telling(text: str, layout: Layout, clause: Clause, end: int) -> bool:
    """Whether a day that ends at ``end`` is when something was said or printed."""
    if _TOLD.search(text, end, min(clause.end, end + _TOLD_REACH)):
        return True
    following = layout.clause(clause.end + 1)
    if end != clause.end or following.sentence != clause.sentence:
        return False
    last = min(following.end, following.start + _TOLD_REACH)
    return _TOLD_NEXT.search(text, following.start, last) is not None
