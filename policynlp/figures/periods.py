"""The period of each figure: the time that it holds for, in a list or a rise its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from policynlp.figures.chains import Chain
from policynlp.figures.choice import Choice
from policynlp.figures.layout import Layout
from policynlp.figures.metric import Status
from policynlp.figures.rises import base, rises
from policynlp.figures.times import Time, find_times, runs_of, section_days
from policynlp.figures.wording import YEAR, Period, Wording
from policynlp.grammar import Quantity

_BETWEEN = re.compile(r"(?P<first>(?:19|20)\d\d)年?[-—~～至到]{1,2}(?P<last>(?:19|20)\d\d)年")


Span = tuple[int, int]


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
        self._rows = rows
        self._section = section_days(tuple(section), anchor)
        self._given: list[Period] = []
        self.times = find_times(text, layout, anchor)
        self.aimed = {time.sentence for time in self.times if time.aimed}
        self.dated_from = next((t.start for t in self.times if t.dated), len(text))
        self._starts = [time.start for time in self.times]
        self._lists = runs_of(text, self.times)
        self._wording = Wording(self.times, anchor)
        self._choice = Choice(text, quantities, layout, self.times, self._wording)

    def of(self, i: int, leans: bool = False) -> Period:
        """Period of figure ``i``; to be asked in order.

        ``leans`` if it measures what the figure before it does (…2000年底达5亿元，增加1亿元).
        """
        found = self._of(i)
        clause = self._layout.clause(self._quantities[i].start)
        told = found.found == "figure" or (found.span and found.span[0] >= clause.start)
        if leans and not told and not self._from_base(i):
            earlier = self._given[i - 1]
            same = self._quantities[i - 1].start >= clause.sentence_start
            own = earlier.found == "figure" and same
            if own and not self._is_apart(earlier):
                found = replace(earlier, found="sentence")
        self._given.append(found)
        return found

    def settled(self, i: int, period: Period, status: Status) -> Period:
        """The period of figure ``i`` with its days as they are by its status and in a rise."""
        period = self._at_end(i, period)
        return self._wording.in_past(period) if status == "fact" else period

    def _of(self, i: int) -> Period:
        if earlier := self._of_earlier_rise(i):
            return earlier
        if chosen := self._choice.of(i):
            time, found = chosen
            return self._wording.period(self._of_list(i, time), found)
        first, last = self._section
        return Period(first=first, last=last, found="section") if last else Period()

    def _is_apart(self, period: Period) -> bool:
        """Whether a period is a length or a base of comparison, for its figure alone."""
        assert period.span is not None
        time = self.times[bisect_left(self._starts, period.span[0])]
        return time.stretch or time.place == "base"

    def _of_list(self, i: int, time: Time) -> Time:
        """一季度和二季度…分别增长3%和2%: each figure of a row holds for its own time."""
        first, last = self._rows[i]
        listed = self._lists[bisect_left(self._starts, time.start)]
        return self.times[listed[i - first]] if 1 < len(listed) == last - first + 1 else time

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

    def _of_earlier_rise(self, i: int) -> Period | None:
        """由2015年的A增长到2020年的B，C由X提高到Y: X holds for the time of A, Y for that of B."""
        first = i - 1 if self._rises(i - 1) else i
        if first < 2 or not (self._rises(first) and self._rises(first - 2)):
            return None
        own = bisect_left(self._starts, self._quantities[first - 1].end)
        if own < len(self._starts) and self._starts[own] < self._quantities[i].start:
            return None
        two = self._given[first - 2].span != self._given[first - 1].span
        begin = self._layout.clause(self._quantities[i].start).sentence_start
        return self._given[i - 2] if two and self._quantities[i - 2].start >= begin else None

    def _at_end(self, i: int, period: Period) -> Period:
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


def without_owner(period: Period, owner: Span | None) -> Period:
    """A period that begins with whom the figure is about, without that (某园区启动以来)."""
    if owner is None or period.span is None:
        return period
    if owner[0] <= period.span[0] and period.span[1] < owner[1]:
        return Period()  # 2026年世界客车博览会吸引观众3万人次
    if period.span[0] != owner[0]:
        return period
    shared = owner[1] - owner[0]
    if not shared < len(period.text) == period.span[1] - period.span[0]:
        return period
    return replace(period, text=period.text[shared:], span=(owner[1], period.span[1]))
