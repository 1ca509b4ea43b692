"""Chinese numerals that state a figure: 五十三点七亿元, 三分之二, 百分之五十, 七成五, 一半."""

from __future__ import annotations

import re
from decimal import Decimal

from policynlp.grammar.candidate import NOT_TENTHS, Candidate, Read, is_label, number_or_none
from policynlp.grammar.numbers import (
    ARABIC,
    CHINESE_DIGIT,
    MAGNITUDE,
    POWERS,
    parse_number,
    parse_share,
)
from policynlp.grammar.units import counted_noun_at, noun_near, unit_at

_ANY = f"(?:{CHINESE_DIGIT}|{MAGNITUDE})"
_CHINESE = re.compile(
    rf"(?P<number>(?:(?!千分之){_ANY}){{1,24}}(?:点{CHINESE_DIGIT}{{1,8}})?)"
    rf"(?P<more>[余多])?(?P<scale>{MAGNITUDE}{{0,4}})(?P<more2>[余多])?"
)
_FRACTION = re.compile(
    rf"(?P<whole>[百千]|{_ANY}{{1,6}})分之(?P<part>{ARABIC}|{_ANY}{{1,8}}(?:点{CHINESE_DIGIT}{{1,6}})?)"
)
_TENTHS = re.compile(rf"[一二三四五六七八九两]成[一二三四五六七八九半]?{NOT_TENTHS}")
_HALF = re.compile(r"一半|半数")
_VAGUE = re.compile(r"几$|(?<![总人户])数$")
_DIGITLESS = frozenset("百千万亿")
_REACHED = re.compile(
    r"(?:超过?|突破|达到?|过|逾|近|约|[跨迈上破至到]|接近|不足|不到|低于|新增|投入|增加)了?$"
)


def read_chinese(text: str, at: int) -> Read:
    if match := _FRACTION.match(text, at):
        return _fraction(match), match.end()
    if match := _TENTHS.match(text, at) or _HALF.match(text, at):
        if text[at - 1 : at] in ("统", "万", "合", "十", "第"):
            return None, match.end()
        value = parse_share(match.group())
        percent = Decimal(value.numerator * 100) / Decimal(value.denominator)
        return Candidate(at, match.end(), percent, "%", "percent"), match.end()
    match = _CHINESE.match(text, at)
    if match is None:
        return None, at + 1
    return _chinese_number(text, match), match.end()


def _fraction(match: re.Match[str]) -> Candidate | None:
    start, end = match.span()
    try:
        if match["whole"] in ("百", "千"):
            unit = "%" if match["whole"] == "百" else "‰"
            return Candidate(start, end, parse_number(match["part"]), unit, "percent")
        share = parse_share(match.group())
    except ValueError:
        return None
    percent = Decimal(share.numerator * 100) / Decimal(share.denominator)
    return Candidate(start, end, percent, "%", "percent")


def _chinese_number(text: str, match: re.Match[str]) -> Candidate | None:
    start, end = match.span()
    if is_label(text, start) or _VAGUE.search(text, max(0, start - 2), start):
        return None
    number = match["number"] + match["scale"]
    unit = unit_at(text, end)
    if unit is not None and not _states_statistic(text, start, number, unit.kind, unit.name):
        unit = None
    powers = [POWERS[c] for c in number if c in POWERS]
    bare = set(number) <= _DIGITLESS
    if unit is None and not _stands_alone(text, start, end, bare, max(powers, default=0)):
        return None
    value = number_or_none(number)
    if value is None:
        return None
    more = bool(match["more"] or match["more2"])
    candidate = Candidate(start, end - len(match["more2"] or ""), value, None, None, more=more)
    if unit is not None:
        candidate.unit, candidate.kind, candidate.end = unit.name, unit.kind, unit.end
        return candidate
    near = counted_noun_at(text, end) or noun_near(text, start, end)
    if not near:
        return None
    candidate.unit, candidate.kind = near, "money" if near == "元" else "count"
    return candidate


def _stands_alone(text: str, start: int, end: int, bare: bool, power: int) -> bool:
    """Whether a Chinese numeral with no unit can be a figure (十三亿人口, 突破万亿)."""
    if power < 4 or text.startswith("级", end):
        return False
    return not bare or _is_reached(text, start)


def _states_statistic(text: str, start: int, number: str, kind: str, name: str) -> bool:
    """Whether a Chinese numeral with a unit is a figure, not a turn of phrase (两个, 三大)."""
    if kind in ("points", "percent"):
        return True
    if kind == "fold":
        return "番" not in name
    if kind in ("time", "years"):
        return False
    if set(number) <= _DIGITLESS:
        return name != "级" and _is_reached(text, start)
    if any(c in _DIGITLESS for c in number):
        return True
    return kind in ("money", "physical") and "十" in number and len(number) > 1


def _is_reached(text: str, start: int) -> bool:
    return _REACHED.search(text, max(0, start - 4), start) is not None
