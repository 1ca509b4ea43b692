"""Patterns of time expressions; `policynlp.grammar.periods` reads their named groups."""

from __future__ import annotations

import re
from functools import cache

from policynlp.grammar.tables import alternation, rows, terms

_D = "[0-9０-９]"
_CN = "[零〇○一二三四五六七八九]"
_NUMERALS = "0-9０-９零〇○一二三四五六七八九十"
_S = "[ \u3000]?"
_DASH = f"{_S}(?:[-—–―~～－]{{1,2}}|至|到){_S}"
_AND = f"{_S}[、和与及]{_S}"
_BARE_YEAR = f"(?:(?:19|20|１９|２０){_D}{{2}}(?!{_D})|[一二]{_CN}{{3}})"
_YEAR = f"{_BARE_YEAR}(?:{_S}年|(?=[QqＱ][1-4]|全年)|(?=(?:{_AND}{_BARE_YEAR}){{1,9}}{_S}年))"
"""In a list the last year alone may have 年: 2023、2024年."""
_SMALL = f"(?:{_D}{{1,2}}|[一二三四五六七八九十]{{1,3}})"
_COUNT = f"(?:{_D}{{1,3}}|[一二两三四五六七八九十百几]{{1,3}})"
_QUARTER = "[一二三四1-4]"

_CLOCK = rf"(?:{_S}{_D}{{1,2}}时(?:{_D}{{1,2}}分)?(?!长|间))?"
_DAYS = (
    rf"{_S}(?P<day>{_SMALL}){_S}"
    rf"(?:[日号]?{_DASH}(?P<last_day>{_SMALL}){_S}[日号]|[日号](?(by){_CLOCK}))"
)
_EDGE = "(?P<month_edge>[底末初]|[上中下]旬)"


def _months(relative: str) -> str:
    """From one month to another, of the same year or of a later one."""
    return (
        rf"(?P<from_month>{_SMALL}){_S}(?:月{_S}(?:(?P<from_day>{_SMALL}){_S}日)?)?{_DASH}"
        rf"(?:(?:(?P<to_year>{_BARE_YEAR}){_S}年{_S}|(?P<to_relative>{relative}){_S})?"
        rf"(?P<to_month>{_SMALL}){_S}月(?:份|{_S}(?P<to_day>{_SMALL}){_S}日)?|(?P<to_end>年[底末]))"
    )


def _part(relative: str) -> str:
    return (
        rf"(?:(?P<half>[上下]半年|上(?={_AND}下半年))|[前头](?P<quarters>[一二两三1-3]){_S}个?季度"
        rf"|第?{_S}(?P<quarter>{_QUARTER}){_S}"
        rf"(?:季度(?P<quarter_edge>[末初])?|(?=(?:{_AND}第?{_QUARTER}){{1,3}}{_S}季度))"
        rf"|(?<![A-Za-z])[QqＱ](?P<q>[1-4])(?![0-9A-Za-z])"
        rf"|(?<!提)[前头]{_S}(?P<months>{_SMALL}|两){_S}(?:个月|月(?!{_S}(?:{_D}|[底末初])))"
        rf"|{_months(relative)}|(?P<month>{_SMALL}){_S}月份?(?:{_DAYS}|{_EDGE})?"
        r"|(?P<year_edge>年?[底末初])|全年|年度"
        r"|(?<=年)内(?![蒙部陆地需销外容涵资设河])|(?<![0-9０-９一二两三四五六七八九十百几多半])年内)"
    )


_TAIL = (
    r"(?P<tail>同期|以来|期间|前后|之前|以前|以后|至今(?!年)|起(?![来点步伏重草色诉飞源])"
    r"|[\u4e00-\u9fff]{2,6}?以来)?"
)
_BY = rf"(?P<by>截至|截止到|截止至|截止)?{_S}"


@cache
def _relative() -> str:
    found = []
    for word, _, blocked in sorted(rows("grammar/relative_years.tsv", 3), key=lambda r: -len(r[0])):
        guard = f"(?<![{''.join(blocked.split())}])" if blocked else ""
        found.append(guard + word)
    return "(?:" + "|".join(found) + ")"


@cache
def _occasions(*kinds: str) -> str:
    names = (name for name, kind in rows("grammar/named_spans.tsv", 2) if kind in kinds)
    return rf"[“\"]?{alternation(names)}[”\"]?"


def _holiday() -> str:
    """One holiday or two together (国庆中秋), with their numbers of days in front of 假期."""
    one = _occasions("holiday")
    return rf"{one}节?(?:[、和]?{one}节?)?"


_FREE_DAYS = (
    "(?:(?:小?长)?假[期日]?|黄金周)(?:期间|(?:[前后首头]|第)[一二三四五六七八两\\d]?[天日](?!日))?"
)
_COUNTED_DAYS = rf"(?={_S}{_SMALL}{_S}天(?:小?长)?假)"


def _in_year() -> str:
    """A holiday or a season behind a year: 2026年春节, 去年暑运期间."""
    return (
        rf"{_holiday()}(?:{_FREE_DAYS}|期间|前后|档期?|(?!联欢|晚会|文化|庙会))"
        rf"|{_occasions('season')}(?:期间|档期?)?"
        r"|(?P<season>[春夏秋冬](?:季(?!粮|作物)|天))"
    )


def _begins_with(*tables: str) -> str:
    """First characters of the words of tables: looking for them first is faster."""
    return re.escape("".join(sorted({name[0] for table in tables for name in terms(table)})))


@cache
def within_year() -> re.Pattern[str]:
    """Years and their parts, plans, events, 目前."""
    starts = _begins_with("grammar/relative_years.tsv", "grammar/events.tsv")
    return re.compile(
        rf"(?=[ \u3000截目当现如迄眼至今上本“\"{_NUMERALS}{starts}])"
        rf"{_BY}(?:(?P<year_from>{_BARE_YEAR}){_S}年?{_DASH}(?P<year_to>{_BARE_YEAR}){_S}年"
        r"(?:度|期间|间)?"
        rf"|(?P<session>{_BARE_YEAR}(?:[-—–/]{_D}{{2,4}})?年?(?:学年度?|财年|榨季|雪季|采暖季|供暖季))"
        rf"|(?:(?P<year>{_YEAR})|(?<!世界)(?P<relative>{_relative()}))度?"
        rf"(?:{_S}(?:{_part(_relative())}|(?P<occasion>{_in_year()})))?{_TAIL}"
        rf"|[“\"]?(?P<plan>[一二三四五六七八九十]{{1,2}})五[”\"]?"
        r"(?P<plan_part>时期|期间|以来|初期|末期|期末|末|初|[前后][一两二三四]年)"
        rf"|(?P<event>{alternation(terms('grammar/events.tsv'))})(?:以来|至今)"
        r"|(?P<edge>(?:[上本]个?世纪|2[01]世纪|二十一?世纪)(?:末|初|中叶)(?![\d一二三四五六七八九])期?)"
        rf"|(?:(?P<century>上个?世纪|20{_S}世纪|二十世纪)末?)?(?P<decade>(?:19|20)?{_D}0|{_CN}十)年代"
        r"|(?P<now>目前|当前|现在|如今|眼下|迄今|至今(?![年天日])|(?<=截[至止])今[天日]))"
    )


@cache
def part_alone() -> re.Pattern[str]:
    """Parts of a year that is not named."""
    return re.compile(
        rf"(?=[ \u3000截当同上下前头第年底末初全QqＱ{_NUMERALS}])"
        rf"{_BY}(?:当年|同年)?{_part(_relative())}{_TAIL}"
    )


ISO = re.compile(
    rf"(?<!{_D})(?P<year>(?:19|20){_D}{{2}})(?P<mark>[-/.])(?P<month>{_D}{{1,2}})(?P=mark)"
    rf"(?P<day>{_D}{{1,2}})(?!{_D})"
)


@cache
def near() -> re.Pattern[str]:
    """Months, quarters, weeks and days counted from the day of the text: 上月, 本季度, 昨日."""
    names = alternation(terms("grammar/relative_times.tsv"))
    return re.compile(
        rf"(?=[ \u3000截{_begins_with('grammar/relative_times.tsv')}])"
        rf"{_BY}(?<![以日样成根])(?P<near>{names})(?![期球报]|头条)(?:份|{_DAYS}|{_EDGE})?{_TAIL}"
    )


@cache
def stretch() -> re.Pattern[str]:
    """Lengths of time, and stretches that have a name."""
    holiday = rf"{_holiday()}(?:{_FREE_DAYS}|期间|{_COUNTED_DAYS})"
    season = rf"{_occasions('season', 'stretch')}期间|{_occasions('stretch')}以来"
    starts = _begins_with("grammar/named_spans.tsv")
    return re.compile(
        rf"(?=[截近过最连未今历时接这前后每一“\"0-9０-９二两三四五六七八九十百几{starts}])"
        rf"(?:(?P<side>近|过去|最近|连续|未来|今后|历时|时隔|接下来){_S}(?P<count>{_COUNT}){_S}[多余]?"
        r"(?P<unit>年|个月)(?:多|来|间|内)?"
        rf"|(?P<near_side>近|过去|最近|未来|今后|接下来){_S}(?P<near_count>{_COUNT}){_S}"
        r"(?P<near_unit>个?季度|周|天)(?:来|间|内)?"
        rf"|连续{_S}(?:{_COUNT}|多){_S}(?:年|个?[月季]度?|周|天)"
        rf"|(?P<past>{_COUNT}){_S}[多余]?(?P<past_unit>年|个月)"
        r"(?:多?[来间]|(?=共计|累计|合计|平均|增长))"
        rf"|(?P<vague>(?<!提)[这前后]{_COUNT}{_S}年|每[年月周天日](?![度刊报会常])"
        r"|今冬明春|去冬今春|[今去明][春夏秋冬](?![天季]|[节奥])"
        rf"|截[至止]{_S}{_D}{{1,2}}日{_CLOCK}"
        r"|[一每]个(?:纳税|自然|会计|预算|计划)?年度"
        rf"|{holiday}|{season}))"
    )


SINCE = re.compile(
    r"(?<![^。；！？\n，])(?P<vague>(?:自从?)?(?!长期|一直|历来|自古|有史)"
    r"[^，。；：！？、\n0-9０-９年月日]{2,24}?(?:以来|(?<!时)期间)(?=[，,]))"
)
"""A clause that names an event and no day: 融资协调机制运行以来."""


def all_of() -> tuple[re.Pattern[str], ...]:
    """Every pattern; of matches that begin together the longest counts."""
    return within_year(), part_alone(), ISO, near(), stretch(), SINCE
