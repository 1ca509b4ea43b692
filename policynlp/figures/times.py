"""Time expressions of a passage, and how far each of them holds.

Bases of comparison (比上年) are no times of figures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from policynlp.figures.layout import Layout
from policynlp.grammar import find_dates
from policynlp.grammar.tables import alternation, terms

_COMPARED = re.compile(
    rf"(?!(?<=占)比|比[重例率]){alternation(terms('figures/comparisons.tsv'))}"
    r"(?:[^，。；\d]{0,3}|[^，。；\d]{2,16}的)$"
)
_COMPARED_REACH = 20
_AT_PRICES = re.compile(r"(?:不变|可比)?(?:价(?!格|值|差)|口径)")
"""Behind a year whose prices are the base: 按上年不变价."""
_EQUALS = re.compile("(?:[是为]|相当于|达到?)$")
_FOLD = re.compile(r"[^，。；]{0,16}的(?:约|近|超过?)?[\d.一二三四五六七八九十两数]+[多余]?倍")
"""Around a time that a multiple takes as its base: 是去年全年的3倍."""
_REPORT = re.compile("财报|半?年报|季报|业绩报告|成绩单")
"""Behind the time that a report of results covers: its figures hold for that time."""
_OPENING = re.compile(
    r"^[ \u3000、·•●—\-*#“]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、．.][ \u3000]?)?"
    r"(?:在|到|至|自|从|于|力争|预计|其中|经过|通过|我们|同时|过去的)*$"
)
_AHEAD = re.compile(r"(?:到|至|力争|在|—|未来)$")
_BY_THEN = re.compile(r"[ \u3000”“]*(?:力争|预计|确保|争取)?[到至]$")
"""In front of the time by which something is to be reached (到2027年，…), as its clause begins."""
NOW = ("目前", "当前", "现在")
CALENDAR = re.compile(r"(?:19|20)\d\d")
_POINT = re.compile("截至|底|末|日|月|季度|旬")
STRETCH_OF_YEAR = re.compile(r"^(?:今年)?(?:前.{1,3}(?:季度|月)$|[上下]半年)")
_SINCE = re.compile("(?:以来|期间|时期)$")
STRETCH = re.compile(r"^(?:连续|历时|时隔|每|近(?!.*来$))")
_BASES = ("同期", "上月", "上个月", "上季度", "上周", "昨日")
_ASIDE = re.compile("[则仅只]?[为是有]")
"""Behind a time that is only told beside another, for its clause (6月为3%，上月为2%)."""
_COMPARES = re.compile("的?(?:相比|相较|水平|持平|[高低快慢多少]|基本|大体)")
"""Behind a 去年同期 that is a base of comparison."""
_WHOLE_PASSAGE = 1000
_TOLD = re.compile(
    "记者|获悉|发布|公布|消息|讯|电|介绍|表示|披露|通报|透露|举行|召开|印发|出台|会上"
)
"""Behind a day on which something was said, which is not what the figures said hold for."""
_TOLD_REACH = 24
_JOINT = re.compile("[ \u3000]*(?:、|和|与|及|以及)[ \u3000]*")
_RISE_END = re.compile(r"[到至][^，。；]*的$")


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression; ``opens`` if it opens its clause and so holds for what follows."""

    start: int
    end: int
    sentence: int
    first: date | None
    last: date | None
    opens: bool
    closes: bool  # it is the end of a rise (…提高到2020年的Y) and holds for what follows
    carries: int  # sentences behind its own that it holds for
    runs: bool  # it holds for a run of sentences that open with a figure
    dated: bool  # names a year that is not ahead
    stretch: bool  # says how long or how often (连续8年, 每年)
    until: bool  # says that the figures are counted up to it (截至6月底)
    aimed: bool  # opens with the day by which something is to be reached (到2027年，…)


def find_times(text: str, layout: Layout, anchor: date | None) -> list[Time]:
    """Time expressions that a figure may hold for, in order.

    Parameters
    ----------
    text : str
    layout : Layout
        Of the same text.
    anchor : date or None
        The day the text was written.
    """
    times = []
    for expression in find_dates(text, anchor):
        start, end = expression.start, expression.end
        words = text[start:end]
        clause = layout.clause(start)
        if words in ("底", "末", "初", "年度"):
            continue
        if _COMPARED.search(text, max(clause.start, start - _COMPARED_REACH), start):
            continue
        if _AT_PRICES.match(text, end):
            continue
        if _EQUALS.search(text, max(clause.start, start - 4), start) and _FOLD.match(text, end):
            continue
        if words.endswith("日") and _TOLD.search(text, end, min(clause.end, end + _TOLD_REACH)):
            continue
        opening = _OPENING.match(text[max(clause.start, start - 20) : start]) is not None
        base = words.endswith(_BASES)
        if words.endswith("同期") and (not opening or _COMPARES.match(text, end)):
            continue
        stretch = STRETCH.match(words) is not None
        reported = _REPORT.match(text, end) is not None
        aside = stretch or (base and _ASIDE.match(text, end) is not None)
        opens = end == clause.end or (opening and not aside) or reported
        ahead_of = _BY_THEN.match(text, max(clause.start, start - 6), start) is not None
        by_then = ahead_of and words not in NOW
        ahead = _AHEAD.search(text, max(0, start - 3), start) is not None or (
            anchor is not None and expression.last is not None and expression.last > anchor
        )
        times.append(
            Time(
                start,
                end,
                clause.sentence,
                expression.first,
                expression.last,
                opens=opens,
                closes=_RISE_END.match(text, max(0, start - 1), end + 1) is not None,
                carries=_WHOLE_PASSAGE
                if by_then or reported
                else _reach(words, layout, clause.sentence),
                runs=_POINT.search(words) is None and _SINCE.search(words) is None,
                dated=not ahead and CALENDAR.search(words) is not None,
                stretch=stretch,
                until=words.startswith("截"),
                aimed=opens and by_then,
            )
        )
    return times


def runs_of(text: str, times: Sequence[Time]) -> list[range]:
    """For each time the numbers of the list that it stands in (一季度、二季度和三季度)."""
    runs: list[range] = []
    first = 0
    for i, time in enumerate(times):
        following = times[i + 1] if i + 1 < len(times) else None
        if following is None or not _JOINT.fullmatch(text, time.end, following.start):
            runs += [range(first, i + 1)] * (i + 1 - first)
            first = i + 1
    return runs


def _reach(words: str, layout: Layout, sentence: int) -> int:
    """How many sentences a time holds for behind its own, whatever these tell.

    A day, a month, the end of a year, 全年 or “十四五”以来 for none; a year for one, unless its own
    sentence has figures; 今年 or 过去五年 for the passage (counted in public reports and news).
    """
    if "全年" in words or _SINCE.search(words):
        return 0
    if _POINT.search(words) and not STRETCH_OF_YEAR.search(words):
        return 0
    return int(sentence not in layout.told) if CALENDAR.search(words) else _WHOLE_PASSAGE


@lru_cache(maxsize=256)
def section_days(section: tuple[str, ...], anchor: date | None) -> tuple[date | None, date | None]:
    """Days named by the innermost heading that names any.

    A heading of two times (2025年和“十四五”时期) does not say which of them a figure holds for.
    """
    for heading in reversed(section):
        times = [each for each in find_dates(heading, anchor) if each.last is not None]
        if times:
            days = {(each.first, each.last) for each in times}
            return days.pop() if len(days) == 1 else (None, None)
    return None, None
