"""Whom a passage as a whole is about: an event, a company, or the province that it names."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from policynlp.figures import terms
from policynlp.figures.gazetteer import named_place
from policynlp.figures.owners import EVENT
from policynlp.figures.subjects import AUTHORITY, SALUTATION, is_listed
from policynlp.grammar.places import province_names, provinces
from policynlp.grammar.tables import alternation

Span = tuple[int, int]

_OPENED = re.compile(
    r"[^，。；]{0,20}，(?P<scope>第[一二三四五六七八九十百\d]{1,4}届[^，。；]{2,30}?(?:大?会|论坛|展|赛))"
    r"(?:在[^，。；]{2,14}(?:开幕|举行|举办|召开|启动|闭幕|落幕)|迎来|进入|正式|[开闭落]幕)"
)
"""An event that the first sentence tells the opening of, behind its day."""
_TOLD = re.compile(
    "(?:(?:记者)?[^，。；]{0,24}(?:获悉|了解到)|[今昨][天日](?:[（(][^）)]{1,10}[）)])?)，"
)
"""In front of an event, who told of it or on which day."""
_LASTING = re.compile(r"(?:(?:为期|历时)[\d一二三四五六七八九十两]{1,3}[天日周]的)?")
"""In front of an event, how long it took."""
_RESULTS = re.compile(
    r"(?P<scope>[\u4e00-\u9fffA-Za-z]{2,10}?)(?:近日|日前|最新)?(?:(?:发布|公布|披露)的?)?"
    r"(?=(?:19|20)\d\d年[^，。；\d]{0,6}(?:财报|半?年报|季报|业绩报告))"
)
"""Whose results a passage reports of: 某公司发布2024年第三季度财报."""
_OWN_RESULTS = re.compile(
    r"(?:近日|日前|今[天日])?(?:发布|公布|披露)[^，。；]{0,16}(?:财报|半?年报|季报|业绩|成绩单)"
)
"""The same, behind a body that puts out its own results."""
_SENTENCE_END = re.compile("[。；！？\n]")
_TOPIC = 40
"""Characters of the first sentence in which a province makes the passage its own."""
_VENUE = re.compile(
    r"在[^，。；]{2,14}(?:开幕|举行|举办|召开|闭幕|落幕|启动)"
    r"|[由、和与][^，。；]{4,20}(?:主办|承办|联合)"
)
"""Around a province that only is where something takes place, or that joins in holding it."""
_NO_TOPIC = ("、", "生产建设兵团", "等", "合作组织")
_LONGEST_PASSAGE = 1500
"""A longer text is no passage of one topic."""
_BARE = re.compile("[的。，；]|各族|各地")
"""Behind the name of a province that is not the beginning of another name."""
_ABROAD = re.compile(
    "我国|全国(?!第|首|前|平均|重点|文明|百强|先进|唯一)|记者|[电讯][ \u3000]|新华社|央视"
)
"""In a passage that does not speak for a province."""


def named_event(text: str, span: Span) -> Span | None:
    """The event that was named before ``span``, which calls it 本届博览会 or 本次大会."""
    kind = re.escape(text[span[0] + len("本届") : span[1]])
    number = r"(?:第[一二三四五六七八九十百\d]{1,4}届|(?:19|20)\d\d年?)"
    named = re.compile(rf"{number}[^，。；\n\d]{{0,24}}?{kind}")
    found = list(named.finditer(text, max(0, span[0] - _LONGEST_PASSAGE), span[0]))
    return found[-1].span() if found else None


def _as_told(text: str, name: str) -> str:
    """The name of a province, short if the passage also calls it so (河南省…。河南提出…)."""
    short = provinces()[name]
    return short if text.count(short) > text.count(name) else name


def topic(text: str, names: Mapping[int, int]) -> Span | None:
    """Whom a passage is about.

    The event that it opens with (本届博览会…) or the company whose results it reports, else the
    province that its first sentence names (美丽山东建设…), or the only one that it names at all.
    ``names`` are start and end of the bodies of the text.
    """
    start = SALUTATION.match(text).end()  # type: ignore[union-attr]
    if told := _TOLD.match(text, start):
        event = EVENT.match(text, told.end())
        if event:
            return event.span("scope")
    start = _LASTING.match(text, start).end()  # type: ignore[union-attr]
    if event := EVENT.match(text, start) or _RESULTS.match(text, start):
        return event.span("scope")
    body = names.get(start, 0)
    if body and _OWN_RESULTS.match(text, body):
        return start, body
    if opened := _OPENED.match(text, start):
        return opened.span("scope")
    inner = {
        at
        for first, end in names.items()
        for at in range(
            first + bool(AUTHORITY.search(text, first, end)), min(end, _LONGEST_PASSAGE)
        )
    }
    head = _SENTENCE_END.split(text[start : start + _TOPIC], maxsplit=1)[0]
    for at in range(start, start + len(head)):
        if name := province_names().longest(text, at):
            if _is_part(text, at, inner) or _VENUE.match(text, max(0, at - 1)):
                continue
            area = terms.SCOPE.match(text, at)
            end = max(at + len(_as_told(text, name)), area.end() if area else 0)
            listed = text.startswith(_NO_TOPIC, end) or is_listed(text, end)
            return None if listed else (at, end)
    place = named_place(text, start)
    local = start < place < body and AUTHORITY.search(text, start, body)
    if local:
        return start, place  # 苏州市教育局印发…
    return _own_province(text, inner)


def _is_part(text: str, at: int, inner: Collection[int]) -> bool:
    """Whether a province is part of a title (《浙江省…条例》) or a name (东方上海公司)."""
    return at in inner or text.count("《", 0, at) > text.count("》", 0, at)


@cache
def _any_province() -> re.Pattern[str]:
    return re.compile(alternation(provinces()))


def _own_province(text: str, inner: Collection[int]) -> Span | None:
    """The only province that a passage names, if it does not speak of the country."""
    if len(text) > _LONGEST_PASSAGE or _ABROAD.search(text):
        return None
    bare: Span | None = None
    named: set[str] = set()
    for found in _any_province().finditer(text):
        name, at = found.group(), found.start()
        if _is_part(text, at, inner):
            continue
        named.add(provinces()[name])
        if len(named) > 1:
            return None
        end = at + len(_as_told(text, name))
        quoted = text.count("“", 0, at) > text.count("”", 0, at)
        if bare is None and _BARE.match(text, end) and not quoted:
            bare = at, end
    return bare
