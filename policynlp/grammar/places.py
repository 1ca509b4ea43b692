"""Names of provinces and prefectures of China at the head of a title or a body's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from policynlp.grammar.tables import longest_prefix, rows


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
def _gazetteer() -> tuple[dict[str, Place], dict[str, Place], int]:
    full: dict[str, Place] = {}
    short: dict[str, Place] = {}
    for name, brief, level, province in rows("places.tsv", 4):
        kind: Literal["provincial", "city"] = "provincial" if level == "provincial" else "city"
        full[name] = Place(name, kind, province, len(name))
        short.setdefault(brief, Place(name, kind, province, len(brief)))
    return full, short, max(map(len, full))


def place_at(text: str, at: int = 0) -> Place | None:
    """The province or prefecture whose name begins at ``at``, the longest one; None if none does.

    A short name counts only where what follows makes it safe (深圳经济特区).
    """
    full, short, longest = _gazetteer()
    if name := longest_prefix(full, text, at, longest):
        place = full[name]
        inner = place_at(text, at + place.length) if place.level == "provincial" else None
        if inner is not None and inner.level == "city" and inner.province == place.province:
            return Place(inner.name, "city", place.province, place.length + inner.length)
        return place
    brief = longest_prefix(short, text, at, longest)
    if brief and _SHORT_BEFORE.match(text, at + len(brief)):
        return short[brief]
    return None
