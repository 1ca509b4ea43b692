"""Time expressions of policy text, with their first and last day where these can be worked out.

A year in the expression fixes it; ``去年``, ``上半年`` or ``近三年`` need an anchor, the date of
the text. What can't be known without guessing stays None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from policynlp.grammar import periods
from policynlp.grammar.tables import alternation, terms

_D = "[0-9０-９]"
_CN = "[零〇○一二三四五六七八九]"
_NUMERALS = "0-9０-９零〇○一二三四五六七八九十"
_S = "[ \u3000]?"
_DASH = f"{_S}(?:[-—–―~～－]{{1,2}}|至|到){_S}"
_YEAR = f"(?:(?:19|20|１９|２０){_D}{{2}}(?!{_D})|[一二]{_CN}{{3}})"
_SMALL = f"(?:{_D}{{1,2}}|[一二三四五六七八九十]{{1,3}})"
_COUNT = f"(?:{_D}{{1,3}}|[一二两三四五六七八九十百几]{{1,3}})"

_MONTHS = (
    rf"(?P<from_month>{_SMALL}){_S}(?:月{_S}(?:(?P<from_day>{_SMALL}){_S}日)?)?{_DASH}"
    rf"(?:(?P<to_month>{_SMALL}){_S}月(?:份|{_S}(?P<to_day>{_SMALL}){_S}日)?|(?P<to_end>年[底末]))"
)
_MONTH = (
    rf"(?P<month>{_SMALL}){_S}月份?(?:{_S}(?P<day>{_SMALL}){_S}"
    rf"(?:[日号]?{_DASH}(?P<last_day>{_SMALL}){_S}[日号]|[日号])"
    rf"|(?P<month_edge>[底末初]|[上中下]旬))?"
)
_PART = (
    rf"(?:(?P<half>[上下]半年)|前(?P<quarters>[一二三1-3]){_S}个?季度"
    rf"|第?{_S}(?P<quarter>[一二三四1-4]){_S}季度|(?<!提)前{_S}(?P<months>{_SMALL}){_S}(?:个月|月(?!{_S}(?:{_D}|[底末初])))"
    rf"|{_MONTHS}|{_MONTH}|(?P<year_edge>年?[底末初])|全年|年度)"
)
_TAIL = r"(?P<tail>同期|以来|期间|前后|之前|以前|以后)?"
_BY = rf"(?P<by>截至|截止到|截止至|截止)?{_S}"


@cache
def _pattern() -> re.Pattern[str]:
    relative = alternation(terms("grammar/relative_years.tsv"))
    named = (*terms("grammar/relative_years.tsv"), *terms("grammar/events.tsv"))
    starts = "".join(sorted({name[0] for name in named}))
    return re.compile(
        # The look-ahead changes nothing but the speed: few characters can begin a time.
        rf"(?=[ \u3000截目当现迄至“\"{_NUMERALS}{re.escape(starts)}])"
        rf"{_BY}(?:(?P<year_from>{_YEAR}){_S}年?{_DASH}(?P<year_to>{_YEAR}){_S}年(?:间|期间)?"
        rf"|(?:(?P<year>{_YEAR}){_S}年|(?P<relative>{relative}))度?(?:{_S}{_PART})?{_TAIL}"
        rf"|[“\"]?(?P<plan>[一二三四五六七八九十]{{1,2}})五[”\"]?"
        r"(?P<plan_part>时期|期间|以来|初期|末期|期末|末|初)"
        rf"|(?P<event>{alternation(terms('grammar/events.tsv'))})以来"
        rf"|(?P<decade>(?:19|20)?{_D}0|{_CN}十)年代|(?P<now>目前|当前|现在|迄今|至今(?!年)))"
    )


_PART_ONLY = re.compile(
    rf"(?=[ \u3000截当同上下前第年底末初全{_NUMERALS}]){_BY}(?:当年|同年)?{_PART}{_TAIL}"
)
_ISO = re.compile(
    rf"(?<!{_D})(?P<year>(?:19|20){_D}{{2}})(?P<mark>[-/.])(?P<month>{_D}{{1,2}})(?P=mark)"
    rf"(?P<day>{_D}{{1,2}})(?!{_D})"
)
_STRETCH = re.compile(
    rf"(?P<side>近|过去|最近|连续|未来|今后|历时|时隔|接下来){_S}(?P<count>{_COUNT}){_S}[多余]?"
    r"(?P<unit>年|个月)(?:多|来|间|内)?"
    rf"|(?P<past>{_COUNT}){_S}[多余]?(?P<past_unit>年|个月)(?:多?[来间]|(?=共计|累计|合计|平均|增长))"
    rf"|(?P<vague>(?<!提)[这前后]{_COUNT}{_S}年|每[年月周](?![度刊报会])"
    rf"|{alternation(terms('grammar/named_spans.tsv'))}(?:以来|期间|(?<=假期)|(?<=黄金周)))"
)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """``text[start:end]`` names a time; ``first`` and ``last`` are its days, None where unknown.

    ``截至2020年底`` is one day: ``first`` and ``last`` are both 2020-12-31.
    """

    start: int
    end: int
    first: date | None = None
    last: date | None = None


def find_dates(text: str, anchor: date | None = None) -> list[TimeExpression]:
    """Time expressions in ``text``.

    Parameters
    ----------
    text : str
        Any text.
    anchor : date, optional
        The day the text was written; needed for ``去年``, ``目前``, ``上半年`` and their like.

    Returns
    -------
    list of TimeExpression
        In order and apart; linear in ``len(text)``.
    """
    patterns = (_pattern(), _PART_ONLY, _ISO, _STRETCH)
    matches = [match for pattern in patterns for match in pattern.finditer(text)]
    matches.sort(key=lambda match: (match.start(), -match.end()))
    found: list[TimeExpression] = []
    for match in matches:
        if not found or match.start() >= found[-1].end:
            first, last = periods.resolve(match.groupdict(), anchor)
            found.append(TimeExpression(match.start(), match.end(), first, last))
    return found
