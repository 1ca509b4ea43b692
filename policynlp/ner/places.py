"""Places in front of a department, or of a document of theirs: 广东省深圳市|数据局."""

from __future__ import annotations

import re
from functools import cache

from policynlp.folding import fold
from policynlp.grammar.tables import Prefixes, terms

_HOME = re.compile(
    r"(?:^|[\s，。；：、！？（(“”‘’向由经报与和及对请会同照据实驻])(?:[全本]?)(?P<of>省|市|自治区|自治州|县)$"
)
_SEVERAL = re.compile("[省市县区州旗][、和及或与](?:省|市|自治区|自治州|县)$")
"""Every place of a level, none named: 市、县|人民政府."""
_HAN = re.compile("[\u4e00-\u9fff]")
_AND_COUNTY = "和县"
"""省委和|县委: hardly ever the county 和县."""
_LONGEST_PLACE = 11


@cache
def places() -> frozenset[str]:
    return frozenset((*map(fold, terms("places/names.tsv")), "新疆生产建设兵团"))


@cache
def _prefixes() -> Prefixes:
    return Prefixes(name for name in places() if len(name) <= _LONGEST_PLACE)


def place_before(text: str, at: int) -> int:
    """Where the places right before ``at`` begin, 中共 included: 广东省深圳市; ``at`` if none."""
    begin = at
    while True:
        for size in range(min(_LONGEST_PLACE, begin), 1, -1):
            place = text[begin - size : begin]
            joined = place == _AND_COUNTY and _HAN.match(text[begin - 3 : begin - 2])
            if place in places() and not joined:
                begin -= size
                break
        else:
            break
    if begin < at:
        return begin - 2 if text[max(0, begin - 2) : begin] == "中共" else begin
    before = text[max(0, at - 6) : at]
    home = None if _SEVERAL.search(before) else _HOME.search(before)
    return at - len(home["of"]) if home else at


def place_behind(text: str, at: int) -> int:
    """Where the longest place ends that begins at ``at``; ``at`` if none does."""
    return at + len(_prefixes().longest(text, at))
