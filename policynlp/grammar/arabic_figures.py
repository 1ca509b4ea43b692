"""Arabic numbers with their magnitude, 余 or 多, and the unit behind them."""

from __future__ import annotations

import re
from decimal import Decimal

from policynlp.grammar.candidate import Candidate, Read, is_label, number_or_none
from policynlp.grammar.numbers import ARABIC, ARABIC_DIGIT, MAGNITUDE, MAX_LENGTH, parse_number
from policynlp.grammar.tables import longest_suffix, terms
from policynlp.grammar.units import counted_noun_at, noun_near, skip_spaces, unit_at

_S = "[ \t\u00a0\u3000]{0,2}"
_SCALE = f"(?:{MAGNITUDE}{{1,4}})"
_ARABIC = re.compile(
    rf"(?P<number>{ARABIC})(?:{_S}(?P<more>[余多])?{_S}(?P<scale>{_SCALE})"
    rf"(?:(?<=[亿万千])(?P<rest>{ARABIC}{_S}{_SCALE}?))?)?(?P<more2>[余多](?!{ARABIC_DIGIT}))?"
)
_PART = re.compile(r"(?P<part>[1-9])/(?P<whole>[2-9]|10)(?![0-9/.%％年月A-Za-z])")
_RATIO = re.compile(
    rf"(?P<number>{ARABIC}){_S}[:：∶比]{_S}[1１](?!{ARABIC_DIGIT}|[.．:：∶×+＋%％年月日时点号个倍十百千万亿])"
)
_OF_TWO = re.compile("比(?![分赛])[^，。；]{0,24}(?:，[^，。；]{0,8})?$")
"""What names a ratio, before it (收入比由2.52∶1缩小到2.49∶1): no score, no scale of a map."""
_RATIO_REACH = 34
_LATIN = re.compile(r"[A-Za-z]$")
_DURATION = dict.fromkeys(terms("grammar/duration_cues.tsv"))
_INDEX = re.compile("(?:" + "|".join(terms("grammar/indices.tsv")) + r")[^，。；]{0,16}?$")


def read_arabic(text: str, at: int) -> Read:
    if (part := _PART.match(text, at)) and not is_label(text, at):
        share = Decimal(100) * parse_number(part["part"]) / parse_number(part["whole"])
        return Candidate(at, part.end(), share, "%", "percent"), part.end()
    if ratio := _ratio(text, at):
        return ratio, ratio.end
    match = _ARABIC.match(text, at)
    if match is None:
        return None, at + 1
    end = match.end()
    if end - at > MAX_LENGTH or is_label(text, at):
        return None, end
    more = bool(match["more"] or match["more2"])
    plain = match["number"] + (match["scale"] or "") + (match["rest"] or "")
    value, scale = number_or_none(plain), Decimal(1)
    if value is None:
        return None, end
    if match["scale"] and not match["rest"]:
        scale = number_or_none(match["scale"]) or scale
    bare_end = match.end("rest") if match["rest"] else max(match.end("scale"), match.end("number"))
    candidate = Candidate(at, bare_end, value, None, None, scale, more)
    latin = _LATIN.search(text, max(0, at - 1), at) is not None
    _give_unit(text, candidate, end)
    if candidate.unit is None:
        return (None if latin else candidate), end
    if latin and scale == 1 and candidate.kind not in ("percent", "points", "money"):
        return None, end
    if candidate.kind in ("years", "time") and not _is_duration(text, candidate):
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


def _give_unit(text: str, candidate: Candidate, end: int) -> None:
    """Look for the unit of ``candidate`` behind ``end``, where its numeral and 余 or 多 end."""
    unit = unit_at(text, end)
    noun = counted_noun_at(text, end)
    if unit is not None and not (noun and len(noun) > unit.end - skip_spaces(text, end)):
        candidate.unit, candidate.kind, candidate.end = unit.name, unit.kind, unit.end
        return
    large = candidate.scale > 1
    if noun and (large or not _is_year(candidate.value)):
        candidate.unit, candidate.kind = noun, "count"
    elif large and not text.startswith("级", end):
        near = noun_near(text, candidate.start, end)
        candidate.unit, candidate.kind = near, "money" if near == "元" else "count"
    elif _is_index(text, candidate):
        candidate.unit, candidate.kind = "", "index"


def _is_year(value: Decimal) -> bool:
    return 1900 <= value <= 2100


def _is_index(text: str, candidate: Candidate) -> bool:
    before = text[max(0, candidate.start - 24) : candidate.start]
    if text[candidate.end : candidate.end + 1] in ("版", "时", "号") or _LATIN.search(before):
        return False
    places = candidate.value.as_tuple().exponent
    decimals = -places if isinstance(places, int) else 0
    return decimals >= 3 or (not _is_year(candidate.value) and bool(_INDEX.search(before)))


def _is_duration(text: str, candidate: Candidate) -> bool:
    before = text[max(0, candidate.start - 6) : candidate.start].rstrip()
    if candidate.kind == "time":
        return not before.endswith(("近", "前", "每", "连续", "过去")) or before.endswith("提前")
    if longest_suffix(_DURATION, before, len(before), 5):
        return True
    return candidate.unit == "日" and text.startswith(("内", "以内", "之内"), candidate.end)
