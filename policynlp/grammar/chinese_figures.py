"""Chinese numerals that state a figure: 五十三点七亿元, 三分之二, 百分之五十, 七成五, 一半."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from policynlp.grammar.arabic_numerals import HUNDRED_MILLIONS
from policynlp.grammar.bounds import Bound, term_before
from policynlp.grammar.candidate import NOT_TENTHS, Candidate, Read, is_label, tenth
from policynlp.grammar.numbers import (
    ARABIC,
    CHINESE_DIGIT,
    MAGNITUDE,
    MORE,
    PAIR,
    POWERS,
    parse_number,
    parse_share,
    read_numeral,
)
from policynlp.grammar.tables import Suffixes, rows
from policynlp.grammar.units import Unit, UnitClass, counted_noun_at, noun_near, unit_at

_ANY = f"(?:{CHINESE_DIGIT}|{MAGNITUDE})"
_MORE = "[" + "".join(MORE) + "]"
_CHINESE = re.compile(
    rf"(?P<number>(?:(?!千分之){_ANY}){{1,24}}(?:点{CHINESE_DIGIT}{{1,8}})?)"
    rf"(?:{HUNDRED_MILLIONS}|(?P<more_before>{_MORE})?(?P<scale>{MAGNITUDE}{{0,4}})(?P<more_behind>{_MORE})?)"
)
_FRACTION = re.compile(
    rf"(?P<whole>[百千]|{_ANY}{{1,6}})分之(?P<part>{ARABIC}|{_ANY}{{1,8}}(?:点{CHINESE_DIGIT}{{1,6}})?)"
)
_DIGIT = "[一二三四五六七八九两]"
_TENTHS = re.compile(rf"(?:{PAIR}|{_DIGIT})成[一二三四五六七八九半]?{NOT_TENTHS}")
_TENTHS_FROM = re.compile(rf"{_DIGIT}(?=(?:至|到|[-—~～、]{{1,2}}){_TENTHS.pattern})")
"""The first of two numbers that share 成: 五至七成, 三、四成."""
_HALF = re.compile(r"一半|半数")
_VAGUE = re.compile(r"几$|(?<![总人户])数$")
_DIGITLESS = frozenset("百千万亿")
_LEADS = {noun: (2, "object") for noun, unit, _ in rows("grammar/nouns.tsv", 3) if unit == "元"} | {
    word: (int(fewest), of) for word, fewest, of in rows("grammar/amount_leads.tsv", 3)
}
_LEAD_WORDS = Suffixes(_LEADS)
_A_KIND = re.compile(
    "级|产业|企业|项目|集群|园区|工程|城市|[镇村县]|俱乐部|以上(?!的?(?:$|[，。；、）]))"
)
"""Behind magnitudes that name a kind and state no amount: 亿元以上项目."""
_PROGRAMME = re.compile("[\u4e00-\u9fff]{1,12}(?:工程|行动|计划|项目)")
"""Behind a measure in the name of a programme: 实施百亿斤粮食产能提升工程."""
_TURN = re.compile(
    "[百千万](?:[家户](?![\u4e00-\u9fff])"
    "|[\u4e00-\u9fff]{1,4}?[百千万][家户人名企村校城乡镇县店园院所山水里方])"
)
"""Turns of phrase and names of campaigns: 惠及万家, 千家万户, 百名专家进千企."""


def read_chinese(text: str, at: int) -> Read:
    if match := _FRACTION.match(text, at):
        return _fraction(match), match.end()
    if match := _TENTHS.match(text, at) or _TENTHS_FROM.match(text, at) or _HALF.match(text, at):
        if text[at - 1 : at] in ("统", "万", "合", "十", "第"):
            return None, match.end()
        return _tenths(match), match.end()
    match = _CHINESE.match(text, at)
    if match is None:
        return None, at + 1
    return _chinese_number(text, match), match.end()


def _tenths(match: re.Match[str]) -> Candidate:
    start, end = match.span()
    if end - start == 1:
        return Candidate(start, end, parse_number(match.group()), None, None)
    return tenth(start, end, _percent(parse_share(match.group())), _open(match.group()[:2]))


def _percent(share: Fraction) -> Decimal:
    return Decimal(share.numerator * 100) / Decimal(share.denominator)


def _open(digits: str) -> Bound:
    """Bound of a numeral with a pair of digits that leave its value open."""
    return "~" if re.search(PAIR, digits) else ""


def _fraction(match: re.Match[str]) -> Candidate | None:
    start, end = match.span()
    try:
        value, is_open = read_numeral(match["part"])
        bound: Bound = "~" if is_open else ""
        if match["whole"] in ("百", "千"):
            unit = "%" if match["whole"] == "百" else "‰"
            return Candidate(start, end, value, unit, "percent", bound=bound)
        share = parse_share(match.group())
    except ValueError:
        return None
    return Candidate(start, end, _percent(share), "%", "percent", bound=bound)


def _chinese_number(text: str, match: re.Match[str]) -> Candidate | None:
    start, end = match.span()
    if is_label(text, start) or _VAGUE.search(text, max(0, start - 2), start):
        return None
    more = match["more"] or match["more_before"] or match["more_behind"]
    is_sum = match["scale"] is None
    number = match["number"] + ("亿" if is_sum else match["scale"])
    unit, noun = unit_at(text, end), counted_noun_at(text, end)
    if unit is None and match["more_behind"] == "来":
        return None  # 百万来自…
    if unit is not None and len(noun) > unit.end - end:
        unit = None  # 十几亿人口
    bare = set(number) <= _DIGITLESS and not more
    if unit is not None and not _states_statistic(text, start, number, bare, unit):
        if bare:
            return None
        unit = None
    if unit is None and not _stands_alone(text, start, end, number, bare):
        return None
    try:
        value, is_open = read_numeral(number)
    except ValueError:
        return None
    bare_end = end - len(match["more_behind"] or "")
    candidate = Candidate(start, bare_end, value, None, None)
    candidate.bound = MORE[more] if more else "~" if is_open else ""
    if unit is not None:
        candidate.take(unit)
        return candidate
    near = noun or noun_near(text, start, end) or ("元" if is_sum else "")
    if not near:
        return None
    candidate.unit, candidate.kind = near, "money" if near == "元" else "count"
    return candidate


def _stands_alone(text: str, start: int, end: int, number: str, bare: bool) -> bool:
    """Whether a Chinese numeral with no unit can be a figure (十三亿人口, 突破万亿)."""
    power = max((POWERS[c] for c in number if c in POWERS), default=0)
    if power < 4 or text.startswith("级", end):
        return False
    return not bare or _is_amount(text, start, end, number, None)


def _states_statistic(text: str, start: int, number: str, bare: bool, unit: Unit) -> bool:
    """Whether a Chinese numeral with a unit is a figure, not a turn of phrase (两个, 三大)."""
    if unit.kind in ("points", "percent"):
        return True
    if unit.kind == "fold":
        return "番" not in unit.name
    if unit.kind in ("time", "years") or unit.name == "级":
        return False  # 十万亿级市场 names a kind
    if bare:
        return unit.name != "大" and _is_amount(text, start, unit.end, number, unit.kind)
    if any(c in _DIGITLESS for c in number):
        return True
    return unit.kind in ("money", "physical") and "十" in number and len(number) > 1


def _is_amount(text: str, start: int, end: int, number: str, kind: UnitClass | None) -> bool:
    """Whether magnitudes with no digit state an amount: what leads to them, and what follows."""
    if term_before(text, start, kind)[0]:
        return True
    lead_end = start - text.startswith("了", start - 1)
    lead = _LEAD_WORDS.longest(text, lead_end)
    if not lead or _TURN.match(text, start):
        return False
    fewest, of = _LEADS[lead]
    if kind in ("count", "places"):
        return True
    if of == "count" and (kind != "physical" or _PROGRAMME.match(text, end)):
        return False
    return len(number) >= fewest and not (of and _A_KIND.match(text, end))
