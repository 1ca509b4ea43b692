"""Bodies that begin with their place and that no list holds whole: 海南省|自然资源和规划厅."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policynlp.grammar.tables import alternation, terms
from policynlp.ner.known_names import Proposal, goes_on
from policynlp.ner.places import place_before, place_behind
from policynlp.ner.units import unit_end

_ASSOCIATION = re.compile(
    "(?P<field>(?!行业|各|有关|相关|等)[^，。；：、！？\\s《》（）“”的和与及等在由对将会同各]{2,10}?)"
    "(?:联合会|行业协会|协会|学会|商会|研究会|促进会|基金会|总商会|同业公会)"
)
_LONGEST_FIELD = 14
_MINISTRY_ENDS = "(?:部|署|总局|管理局|统计局|委员会|内阁府)"
_TELLS = (
    "(?=[0-9、，（与和]|公布|发布|宣布|表示|称|说|对|下达|决定|数据|部长|发言人|官员|证实"
    "|通报|批准|近日|日前|当天)"
)


@cache
def _department() -> re.Pattern[str]:
    fields = alternation(terms("ner/department_fields.txt"))
    return re.compile(
        rf"(?:{fields}[和与]?){{1,4}}(?:(?:监督)?管理|发展|服务|建设|保障|促进|事务|监察)?"
        "(?:委员会|办公室|厅|局|委|(?:服务|管理|事务|发展|促进|保障|技术)?中心(?![城区]))"
    )


@cache
def _ministry() -> re.Pattern[str]:
    """泰国|旅游和体育部|公布."""
    country = alternation(terms("ner/countries.txt"))
    field = "(?![东西南北中内]+部)[^，。；：、！？\\s《》（）“”的在由对将会向从]{2,10}?"
    return re.compile(f"{country}{field}{_MINISTRY_ENDS}{_TELLS}")


def place_bodies(folded: str) -> Iterator[Proposal]:
    """Linear in the length of the text.

    Parameters
    ----------
    folded : str
        Text after `policynlp.folding.fold`, without lone surrogates.
    """
    for match in _department().finditer(folded):
        begin = place_before(folded, match.start())
        if begin < match.start() and not goes_on(folded, match.end()):
            yield begin, unit_end(folded, match.end()), "ORG", "place"
    for match in _ASSOCIATION.finditer(folded):
        field = place_behind(folded, match.start())
        if match.start() < field <= match.start("field") + len(match["field"]) - 2:
            yield *match.span(), "ORG", "place"
    for match in _ministry().finditer(folded):
        yield *match.span(), "ORG", "form"
