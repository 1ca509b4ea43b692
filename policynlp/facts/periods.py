"""Which time expression a figure holds for.

An expression in the figure's own clause comes first, then the last one that opens a clause of its
sentence, then of an earlier sentence. Bases of comparison (比上年) are no periods.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from policynlp.facts.layout import Clause, Layout
from policynlp.facts.metric import PeriodFrom
from policynlp.grammar import Quantity, find_dates
from policynlp.grammar.tables import alternation, terms

Span = tuple[int, int]

_COMPARED = re.compile(rf"{alternation(terms('facts/comparisons.tsv'))}[^，。；\d]{{0,3}}$")
_PREFIX = re.compile(r"^(?:截至|截止到|截止至|截止|到|至)[ \u3000]?")
_OPENING = re.compile(
    r"^[ \u3000、·•●—\-*#]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、．.][ \u3000]?)?"
    r"(?:在|到|至|自|从|于|力争|预计|其中|经过|通过|我们|同时|过去的)*$"
)
_STRETCH = re.compile(r"^(?:连续|近|历时|时隔)")
_FROM = re.compile(r"[从由](?:[^，。；]{0,14}的)?[ \u3000]*$")
_TO = re.compile(
    r"[^，。；、]{0,16}?(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压缩|缩短|攀升|跃升|回升|增|升|降|减)?"
    r"[到至为](?:[^，。；、]{0,14}的)?[^，。；、]{0,2}$"
)
_MOST_BETWEEN = 36
_YEAR = re.compile(r"(?:19|20)\d\d ?年|今年|去年|上年|明年|前年")
_NO_YEAR = re.compile(r"^[\d一二三四五六七八九十上下前第全年]")


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression; ``opens`` if it opens its clause and so holds for what follows."""

    start: int
    end: int
    first: date | None
    last: date | None
    opens: bool
    carries: bool


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
    """Days named by the innermost heading that names any."""
    for heading in reversed(section):
        for expression in reversed(find_dates(heading, anchor)):
            if expression.last is not None:
                return expression.first, expression.last
    return None, None


class Periods:
    """Time expressions of a passage, to be asked for each figure."""

    def __init__(
        self, text: str, layout: Layout, anchor: date | None, section: Sequence[str] = ()
    ) -> None:
        self._text = text
        self._section = _section_days(tuple(section), anchor)
        self._anchor = anchor
        self.times: list[Time] = []
        for expression in find_dates(text, anchor):
            start, end = expression.start, expression.end
            words = text[start:end]
            clause = layout.clause(start)
            if len(words) == 1 or _COMPARED.search(text, max(clause.start, start - 8), start):
                continue
            if words.endswith("同期"):
                continue
            opens = _OPENING.match(text[max(clause.start, start - 20) : start]) is not None
            carries = opens and not _STRETCH.match(words)
            self.times.append(
                Time(start, end, expression.first, expression.last, opens, carries)
            )
        self._starts = [time.start for time in self.times]

    def of(self, start: int, clause: Clause) -> Period:
        """Period of the figure that begins at ``start`` in ``clause``."""
        until = bisect_left(self._starts, start)
        frame: Time | None = None
        for time in reversed(self.times[max(0, until - 40) : until]):
            if time.start >= clause.start:
                return self._period(time, "figure")
            if time.start >= clause.sentence_start:
                if time.opens:
                    return self._period(time, "sentence")
            elif time.carries:
                frame = time
                break
        if frame:
            return self._period(frame, "section")
        first, last = self._section
        return Period(first=first, last=last, found="section") if last else Period()

    @staticmethod
    def ends(
        i: int, quantities: Sequence[Quantity], period: Period, text: str
    ) -> tuple[date | None, date | None]:
        """First and last day of figure ``i``: in 从X增至Y, X holds at the start and Y at the end."""
        one = quantities[i]
        if period.first is None or period.last is None or period.first == period.last:
            return period.first, period.last
        if i + 1 < len(quantities) and _rises(text, one, quantities[i + 1]):
            return period.first, period.first
        if i and _rises(text, quantities[i - 1], one):
            return period.last, period.last
        return period.first, period.last

    def _period(self, time: Time, found: PeriodFrom) -> Period:
        words = _PREFIX.sub("", self._text[time.start : time.end]).strip()
        if not _YEAR.search(words) and _NO_YEAR.match(words) and "五" not in words[:3]:
            words = self._year_before(time) + words
        if words in ("目前", "当前", "现在") and self._anchor:
            found = "document"
        return Period(words, (time.start, time.end), time.first, time.last, found)

    def _year_before(self, time: Time) -> str:
        """The year that an earlier expression gives to one without (6月底)."""
        at = bisect_left(self._starts, time.start)
        for earlier in reversed(self.times[max(0, at - 8) : at]):
            year = _YEAR.search(self._text, earlier.start, earlier.end)
            if year:
                return year.group()
        return ""
