"""Which time expression a figure holds for.

An expression in the figure's own clause comes first, then the last one that opens a clause of its
sentence, then of an earlier sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from policynlp.figures.layout import AMONG, Clause, Layout
from policynlp.figures.metric import PeriodFrom
from policynlp.figures.rises import base, rises
from policynlp.figures.times import CALENDAR, NOW, STRETCH_OF_YEAR, Time, find_times, section_days
from policynlp.grammar import Quantity, find_dates

Span = tuple[int, int]

_PREFIX = re.compile(r"^(?:截至|截止到|截止至|截止|到|至)[ \u3000]?")
_UNTIL_NOW = re.compile("((?:过去|近).{1,2}年)来")
"""过去十年来 says no more than 过去十年 (but: 五年来)."""
_OVER_YEARS = re.compile("(?<!一)年来$|(?<![一二三四五六七八九〇○零])[两三四五六七八九十]年$")
_REACHED = re.compile("已|(?:达到?|超过?|突破|[跨迈]上|[到至])[ \u3000]?$")
"""In front of a stock: what it is now, not over the years that an earlier sentence spoke of."""
_REACHED_REACH = 36
_BETWEEN = re.compile(r"(?P<first>(?:19|20)\d\d)年?[-—~～至到]{1,2}(?P<last>(?:19|20)\d\d)年")
_MOST_TIMES = 40
_MOST_YEARS = 8
_YEAR = re.compile(r"(?:19|20)\d\d ?年|今年|去年|上年|明年|前年")
_RELATIVE = ("今年", "去年", "上年", "明年", "前年")
_LACKS_YEAR = re.compile(
    r"[\d一二三四五六七八九十]{1,3} ?(?:月|[-—至~]{1,2} ?[\d一二三四五六七八九十]{1,3} ?月)"
    r"|[上下]半年|[上中下]旬|前?[一二三四1-4] ?个?季度|第[一二三四1-4]季度"
    r"|前[\d一二三四五六七八九十]{1,3}个月|年[底末初]"
)
_WITHIN = ("全年", "一年来", "一年间", "一年以来", "当年", "同年")
"""Words for a year that was named before, if one was."""


@dataclass(frozen=True, slots=True)
class Period:
    """What a figure's period is: text, where it lies, its days, and where it was found."""

    text: str = ""
    span: Span | None = None
    first: date | None = None
    last: date | None = None
    found: PeriodFrom = ""


class Periods:
    """Time expressions of a passage, to be asked for each figure.

    Attributes
    ----------
    times : list of Time
    aimed : set of int
        Numbers of the sentences that begin with the time of an aim (到2027年，…).
    dated_from : int
        Where the text first names a year that is not ahead; its length if nowhere.
    """

    def __init__(
        self, text: str, layout: Layout, anchor: date | None, section: Sequence[str] = ()
    ) -> None:
        self._text = text
        self._layout = layout
        self._section = section_days(tuple(section), anchor)
        self._anchor = anchor
        self._given: list[Period] = []
        self.times = find_times(text, layout, anchor)
        self.aimed = {time.sentence for time in self.times if time.aimed}
        self.dated_from = next((t.start for t in self.times if t.dated), len(text))
        self._openers = Counter(time.sentence for time in self.times if time.opens)
        self._starts = [time.start for time in self.times]

    def of(
        self, i: int, quantities: Sequence[Quantity], clause: Clause, leans: bool = False
    ) -> Period:
        """Period of figure ``i`` in ``clause``; to be asked in order.

        ``leans`` if it measures what the figure before it does (…2000年底达5亿元，增加1亿元).
        """
        found = self._of(i, quantities, clause)
        if leans and found.found != "figure" and not self._from_base(i, quantities):
            earlier = self._given[i - 1]
            own = earlier.found == "figure" and quantities[i - 1].start >= clause.sentence_start
            found = replace(earlier, found="sentence") if own else found
        self._given.append(found)
        return found

    def _of(self, i: int, quantities: Sequence[Quantity], clause: Clause) -> Period:
        start, after = quantities[i].start, 0
        if rises(self._text, quantities, i - 1):
            after = quantities[i - 1].start  # the time in front of X is not that of Y
        if earlier := self._of_earlier_rise(i, quantities, clause):
            return earlier
        among = None
        if AMONG.match(self._text, clause.start) and clause.start > clause.sentence_start:
            among = self._layout.clauses[self._layout.index(clause.start) - 1]
        spent = -1  # the sentence of a later time that does not hold any more
        until = bisect_left(self._starts, start)
        for time in reversed(self.times[max(0, until - _MOST_TIMES) : until]):
            if time.start >= max(clause.start, after):
                return self._of_part(time, clause) or self._period(time, "figure")
            if time.closes and time.start >= max(clause.sentence_start, after):
                return self._period(time, "sentence")
            if among is not None and time.start >= max(among.start, after) and not time.stretch:
                return self._period(time, "sentence")
            if not time.opens or time.sentence == spent:
                continue
            if time.start >= clause.sentence_start:
                return self._period(time, "sentence")
            spent = time.sentence
            if self._carries(time, clause):
                if self._is_stock(quantities[i], clause) and _OVER_YEARS.search(
                    self._text, time.start, time.end
                ):
                    break
                return self._period(time, "section")
        first, last = self._section
        return Period(first=first, last=last, found="section") if last else Period()

    def _of_part(self, time: Time, clause: Clause) -> Period | None:
        """今年前8月…，其中今年…: 今年 within a sentence on a part of it holds for that part."""
        if self._text[time.start : time.end] != "今年":
            return None
        for earlier in self._before(time):
            if earlier.start < clause.sentence_start:
                break
            if earlier.opens and STRETCH_OF_YEAR.match(self._text[earlier.start : earlier.end]):
                return self._period(earlier, "sentence")
        return None

    def _from_base(self, i: int, quantities: Sequence[Quantity]) -> bool:
        """Whether the figure before is what figure ``i`` rose from, with a time of its own.

        In 2020年…由2018年的X提高到Y, Y does not hold for 2018.
        """
        span = self._given[i - 1].span
        if span is None or not rises(self._text, quantities, i - 1):
            return False
        begin = base(self._text, quantities[i - 1])
        return begin is not None and span[0] >= begin

    def _carries(self, time: Time, clause: Clause) -> bool:
        """Whether a time that opens a clause of an earlier sentence holds for ``clause``."""
        if clause.sentence - time.sentence <= time.carries:
            return True
        behind = time.sentence == clause.sentence - 1
        if behind and AMONG.match(self._text, clause.sentence_start):
            return True
        if behind and self._text.startswith("至此", clause.sentence_start):
            return True
        alone = self._openers[time.sentence] == 1  # not: 上半年…，全年…
        return time.runs and alone and self._layout.runs_on(time.sentence, clause.sentence)

    def _is_stock(self, one: Quantity, clause: Clause) -> bool:
        if one.kind == "level":
            low = max(clause.start, one.start - _REACHED_REACH)
            return _REACHED.search(self._text, low, one.start) is not None
        return one.kind != "change"

    def _of_earlier_rise(
        self, i: int, quantities: Sequence[Quantity], clause: Clause
    ) -> Period | None:
        """由2015年的A增长到2020年的B，C由X提高到Y: X holds for the time of A, Y for that of B."""
        first = i - 1 if rises(self._text, quantities, i - 1) else i
        if first < 2 or not rises(self._text, quantities, first):
            return None
        if not rises(self._text, quantities, first - 2):
            return None
        own = bisect_left(self._starts, quantities[first - 1].end)
        if own < len(self._starts) and self._starts[own] < quantities[i].start:
            return None
        earlier = self._given[i - 2]
        two = self._given[first - 2].span != self._given[first - 1].span
        return earlier if two and quantities[i - 2].start >= clause.sentence_start else None

    def at_end(self, i: int, quantities: Sequence[Quantity], period: Period) -> Period:
        """In 从X增至Y within a span, X holds at its start and Y at its end.

        Years named by themselves (从2014年的X增至2020年的Y, 2014—2020年) are whole ones.
        """
        begins = rises(self._text, quantities, i)
        if not begins and not rises(self._text, quantities, i - 1):
            return period
        if years := _BETWEEN.search(period.text):
            year = years["first" if begins else "last"]
            first, last = date(int(year), 1, 1), date(int(year), 12, 31)
            return replace(period, text=f"{year}年", first=first, last=last)
        if _YEAR.fullmatch(period.text) and not self._is_shared(i, quantities, begins):
            return period
        if begins:
            return replace(period, last=period.first)
        return replace(period, first=period.last)

    def _is_shared(self, i: int, quantities: Sequence[Quantity], begins: bool) -> bool:
        """Whether figure ``i`` and the other one of its rise hold for one time expression."""
        if not begins:
            return self._given[i].span == self._given[i - 1].span
        following = self._layout.clause(quantities[i + 1].start)
        return self._given[i].span == self._of(i + 1, quantities, following).span

    def _period(self, time: Time, found: PeriodFrom) -> Period:
        words = _PREFIX.sub("", self._text[time.start : time.end]).strip()
        said = words = _UNTIL_NOW.sub(r"\1", words)
        dated = words
        if _LACKS_YEAR.match(words):
            year = self._year_before(time)
            dated = year + words
            words = dated if CALENDAR.match(year) else self._in_full(words, time)
        if words in _WITHIN and (year := self._year_before(time)):
            dated = words = year
        if words in NOW and self._anchor:
            found = "document"
        first, last = time.first, time.last
        if dated != said and (dates := find_dates(dated, self._anchor)):
            by = first == last and dates[0].last is not None
            first, last = dates[0].last if by else dates[0].first, dates[0].last
        return Period(words, (time.start, time.end), first, last, found)

    def _in_full(self, words: str, time: Time) -> str:
        """Words without a year as the passage names them: with a calendar year said before.

        今年 is put in front within its sentence only; who reads on keeps the words of the passage.
        """
        for earlier in self._before(time):
            given = self._text[earlier.start : earlier.end]
            if given.endswith(words) and given != words:
                return given if CALENDAR.match(given) else words
            if given in _RELATIVE and earlier.sentence == time.sentence:
                return given + words
        return words

    def _year_before(self, time: Time) -> str:
        """The year that an earlier expression gives to one without (6月底)."""
        for earlier in self._before(time):
            if year := _YEAR.search(self._text, earlier.start, earlier.end):
                return year.group()
        return ""

    def _before(self, time: Time) -> Iterator[Time]:
        """The nearest times before one, the last first."""
        at = bisect_left(self._starts, time.start)
        return reversed(self.times[max(0, at - _MOST_YEARS) : at])
