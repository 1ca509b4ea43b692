"""Units, classifiers and counted nouns: what stands behind a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from policynlp.grammar.numbers import MAGNITUDE
from policynlp.grammar.tables import Prefixes, alternation, rows

UnitClass = Literal[
    "percent",
    "points",
    "fold",
    "money",
    "physical",
    "time",
    "years",
    "places",
    "count",
    "rank",
    "index",
]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it ends at ``end`` in the text: its standard form and its class.

    ``half`` is what 半 in it adds to the number before it (3个半小时).
    """

    name: str
    kind: UnitClass
    end: int
    half: Decimal = Decimal(0)


_TABLE = rows("grammar/units.tsv", 5)
UNITS: dict[str, tuple[str, UnitClass, frozenset[str], tuple[str, ...]]] = {
    surface: (name, kind, frozenset(blocked.split()), tuple(allowed.split()))  # type: ignore[misc]
    for surface, name, kind, blocked, allowed in _TABLE
    if kind != "per"
}
_UNITS = Prefixes(UNITS)
_COUNTS = ("count", "places")
_CLASSIFIER = alternation(word for word, (_, kind, *_) in UNITS.items() if kind in _COUNTS)
_OTHER = re.compile(f"[（(]{_CLASSIFIER}(?:[、/]{_CLASSIFIER})?[)）]次?")
"""Another classifier in brackets, which is part of the unit: 500台（套）, 300架(艘)次."""
_JOINTS = "/／每·•・"
_NAMES = {surface: name for surface, name, *_ in _TABLE} | {
    "／": "/",
    "每": "/",
    "•": "·",
    "・": "·",
    "（": "(",
    "）": ")",
}
_ANY = f"(?:{alternation(surface for surface, *_ in _TABLE)}(?![A-Za-z]))"
_PRODUCT = f"{_ANY}(?:[·•・]{_ANY}){{0,2}}"
_SPACES = " \t\u00a0\u3000"
_NOUNS = {noun: unit for noun, unit, _ in rows("grammar/nouns.tsv", 3)}
_COUNTED = {
    noun: (unit, frozenset(blocked.split()))
    for noun, unit, blocked in rows("grammar/nouns.tsv", 3)
    if unit != "元"
}
_COUNTED_NOUNS = Prefixes(_COUNTED)
_PHRASE = re.compile(
    r"[ \u3000]?((?:(?![的左右以上下内余多任])[\u4e00-\u9fff]){2,4})(?=[、，。；])"
)
_REACHED = "[已超约突破过达到近为至增升仅共有 ]"
_TOTAL = "(?P<total>总数量|总数|数量|总量|保有量|数)"
_COUNT_OF = re.compile(
    "(?:(?:^|(?<=[的各年月日底末国省市县区]))(?P<whole>[\u4e00-\u9fff]{3,4}?)(?<!总)"
    "|(?P<last>(?:(?![年月日底末前各类])[\u4e00-\u9fff]){2}))"
    f"(?:注册|登记|保有|在册)?{_TOTAL}(?P<reached>{_REACHED}{{0,6}})$"
)
"""A total before a number: of what its clause begins with (机动车保有量), else of two signs."""
_LAST_NOUN = re.compile(
    r"(?:发布|新增|提供|创造|带动|裁减|减少|增加|建成|形成|拥有)[\u4e00-\u9fff]{0,4}?([\u4e00-\u9fff]{2})"
    r"(?<![量模数率额值入计])(?:超过?|突破|达到?|约|近|已达)?$"
)
"""The object of a verb right before a number (新增学位149万)."""
_NOUN = re.compile(alternation(n for n in _NOUNS if len(n) > 1))
_COUNTED_NOUN = re.compile(alternation(n for n in _COUNTED if len(n) > 1))
_CLAUSE_END = re.compile(r"[，。；！？,;\n：:]")
_REACH_BEFORE, _REACH_BEHIND = 40, 16


def skip_spaces(text: str, at: int, most: int = 2) -> int:
    """Where ``text`` goes on after at most ``most`` spaces from ``at`` on."""
    stop = min(len(text), at + most)
    while at < stop and text[at] in _SPACES:
        at += 1
    return at


def unit_at(text: str, at: int) -> Unit | None:
    """The unit or classifier at ``at``, the longest one; None if there is none.

    A unit that is the head of another word is none (``项`` in 项目, ``人`` in 人工).
    """
    at = skip_spaces(text, at)
    surface = _UNITS.longest(text, at)
    if not surface:
        return None
    name, kind, blocked, allowed = UNITS[surface]
    end = at + len(surface)
    following = text[end : end + 1]
    if following in blocked and not text.startswith(allowed, end):
        return None
    if following in ("(", "（") and kind in _COUNTS and (other := _OTHER.match(text, end)):
        return Unit(name + other.group(), kind, other.end())
    if surface.isascii() and surface.isalpha() and following.isascii() and following.isalpha():
        return None
    if following and following in _JOINTS and (tail := _tail().match(text, end)):
        return Unit(name + _part().sub(_standard, tail.group()), kind, tail.end())
    return Unit(name, kind, end, Decimal("0.5") if "半" in surface else Decimal(0))


@cache
def _tail() -> re.Pattern[str]:
    """What a compound unit goes on with: 元/人·月, μg/m³, kg/(m²·h), 吨标准煤/万元.

    Compiled for the first of them: many texts have none, and it is long.
    """
    return re.compile(
        rf"(?:[·•・]{_ANY}){{0,2}}"
        rf"(?:[/／每](?:[(（]{_PRODUCT}[)）]|(?:100(?=km|公里)|{MAGNITUDE}{{1,2}})?{_PRODUCT})){{0,2}}"
    )


@cache
def _part() -> re.Pattern[str]:
    return re.compile(rf"{_ANY}|[／每•・（）]")


def _standard(part: re.Match[str]) -> str:
    """Standard form of a unit or of a joint within a compound unit."""
    return _NAMES.get(part.group(), part.group())


def counted_noun_at(text: str, at: int) -> str:
    """Unit named by a noun that is counted directly at ``at`` (``7.68亿用户``), or ``""``."""
    at = skip_spaces(text, at)
    noun = _COUNTED_NOUNS.longest(text, at)
    if not noun:
        return ""
    unit, blocked = _COUNTED[noun]
    return "" if text[at + len(noun) : at + len(noun) + 1] in blocked else unit


def total_before(text: str, start: int, end: int) -> str:
    """Unit of a plain number that is called a total (项目数量突破500, 总户数为20), or ``""``.

    Brackets behind it would name another unit.
    """
    if text.startswith(("(", "（"), end):
        return ""
    before = text[max(0, start - _REACH_BEFORE) : start]
    clause = max((m.end() for m in _CLAUSE_END.finditer(before)), default=0)
    total = _COUNT_OF.search(before, clause)
    if total is None or not total["reached"]:
        return ""
    noun: str = total["whole"] or total["last"]
    if total["total"] == "数":
        return noun[-1] if noun[-1] in "人户家件次台辆套" else ""
    return _NOUNS.get(noun, noun)


def noun_near(text: str, start: int, end: int) -> str:
    """Unit for a number at ``text[start:end]`` that has none, from its clause, or ``""``.

    A phrase that ends right behind the number decides (80万河段、), else the last noun before it,
    what a total counts (连接数超过2亿), the first noun behind, or the object of a verb before it
    (新增学位149万).
    """
    if phrase := _PHRASE.match(text, end):
        return phrase[1]
    before = text[max(0, start - _REACH_BEFORE) : start]
    cut = [m.end() for m in _CLAUSE_END.finditer(before)]
    nouns = _NOUN.findall(before, cut[-1] if cut else 0)
    if nouns:
        return _NOUNS[nouns[-1]]
    if total := _COUNT_OF.search(before, cut[-1] if cut else 0):
        return total["whole"] or total["last"]
    behind = _COUNTED_NOUN.search(text, end, end + _REACH_BEHIND)
    if behind and not _CLAUSE_END.search(text, end, behind.start()):
        return _NOUNS[behind.group()]
    last = _LAST_NOUN.search(before[cut[-1] :] if cut else before)
    return last[1] if last else ""
