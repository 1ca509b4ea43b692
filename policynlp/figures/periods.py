"""Which time expression a figure holds for.

An expression in the figure's own clause comes first, then the last one that opens a clause of its
sentence, then of an earlier sentence. Bases of comparison (比上年) are no periods.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from policynlp.figures.layout import Clause, Layout
from policynlp.figures.metric import PeriodFrom
from policynlp.grammar import Quantity, find_dates
from policynlp.grammar.tables import alternation, terms

Span = tuple[int, int]

_COMPARED = re.compile(rf"{alternation(terms('figures/comparisons.tsv'))}[^，。；\d]{{0,3}}$")
_AT_PRICES = re.compile(r"(?:不变|可比)?(?:价|口径)")
"""Behind a year whose prices are the base: 按上年不变价."""
_PREFIX = re.compile(r"^(?:截至|截止到|截止至|截止|到|至)[ \u3000]?")
_UNTIL_NOW = re.compile("((?:过去|近).{1,2}年)来")
"""过去十年来 says no more than 过去十年 (but: 五年来)."""
_OPENING = re.compile(
    r"^[ \u3000、·•●—\-*#“]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、．.][ \u3000]?)?"
    r"(?:在|到|至|自|从|于|力争|预计|其中|经过|通过|我们|同时|过去的)*$"
)
_AHEAD = re.compile(r"(?:到|至|力争|在|—|未来)$")
_BY_THEN = re.compile(r"[ \u3000”“]*(?:力争|预计|确保|争取)?[到至]$")
"""In front of the time by which something is to be reached (到2027年，…), as its clause begins."""
_CALENDAR = re.compile(r"(?:19|20)\d\d")
_POINT = re.compile("截至|底|末|日|月|季度|旬")
_STRETCH_OF_YEAR = re.compile(r"^(?:今年)?(?:前.{1,3}(?:季度|月)$|[上下]半年)")
_WHOLE_PASSAGE = 1000
_OWN_SENTENCE = re.compile("全年|(?:以来|期间|时期)$")
_OVER_YEARS = re.compile("(?<!一)年来$|(?<![一二三四五六七八九〇○零])[两三四五六七八九十]年$")
_REACHED = re.compile("已|(?:达到?|超过?|突破|[跨迈]上|[到至])[ \u3000]?$")
"""In front of a stock: what it is now, not over the years that an earlier sentence spoke of."""
_STRETCH = re.compile(r"^(?:连续|历时|时隔|每|近(?!.*来$))")
_TOLD = re.compile(
    "记者|获悉|发布|公布|消息|讯|电|介绍|表示|披露|通报|透露|举行|召开|印发|出台|会上"
)
"""Behind a day on which something was said, which is not what the figures said hold for."""
_TOLD_REACH = 24
_FROM = re.compile(r"[从由](?:[^，。；]{0,14}的)?(?:平均|约|近|不足|不到)?[ \u3000]*$")
_TO = re.compile(
    r"[^，。；、]{0,16}?(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压缩|缩短|攀升|跃升|回升|增|升|降|减)?"
    r"[到至为](?:[^，。；、]{0,14}的)?[^，。；、]{0,2}$"
)
_RISE_END = re.compile(r"[到至][^，。；]*的$")
_MOST_BETWEEN = 36
_BETWEEN = re.compile(r"(?P<first>(?:19|20)\d\d)年?[-—~～至到]{1,2}(?P<last>(?:19|20)\d\d)年")
_MOST_TIMES = 40
_YEAR = re.compile(r"(?:19|20)\d\d ?年|今年|去年|上年|明年|前年")
_LACKS_YEAR = re.compile(
    r"[\d一二三四五六七八九十]{1,3} ?(?:月|[-—至~]{1,2} ?[\d一二三四五六七八九十]{1,3} ?月)"
    r"|[上下]半年|[上中下]旬|前?[一二三四1-4] ?个?季度|第[一二三四1-4]季度"
    r"|前[\d一二三四五六七八九十]{1,3}个月|年[底末初]"
)
_WITHIN = ("全年", "一年来", "一年间", "一年以来", "当年", "同年")
"""Words for a year that was named before, if one was."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression; ``opens`` if it opens its clause and so holds for what follows."""

    start: int
    end: int
    first: date | None
    last: date | None
    opens: bool
    closes: bool  # it is the end of a rise (…提高到2020年的Y) and holds for what follows
    carries: int  # sentences behind its own that it holds for
    dated: bool  # names a year that is not ahead


@dataclass(frozen=True, slots=True)
class Period:
    """What a figure's period is: text, where it lies, its days, and where it was found."""

    text: str = ""
    span: Span | None = None
    first: date | None = None
    last: date | None = None
    found: PeriodFrom = ""


def _rises(text: str, one: Quantity, following: Quantity) -> bool:
    if one.unit != following.unit or following.start - one.end > _MOST_BETWEEN:
        return False
    return (
        _TO.match(text[one.end : following.start]) is not None
        and _FROM.search(text[max(0, one.start - _MOST_BETWEEN) : one.start]) is not None
    )


@lru_cache(maxsize=256)
def _section_days(section: tuple[str, ...], anchor: date | None) -> tuple[date | None, date | None]:
    """Days named by the innermost heading that names any.

    A heading of two times (2025年和“十四五”时期) does not say which of them a figure holds for.
    """
    for heading in reversed(section):
        times = [each for each in find_dates(heading, anchor) if each.last is not None]
        if times:
            days = {(each.first, each.last) for each in times}
            return days.pop() if len(days) == 1 else (None, None)
    return None, None


def _reach(words: str) -> int:
    """How many sentences a time holds for behind its own.

    A day, a month, the end of a year, 全年 or “十四五”以来 for none, a year for one, 今年 or
    过去五年 for the passage (counted in public reports and news).
    """
    if _OWN_SENTENCE.search(words):
        return 0
    if _POINT.search(words) and not _STRETCH_OF_YEAR.search(words):
        return 0
    return 1 if _CALENDAR.search(words) else _WHOLE_PASSAGE


class Periods:
    """Time expressions of a passage, to be asked for each figure."""

    def __init__(
        self, text: str, layout: Layout, anchor: date | None, section: Sequence[str] = ()
    ) -> None:
        self._text = text
        self._layout = layout
        self._section = _section_days(tuple(section), anchor)
        self._anchor = anchor
        self._given: list[Period] = []
        self.times: list[Time] = []
        self.aimed: set[int] = set()
        for expression in find_dates(text, anchor):
            start, end = expression.start, expression.end
            words = text[start:end]
            clause = layout.clause(start)
            if (
                len(words) == 1
                or words == "年度"
                or _COMPARED.search(text, max(clause.start, start - 8), start)
            ):
                continue
            if words.endswith("同期") or _AT_PRICES.match(text, end):
                continue
            if words.endswith("日") and _TOLD.search(text, end, min(clause.end, end + _TOLD_REACH)):
                continue
            opening = _OPENING.match(text[max(clause.start, start - 20) : start]) is not None
            opens = end == clause.end or (opening and not _STRETCH.match(words))
            ahead = _AHEAD.search(text, max(0, start - 3), start) is not None or (
                anchor is not None and expression.last is not None and expression.last > anchor
            )
            if opens and _BY_THEN.match(text, max(clause.start, start - 6), start):
                self.aimed.add(clause.sentence)
            dated = not ahead and _CALENDAR.search(words) is not None
            closes = _RISE_END.match(text, max(0, start - 1), end + 1) is not None
            self.times.append(
                Time(
                    start,
                    end,
                    expression.first,
                    expression.last,
                    opens,
                    closes,
                    _reach(words),
                    dated,
                )
            )
        self._starts = [time.start for time in self.times]
        self.dated_from = next((t.start for t in self.times if t.dated), len(text))

    def of(
        self, i: int, quantities: Sequence[Quantity], clause: Clause, leans: bool = False
    ) -> Period:
        """Period of figure ``i`` in ``clause``; to be asked in order.

        ``leans`` if it measures what the figure before it does (…2000年底达5亿元，增加1亿元).
        """
        found = self._of(i, quantities, clause)
        if leans and found.found != "figure":
            earlier = self._given[i - 1]
            own = earlier.found == "figure" and quantities[i - 1].start >= clause.sentence_start
            found = replace(earlier, found="sentence") if own else found
        self._given.append(found)
        return found

    def _of(self, i: int, quantities: Sequence[Quantity], clause: Clause) -> Period:
        start, after = quantities[i].start, 0
        if i and _rises(self._text, quantities[i - 1], quantities[i]):
            after = quantities[i - 1].start  # the time in front of X is not that of Y
        if earlier := self._of_earlier_rise(i, quantities, clause):
            return earlier
        until = bisect_left(self._starts, start)
        for time in reversed(self.times[max(0, until - _MOST_TIMES) : until]):
            if time.start >= max(clause.start, after):
                return self._period(time, "figure")
            if time.closes and time.start >= max(clause.sentence_start, after):
                return self._period(time, "sentence")
            if not time.opens:
                continue
            if time.start >= clause.sentence_start:
                return self._period(time, "sentence")
            number = self._layout.clause(time.start).sentence
            if clause.sentence - number <= time.carries:
                if self._is_stock(quantities[i], clause) and _OVER_YEARS.search(
                    self._text, time.start, time.end
                ):
                    break
                return self._period(time, "section")
        first, last = self._section
        return Period(first=first, last=last, found="section") if last else Period()

    def _is_stock(self, one: Quantity, clause: Clause) -> bool:
        if one.kind == "level":
            low = max(clause.start, one.start - _MOST_BETWEEN)
            return _REACHED.search(self._text, low, one.start) is not None
        return one.kind != "change"

    def _of_earlier_rise(
        self, i: int, quantities: Sequence[Quantity], clause: Clause
    ) -> Period | None:
        """由2015年的A增长到2020年的B，C由X提高到Y: X holds for the time of A, Y for that of B."""
        first = i - 1 if self._rises_at(i - 1, quantities) else i
        if first < 2 or not self._rises_at(first, quantities):
            return None
        if not self._rises_at(first - 2, quantities):
            return None
        own = bisect_left(self._starts, quantities[first - 1].end)
        if own < len(self._starts) and self._starts[own] < quantities[i].start:
            return None
        earlier = self._given[i - 2]
        two = self._given[first - 2].span != self._given[first - 1].span
        return earlier if two and quantities[i - 2].start >= clause.sentence_start else None

    def _rises_at(self, i: int, quantities: Sequence[Quantity]) -> bool:
        within = 0 <= i < len(quantities) - 1
        return within and _rises(self._text, quantities[i], quantities[i + 1])

    def at_end(self, i: int, quantities: Sequence[Quantity], period: Period) -> Period:
        """In 从X增至Y within a span, X holds at its start and Y at its end."""
        if period.first == period.last and not _BETWEEN.search(period.text):
            return period
        one, days = quantities[i], (period.first, period.last)
        years = _BETWEEN.search(period.text)
        if i + 1 < len(quantities) and _rises(self._text, one, quantities[i + 1]):
            text = f"{years['first']}年" if years else period.text
            return replace(period, text=text, last=days[0])
        if i and _rises(self._text, quantities[i - 1], one):
            text = f"{years['last']}年" if years else period.text
            return replace(period, text=text, first=days[1])
        return period

    def _period(self, time: Time, found: PeriodFrom) -> Period:
        words = _PREFIX.sub("", self._text[time.start : time.end]).strip()
        said = words = _UNTIL_NOW.sub(r"\1", words)
        if _LACKS_YEAR.match(words):
            words = self._year_before(time) + words
        if words in _WITHIN and (year := self._year_before(time)):
            words = year
        if words in ("目前", "当前", "现在") and self._anchor:
            found = "document"
        first, last = time.first, time.last
        if words != said and (dates := find_dates(words, self._anchor)):
            by = first == last and dates[0].last is not None
            first, last = dates[0].last if by else dates[0].first, dates[0].last
        return Period(words, (time.start, time.end), first, last, found)

    def _year_before(self, time: Time) -> str:
        """The year that an earlier expression gives to one without (6月底)."""
        at = bisect_left(self._starts, time.start)
        for earlier in reversed(self.times[max(0, at - 8) : at]):
            year = _YEAR.search(self._text, earlier.start, earlier.end)
            if year:
                return year.group()
        return ""
