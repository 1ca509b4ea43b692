"""Time expressions of a passage, and how far each of them holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from policynlp.figures.bases import has_figure, is_compared, is_other
from policynlp.figures.layout import Clause, Layout
from policynlp.grammar import TimeExpression, find_dates, find_titles

Place = Literal["opens", "tells", "stands", "base", "title"]

NOW = ("目前", "当前", "现在", "如今", "眼下")
CALENDAR = re.compile(r"(?:19|20)\d\d")
STRETCH = re.compile(r"^(?:连续|历时|时隔|每|近(?!.*来$))")
"""How long or how often (连续8年, 每年)."""
STRETCH_OF_YEAR = re.compile(
    r"^(?:今年)?(?:第?[一二三四1-4]季度$|前.{1,3}(?:季度|月)$|[上下]半年"
    r"|1 ?月?[-—–~～－至到] ?\d{1,2} ?月份?$)"
)
_SINCE = re.compile("(?:以来|期间|时期|起)$")
_MOMENT = re.compile("[底末初日旬]")
_RANGE = re.compile("[-—–―~～－至到]")
_POINT = re.compile("截至|底|末|日|月|季度|旬")
_LENGTH = re.compile(r"[\d一二三四五六七八九十两几]{1,3}(?:年|个月)")
_WHOLE_YEAR = re.compile("(?:19|20)[0-9]{2} ?年(?:年?度)?")
_BESIDE = ("同期", "上月", "上个月", "上季度", "上周", "昨日")
_ASIDE = re.compile("[则仅只]?[为是有]")
"""Behind a time that is only told beside another, for its clause (6月为3%，上月为2%)."""
_TODAY = re.compile("[今昨][天日][（(]$")
_FLOWS = re.compile("[）)][，,]?[^。；]{0,30}?(?:预计|发送|调运|流动|投放|招标|客流|出游)")
"""Behind the day of the text, which what moves on it holds for."""
_EVENT = re.compile(
    "[^，。；\\d]{2,30}?(?:会|展|节|赛|论坛|谈判|竞价|行动|活动|任务|计划)"
    "(?:将|[在于]|[今昨]天|近日|日前|正式|拉开|启动|[开闭]幕|举[行办])"
)
"""Behind a year that belongs to the name of an event (2026年客车博览会将于…)."""
_OPENING = re.compile(
    r"^[ \u3000、·•●—\-*#“]*"
    r"(?:(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、．.]|第[一二三四五六七八九十百零\d]{1,6}条)"
    r"[ \u3000]?)?"
    r"(?:在|到|至|自|从|于|力争|预计|其中|经过|通过|我们|同时|过去的)*$"
)
_ATTACHED = re.compile("[对向按在从由]$|面向|根据")
"""In front of a time that belongs to a name or a remark (对2023年…的省份)."""
_REPORT = re.compile(
    "财报|半?年报|季报|业绩报告|成绩单|(?:的?(?:外贸|经济|经济运行|统计|最新|相关))*数据(?:显示|表明)"
)
"""Behind the time that a report of results covers: its figures hold for that time."""
_AHEAD = re.compile(r"(?:到|至|力争|在|—|未来)$")
_BY_THEN = re.compile(r"[ \u3000”“]*(?:力争|预计|确保|争取|明确|提出|要求)?[到至]$")
"""In front of the time by which something is to be reached (到2027年，…), as its clause begins."""
_DEADLINE = re.compile("前[，,]")
"""The same behind it: 2027年底前."""
_LEADS = re.compile(
    "[^，。；]*(?:指出|显示|介绍|表示|获悉|了解到|透露|公布|发布|消息|认为|强调|称)[，：,:]"
    "|(?:在|随着|面对|受|据|根据|按|初步|此外|同时|另外)[^，。；]*[，,]"
)
"""A clause at the head of a sentence that only leads to the next: who says it, why or when."""
_WORK = re.compile("(?:开展|组织|确定|制定|制订|启动|实施|下达|完成|安排|编制)了?$")
"""In front of the year that work is done for: what follows is of that year (制定2025年目标，…)."""
_OF_EVENT = re.compile("起|开始|后|[^，。；]+[后前时]$")
"""Behind a time that is that of an event, not of what follows (1998年发生洪水后，自2003年起)."""
_LONGEST_LEAD = 80
_RISE_END = re.compile(r"[到至][^，。；]*的$")
_JOINT = re.compile("[ \u3000]*(?:、|和|与|及|以及)[ \u3000]*")
_AHEAD_OF_NOW = ("未来", "今后", "接下来")
_WHOLE_PASSAGE = 1000


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression.

    ``place`` tells which figures of its sentence hold for it: ``opens`` its clause (those that
    follow), ``tells`` of a figure behind its subject (those that follow, if no time opens),
    ``stands`` (those of its clause), ``base`` of comparison (the one right behind it), ``title``
    (none; it gives others its year).
    """

    start: int
    end: int
    words: str
    sentence: int
    first: date | None
    last: date | None
    place: Place
    closes: bool  # it is the end of a rise (…提高到2020年的Y) and holds for what follows
    carries: int  # sentences behind its own that it holds for
    runs: bool  # it holds for a run of sentences that open with a figure
    frames: bool  # its sentence has no figure and says what the passage is about
    dated: bool  # names a year that is not ahead
    aimed: bool  # opens with the day by which something is to be reached (到2027年，…)

    @property
    def opens(self) -> bool:
        """Whether it holds for all that follows in its sentence."""
        return self.place == "opens"

    @property
    def until(self) -> bool:
        """Whether figures are counted up to it (截至6月底)."""
        return self.words.startswith("截")

    @property
    def stretch(self) -> bool:
        """Whether it says how long or how often."""
        return STRETCH.match(self.words) is not None


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
    titles = bytearray(len(text))
    for title in find_titles(text):
        titles[title.start : title.end] = b"\x01" * (title.end - title.start)
    times = []
    for found in find_dates(text, anchor):
        clause = layout.clause(found.start)
        words = text[found.start : found.end]
        if words in ("底", "末", "初", "年度") or is_other(
            text, layout, clause, found.start, found.end
        ):
            continue
        if titles[found.start]:
            times.append(_time(text, layout, clause, found, "title", anchor))
        elif not is_compared(text, clause, found.start):
            place = _place(text, layout, clause, found)
            if place:
                times.append(_time(text, layout, clause, found, place, anchor))
        elif has_figure(text, layout, found.end):
            times.append(_time(text, layout, clause, found, "base", anchor))
    return times


def _place(text: str, layout: Layout, clause: Clause, found: TimeExpression) -> Place | None:
    """Where a time that is no base stands; None for a 同期 in the middle of a clause."""
    start, end = found.start, found.end
    words = text[start:end]
    opening = _OPENING.match(text[max(clause.start, start - 20) : start]) is not None
    if words.endswith("同期") and not opening:
        return None
    if _TODAY.search(text, max(0, start - 3), start) and _FLOWS.match(text, end):
        return "opens"
    if _WHOLE_YEAR.fullmatch(words) and _EVENT.match(text, end):
        return "stands"
    stretch = STRETCH.match(words) is not None
    aside = stretch or (words.endswith(_BESIDE) and _ASIDE.match(text, end) is not None)
    if end == clause.end or (opening and not aside) or _REPORT.match(text, end):
        return "opens"
    own = layout.holds_figure(end, clause.end)
    if _WHOLE_YEAR.fullmatch(words) and _WORK.search(text, max(clause.start, start - 4), start):
        own = True
    attached = _ATTACHED.search(text, max(0, start - 2), start) is not None
    length = stretch or _LENGTH.fullmatch(words) is not None
    return "tells" if own and not attached and not length else "stands"


def _time(
    text: str,
    layout: Layout,
    clause: Clause,
    found: TimeExpression,
    place: Place,
    anchor: date | None,
) -> Time:
    start, end = found.start, found.end
    words = text[start:end]
    ahead_of = _BY_THEN.match(text, max(clause.start, start - 6), start) is not None
    by_then = (ahead_of and words not in NOW) or _DEADLINE.match(text, end) is not None
    ahead = _AHEAD.search(text, max(0, start - 3), start) is not None or (
        anchor is not None and found.last is not None and found.last > anchor
    )
    lead = text[clause.sentence_start : min(clause.start, clause.sentence_start + _LONGEST_LEAD)]
    of_event = _OF_EVENT.match(text, end, min(clause.end, end + _LONGEST_LEAD)) is not None
    heads = not of_event and (not lead or _LEADS.fullmatch(lead) is not None)
    lasts = not words.startswith("截") and (
        _MOMENT.search(words) is None or _RANGE.search(words) is not None
    )
    if by_then or _REPORT.match(text, end):
        carries = _WHOLE_PASSAGE
    else:
        carries = 0 if of_event else _reach(words, layout, clause.sentence)
    return Time(
        start,
        end,
        words,
        clause.sentence,
        found.first,
        found.last,
        place=place,
        closes=_RISE_END.match(text, max(0, start - 1), end + 1) is not None,
        carries=carries,
        runs=heads and lasts and _SINCE.search(words) is None,
        frames=heads
        and lasts
        and place == "opens"
        and words not in NOW
        and not words.endswith(("以来", "起"))
        and not layout.has_told(clause.sentence),
        dated=not ahead and CALENDAR.search(words) is not None,
        aimed=place == "opens" and by_then,
    )


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

    A day, a month, the end of a year, 目前, 全年 or “十四五”以来 for none; a year for one, unless
    its own sentence has figures; 今年 or 过去五年 for the passage (counted in reports and news).
    """
    if words.startswith(_AHEAD_OF_NOW) or words in NOW or "全年" in words or _SINCE.search(words):
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
