"""What the period of a figure is called: the words of its time, with the year filled in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from policynlp.figures.metric import PeriodFrom
from policynlp.figures.times import CALENDAR, NOW, Time
from policynlp.grammar import find_dates

Span = tuple[int, int]

YEAR = re.compile(r"(?:19|20)\d\d ?年|今年|去年|上年|明年|前年")
_PREFIX = re.compile(r"^(?:截至|截止到|截止至|截止|到|至|自从?)[ \u3000]?")
_YEAR_TWICE = re.compile("年年度$")
_UNTIL_NOW = re.compile("((?:过去|近).{1,2}年)来")
"""过去十年来 says no more than 过去十年 (but: 五年来)."""
_MOST_YEARS = 8
_RELATIVE = ("今年", "去年", "上年", "明年", "前年")
_LACKS_YEAR = re.compile(
    r"[\d一二三四五六七八九十]{1,3} ?(?:月|[-—至到~]{1,2} ?[\d一二三四五六七八九十]{1,3} ?月)"
    r"|[QqＱ][1-4]|[上下]半年|[上中下]旬|[前头]?[一二三四1-4] ?个?季度|第[一二三四1-4]季度"
    r"|[前头][\d一二三四五六七八九十]{1,3}个月|年[底末初]"
)
_WITHIN = ("全年", "一年来", "一年间", "一年以来", "当年", "同年")
"""Words for a year that was named before, if one was."""
_OF_THAT_YEAR = re.compile("(?:当年|同年)(?=.)")
_SHARES_UNIT = re.compile(r"(?:^|年 ?)第?[一二三四1-4上]$|^(?:19|20)\d\d$")
_UNIT = re.compile("季度|半年|年")
"""一 in 一、二季度 is a quarter too."""
_TAKEN_UP = {"当月": "月", "当季": "季度", "当季度": "季度", "当日": "日", "当天": "日"}
"""Words for a time that was named before, if one was, and what its words end with."""


@dataclass(frozen=True, slots=True)
class Period:
    """What a figure's period is: text, where it lies, its days, and where it was found."""

    text: str = ""
    span: Span | None = None
    first: date | None = None
    last: date | None = None
    found: PeriodFrom = ""


class Wording:
    """Names the times of a passage."""

    def __init__(self, times: Sequence[Time], anchor: date | None) -> None:
        self._times = times
        self._anchor = anchor
        self._starts = [time.start for time in times]

    def period(self, time: Time, found: PeriodFrom) -> Period:
        """The period of a figure that ``time`` holds for."""
        said = self._words(time)
        words = dated = _UNTIL_NOW.sub(r"\1", said)
        if (of := _OF_THAT_YEAR.match(words)) and (year := self._year_of(time)):
            words = dated = year + words[of.end() :]
        if _LACKS_YEAR.match(words):
            year = self._year_of(time)
            dated = year + words.removeprefix("年")
            words = dated if CALENDAR.match(year) else self._in_full(words, time)
        elif "假期" in words and not YEAR.match(words):
            words = self._in_full(words, time)
        if words in _WITHIN and (year := self._year_of(time)):
            dated = words = year
        if words in NOW and self._anchor:
            found = "document"
        first, last = time.first, time.last
        if end := _TAKEN_UP.get(words):
            for earlier in self._before(time):
                named = self._words(earlier).removesuffix("份")
                if named.endswith(end) and named not in _TAKEN_UP:
                    whole = self.period(earlier, found)
                    words, first, last = whole.text, whole.first, whole.last
                    break
        elif dated != said and (dates := find_dates(dated, self._anchor)):
            by = first == last and dates[0].last is not None
            first, last = dates[0].last if by else dates[0].first, dates[0].last
        return Period(words, (time.start, time.end), first, last, found)

    def in_past(self, period: Period) -> Period:
        """The period of a reported figure: 12月份 or 全年 told in January is of the year before.

        But the month in which the text was written is that of its own year.
        """
        first, last, today = period.first, period.last, self._anchor
        if not (today and first and last and max(first, last) > today):
            return period
        if (first.year, first.month) == (last.year, last.month) == (today.year, today.month):
            return period
        if not (_LACKS_YEAR.match(period.text) or period.text == "全年"):
            return period
        before = find_dates(period.text, date(today.year - 1, 12, 31))[0]
        return replace(
            period,
            first=before.last if first == last else before.first,
            last=today if last == today else before.last,
        )

    def year_of(self, time: Time) -> str:
        """The year that a time names (2025年, 去年), or that another gives it; else empty."""
        own = YEAR.search(time.words)
        return own.group() if own else self._year_of(time)

    def _words(self, time: Time) -> str:
        words = _YEAR_TWICE.sub("年", _PREFIX.sub("", time.words).strip())
        if _SHARES_UNIT.search(words):
            at = bisect_left(self._starts, time.end)
            for following in self._times[at : at + _MOST_YEARS]:
                if unit := _UNIT.search(following.words):
                    return words + unit.group()
        return words

    def _in_full(self, words: str, time: Time) -> str:
        """Words without a year as the passage names them: with a calendar year said before.

        今年 is put in front within its sentence only; who reads on keeps the words of the passage.
        """
        for earlier in self._before(time):
            given = earlier.words
            if given.endswith(words) and YEAR.fullmatch(given.removesuffix(words).strip()):
                return given
            if given in _RELATIVE and earlier.sentence == time.sentence:
                return given + words
        at = bisect_left(self._starts, time.end)
        for later in self._times[at : at + _MOST_YEARS]:
            given = later.words.strip()
            if given.endswith(words) and given.removesuffix(words) in _RELATIVE:
                return given  # 上半年…。今年上半年…
        return words

    def _year_of(self, time: Time) -> str:
        """The year that an earlier expression gives to one without (6月底).

        Of a range its last one; behind 截至2月22日 also that which its sentence goes on with.
        """
        for earlier in self._before(time):
            if years := YEAR.findall(earlier.words):
                return str(years[-1])
        following = bisect_left(self._starts, time.end)
        if time.until and following < len(self._times):
            then = self._times[following]
            year = YEAR.match(then.words)
            if year and CALENDAR.match(year.group()) and then.sentence == time.sentence:
                return year.group()
        return ""

    def _before(self, time: Time) -> Iterator[Time]:
        """The nearest times before one, the last first."""
        at = bisect_left(self._starts, time.start)
        return reversed(self._times[max(0, at - _MOST_YEARS) : at])
