"""Where the name of a place, a body or a group ends that a phrase begins with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.figures import terms
from policynlp.figures.built import WORK
from policynlp.figures.gazetteer import named_place
from policynlp.figures.obliged import actor_end
from policynlp.grammar.places import place_at
from policynlp.grammar.tables import alternation
from policynlp.grammar.tables import terms as words

Span = tuple[int, int]

_AREA = re.compile(
    r"(?![经从由自在向对与和])(?!(?:工业|产业|科技|物流|农业|文化)园区|国家级|省级)[\u4e00-\u9fff]{2,14}?"
    r"(?:园区|综保区|保税区|自贸片区|经开区|建成区|合作区|示范区|先行区|开发区|试验区|经济带|城市群|都市圈|(?<!社会主义)(?<!国家级)新区|(?<![离到进出靠抵])港区?(?!口|澳)"
    r"|(?<![各水陆空全所辖沿边查运入向个])口岸)(?![和与及、])"
    r"|(?!各|该|本|全)[\u4e00-\u9fff]{2,8}?区(?=总?(?:用地|占地|规划|建筑)?面积)"
    r"|(?!省|市县)[\u4e00-\u9fff]{2,4}?(?<![市区])县(?![域级城委长乡（(])"
)
GROUP = re.compile(
    r"每[个名位](?:学生|教师|职工|居民|村民|儿童)"
    r"|(?:其他|每个?|各个)[^，。；、]{0,10}?(?:主体|省份|省（区、市）|地区|单位|企业|机构|城市|学校)(?!数)"
    r"|各[^，。；]{1,40}?(?:部门|先导区|企业|单位|机构|地区|学校|高校|城市|协会|政府)(?=推荐|申报|报送|可|应|要|须|原则上|于|按)"
    r"|[^，。；]{2,30}?(?=每[家个户])"
    rf"|(?!{terms.NO_NAME}|规模以上)[\u4e00-\u9fff]{{2,14}}?(?:服务|制造|建筑|批发零售|餐饮|软件|金融)业(?=共?实现|共?完成)"
    rf"|(?!{terms.NO_NAME})[\u4e00-\u9fff]{{2,12}}?行业(?=共?实现|共?完成)"
    r"|该[\u4e00-\u9fff]{1,5}?(?=通过|共|累计|已|先后|实现|完成|非法|预计|计划|拥有|截至|总投资|占地|现有|目前|每|可|将|采用|搭载|全长|年[产均]|日均)"
    rf"|{terms.SUBJECT.pattern}"
)
_NAME = "(?:(?![和与])[\u4e00-\u9fffA-Za-z])"
TOGETHER = re.compile(
    rf"(?:{_NAME}{{2,10}}[、和与])+{_NAME}{{2,8}}[两三四五六七八九]"
    r"(?:[地省市县区国]|个(?:省份|城市|地区|国家|口岸|园区)|家[\u4e00-\u9fff]{1,5}?)"
    r"(?=，|各|共|合计|累计|已|均|预计|实现|完成|新增)"
)
"""Several that are told together (湖北、河南两省各…)."""
_OURS = ("中国", "东盟", "欧盟")
_JOINT = re.compile("、|和|与")
_AND_MORE = re.compile("等(?:地区?|省市?|省份|城市|国家?)")
_EACH = re.compile(r"分别|各|等(?!\d)")
EVENT = re.compile(
    r"(?P<scope>(?:(?:19|20)\d\d年?|第[一二三四五六七八九十\d]{1,3}[批届轮])?[\u4e00-\u9fff“”]{0,14}?"
    rf"(?=[{''.join(sorted({name[0] for name in words('figures/fairs.tsv')}))}])"
    rf"{alternation(words('figures/fairs.tsv'))}"
    "(?=共|累计|已|举办|达成|成交|意向|吸引|签约|签署|展览|展出|参展|覆盖|涉及|涵盖|纳入|平均|今天|昨天"
    "|正式|进入|迎来|[开闭落]幕|将[于在]|重点)"
    r"|(?:本届|本次|此次|第[一二三四五六七八九十百\d]{1,4}届)[\u4e00-\u9fff—“”]{0,14}?"
    r"(?:[博交洽贸]会|博览会|展会|(?<!代表)大会|论坛|运动会|大赛)(?:首期|第[一二三四]期)?)"
    r"(?=[\u4e00-\u9fff\d（(，])"
)
"""An event that a passage reports of."""
_SHAPE = re.compile(
    "(?!直辖|地级|县级|省会|中心|重点|节点|试点|示范|文明|贫困|脱贫|边境|牧业)"
    r"[\u4e00-\u9fff]{2,5}[县市州旗]"
)
"""A whole word that has the shape of a county or city (平昌县)."""


def owner_end(text: str, start: int, end: int, names: Sequence[Span], word: Span) -> int:
    """Where the owner of what follows ends that ``text[start:end]`` begins with; 0 if none does.

    Parameters
    ----------
    names : sequence of (int, int)
        Bodies of the text.
    word : (int, int)
        The first word.
    """
    last = _owner(text, start, end, names)
    named = named_place(text, start)
    whole = named >= word[1] or (named > start and text.startswith("地区", named))
    if whole and named < end:
        last = max(last, named)
    if not last and word[1] < end and _SHAPE.fullmatch(text, *word):
        last = word[1]
    return last


def places_together(text: str, start: int) -> int:
    """Where a list of places told together ends (陕西、宁夏等地快递量…); 0 if there is none."""
    end, count = _place(text, start), 0
    if end == start:
        return 0
    while joint := _JOINT.match(text, end):
        following = _place(text, joint.end())
        if following == joint.end():
            return 0
        end, count = following, count + 1
    if more := _AND_MORE.match(text, end):
        end = more.end()
    return end if count and not _EACH.match(text, end) else 0


def _place(text: str, at: int) -> int:
    """Where the place ends that begins at ``at``, or 中国 or a union of states (中国与东盟)."""
    ours = next((len(name) for name in _OURS if text.startswith(name, at)), 0)
    return max(named_place(text, at), at + ours)


def place_alone(text: str, span: Span) -> bool:
    """Whether a span is the name of a place and no more."""
    term = terms.SCOPES.get(text[slice(*span)], "clause")
    return named_place(text, span[0]) == span[1] or term != "clause"


def described_alone(text: str, span: Span) -> bool:
    """Whether a span is a work or an event that what follows tells of, and no more."""
    found = EVENT.match(text, span[0]) or WORK.match(text, span[0])
    return found is not None and found.end("scope") == span[1]


def _owner(text: str, start: int, end: int, names: Sequence[Span]) -> int:
    for first, last in names:
        if first == start and last < end:
            return last
    if together := TOGETHER.match(text, start, end):
        return together.end()
    places = places_together(text, start)
    if places and places < end:
        return places
    for pattern in (EVENT, WORK):
        if found := pattern.match(text, start, end):
            return found.end("scope")
    if 0 < (actor := actor_end(text, start, end)) < end:
        return actor
    group = GROUP.match(text, start, end)
    scope = terms.SCOPE.match(text, start)
    listed = scope and text.startswith("、", scope.end())  # 国际、国内合作项目
    named = _AREA.match(text, start, end)
    area = named.end() if named and named.end() < end else 0
    all_of = group and text[start] == "各"
    if scope and scope.end() < end and not listed and not all_of:
        whole = scope.group() in ("我国", "全国", "中国")
        return scope.end() if whole else max(scope.end(), area)  # 长三角…示范区
    if group:
        return group.end()
    place = place_at(text, start)
    if place is not None and start + place.length < end:
        return start + place.length
    return area
