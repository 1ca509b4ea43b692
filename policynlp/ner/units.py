"""What is named right behind a body and belongs to it: its office, institute or branch."""

from __future__ import annotations

import re
from functools import cache

from policynlp.grammar.tables import Prefixes, terms
from policynlp.ner.places import place_behind, places

_OFFICE = re.compile("办公[厅室]")
_NUMBERED = re.compile(
    "第[一二三四五六七八九十]{1,3}(?:检察厅|巡回法庭|国际商事法庭|纪检监察室|监督检查室)"
)
"""最高人民检察院|第八检察厅."""
_IN_BRACKETS = re.compile("[（(](?!以下|下称|简称|原|即)[^（）()，。；：、]{2,14}[司局处厅室][)）]")
"""工业和信息化部|（科技司）."""
_ACTS = (
    "支持|推[动进出]|批|认定|牵头|主办|指导|授|设[立置在]|建[立成设]|组[建织]|筹建|创建|印发|发布|会同|联合|评[定选审为]"
    "|公布|命名|确定|[直下所]属|重点|积极|大力|全力|持续|深入|[已将向正]|新(?!闻)|近|日前|首次|应用|[利运使]用|依托|整合"
    "|开[通展]|启[用动]|宣布|发起|成立|打造|委托|选|明确|要求|提出|加快|完善|[构搭]建|布局|部署|规划[建布]|实施|落实"
    "|指定|遴选"
)
"""What a body does: no unit of it begins so."""
_INSTITUTE = re.compile(
    f"(?!{_ACTS})"
    "[^，。；：、！？\\s《》“”的和与及等在由对将]{2,10}(?:中心|研究院|研究所)"
    "(?=[、（(]|联合|主办|承办|协办|牵头|发布|捕获|监测|数据显示|报告|认为|预计|指出)"
)
"""A body's institute, beside other bodies or in front of what it does."""
_SQUAD = re.compile("(?<=[局厅队])(?:[^，。；：、的和与及在对向]{1,8}?)(?:总队|支队|大队)")
"""市公安局|网安支队."""
_OF_REGION = re.compile(
    "(?<=特区政府)[^，。；：、！？\\s《》“”的在由对将]{2,12}?(?:局|署|处|司|办公室|委员会)(?![长面部])"
)
"""香港特区政府|创新科技及工业局."""
_SPEAKS = "(?:主任|[司局处科院所部厅]长|书记|总工|首席|研究员|教授|专家|特聘|[有相]关负责|负责人)"
_UNIT = re.compile(
    rf"(?:(?!主任|.长|书记)[^，。；：、！？\s《》（）“”的和与及等在由对将会同被把向为是]){{2,14}}?"
    "(?:[司局处科室部厅院所系]|中心|委员会|学院)"
    rf"(?=(?:党组|党委)?(?:副|原|常务|执行|名誉)*{_SPEAKS})"
)
"""A unit of the body in front, before the title of who speaks: 国家信息中心|大数据部|主任."""
_BRANCH = re.compile(
    "(?:分院|分行|中心支行|支行|分公司|分校|分中心|分会|分局|分部|监管局|专员办|研究院|研究中心|创新中心"
    "|中心(?![城区支站校小]))"
)
_LONGEST_BRANCH = 6
_PAUSES = frozenset(("", *"，。、；：！？”》）\n 的和与及等"))
_LONGEST_UNIT, _LONGEST_INSTITUTE = 18, 20
_INSTITUTES = ("中心", "研究所", "研究院", "总站", "科学院")
_TEAM = re.compile(
    f"(?!{_ACTS}|派|工作)[^，。；：、！？\\s《》“”的和与及等在由对将]{{0,14}}?执法检查组"
)
"""全国人大常委会|粮食安全保障法执法检查组."""
_SUBSIDIARY = re.compile(
    "[^，。；：、！？\\s《》（）“”的和与及等在由对将]{0,10}?(?:有限(?:责任)?公司|公司|总装厂|研究院)"
)
"""Behind a company and its place: 中国船舶集团青岛|北海造船有限公司."""
_OF_UNIVERSITY = re.compile(
    "(?:先研院|工研院|研究院|研究生院|设计院|医学院|附属[^，。；：、的]{0,6}医院)"
)


def unit_end(text: str, end: int) -> int:
    """Where the unit ends that is named right behind a body at ``end``; ``end`` if none is."""
    if text[end : end + 1] in _PAUSES:
        return end
    if listed := _listed().longest(text, end):
        return end + len(listed)
    for form in (_IN_BRACKETS, _NUMBERED, _SQUAD, _OF_REGION, _UNIT, _OFFICE, _TEAM, _INSTITUTE):
        if part := form.match(text, end):
            return part.end()
    return branch_end(text, end)


def branch_end(text: str, end: int) -> int:
    """Where a branch ends that is named by its place right behind a body: …研究院|三亚分院."""
    branch = _BRANCH.search(text, end + 2, end + _LONGEST_BRANCH + 4)
    if branch and text[end : branch.start()] in places():
        return branch.end()
    place = place_behind(text, end)
    part = _SUBSIDIARY.match(text, place) if place > end else None
    if text[end - 1] == "大" or text.endswith("大学", 0, end):
        part = part or _OF_UNIVERSITY.match(text, end)
    return part.end() if part else end


@cache
def _listed() -> Prefixes:
    units = (name for name in terms("ner/units.txt") if len(name) <= _LONGEST_UNIT)
    institutes = (name for name in _institutes() if len(name) <= _LONGEST_INSTITUTE)
    return Prefixes(name for name in (*units, *institutes) if len(name) > 2)


@cache
def _institutes() -> frozenset[str]:
    """Institutes of ministries that are listed by their own names: 国家发展改革委|国家信息中心."""
    files = ("bodies.tsv", "associations.txt", "institutions.txt")
    names = (name for file in files for name in terms(f"ner/{file}"))
    return frozenset(name for name in names if name.endswith(_INSTITUTES))
