"""Bodies that no list holds and their form gives away: 中央 that acts, 山西农大, 湖北移动公司."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policynlp.folding import fold, well_formed
from policynlp.ner.boundaries import start_of_body
from policynlp.ner.companies import companies
from policynlp.ner.known_names import Proposal
from policynlp.ner.place_bodies import place_bodies
from policynlp.ner.places import place_before

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
_CENTRAL_BANK = re.compile("(?:(?<![\u4e00-\u9fff])|(?<=[据由向对和与]))央行(?!数字|票据)")
"""The bank of China where no country stands in front: 据|央行|公告."""
_ITS_LABORATORY = re.compile(
    "(?<=[设建持托强])省(?!级|重点)[^，。；：、！？\\s《》“”的和与及]{2,10}实验室(?![体群建])"
)
"""建设|省现代农业实验室."""
_MASS_ORGANISATION = re.compile(
    "(?:(?<=民主党派[、和])|(?<=共青团、)|(?<=[会支][同持]))(?:工商联|妇联|科协|侨联|残联|文联|台联)(?=[、，和等])"
)
"""The national ones, beside the parties or as what acts: 各民主党派、|工商联."""
_JOINT_MEETING = re.compile(
    "(?<=发挥好)[^，。；：、！？\\s《》“”（）的和]{6,24}联席会议(?!制度)"
    "|(?<=[召成建][开立])(?!了|全|国家|省|市)[^，。；：、！？\\s《》“”（）的和]{6,24}联席会议(?!制度)"
)
"""A standing meeting of several offices by its field: 发挥好|促进民营经济发展壮大联席会议."""
_AT_THE_TOP = re.compile(
    "(?:国务院|中央(?!企业|部门|财政|预算|层面|各|有关|对|和地方|经济))(?![和与])"
    "(?:(?!批准|决定|同意|授权|撤销|成立|设立|组建|批复|印发|转发|部署|要求|派出|召开|党组|机关|部门|应当|可以|提请|报|或|有关|根据|草案|会同|(?<!自)由)[^，。；：、！？\\s《》（）的及向将]){2,24}?"
    "(?:领导小组|协调小组|工作组|委员会|联席会议|指挥部)(?:办公室)?(?![员会长制])"
)
"""What the State Council and the Centre set up: 国务院|就业促进和劳动保护工作领导小组."""
_OF_A_FIELD = re.compile("省?实验室")
"""Behind a place, with its field in front: 人工智能|陕西实验室."""
_LABORATORY = re.compile("省部共建[^，。；：、！？\\s《》“”的]{2,24}国家重点实验室(?!建设)")
_OF_TWO_CONTINENTS = re.compile(
    "中[非欧拉阿][^，。；：、！？\\s《》“”的在由对将]{2,12}?(?:联盟|商会|协会|理事会)"
)
"""中非减贫与发展伙伴联盟."""
_OF_TREATY = re.compile("《[^《》\n]{0,30}(?:公约|协定|条约)》秘书处")
_OF_EXPERTS = re.compile(
    "国家(?!级|有关|发展)[^，。；：、！？\\s《》“”的和与及在由对将]{2,16}?(?:咨询|专家|专业|技术|指导|评审)委员会"
)
"""国家新一代人工智能战略咨询委员会."""
_FORMS = (
    _CENTRAL_BANK, _ITS_LABORATORY, _MASS_ORGANISATION, _JOINT_MEETING, _AT_THE_TOP, _LABORATORY,
    _OF_TWO_CONTINENTS, _OF_TREATY, _OF_EXPERTS,
)  # fmt: skip


def body_forms(text: str) -> Iterator[Proposal]:
    """Linear in the length of the text."""
    folded = fold(well_formed(text))
    for match in _CENTRE.finditer(folded):
        yield *match.span(), "ORG", "form"
    for match in _OF_A_PLACE.finditer(folded):
        begin = place_before(folded, match.start())
        if begin < match.start():
            yield begin, match.end(), "ORG", "place"
    for match in _OF_A_FIELD.finditer(folded):
        begin = place_before(folded, match.start())
        if begin < match.start():
            field = start_of_body(folded, begin)
            if field < begin:
                yield field, match.end(), "ORG", "form"
    yield from place_bodies(folded)
    yield from companies(folded)
    for form in _FORMS:
        for match in form.finditer(folded):
            yield *match.span(), "ORG", "form"
