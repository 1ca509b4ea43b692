"""Which time expression a figure holds for.

An expression in the figure's own clause comes first, then the last one that opens a clause of its
sentence, then of an earlier sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from policynlp.figures.chains import Chain
from policynlp.figures.layout import AMONG, Clause, Layout
from policynlp.figures.metric import PeriodFrom
from policynlp.figures.rises import base, rises
from policynlp.figures.times import (
    STRETCH,
    STRETCH_OF_YEAR,
    Time,
    find_times,
    runs_of,
    section_days,
)
from policynlp.figures.wording import YEAR, Period, Wording
from policynlp.grammar import Quantity

_OVER_YEARS = re.compile("(?<!一)年来$|(?<![一二三四五六七八九〇○零])[两三四五六七八九十]年$")
_REACHED = re.compile("已|(?:达到?|超过?|突破|[跨迈]上|[到至])[ \u3000]?$")
"""In front of a stock: what it is now, not over the years that an earlier sentence spoke of."""
_REACHED_REACH = 36
_BETWEEN = re.compile(r"(?P<first>(?:19|20)\d\d)年?[-—~～至到]{1,2}(?P<last>(?:19|20)\d\d)年")
_AT_THAT_TIME = re.compile("至此|同期")
"""At the head of a sentence on the time of the one before."""
_MOST_TIMES = 40


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
        self,
        text: str,
        quantities: Sequence[Quantity],
        layout: Layout,
        rows: Sequence[Chain],
        anchor: date | None,
        section: Sequence[str] = (),
    ) -> None:
        self._text = text
        self._quantities = quantities
        self._layout = layout
        self._section = section_days(tuple(section), anchor)
        self._given: list[Period] = []
        self.times = find_times(text, layout, anchor)
        self.aimed = {time.sentence for time in self.times if time.aimed}
        self.dated_from = next((t.start for t in self.times if t.dated), len(text))
        self._wording = Wording(text, self.times, anchor)
        self._openers = Counter(time.sentence for time in self.times if time.opens)
        self._starts = [time.start for time in self.times]
        self._rows = rows
        self._runs = runs_of(text, self.times)

    def of(self, i: int, leans: bool = False) -> Period:
        """Period of figure ``i``; to be asked in order.

        ``leans`` if it measures what the figure before it does (…2000年底达5亿元，增加1亿元).
        """
        found = self._of(i)
        if leans and found.found != "figure" and not self._from_base(i):
            earlier = self._given[i - 1]
            begin = self._layout.clause(self._quantities[i].start).sentence_start
            own = earlier.found == "figure" and self._quantities[i - 1].start >= begin
            own = own and not STRETCH.match(earlier.text)
            found = replace(earlier, found="sentence") if own else found
        self._given.append(found)
        return found

    def _of(self, i: int) -> Period:
        clause = self._layout.clause(self._quantities[i].start)
        if earlier := self._of_earlier_rise(i, clause):
            return earlier
        if chosen := self._choose(i, clause):
            time, found = chosen
            return self._wording.period(self._of_list(i, time), found)
        first, last = self._section
        return Period(first=first, last=last, found="section") if last else Period()

    def _choose(self, i: int, clause: Clause) -> tuple[Time, PeriodFrom] | None:
        """The time that figure ``i`` holds for, and where it stands."""
        start, after = self._quantities[i].start, 0
        if self._rises(i - 1):
            after = self._quantities[i - 1].start  # the time in front of X is not that of Y
        among = None
        if AMONG.match(self._text, clause.start) and clause.start > clause.sentence_start:
            among = self._layout.clauses[self._layout.index(clause.start) - 1]
        length: tuple[Time, PeriodFrom] | None = None
        spent = -1  # the sentence of a later time that does not hold any more
        until = bisect_left(self._starts, start)
        for time in reversed(self.times[max(0, until - _MOST_TIMES) : until]):
            if time.start < clause.sentence_start and length:
                break
            if time.start >= max(clause.start, after):
                if not time.stretch:
                    return self._of_part(time, clause), "figure"
                length = length or (time, "figure")
                continue
            if time.closes and time.start >= max(clause.sentence_start, after):
                return time, "sentence"
            if among is not None and time.start >= max(among.start, after) and not time.stretch:
                return time, "sentence"
            if not time.opens or time.sentence == spent:
                continue
            if time.start >= clause.sentence_start:
                return self._of_part(time, clause), "sentence"
            spent = time.sentence
            if self._carries(time, clause):
                over_years = _OVER_YEARS.search(self._text, time.start, time.end)
                if over_years and self._is_stock(i, clause):
                    break
                return time, "section"
        return length

    def _of_part(self, time: Time, clause: Clause) -> Time:
        """The part of a year that a sentence is about, where the clause names that year.

        今年前8月…，其中今年… holds for 前8月; 截至2月22日，2026年… for 2月22日.
        """
        words = self._text[time.start : time.end]
        if not YEAR.fullmatch(words.removesuffix("度")):
            return time
        at = bisect_left(self._starts, time.start)
        for earlier in reversed(self.times[max(0, at - _MOST_TIMES) : at]):
            if earlier.start < clause.sentence_start:
                break
            said = self._text[earlier.start : earlier.end]
            part = STRETCH_OF_YEAR.match(said) and words == "今年"
            until = earlier.until and self._wording.year_of(earlier) in words
            if earlier.opens and (part or until):
                return earlier
        return time

    def _of_list(self, i: int, time: Time) -> Time:
        """一季度和二季度…分别增长3%和2%: each figure of a row holds for its own time."""
        first, last = self._rows[i]
        run = self._runs[bisect_left(self._starts, time.start)]
        return self.times[run[i - first]] if 1 < len(run) == last - first + 1 else time

    def _from_base(self, i: int) -> bool:
        """Whether the figure before is what figure ``i`` rose from, with a time of its own.

        In 2020年…由2018年的X提高到Y, Y does not hold for 2018.
        """
        span = self._given[i - 1].span
        if span is None or not self._rises(i - 1):
            return False
        begin = base(self._text, self._quantities[i - 1])
        return begin is not None and span[0] >= begin

    def _rises(self, i: int) -> bool:
        return rises(self._text, self._quantities, i)

    def _carries(self, time: Time, clause: Clause) -> bool:
        """Whether a time that opens a clause of an earlier sentence holds for ``clause``."""
        if clause.sentence - time.sentence <= time.carries:
            return True
        if time.sentence == clause.sentence - 1:
            head = self._text, clause.sentence_start
            if AMONG.match(*head) or _AT_THAT_TIME.match(*head):
                return True
        alone = self._openers[time.sentence] == 1  # not: 上半年…，全年…
        return time.runs and alone and self._layout.runs_on(time.sentence, clause.sentence)

    def _is_stock(self, i: int, clause: Clause) -> bool:
        one = self._quantities[i]
        if one.kind == "level":
            low = max(clause.start, one.start - _REACHED_REACH)
            return _REACHED.search(self._text, low, one.start) is not None
        return one.kind != "change"

    def _of_earlier_rise(self, i: int, clause: Clause) -> Period | None:
        """由2015年的A增长到2020年的B，C由X提高到Y: X holds for the time of A, Y for that of B."""
        first = i - 1 if self._rises(i - 1) else i
        if first < 2 or not (self._rises(first) and self._rises(first - 2)):
            return None
        own = bisect_left(self._starts, self._quantities[first - 1].end)
        if own < len(self._starts) and self._starts[own] < self._quantities[i].start:
            return None
        two = self._given[first - 2].span != self._given[first - 1].span
        same = self._quantities[i - 2].start >= clause.sentence_start
        return self._given[i - 2] if two and same else None

    def at_end(self, i: int, period: Period) -> Period:
        """In 从X增至Y within a span, X holds at its start and Y at its end.

        Years named by themselves (从2014年的X增至2020年的Y, 2014—2020年) are whole ones.
        """
        begins = self._rises(i)
        if not begins and not self._rises(i - 1):
            return period
        if years := _BETWEEN.search(period.text):
            year = years["first" if begins else "last"]
            first, last = date(int(year), 1, 1), date(int(year), 12, 31)
            return replace(period, text=f"{year}年", first=first, last=last)
        if YEAR.fullmatch(period.text) and not self._is_shared(i, begins):
            return period
        if begins:
            return replace(period, last=period.first)
        return replace(period, first=period.last)

    def _is_shared(self, i: int, begins: bool) -> bool:
        """Whether figure ``i`` and the other one of its rise hold for one time expression."""
        if not begins:
            return self._given[i].span == self._given[i - 1].span
        return self._given[i].span == self._of(i + 1).span
