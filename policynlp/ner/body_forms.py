"""Bodies that no list holds and their form gives away: 中央 that acts, 山西农大, 湖北移动公司."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policynlp.folding import fold, well_formed
from policynlp.ner.known_names import Proposal, place_before

_CENTRE = re.compile(
    "(?<![党共团盟建进社联工公])中央(?:"
    "(?=[、和与及](?:国务院|中央军委|[全本]?[省市区县州旗]委|自治区党委|[省市区县]、[市区县]委))"
    "|(?<=[实彻行照据]中央)(?=(?:决策部署|部署|要求|精神|决定))"
    "|(?<=^中央)(?=ACTS)|(?<=[\n。；，：]中央)(?=ACTS))".replace(
        "ACTS",
        "(?:先后|陆续|近日|近期|专门|多次|已经|已|又)*"
        "(?:印发|出台|发布|下发|制定|作出|决定|部署|要求|强调|提出|明确|批准)",
    ),
    re.MULTILINE,
)
"""Beside another body, before its decision, or as the subject: 落实|中央|、国务院部署."""
_OF_A_PLACE = re.compile(
    "(?:农大|师大|工大|医大|财大|交大|科大)(?![学道门街路厦量型])"
    "|(?:移动|联通|电信|铁塔|电力)(?:有限)?(?:分)?公司"
)
"""Behind a place: a university's short name, a company's branch."""
_LABORATORY = re.compile("省部共建[^，。；：、！？\\s《》“”的]{2,24}国家重点实验室(?!建设)")


def body_forms(text: str) -> Iterator[Proposal]:
    """Linear in the length of the text."""
    folded = fold(well_formed(text))
    for match in _CENTRE.finditer(folded):
        yield *match.span(), "ORG", "form"
    for match in _OF_A_PLACE.finditer(folded):
        begin = place_before(folded, match.start())
        if begin < match.start():
            yield begin, match.end(), "ORG", "place"
    for match in _LABORATORY.finditer(folded):
        yield *match.span(), "ORG", "form"
