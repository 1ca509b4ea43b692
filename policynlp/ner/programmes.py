"""Programmes that stand without 《》, by their form: “…” with a head noun, or 实施 and one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policynlp.ner.boundaries import start_of_programme
from policynlp.ner.known_names import goes_on
from policynlp.ner.levels import named_abroad
from policynlp.ner.no_names import is_none

_HEAD = "(?:三年行动计划|行动计划|三年行动|专项行动|行动|重大工程|工程|计划)"
_FULL = rf"[^“”\"，。；、\n]{{1,20}}(?:{_HEAD}|改革|战略|专项|[\u4e00-\u9fff][0-9]+条)"
_QUOTED = re.compile(
    rf"“{_FULL}”(?!{_HEAD}|改革|战略|倡议|专项)"
    rf"|“[^“”，。；\n]{{1,20}}”[^的是等在为和与及，。；：、“”《》（）\s]{{0,8}}?(?:{_HEAD}|改革|倡议)"
)
_STRAIGHT = re.compile(
    rf'"(?:{_FULL}"|[^"，。；\n]{{1,20}}"[^的是等在为和与及，。；：、“”"《》（）\s]{{0,8}}?(?:{_HEAD}|改革|倡议|战略))'
)
"""The same in straight quotes."""
_LISTED = re.compile(
    "(?:实施|开展|推进|启动)+好?(?P<names>ITEM(?:、ITEM)+)(?=[，。；、和与等]|$)".replace(
        "ITEM", "[^，。；：、的和与及等“”0-9《》（）\\s一]{2,18}(?:行动|工程|计划)"
    )
)
"""All of a list, or none: 实施|甲行动|、|乙行动."""
_PLAN = re.compile(
    "(?:^|[，。；：、,年月日\\s])"
    "(?P<name>(?![各本该省市县])[^，。；：、,“”0-9《》（）的年月日\\s]{4,24}规划(?:纲要)?)"
    "(?=获批|获(?:国务院|国家)|(?:正式)?(?:印发|发布|出台)实施)",
    re.MULTILINE,
)
"""A plan as the subject of its approval: …国土空间规划|获批."""
_CARRIED_OUT = re.compile(
    "(?:实施|开展|推进|启动)+好?(?:(?:新一轮|新版)的?)?"
    rf"(?P<name>[^，。；：、的和与及等“”0-9《》（）\s一]{{4,24}}?(?:{_HEAD}|工作方案|行动方案))(?=[，。；、和与（]|$)",
    re.MULTILINE,
)
"""Nothing stands between the verb and the name, and the sentence pauses behind it."""


_LONGEST_PARTY = 16


@cache
def _treaty() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """中国|—东盟自由贸易区3.0版升级议定书: a party, and its agreement with another one."""
    party = f"(?:中国|{named_abroad()})"
    agreement = "[^的和与及等，。；：、“”《》（）\\s]{0,24}(?:协定|议定书|条约)"
    return re.compile(f"{party}$"), re.compile(f"[—－–-]{{1,2}}{party}{agreement}")


def programme_proposals(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of programmes, campaigns and reforms; linear in the length of the text."""
    for match in _QUOTED.finditer(text):
        start = start_of_programme(text, match.start())
        if not goes_on(text, match.end()) and not is_none("POLICY", text, start, match.end()):
            yield start, match.end()
    yield from _straight_quoted(text)
    for match in _LISTED.finditer(text):
        start = match.start("names")
        listed = []
        for name in match["names"].split("、"):
            listed.append((start, start + len(name)))
            start += len(name) + 1
        if not any(is_none("POLICY", text, *name) for name in listed):
            yield from listed
    for match in _PLAN.finditer(text):
        if not is_none("POLICY", text, *match.span("name")):
            yield match.span("name")
    party, agreement = _treaty()
    for match in agreement.finditer(text):
        begin = max(0, match.start() - _LONGEST_PARTY)
        first = party.search(text[begin : match.start()])
        if first:
            yield begin + first.start(), match.end()
    for match in _CARRIED_OUT.finditer(text):
        start, end = match.span("name")
        if not is_none("POLICY", text, start, end):
            yield start, end


def _straight_quoted(text: str) -> Iterator[tuple[int, int]]:
    """An opening quote has an even number of others before it in its line."""
    counted = quotes = 0
    for match in _STRAIGHT.finditer(text):
        start, end = match.span()
        quotes += text.count('"', counted, start)
        line = text.rfind("\n", counted, start)
        if line >= 0:
            quotes = text.count('"', line, start)
        counted = start
        if quotes % 2 == 0 and not goes_on(text, end) and not is_none("POLICY", text, start, end):
            yield start, end
