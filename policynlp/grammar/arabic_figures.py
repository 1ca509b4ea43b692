"""Arabic numbers with their magnitude, 余 or 多, and the unit behind them."""

from __future__ import annotations

import re
from decimal import Decimal

from policynlp.grammar.arabic_numerals import ArabicNumeral, numeral_at
from policynlp.grammar.candidate import (
    NOT_TENTHS,
    Candidate,
    Read,
    is_label,
    number_or_none,
    tenth,
)
from policynlp.grammar.durations import decimal_places, is_duration, lengthen
from policynlp.grammar.numbers import ARABIC, ARABIC_DIGIT, parse_number
from policynlp.grammar.tables import terms
from policynlp.grammar.units import counted_noun_at, noun_near, skip_spaces, total_before, unit_at

_S = "[ \t\u00a0\u3000]{0,2}"
_TENTHS = re.compile(f"成{NOT_TENTHS}")
_PARTS = re.compile("[/／](?P<whole>[2-9２-９]|10|１０)(?![0-9０-９/／.%％万年月A-Za-z])")
_RATIO = re.compile(
    rf"(?P<number>{ARABIC}){_S}[:：∶比]{_S}[1１](?!{ARABIC_DIGIT}|[.．:：∶×+＋%％年月日时点号个倍十百千万亿])"
)
_OF_TWO = re.compile("比(?![分赛])[^，。；]{0,24}(?:，[^，。；]{0,8})?$")
"""What names a ratio, before it (收入比由2.52∶1缩小到2.49∶1): no score, no scale of a map."""
_RATIO_REACH = 34
_LATIN = re.compile(r"[A-Za-z]$")
_NO_INDEX = ("版", "时", "号", "°", "′", "″")
"""Behind versions, hours, numbers and coordinates."""
_INDEX = re.compile("(?:" + "|".join(terms("grammar/indices.tsv")) + r")[^，。；]{0,16}?$")


def read_arabic(text: str, at: int) -> Read:
    if ratio := _ratio(text, at):
        return ratio, ratio.end
    numeral, end = numeral_at(text, at)
    if numeral is None or is_label(text, at):
        return None, end
    if (part := _part(text, at, numeral)) is not None:
        return part, part.end
    candidate = Candidate(
        at, numeral.bare_end, numeral.value, None, None, numeral.scale, numeral.bound
    )
    latin = _LATIN.search(text, max(0, at - 1), at) is not None
    _give_unit(text, candidate, numeral)
    if candidate.unit is None:
        return (None if latin else candidate), end
    if latin and numeral.scale == 1 and candidate.kind not in ("percent", "points", "money"):
        return None, end
    if candidate.kind in ("years", "time") and not is_duration(text, candidate):
        return None, end
    return candidate, max(end, candidate.end)


def _ratio(text: str, at: int) -> Candidate | None:
    """A ratio to one: an index, which is its first number."""
    match = _RATIO.match(text, at)
    if match is None or is_label(text, at):
        return None
    value = number_or_none(match["number"])
    if value is None or not _OF_TWO.search(text, max(0, at - _RATIO_REACH), at):
        return None
    return Candidate(at, match.end(), value, "", "index")


def _part(text: str, at: int, numeral: ArabicNumeral) -> Candidate | None:
    """A number that a sign behind it makes a part of a whole: 4成, 1/3."""
    end, value = numeral.end, numeral.value
    sign = text[end : end + 1]
    if not sign or sign not in "成/／" or numeral.scale > 1:
        return None
    if sign == "成":
        tenths = _TENTHS.match(text, end) if 0 < value < 10 else None
        return tenth(at, tenths.end(), 10 * value) if tenths else None
    parts = _PARTS.match(text, end) if end - at == 1 and value else None
    if parts is None:
        return None
    share = 100 * value / parse_number(parts["whole"])
    return Candidate(at, parts.end(), share, "%", "percent")


def _give_unit(text: str, candidate: Candidate, numeral: ArabicNumeral) -> None:
    """Look for the unit of ``candidate`` behind its numeral and 余 or 多."""
    end = numeral.end
    unit = unit_at(text, end)
    noun = counted_noun_at(text, end)
    if unit is not None and not (noun and len(noun) > unit.end - skip_spaces(text, end)):
        if unit.name == "级" and candidate.scale > 1:
            return  # 5000亿级产业 names a kind
        candidate.take(unit)
        lengthen(text, candidate)
        return
    large = candidate.scale > 1
    if noun and (large or not _is_year(candidate.value)):
        candidate.unit, candidate.kind = noun, "count"
    elif large and not text.startswith("级", end):
        near = noun_near(text, candidate.start, end) or ("元" if numeral.is_sum else "")
        candidate.unit, candidate.kind = near, "money" if near == "元" else "count"
    elif text.startswith("点", end) and _is_of_index(text, candidate):
        candidate.unit, candidate.kind, candidate.end = "点", "count", end + 1
    elif _is_index(text, candidate):
        candidate.unit, candidate.kind = "", "index"
    elif candidate.value == int(candidate.value) and (
        total := total_before(text, candidate.start, end)
    ):
        candidate.unit, candidate.kind = total, "count"


def _is_year(value: Decimal) -> bool:
    return 1900 <= value <= 2100


def _is_of_index(text: str, candidate: Candidate) -> bool:
    """Whether N点 are points of an index, and no time of the day."""
    return bool(
        decimal_places(candidate.value)
        or _INDEX.search(text, max(0, candidate.start - 24), candidate.start)
    )


def _is_index(text: str, candidate: Candidate) -> bool:
    before = text[max(0, candidate.start - 24) : candidate.start]
    if text[candidate.end : candidate.end + 1] in _NO_INDEX or _LATIN.search(before):
        return False
    return decimal_places(candidate.value) >= 3 or (
        not _is_year(candidate.value) and bool(_INDEX.search(before))
    )
