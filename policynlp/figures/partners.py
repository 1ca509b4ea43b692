"""Figures of several told at once: 对东盟、欧盟出口分别为3亿元、2亿元; 城乡收入分别增长4%、5%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from policynlp.grammar import Quantity

Span = tuple[int, int]

_REACH = 90
_TRADE = re.compile(
    r"对(?!外)(?P<partners>[^，。；对]{2,60}?)的?"
    r"(?P<noun>(?:累计|货物|服务|非金融类|直接)*(?:贸易)?(?:进出口|出口|进口|投资|贸易额)(?:总值|总额|额)?)"
    r"(?:[^，。；\d、]{0,8})$"
)
_TOWN_AND_COUNTRY = re.compile(
    r"(?P<town>城)(?P<country>乡)(?P<noun>(?:常住)?(?:居民|低保)[^，。；、\d]{2,18}?)"
    r"(?:同比|实际|名义|分别|达到?|为|超过?|提高|提升|增长|增加|下降|[到至约近]|左右){1,4}$"
)
_AND = re.compile(r"、|和|与|及|以及")
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


def partners_before(text: str, start: int, figure: int) -> tuple[list[Span], Span] | None:
    """The partners that ``text[start:figure]`` names, and the noun of what is measured."""
    low = max(start, figure - _REACH)
    if match := _TOWN_AND_COUNTRY.search(text, low, figure):
        return [match.span("town"), match.span("country")], match.span("noun")
    match = _TRADE.search(text, low, figure)
    if match is None:
        return None
    first, end = match.span("partners")
    if _ANAPHOR.search(text, first, end):
        named = _NAMED_BEFORE.search(text, max(0, start - _REACH), start)
        if named is None:
            return None
        first, end = named.span("after" if named["after"] else "before")
    cuts = [cut.span() for cut in _AND.finditer(text, first, end)]
    starts = [first, *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), end]
    return list(zip(starts, ends, strict=True)), match.span("noun")


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
