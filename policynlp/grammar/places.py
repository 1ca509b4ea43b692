"""Names of provinces and prefectures at the head of a title, and the level of a named body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from policynlp.grammar.tables import Prefixes, rows

Level = Literal["national", "ministry", "provincial", "city", "county", "international"]


@dataclass(frozen=True, slots=True)
class Place:
    """A province or a prefecture: full name, level, full name of its province.

    ``length`` is that of the name as the text writes it.
    """

    name: str
    level: Literal["provincial", "city"]
    province: str
    length: int


_SHORT_BEFORE = re.compile(r"经济特区|人民政府|政府|市委|省委|区党委|自贸试验区")
"""What makes a short name safe: 深圳 before 经济特区, not 吉林 alone (a province and a city)."""


@cache
def _gazetteer() -> tuple[dict[str, Place], Prefixes, dict[str, Place], Prefixes]:
    full: dict[str, Place] = {}
    short: dict[str, Place] = {}
    for name, brief, level, province in rows("places/divisions.tsv", 4):
        kind: Literal["provincial", "city"] = "provincial" if level == "provincial" else "city"
        full[name] = Place(name, kind, province, len(name))
        short.setdefault(brief, Place(name, kind, province, len(brief)))
    return full, Prefixes(full), short, Prefixes(short)


@cache
def provinces() -> dict[str, str]:
    """Full and short names of provinces to the short one."""
    found = {}
    for full, brief, level, _ in rows("places/divisions.tsv", 4):
        if level == "provincial":
            found[full] = found[brief] = brief
    return found


@cache
def province_names() -> Prefixes:
    """The names of provinces, full and short, to be found where they begin."""
    return Prefixes(provinces())


def place_at(text: str, at: int = 0) -> Place | None:
    """The province or prefecture whose name begins at ``at``, the longest one; None if none does.

    A short name counts only where what follows makes it safe (深圳经济特区).
    """
    full, full_names, short, short_names = _gazetteer()
    if name := full_names.longest(text, at):
        place = full[name]
        inner = place_at(text, at + place.length) if place.level == "provincial" else None
        if inner is not None and inner.level == "city" and inner.province == place.province:
            return Place(inner.name, "city", place.province, place.length + inner.length)
        return place
    brief = short_names.longest(text, at)
    if brief and _SHORT_BEFORE.match(text, at + len(brief)):
        return short[brief]
    return None


_COUNTY = re.compile(r"[\u4e00-\u9fff]{1,7}?(?:县|旗|(?<!自治)区)(?=人民|政府|委|办|局)")
_NATIONAL = re.compile(
    r"国务院(?:办公厅)?$|国务院[、 ]|全国人民代表大会|全国人大|中共中央|中央办公厅|中央军委"
    r"|最高人民"
)
_MINISTRY = re.compile(
    r"(?:部|委员会|总局|总署|局|委|署|办公室|网信办|银行)(?:办公厅|[\u4e00-\u9fff]{1,6}司)?$"
)
_INTERNATIONAL = re.compile(r"联合国|世界银行|世界贸易组织|经合组织|国际货币基金组织|欧盟")


def level_of_body(name: str) -> Level | None:
    """Level of a public body by its name; None where the name does not tell."""
    plain = name.removeprefix("中华人民共和国")
    if place := place_at(plain):
        return "county" if _COUNTY.match(plain, place.length) else place.level
    if _INTERNATIONAL.match(plain):
        return "international"
    if _NATIONAL.match(plain):
        return "national"
    if _COUNTY.match(plain):
        return "county"
    return "ministry" if _MINISTRY.search(plain) else None
