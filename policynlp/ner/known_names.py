"""Names that the lists know: laws, fixed programmes, bodies, companies, a place's departments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import ahocorasick_rs

from policynlp.folding import fold, well_formed
from policynlp.grammar.tables import rows, terms
from policynlp.ner.places import place_before
from policynlp.ner.units import unit_end

Proposal = tuple[int, int, str, str]
"""Start, end, label, and what proposed it."""

_ITS_BODY = re.compile(
    "(?:省|自治区)(?:委(?![托派任员办常]|书(?!记)|会)|(?:人民)?政府(?!部门)|党委|政协|人大常委会|人大)"
    "(?:办公[厅室])?"
)
_CHINA = "中国"
"""In front of a ministry: 中国|商务部."""
_MINISTRY = re.compile("(?!中国|中央|中共|国家)(?:.*(?:部|国务院|总署|央行)|最高.*)$")
_COMMITTEE = re.compile(
    "(?<=[省市区县州])(?:委(?![托派任员办常会]|书(?!记))|政府(?!部门|采购|工作报告|债|引导|性|投资))"
)
"""Behind the place: 北京市|委, 浙江省|政府."""
_PAIR = re.compile(r"(?P<of>[省市县区州旗盟])委(?P<government>(?P=of)(?:人民)?政府)")
"""省委|省政府, with no mark between them."""
_OTHER_BODIES = "各级跨外全本该两某每邻出进分别"
_EXAMPLE = re.compile("(?<=示范)(?:[县区市乡镇村]|基地|单位)(?P<project>项目)?")
"""Places that are examples, and no programme: 电子商务进农村综合示范|县."""
_CARRIES_OUT = re.compile("实施(?:办法|细则|条例|规定|意见)|(?:修订|修正)?草案")
"""Behind a law, the document that carries it out or amends it: 民营经济促进法|实施办法."""
_PLAN_OF = re.compile("(?:建设)?(?:总体规划|规划(?!纲要)|实施方案|行动方案|管理办法|实施意见)")
"""Behind a programme: “三北”工程|总体规划."""
_LEVELS_AND_UP = re.compile("各(?:省|市|地|级|区|县|州|盟)|计划单列市")
_STATE = "国家"
"""In front of the short form of a body whose full name begins so: 国家|食药监总局."""
COUNTED = re.compile("[0-9一二三四五六七八九十百千万](?:多|余)?(?:所|家)$")
"""In front of a kind of bodies: 534所|县妇幼保健院."""
_VERBS = ("规定", "公布", "公开", "公示", "制度")
"""A body's own, although 局规 and 办公 begin other words."""
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
        if programme and folded[max(0, start - 1) : start] == "第":
            continue  # 第|八项规定
        if folded[start].isascii() and _inside_latin_word(folded, start, end):
            continue
        if label == "ORG":
            if COUNTED.search(folded, max(0, start - 4), start):
                continue
            if _MINISTRY.match(folded[start:end]) and folded[max(0, start - 2) : start] == _CHINA:
                start -= 2
            end = unit_end(folded, end)
        elif place := _EXAMPLE.match(folded, end):
            if not place["project"]:
                continue
            end = place.end()
        elif more := (_CARRIES_OUT if source == "law" else _PLAN_OF).match(folded, end):
            end = more.end()
        yield start, end, label, source
    for _, start, end in _departments().find_matches_as_indexes(folded):
        begin = place_before(folded, start)
        if begin < start and not goes_on(folded, end):
            yield begin, unit_end(folded, end), "ORG", "place"
    for match in _COMMITTEE.finditer(folded):
        begin = place_before(folded, match.start())
        if begin < match.start():
            yield begin, match.end(), "ORG", "place"
    for match in _PAIR.finditer(folded):
        yield *match.span("government"), "ORG", "list"
    for match in _ITS_BODY.finditer(folded):
        if match.start() == 0 or folded[match.start() - 1] not in _OTHER_BODIES:
            yield match.start(), match.end(), "ORG", "list"


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
