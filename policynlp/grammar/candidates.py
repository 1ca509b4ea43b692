"""Numbers that may be quantities, each with the unit behind it; what they mean comes later."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from policynlp.grammar.numbers import (
    ARABIC,
    ARABIC_DIGIT,
    CHINESE_DIGIT,
    MAGNITUDE,
    MAX_LENGTH,
    POWERS,
    half_width,
    parse_number,
    parse_share,
)
from policynlp.grammar.tables import longest_suffix, rows, terms
from policynlp.grammar.units import UnitClass, counted_noun_at, noun_near, skip_spaces, unit_at


@dataclass(slots=True)
class Candidate:
    """``text[start:end]`` with its value; ``unit`` is None until a list or a range gives one."""

    start: int
    end: int
    value: Decimal
    unit: str | None
    kind: UnitClass | None
    scale: Decimal = Decimal(1)  # of the magnitude, which a list shares with its unit
    more: bool = False  # 余 or 多 stands between number and unit
    share: bool = False  # 七成, 一半, 三分之二
    turns: int = 0  # 翻N番
    top: bool = False  # 前N


_S = "[ \t\u00a0\u3000]{0,2}"
_SCALE = f"(?:(?:(?!千[瓦米克兆伏卡赫帕字焦比安周])(?!百分){MAGNITUDE}){{1,4}})"
_ARABIC = re.compile(
    rf"(?P<number>{ARABIC})(?:{_S}(?P<more>[余多])?{_S}(?P<scale>{_SCALE})"
    rf"(?:(?<=[亿万千])(?P<rest>{ARABIC}{_S}{_SCALE}?))?)?(?P<more2>[余多](?!{ARABIC_DIGIT}))?"
)
_ANY = f"(?:{CHINESE_DIGIT}|{MAGNITUDE})"
_CHINESE = re.compile(
    rf"(?P<number>(?:(?!百分之|千分之){_ANY}){{1,24}}(?:点{CHINESE_DIGIT}{{1,8}})?)"
    rf"(?P<more>[余多])?(?P<scale>(?:(?!百分){MAGNITUDE}){{0,4}})(?P<more2>[余多])?"
)
_FRACTION = re.compile(
    rf"(?P<whole>[百千]|{_ANY}{{1,6}})分之(?P<part>{ARABIC}|{_ANY}{{1,8}}(?:点{CHINESE_DIGIT}{{1,6}})?)"
)
_TENTHS = re.compile(
    r"[一二三四五六七八九两](?:成[一二三四五六七八九半]?)(?![立为果本员长功效绩都分熟型套就品交因像色建批活人才家不])"
)
_HALF = re.compile(r"一半|半数")
_TIMES = re.compile(rf"翻了?(?P<times>{CHINESE_DIGIT}|[0-9])?(?P<unit>番|倍)(?!茄)")
_TOP = re.compile(
    rf"前{_S}(?P<rank>{ARABIC_DIGIT}{{1,3}}|[二三四五六七八九十百]{{1,4}})(?P<unit>[位名]?)"
)
_RANK = re.compile(rf"第{_S}(?P<rank>{ARABIC_DIGIT}{{1,4}}|[一二三四五六七八九十百]{{1,5}})")
_RANK_TAIL = re.compile(r"[位名](?!次|额|单|义)")
_BIG = re.compile(r"大(?!类|步|会|批|件|项|战略|任务|板块|组)")
_RANK_END = re.compile(r"(?:$|[，。；！？）)”,;\n且并的]|、(?![第一二三四五六七八九十])|和(?!第))")
_RANKS = dict(rows("ranks.tsv", 2))
_CUE = re.compile("|".join(map(re.escape, terms("rank_cues.tsv"))))
_PLACED = re.compile(r"(?:放|摆|置|作为|视为|把)[在于到]?[^，。；]{0,6}$")
_CLAUSE = re.compile(r"[，。；！？\n]")
_LATIN = re.compile(r"[A-Za-z]$")
_JOINED = re.compile(rf"(?:[+＋×xX*/=_·．.#]|{ARABIC_DIGIT}[:：∶]|[A-Za-z][-－])$")
_ORDINALS = re.compile(rf"第(?:{ARABIC_DIGIT}{{1,4}}(?:、|和|至|[-—]))+$")
_LABELS = dict.fromkeys(terms("not_before.tsv"))
_DURATION = dict.fromkeys(terms("duration_cues.tsv"))
_INDEX = re.compile("(?:" + "|".join(terms("indices.tsv")) + r")[^，。；]{0,16}?$")
_VAGUE = re.compile(r"几$|(?<![总人户])数$")
_DIGITLESS = frozenset("百千万亿")
_REACHED = re.compile(
    r"(?:超过?|突破|达到?|过|逾|近|约|[跨迈上破至到]|接近|不足|不到|低于|新增|投入|增加)了?$"
)
_START = re.compile(f"[0-9０-９第前翻半首]|{_ANY}")


def find_candidates(text: str, mask: bytearray) -> list[Candidate]:
    """Candidates outside ``mask``, in order and apart; linear in ``len(text)``."""
    found: list[Candidate] = []
    done = 0
    for match in _START.finditer(text):
        at = match.start()
        if at < done or mask[at]:
            continue
        candidate, done = _reader(match.group())(text, at)
        if candidate is not None:
            found.append(candidate)
    return found


_Read = tuple[Candidate | None, int]


def _reader(char: str) -> Callable[[str, int], _Read]:
    if char.isascii() or "０" <= char <= "９":
        return _read_arabic
    return _READERS.get(char, _read_chinese)


def _read_arabic(text: str, at: int) -> _Read:
    match = _ARABIC.match(text, at)
    if match is None:
        return None, at + 1
    end = match.end()
    if end - at > MAX_LENGTH or _is_label(text, at):
        return None, end
    more = bool(match["more"] or match["more2"])
    plain = match["number"] + (match["scale"] or "") + (match["rest"] or "")
    value, scale = parse_number(plain), Decimal(1)
    if match["scale"] and not match["rest"]:
        scale = parse_number(match["scale"])
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


def _is_label(text: str, at: int) -> bool:
    before = text[max(0, at - 20) : at].rstrip(" ")
    return bool(
        longest_suffix(_LABELS, before, len(before), 3)
        or _JOINED.search(before)
        or _ORDINALS.search(before)
    )


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


def _read_chinese(text: str, at: int) -> _Read:
    if match := _FRACTION.match(text, at):
        return _fraction(match), match.end()
    if match := _TENTHS.match(text, at) or _HALF.match(text, at):
        if text[at - 1 : at] in ("统", "万", "合", "十", "第"):
            return None, match.end()
        value = parse_share(match.group())
        percent = Decimal(value.numerator * 100) / Decimal(value.denominator)
        return Candidate(at, match.end(), percent, "%", "percent", share=True), match.end()
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
    return Candidate(start, end, percent, "%", "percent", share=True)


def _chinese_number(text: str, match: re.Match[str]) -> Candidate | None:
    start, end = match.span()
    if _is_label(text, start) or _VAGUE.search(text, max(0, start - 2), start):
        return None
    number = match["number"] + match["scale"]
    unit = unit_at(text, end)
    if unit is not None and not _states_statistic(text, start, number, unit.kind, unit.name):
        unit = None
    powers = [POWERS[c] for c in number if c in POWERS]
    bare = set(number) <= _DIGITLESS
    if unit is None and (bare or not powers or max(powers) < 4):
        if not (bare and max(powers) >= 4 and _is_reached(text, start)) or text.startswith(
            "级", end
        ):
            return None
    try:
        value = parse_number(number)
    except ValueError:
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


def _read_times(text: str, at: int) -> _Read:
    match = _TIMES.match(text, at)
    if match is None:
        return None, at + 1
    times = int(parse_number(match["times"] or "一"))
    doubling = match["unit"] == "番"
    value = Decimal(2**times if doubling else times)
    turns = times if doubling else 0
    return Candidate(at, match.end(), value, "倍", "fold", turns=turns), match.end()


def _read_first(text: str, at: int) -> _Read:
    rank = _RANKS.get(text[at : at + 2])
    if rank is None or not _is_placed(text, at):
        return None, at + 1
    return Candidate(at, at + 2, Decimal(rank), "位", "rank"), at + 2


def _read_rank(text: str, at: int) -> _Read:
    match = _RANK.match(text, at)
    if match is None:
        return None, at + 1
    end = match.end()
    value = parse_number(half_width(match["rank"]))
    if tail := _RANK_TAIL.match(text, end):
        if _PLACED.search(text, max(0, at - 12), at):
            return None, end
        return Candidate(at, tail.end(), value, tail.group(), "rank"), tail.end()
    if _BIG.match(text, end) or (_RANK_END.match(text, end) and _is_placed(text, at)):
        return Candidate(at, end, value, "位", "rank"), end
    return None, end


def _read_top(text: str, at: int) -> _Read:
    match = _TOP.match(text, at)
    if match is None:
        return None, at + 1
    value, end = parse_number(match["rank"]), match.end()
    if match["unit"]:
        start = match.start("rank")
        return Candidate(start, end, value, match["unit"], "rank", top=True), end
    if _RANK_END.match(text, end) and _is_placed(text, at):
        return Candidate(at, end, value, "位", "rank", top=True), end
    return None, at + 1


def _is_placed(text: str, at: int) -> bool:
    """Whether the clause before ``at`` places something in an order (居全国…)."""
    before = text[max(0, at - 14) : at]
    cuts = [m.end() for m in _CLAUSE.finditer(before)]
    clause = before[cuts[-1] :] if cuts else before
    return _CUE.search(clause) is not None and _PLACED.search(clause) is None


_READERS: dict[str, Callable[[str, int], _Read]] = {
    "第": _read_rank,
    "前": _read_top,
    "翻": _read_times,
    "首": _read_first,
}
