"""Where a body that the tagger proposes begins and ends: no verb, half a word or kind with it."""

from __future__ import annotations

import re
from functools import cache

from policynlp.grammar.tables import Prefixes, rows, terms
from policynlp.ner.boundaries import start_of_body, start_of_company, start_of_word
from policynlp.ner.companies import has_brand
from policynlp.ner.places import place_behind

_ITS_KIND = re.compile("(?<=.{3})(?:直属|所属|下属|主管)")
"""Behind a body, the kind of bodies that belong to it: 教育部|直属师范大学."""
_COUNTED_KIND = re.compile("[0-9一二三四五六七八九十](?:多|余)?个$")
"""In front of a body and the kind of bodies that are counted: 12个|教育部|工程研究中心."""
_OFFICE = re.compile("(?:监督管理|行政主管|行政管理|主管|管理|监管)(?:部门|机构)")
"""Behind a body and the field of its offices: 国务院|证券|监督管理机构."""
_BY = re.compile("(?:(?<!自)由(?!贸)|(?<![方导取面])向(?![东西南北前上]))")
"""Between what is said before and the body that does it: 范围内由|市人民政府."""
_MADE = re.compile(
    "(?:新增|新建|建成|组建|成立|引进|设立|筹建|争创|[向由]|对(?!外)|.{0,4}子公司|旗下|母公司)(?=.{4})"
)
"""Before a body what it is the object of: 新增|陕西实验室, 向|联席会议办公室."""
_DOES = re.compile(
    "^(?P<name>.+?(?:大学|学院|医院|研究院|实验室|公司|集团|银行|博物馆|法院|检察院))"
    "(?:首次|成功|进入|跻身|入选|荣获|获批|获评|获得|位列|位居|登陆|牵头|公开|宣判|受理|审结|发布|召开|落户|揭牌|一审|二审|依法"
    "|签约|签署|启动).*$"
)
"""A body and what it does up to another one: …大学|首次跻身世界大学."""
_WHO_SPEAKS = re.compile(
    "(?<=.{3})(?:首席)?(?:分析师|经济学家|研究员|专家|负责人|发言人|总裁|董事长|总经理|创始人|工作人员)$"
)
"""Of the body in front: 某银行|首席分析师."""
_OF_A_FIELD = re.compile("(?:联盟|协会|学会|研究会|委员会|联席会议|领导小组|协调小组)(?:办公室)?$")
"""Bodies with a field in their name, which may stand apart from it: 制造业|中试标准化技术委员会."""
_COMPLETE_BODY = re.compile("[“A-Za-z0-9省市县区州]|国|中|全|世界|联合|亚|欧|非|美|自治")
_GROUP = 4  # 东盟, 中亚五国: no body of two sides
_BETWEEN_COUNTRIES = ("中国—", "中国－", "中国-")
"""Before a body of two sides: 中国—东盟中心."""
_REACH = 3


def with_first_part(text: str, start: int, end: int) -> int:
    """The start, with 中共 in front of a committee, or 中国— of a body of two sides."""
    if text[max(0, start - 2) : start] == "中共":
        return start - 2
    two_sides = text[max(0, start - 3) : start] in _BETWEEN_COUNTRIES and end - start > _GROUP
    return start - 3 if two_sides and text[start:end] not in listed_bodies() else start


def body_edges(text: str, start: int, end: int) -> tuple[int, int]:
    """Start and end of the body that ``text[start:end]`` holds."""
    if made := _MADE.match(text, start, end):
        start = made.end()
    word = start_of_word(text, start)
    if start - word < _REACH and text[word] != "和":
        start = word
    if text.endswith("有限公司", start, end):
        whole = start_of_company(text, start)
        if not has_brand(text[start:end]) or place_behind(text, whole) > whole:
            start = whole
    if by := _BY.search(text, start, end - _REACH):
        start = by.end()
    if _OF_A_FIELD.search(text[start:end]) and not _COMPLETE_BODY.match(text, start):
        start = start_of_body(text, start)
    if _COUNTED_KIND.search(text, max(0, start - 4), start):
        end = start + (listed_start(text[start:end]) or end - start)
    if kind := _ITS_KIND.search(text, start, end):
        end = kind.start()
    if who := _WHO_SPEAKS.search(text, start, end):
        end = who.start()
    if does := _DOES.match(text[start:end]):
        end = start + does.end("name")
    words = text[start:end]
    if _OFFICE.match(text, end) or not words.endswith(body_ends("strong", "weak")):
        end = start + (listed_start(words) or len(words))
    return start, end


@cache
def body_ends(*strengths: str) -> tuple[str, ...]:
    heads = (row[0] for row in rows("ner/organisation_heads.tsv", 2) if row[1] in strengths)
    return (*heads, *terms("ner/departments.txt"), *listed_bodies())


@cache
def listed_bodies() -> frozenset[str]:
    return frozenset(name for name in terms("ner/bodies.tsv") if len(name) > 2)


def listed_start(words: str) -> int:
    """Length of the longest body of the lists that ``words`` begin with; 0 if none."""
    bodies = _bodies_by_start().at(words, 0)
    return next((len(body) for body in bodies if len(body) < len(words)), 0)


@cache
def _bodies_by_start() -> Prefixes:
    return Prefixes(listed_bodies())
