"""Figures of several told at once: 对东盟、欧盟出口分别为3亿元、2亿元; 城乡收入分别增长4%、5%."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from policynlp.figures import terms
from policynlp.grammar import Quantity
from policynlp.grammar.tables import Prefixes, alternation, rows
from policynlp.grammar.tables import terms as words

Span = tuple[int, int]

_REACH = 90
_TRADE = re.compile(
    r"(?:对(?!外)|向(?=[^，。；]{2,30}出口))(?P<partners>[俄美日韩欧英法德澳印非拉](?=进出口|出口|进口|贸易)|(?:(?![出进]口|占)[^，。；对]){2,60}?)的?"
    r"(?P<noun>(?:累计|合计|货物|服务|非金融类|直接)*(?:(?:贸易)?(?:进出口|出口|进口|投资)|贸易(?=[总额值]))"
    r"(?:总值|总额|额)?)"
    r"(?:[^，。；\d、]{0,8})$"
)
_TOWN_AND_COUNTRY = re.compile(
    r"(?P<town>城)(?P<country>乡)(?P<noun>(?:常住)?(?:居民|低保)[^，。；、\d]{2,18}?)"
    r"(?:同比|实际|名义|分别|达到?|为|超过?|提高|提升|增长|增加|下降|[到至约近]|左右){1,4}$"
)
_AND = re.compile(r"、|(?<!国家)和|与|及|以及")
_ANAPHOR = re.compile("上述|这些|其他")
_NAMED_BEFORE = re.compile(
    r"贸易伙伴(?:依次|分别)?(?:为|是)(?P<after>[^，。；]{4,60})(?=[，。；])"
    r"|(?P<before>[^，。；]{4,60}?)(?:依次|分别)?[为是](?:我国|中国|全国|本省|我省)?(?:的)?前[两二三四五六七八九十\d]{1,2}大?贸易伙伴"
)
"""The partners that 上述贸易伙伴 stands for."""
_SAME_AGAIN = re.compile(
    r"[，,、]?(?:同比|环比|比[^，。；]{2,8})?"
    r"(?:分别[^，。；\d]{1,8}|(?:实际|名义)?(?:增长|提高|下降|增加|减少))"
)
"""What leads to a second row of figures of the same partners (同比分别增长…)."""
_OURS = frozenset(name for row in rows("places/divisions.tsv", 4) for name in row[:2])
_PLACES = Prefixes(
    {
        *_OURS,
        *words("ner/countries.txt"),
        *terms.SCOPES,
    }
)
_SHAPE = re.compile(
    rf"(?!城镇)(?:(?!{_AND.pattern}|分别)[\u4e00-\u9fffA-Za-z]){{0,12}}?"
    r"(?:省(?![级内会])|[市县](?![场值域])|(?<!地)区(?![域间])|州|旗|镇(?!化)|乡(?![村镇])"
    rf"|{alternation(words('figures/subject_heads.tsv'))}|机关|财政)"
)
"""A place or a body that a list names, by its last sign (滨江区, 某某公司)."""
_AREA = re.compile(
    "(?:工业|高新|产业|经济|技术|自贸)*(?:园区|新区|开发区|高新区|经开区|示范区|试验区)"
)
"""What goes on the name of a place (苏州工业园区)."""
_LONGEST_PART = 12
_ALL_OF_THEM = re.compile("[两二三四五六][地国省市县区州家]")
_EACH = re.compile("分别|各自")


def places_listed(text: str, start: int, end: int, bodies: Mapping[int, int]) -> list[Span]:
    """The places or bodies that ``text[start:end]`` begins with, if it is a list of some.

    ``bodies`` are the ends of the bodies of the text, by their start.
    """
    found: list[Span] = []
    at = start
    while at < end:
        ends = _place_ends(text, at, end, bodies)
        joints = [joint for last in ends if (joint := _AND.match(text, last, end))]
        if not joints:
            found += [(at, last) for last in ends[:1]]
            break
        found.append((at, joints[0].start()))
        at = joints[0].end()
    return found if len(found) > 1 else []


def _place_ends(text: str, at: int, end: int, bodies: Mapping[int, int]) -> list[int]:
    """Where a place or a body that begins at ``at`` may end, the likeliest first."""
    known = at + len(_PLACES.longest(text, at))
    area = _AREA.match(text, known, end) if known > at else None
    ends = [bodies.get(at, 0), area.end() if area else 0, known]
    shape = _SHAPE.match(text, at, min(end, known + _LONGEST_PART))
    while shape:
        ends.append(shape.end())
        shape = _SHAPE.match(text, shape.end(), min(end, known + _LONGEST_PART))
    return [last for last in ends if last > at]


def behind_list(text: str, end: int) -> int:
    """Where the words go on behind a list that ends there (…两地分别)."""
    for pattern in (_ALL_OF_THEM, _EACH):
        if match := pattern.match(text, end):
            end = match.end()
    return end


def partners_before(text: str, start: int, figure: int) -> tuple[list[Span], Span] | None:
    """The partners that ``text[start:figure]`` names, and the noun of what is measured."""
    low = max(start, figure - _REACH)
    if match := _TOWN_AND_COUNTRY.search(text, low, figure):
        return [match.span("town"), match.span("country")], match.span("noun")
    match = _TRADE.search(text, low, figure)
    if match is None:
        return None
    first, end = match.span("partners")
    place = _last_place(text, low, match.start())
    if place:
        return [place], (match.start(), match.end("noun"))  # 湖南省对非洲进出口
    if _ANAPHOR.search(text, first, end):
        named = _NAMED_BEFORE.search(text, max(0, start - _REACH), start)
        if named is None:
            return None
        first, end = named.span("after" if named["after"] else "before")
    cuts = [cut.span() for cut in _AND.finditer(text, first, end)]
    starts = [first, *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), end]
    return list(zip(starts, ends, strict=True)), match.span("noun")


def _last_place(text: str, start: int, end: int) -> Span | None:
    """The place of China, no country, that ends at ``end``."""
    for at in range(max(start, end - _LONGEST_PART), end - 1):
        if text[at:end] in _OURS:
            return at, end
    return None


def told_again(text: str, quantities: Sequence[Quantity], last: int, count: int) -> bool:
    """Whether the ``count`` figures behind figure ``last`` are a second row of the partners."""
    following = last + 1
    if following + count > len(quantities):
        return False
    gaps = [
        text[one.end : two.start][:_REACH]
        for one, two in pairwise(quantities[last : following + count])
    ]
    return _SAME_AGAIN.fullmatch(gaps[0]) is not None and all(map(_AND.fullmatch, gaps[1:]))
