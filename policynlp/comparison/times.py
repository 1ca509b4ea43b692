"""The days that a figure holds for, as far as its document tells, and whether two are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from policynlp.figures import Fact
from policynlp.grammar import find_dates
from policynlp.grammar.tables import rows

Relation = Literal["same", "within", "other", "unknown"]

_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = re.compile(r"(?:过去|这|近|前|最近)?([一二两三四五六七八九十]|\d{1,2})年(?:来|间|多来)?$")
_HEADING = re.compile("(?:过去|这|近)([二两三四五六七八九十])年")
_STRETCH = re.compile(r"近?(?P<n>[二两三四五六七八九十]|\d{1,2})年(?:来|间)")
_FROM = re.compile("[从由][^，。；到至]{0,8}$")
_AHEAD = re.compile(r"(?:今后|未来|今后的)([一二两三四五六七八九十]|\d{1,2})年$")
_SUM = re.compile("(?:多年|累计)[^，。；]*$")
_WHOLE_YEAR = ("全年", "一年", "一年来", "过去一年", "一年间", "年内", "当年", "年末", "年底")
_NOW = ("目前", "当前", "现在", "如今", "眼下", "至今", "截至目前")
_PART = re.compile(
    r"(?P<year>今年|去年|上年|前年)?"
    r"(?P<part>年?[底末]|[上下]半年|[前第].季度|.{1,2} ?月(?:份|[底末])?)"
)
"""A part of a year: 去年底, 6月份, 上半年."""
_DIGITS = {digit: n for n, digit in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_EACH_YEAR = ("", "每年", "年均", "平均每年")
"""No time of its own."""
_BEFORE_LAST = ("上年", "上一年", "上年度", "上一年度")
_RELATIVE = {word: years for word, years, _ in rows("grammar/relative_years.tsv", 3)}


@dataclass(frozen=True, slots=True)
class Setting:
    """When a document was written: 今年 in it, and the last year that it can look back on."""

    this_year: int | None = None
    last_year: int | None = None

    @property
    def is_dated(self) -> bool:
        """Whether its metadata tell; else 今年 and the last year reported are one."""
        return self.this_year != self.last_year


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, None where unknown.

    ``until``: no reported figure of the document is of a later day. ``presumed``: the text gives no
    time, and the days are those that the document as a whole is about.
    """

    first: date | None = None
    last: date | None = None
    until: date | None = None
    presumed: bool = False


def setting(metadata: Mapping[str, Any], facts: Iterable[Fact]) -> Setting:
    """When a document was written: its date, else the last year that it reports figures for."""
    if year := _YEAR.match(str(metadata.get("date") or "")):
        return Setting(int(year.group()), int(year.group()) - 1)
    ends = [
        fact.metric.period_end.year
        for fact in facts
        if fact.metric.period_end and fact.metric.status == "fact" and fact.metric.period
    ]
    return Setting(max(ends), max(ends)) if ends else Setting()


def days(fact: Fact, written: Setting) -> Days:
    """The days that a figure holds for; 今年 and 五年来 are counted from the document's year.

    A figure without a time, in a document that is dated, is presumed to be of the year before, or
    of the years that a heading names (过去五年), a target of the year itself; a sum (累计) is only
    of the years of a heading.
    """
    metric = fact.metric
    until = None
    if written.is_dated and written.this_year and metric.status == "fact":
        until = date(written.this_year, 12, 30)
    before = fact.sentence[: metric.start - fact.sentence_start]
    stretch = _STRETCH.search(before) if metric.period_from == "section" else None
    if stretch:  # nearer than the time that the figure was given
        return _stretch(stretch["n"], before, written) or Days(until=until)
    if metric.period_end is not None:
        if metric.period_start == metric.period_end and _is_new_year(metric.period_end):
            return _beginning(metric.period, metric.period_end)
        return Days(metric.period_start, metric.period_end, until)
    if found := _relative(metric.period, fact, written):
        return found
    if written.is_dated and metric.period in _EACH_YEAR:
        found = _presumed(fact, before, written)
        return replace(found, until=until, presumed=found.last is not None)
    return Days(until=until)


def _presumed(fact: Fact, before: str, written: Setting) -> Days:
    """What a dated document as a whole is about; a sum is of years that a heading names."""
    assert written.this_year is not None
    is_sum = _SUM.search(before) is not None
    if fact.metric.status != "fact":
        return Days() if is_sum else _year(written.this_year)
    for heading in reversed(fact.section):
        if years := _HEADING.search(heading):
            return _stretch(years[1], before, written) or Days()
    return Days() if is_sum else _year(written.this_year - 1)


def _stretch(number: str, before: str, written: Setting) -> Days | None:
    """The last so many years; in 近6年来从X升至Y, X is of the eve of the first."""
    if written.last_year is None:
        return None
    eve = written.last_year - (_DIGITS.get(number) or int(number))
    if _FROM.search(before):
        return Days(date(eve, 12, 31), date(eve, 12, 31))
    return Days(date(eve + 1, 1, 1), date(written.last_year, 12, 31))


def _is_new_year(day: date) -> bool:
    return (day.month, day.day) == (1, 1)


def _beginning(words: str, day: date) -> Days:
    """从X升至Y: X holds for the year that is named (2016年), or for the eve of a span (十三五)."""
    if _YEAR.match(words):
        return _year(day.year)
    eve = date(day.year - 1, 12, 31)
    return Days(eve, eve)


def _relative(words: str, fact: Fact, written: Setting) -> Days | None:
    if written.this_year is None or written.last_year is None:
        return None
    latest = written.last_year if fact.metric.status == "fact" else written.this_year
    if (part := _PART.fullmatch(words)) and words not in _WHOLE_YEAR:
        return _part_of_year(part, written.this_year, latest)
    if words in _BEFORE_LAST and written.is_dated and fact.metric.status == "fact":
        return _year(written.last_year - 1)  # before the year that is looked back on
    if words in _RELATIVE:
        return _year(written.this_year + int(_RELATIVE[words]))
    if words in _WHOLE_YEAR or (words in _NOW and fact.metric.period_from != "figure"):
        for heading in reversed(fact.section):
            if year := _YEAR.search(heading):
                return _year(min(int(year.group()), latest))
    if words in _WHOLE_YEAR:
        return _year(latest)
    if words in _NOW and written.is_dated:
        return Days(date(written.this_year, 1, 1), date(written.this_year, 12, 31))
    if match := _YEARS.fullmatch(words):
        before = fact.sentence[: fact.metric.start - fact.sentence_start]
        return _stretch(match[1], before, written)
    if match := _AHEAD.fullmatch(words):
        length = _DIGITS.get(match[1]) or int(match[1])
        last = written.this_year + length - 1
        return Days(date(written.this_year, 1, 1), date(last, 12, 31))
    return None


def _part_of_year(words: re.Match[str], this_year: int, latest: int) -> Days | None:
    """A part of a year; one that names none is presumed to be of the latest that is told of."""
    named = words["year"]
    year = this_year + int(_RELATIVE[named]) if named else latest
    for found in find_dates(f"{year}年{words['part'].removeprefix('年')}"):
        return Days(found.first, found.last, presumed=not named)
    return None


def _year(year: int) -> Days:
    return Days(date(year, 1, 1), date(year, 12, 31))


def relation(a: Days, b: Days, *, is_change: bool) -> Relation:
    """Whether two figures are of the same time.

    Returns
    -------
    {"same", "within", "other", "unknown"}
        ``same``: they end in the same month. But a change over several years and one of a year are
        ``other``, and a level said of several years and of one is ``unknown`` (it may be a sum).
        ``within``: one time lies inside the other. ``unknown``: one of the times is. A presumed
        time weakens ``same`` to ``unknown`` and ``other`` to ``within``.
    """
    for one, other in ((a, b), (b, a)):
        known = one.last and not one.presumed
        guessed = other.presumed or not other.last
        if known and guessed and other.until and one.last and one.last > other.until:
            return "other"
    found = _relation(a, b, is_change)
    if a.presumed or b.presumed:
        return "unknown" if found == "same" else "within" if found == "other" else found
    return found


def _relation(a: Days, b: Days, is_change: bool) -> Relation:
    if a.last is None or b.last is None:
        return "unknown"
    first_a, first_b = a.first or a.last, b.first or b.last
    years = _length(first_a, a.last), _length(first_b, b.last)
    alike = (years[0] > 1) == (years[1] > 1) or 0 in years
    if is_change and not alike:
        return "other"
    if (a.last.year, a.last.month) == (b.last.year, b.last.month):
        return "same" if alike else "unknown"
    inside = (first_a <= first_b and b.last <= a.last) or (first_b <= first_a and a.last <= b.last)
    return "within" if inside else "other"


def _length(first: date, last: date) -> int:
    """Whole years begun; 0 for a point in time."""
    return 0 if (last - first).days < 2 else last.year - first.year + 1
