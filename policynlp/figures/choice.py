"""Which of the times of a passage a figure holds for.

One of the figure's own clause comes first, then the last one that opens a clause of its sentence,
then one of an earlier sentence: the time that the passage as a whole is about, or one that the
sentence goes on from.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from policynlp.figures.layout import AMONG, Clause, Layout
from policynlp.figures.metric import PeriodFrom
from policynlp.figures.rises import rises
from policynlp.figures.times import STRETCH_OF_YEAR, Time
from policynlp.figures.wording import YEAR, Wording
from policynlp.grammar import Quantity

_OVER_YEARS = re.compile("(?<!一)年来$|(?<![一二三四五六七八九〇○零])[两三四五六七八九十]年$")
_SINCE_EVENT = re.compile(r"^(?!.*(?:\d[年月日]|[今去上前]年)).*以来$")
"""An event or a plan (运行以来, “十四五”以来): over its time things grow, a stock is of now."""
_REACHED = re.compile("已|(?:达到?|超过?|突破|[跨迈]上|[到至])[ \u3000]?$")
"""In front of a stock: what it is now, not over the years that an earlier sentence spoke of."""
_REACHED_REACH = 36
_GOAL = re.compile("的?[^，。；]{0,6}目标")
"""Behind a figure that was aimed at, whenever it was reached (…截至6月底，已达成9亿元的目标)."""
_GOES_ON = re.compile(
    rf"{AMONG.pattern}|至此|同期|此外|另外|从[^，。；]{{1,12}}看|分[^，。；]{{1,8}}看"
    r"|按[^，。；]{1,10}(?:[看分]|计算)|具体(?:来)?看"
)
"""At the head of a sentence on the time of the one before: a part of it, or the same in parts."""
_MOST_TIMES = 40


class Choice:
    """Chooses among the times of a passage."""

    def __init__(
        self,
        text: str,
        quantities: Sequence[Quantity],
        layout: Layout,
        times: Sequence[Time],
        wording: Wording,
    ) -> None:
        self._text = text
        self._quantities = quantities
        self._layout = layout
        self._times = times
        self._wording = wording
        self._starts = [time.start for time in times]
        self._figures = [one.start for one in quantities]
        self._openers = Counter(time.sentence for time in times if time.opens)
        self._frame = next((time for time in reversed(times) if time.frames), None)
        self._back = self._sentences_back()

    def _sentences_back(self) -> list[int]:
        """For each sentence the first of those that it goes on from.

        One with neither a figure nor a time between them does not count.
        """
        back: list[int] = []
        full = self._layout.told | {time.sentence for time in self._times}
        before = 0
        for clause in self._layout.clauses:
            if clause.sentence < len(back):
                continue
            goes_on = back and _GOES_ON.match(self._text, clause.sentence_start)
            back.append(back[before] if goes_on else clause.sentence)
            if clause.sentence in full:
                before = clause.sentence
        return back

    def of(self, i: int) -> tuple[Time, PeriodFrom] | None:
        """The time that figure ``i`` holds for, and where it stands."""
        clause = self._layout.clause(self._figures[i])
        after = 0
        if rises(self._text, self._quantities, i - 1):
            after = self._figures[i - 1]  # the time in front of X is not that of Y
        until = bisect_left(self._starts, self._figures[i])
        goal = _GOAL.match(self._text, self._quantities[i].end) is not None
        near = [
            time
            for time in reversed(self._times[max(0, until - _MOST_TIMES) : until])
            if time.place != "title"
            and (time.place != "base" or bisect_left(self._figures, time.end) == i)
            and not (goal and clause.sentence_start <= time.start < clause.start)
        ]
        return self._in_sentence(near, i, clause, after) or self._before(near, i, clause)

    def _in_sentence(
        self, near: Sequence[Time], i: int, clause: Clause, after: int
    ) -> tuple[Time, PeriodFrom] | None:
        among = clause.start
        if AMONG.match(self._text, clause.start) and clause.start > clause.sentence_start:
            among = self._layout.clauses[self._layout.index(clause.start) - 1].start
        told: Time | None = None
        length: Time | None = None
        for time in near:
            if time.start < clause.sentence_start:
                break
            if time.place == "base":
                return time, "figure"
            if time.start >= max(clause.start, after):
                if not time.stretch:
                    return self._of_part(time, clause), "figure"
                if length is None or time.end == length.start:
                    length = time
            elif time.start >= after and (
                time.closes or (time.start >= among and not time.stretch)
            ):
                return time, "sentence"
            elif time.opens and self._still_begins(time, clause):
                if _SINCE_EVENT.search(time.words) and self._is_stock(i, clause):
                    return None
                return self._of_part(time, clause), "sentence"
            elif time.place == "tells" and told is None:
                told = time
        if told:
            return told, "sentence"
        return (length, "figure") if length else None

    def _still_begins(self, time: Time, clause: Clause) -> bool:
        """Whether a day from which on a rule holds reaches a clause: the next, and no further."""
        begins = time.words.endswith("起")
        behind = self._layout.index(clause.start) - self._layout.index(time.start)
        return not begins or behind <= 1

    def _before(
        self, near: Sequence[Time], i: int, clause: Clause
    ) -> tuple[Time, PeriodFrom] | None:
        spent = -1  # the sentence of a later time that does not hold any more
        for time in near:
            if time.start >= clause.sentence_start or not time.opens or time.sentence == spent:
                continue
            spent = time.sentence
            goes_on = self._goes_on(time, clause)
            reaches = clause.sentence - time.sentence <= time.carries
            if goes_on or time is self._frame or (reaches and self._frame is None):
                over_years = _OVER_YEARS.search(time.words)
                return None if over_years and self._is_stock(i, clause) else (time, "section")
        return None

    def _goes_on(self, time: Time, clause: Clause) -> bool:
        """Whether ``clause`` goes on from the earlier sentence of a time."""
        if time.sentence >= self._back[clause.sentence]:
            return True
        alone = self._openers[time.sentence] == 1  # not: 上半年…，全年…
        return time.runs and alone and self._layout.runs_on(time.sentence, clause.sentence)

    def _of_part(self, time: Time, clause: Clause) -> Time:
        """The part of a year that a sentence is about, where the clause names that year.

        今年前8月…，其中今年… holds for 前8月; 截至2月22日，2026年… for 2月22日.
        """
        if not YEAR.fullmatch(time.words.removesuffix("度")):
            return time
        at = bisect_left(self._starts, time.start)
        for earlier in reversed(self._times[max(0, at - _MOST_TIMES) : at]):
            if earlier.start < clause.sentence_start:
                break
            part = STRETCH_OF_YEAR.match(earlier.words) and time.words == "今年"
            until = earlier.until and (self._wording.year_of(earlier) or "今年") in time.words
            if earlier.opens and (part or until):
                return earlier
        return time

    def _is_stock(self, i: int, clause: Clause) -> bool:
        one = self._quantities[i]
        if one.kind == "level":
            low = max(clause.start, one.start - _REACHED_REACH)
            reached = _REACHED.search(self._text, low, one.start) is not None
            return reached and "累计" not in self._text[low : one.start]
        return one.kind != "change"
