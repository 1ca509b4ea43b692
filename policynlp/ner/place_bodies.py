"""Bodies that begin with their place and that no list holds whole: 海南省|自然资源和规划厅."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policynlp.grammar.tables import alternation, terms
from policynlp.ner.known_names import Proposal, goes_on
from policynlp.ner.places import place_before, place_behind
from policynlp.ner.units import unit_end

_HEAD = "(?:委员会|办公室|厅|局|委|中心(?![城区]))"
_NEAR_PLACE = re.compile(f"[省市县区州盟旗](?P<name>[^，。；：、！？\\s《》“”的]{{2,22}}?{_HEAD})")
_ASSOCIATION = re.compile("联合会|协会|学会|商会|研究会|促进会|基金会|同业公会")
_NO_FIELD = re.compile("行业|各|有关|相关|等|[，。；：、！？\\s《》“”的和与及在由对将会同]")
_LONGEST_NAME = 16
_MINISTRY = re.compile(
    "(?:部|署|总局|管理局|统计局|委员会|内阁府)"
    "(?=[0-9、，（与和]|公布|发布|宣布|表示|称|说|对|下达|决定|数据|部长|发言人|官员|证实"
    "|通报|批准|近日|日前|当天)"
)


@cache
def _department() -> re.Pattern[str]:
    fields = alternation(terms("ner/department_fields.txt"))
    return re.compile(
        rf"{fields}[和与]?(?:{fields}[和与]?){{0,3}}(?:(?:监督)?管理|发展|服务|建设|保障|促进|事务|监察)?"
        f"(?:{_HEAD}|(?:服务|管理|事务|发展|促进|保障|技术)中心)"
    )


@cache
def _ministry() -> re.Pattern[str]:
    """泰国|旅游和体育部|公布."""
    country = alternation(terms("ner/countries.txt"))
    field = "(?![东西南北中内]+部)[^，。；：、！？\\s《》“”的在由对将会向从]{2,10}"
    return re.compile(f"{country}{field}$")


def place_bodies(folded: str) -> Iterator[Proposal]:
    """Linear in the length of the text.

    Parameters
    ----------
    folded : str
        Text after `policynlp.folding.fold`, without lone surrogates.
    """
    for near in _NEAR_PLACE.finditer(folded):
        match = _department().match(folded, near.start("name"))
        if match is None:
            continue
        begin = place_before(folded, match.start())
        if begin < match.start() and not goes_on(folded, match.end()):
            yield begin, unit_end(folded, match.end()), "ORG", "place"
    for match in _ASSOCIATION.finditer(folded):
        place = _place_of(folded, match.start())
        if place is not None:
            yield place, match.end(), "ORG", "place"
    for match in _MINISTRY.finditer(folded):
        named = _ministry().search(folded, max(0, match.start() - _LONGEST_NAME), match.start())
        if named:
            yield named.start(), match.end(), "ORG", "form"


def _place_of(folded: str, at: int) -> int | None:
    """Where the place begins that stands in front of a field and the head noun at ``at``."""
    for begin in range(max(0, at - _LONGEST_NAME), at - 3):
        field = place_behind(folded, begin)
        if begin < field <= at - 2 and not _NO_FIELD.search(folded, field, at):
            return begin
    return None
