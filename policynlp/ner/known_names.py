"""Names that the lists know: laws, fixed programmes, bodies, companies, a place's departments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import ahocorasick_rs

from policynlp.folding import fold, well_formed
from policynlp.grammar.tables import rows, terms

Proposal = tuple[int, int, str, str]
"""Start, end, label, and what proposed it."""

_ITS_BODY = re.compile(
    "(?:省|自治区)(?:委(?![托派任员办常]|书(?!记)|会)|(?:人民)?政府(?!部门)|党委|政协|人大常委会|人大)"
    "(?:办公[厅室])?"
)
_OFFICE = re.compile("办公[厅室]")
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
    "(?=[、（(]|联合|主办|承办|协办|牵头|发布)"
)
"""A body's institute, beside other bodies or in front of what it does."""
_BRANCH = re.compile("(?:分院|分行|分公司|分校|分中心|分会|分局|分部)")
_LONGEST_BRANCH = 6
_CHINA = "中国"
"""In front of a ministry: 中国|商务部."""
_MINISTRY = re.compile("(?!中国|中央|中共|国家).*(?:部|国务院)$")
_COMMITTEE = re.compile(
    "(?<=[省市区县州])(?:委(?![托派任员办常会]|书(?!记))|政府(?!部门|采购|工作报告|债|引导|性|投资))"
)
"""Behind the place: 北京市|委, 浙江省|政府."""
_PAIR = re.compile(r"(?P<of>[省市县区州旗盟])委(?P<government>(?P=of)(?:人民)?政府)")
"""省委|省政府, with no mark between them."""
_SPEAKS = "(?:主任|[司局处院所部厅]长|书记|总工|首席|研究员|教授|专家|特聘|[有相]关负责|负责人)"
_UNIT = re.compile(
    rf"(?:(?!主任|.长|书记)[^，。；：、！？\s《》（）“”的和与及等在由对将会同被把向为是]){{2,14}}?"
    "(?:[司局处室部厅院所系]|中心|委员会|学院)"
    rf"(?=(?:党组|党委)?(?:副|原|常务|执行|名誉)*{_SPEAKS})"
)
"""A unit of the body in front, before the title of who speaks: 国家信息中心|大数据部|主任."""
_OTHER_BODIES = "各级跨外全本该两某每邻出进分别"
_HOME = re.compile(
    r"(?:^|[\s，。；：、！？（(“”‘’向由经报与和及对请会同照据实])(?:[全本]?)(?P<of>省|市|自治区|自治州|县)$"
)
_EXAMPLE = re.compile("(?<=示范)(?:[县区市乡镇村]|基地|单位)(?P<project>项目)?")
"""Places that are examples, and no programme: 电子商务进农村综合示范|县."""
_HAN = re.compile("[\u4e00-\u9fff]")
_AND_COUNTY = "和县"
"""省委和|县委: hardly ever the county 和县."""
_LEVELS_AND_UP = re.compile("各(?:省|市|地|级|区|县|州|盟)|计划单列市")
_STATE = "国家"
"""In front of the short form of a body whose full name begins so: 国家|食药监总局."""
_VERBS = ("规定", "公布", "公开", "公示")
"""A body's own, although 局规 and 办公 begin other words."""
_LONGEST_PLACE = 11
_LONG_NAME = 4


@cache
def _continuations() -> dict[str, tuple[str, ...]]:
    return {end: tuple(more.split()) for end, more in rows("ner/continuations.tsv", 2)}


def goes_on(text: str, end: int) -> bool:
    """Whether what follows makes another word or thing of a name: 财政部|门, 改革|试点."""
    if text.startswith(_VERBS, end):
        return False
    table = _continuations()
    return text.startswith(table.get(text[end - 1 : end], ()), end) or text.startswith(
        table.get(text[max(0, end - 2) : end], ()), end
    )


@cache
def _certain() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, str]]]:
    """Names that mean one thing wherever they stand, with their labels."""
    names: dict[str, tuple[str, str]] = {}
    fields = frozenset("中国" + field for field in terms("ner/company_fields.txt"))
    for name in (*terms("ner/companies.txt"), *terms("ner/institutions.txt")):
        if len(name) >= _LONG_NAME and name not in fields:
            names[name] = ("ORG", "list")
    for name in (*terms("ner/associations.txt"), *terms("ner/foreign_bodies.txt")):
        names[name] = ("ORG", "list")
    for name in terms("ner/laws.txt"):
        names[name] = ("POLICY", "law")
        names["中华人民共和国" + name] = ("POLICY", "law")
    for name in terms("ner/initiatives.txt"):
        names[name] = ("POLICY", "list")
    for row in rows("ner/bodies.tsv", 5):
        if len(row[0]) > 2 or row[0].isascii():
            names[row[0]] = ("ORG", "list")
        if row[1].startswith(_STATE) and not row[0].startswith(_STATE) and not row[0].isascii():
            names[_STATE + row[0]] = ("ORG", "list")
    return _automaton(names), list(names.values())


@cache
def _departments() -> ahocorasick_rs.AhoCorasick:
    return _automaton(terms("ner/departments.txt"))


@cache
def _places() -> frozenset[str]:
    return frozenset((*map(fold, terms("ner/places.tsv")), "新疆生产建设兵团"))


def _automaton(names: Iterable[str]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(
        [fold(name) for name in names],
        matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        store_patterns=False,
    )


def list_proposals(text: str) -> Iterator[Proposal]:
    """Laws, fixed programmes and named bodies of the lists, and the bodies of the text's place."""
    automaton, values = _certain()
    folded = fold(well_formed(text))
    for entry, start, end in automaton.find_matches_as_indexes(folded):
        label, source = values[entry]
        programme = label == "POLICY" and source == "list"
        if not programme and (goes_on(folded, end) or of_every_place(folded, start, end)):
            continue
        if folded[start].isascii() and _inside_latin_word(folded, start, end):
            continue
        if label == "ORG":
            if _MINISTRY.match(folded[start:end]) and folded[max(0, start - 2) : start] == _CHINA:
                start -= 2
            end = _unit_end(folded, end)
        elif place := _EXAMPLE.match(folded, end):
            if not place["project"]:
                continue
            end = place.end()
        yield start, end, label, source
    for _, start, end in _departments().find_matches_as_indexes(folded):
        begin = place_before(folded, start)
        if begin < start and not goes_on(folded, end):
            yield begin, _unit_end(folded, end), "ORG", "place"
    for match in _COMMITTEE.finditer(folded):
        begin = place_before(folded, match.start())
        if begin < match.start():
            yield begin, match.end(), "ORG", "place"
    for match in _PAIR.finditer(folded):
        yield *match.span("government"), "ORG", "list"
    for match in _ITS_BODY.finditer(folded):
        if match.start() == 0 or folded[match.start() - 1] not in _OTHER_BODIES:
            yield match.start(), match.end(), "ORG", "list"


def _unit_end(text: str, end: int) -> int:
    """Where the unit ends that is named right behind a body; ``end`` if none is."""
    part = _UNIT.match(text, end) or _OFFICE.match(text, end) or _INSTITUTE.match(text, end)
    return part.end() if part else branch_end(text, end)


def branch_end(text: str, end: int) -> int:
    """Where a branch ends that is named by its place right behind a body: …研究院|三亚分院."""
    branch = _BRANCH.search(text, end + 2, end + _LONGEST_BRANCH + 3)
    return branch.end() if branch and text[end : branch.start()] in _places() else end


def place_before(text: str, at: int) -> int:
    """Where the places right before ``at`` begin, 中共 included: 广东省深圳市; ``at`` if none."""
    begin = at
    while True:
        for size in range(min(_LONGEST_PLACE, begin), 1, -1):
            place = text[begin - size : begin]
            joined = place == _AND_COUNTY and _HAN.match(text[begin - 3 : begin - 2])
            if place in _places() and not joined:
                begin -= size
                break
        else:
            break
    if begin < at:
        return begin - 2 if text[max(0, begin - 2) : begin] == "中共" else begin
    home = _HOME.search(text[max(0, at - 6) : at])
    return at - len(home["of"]) if home else at


def of_every_place(text: str, start: int, end: int) -> bool:
    """Whether a department is that of every place: 各省、自治区、直辖市网信办、公安厅（局）."""
    if text[start:end] not in _bare_departments():
        return False
    before = text[max(0, start - 120) : start]
    before = before[max(before.rfind(mark) for mark in "。；\n") + 1 :]
    return bool(_LEVELS_AND_UP.search(before))


@cache
def _bare_departments() -> frozenset[str]:
    return frozenset(fold(name) for name in terms("ner/departments.txt"))


def _inside_latin_word(text: str, start: int, end: int) -> bool:
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(char.isascii() and (char.isalnum() or char in "./-_") for char in beside)
