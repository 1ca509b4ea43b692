"""Programmes that stand without 《》, by their form: “…” with a head noun, or 实施 and one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policynlp.grammar.tables import terms
from policynlp.ner.boundaries import start_of_programme
from policynlp.ner.known_names import goes_on
from policynlp.ner.levels import named_abroad
from policynlp.ner.no_names import is_none
from policynlp.ner.places import place_behind
from policynlp.ner.titles import fixed_names

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
_ITEM = "(?:[^，。；：、的和与及等“”0-9《》（）\\s一]|（[^（）\n]{1,4}）|[1-9]\\.0)"
_BEHIND = "(?=[，。；、和与（]|$)"
"""The sentence pauses behind the name."""
_CARRIED_OUT = re.compile(
    "(?:实施|开展|推进|启动)+好?(?:(?:新一轮|新版)的?)?"
    rf"(?P<name>(?:[0-9]{{3,5}}(?=项目|工程))?{_ITEM}{{4,24}}?(?:{_HEAD}|工作方案|行动方案)){_BEHIND}"
    rf"|(?:设立|推出)(?P<fund>(?![的各一]){_ITEM}{{4,16}}?计划){_BEHIND}"
    rf"|(?:深化|落实|参与|出台|打好)(?P<more>(?![的各相有]){_ITEM}{{4,24}}?"
    rf"(?:专项行动|三年行动|行动|(?:行动|提升|促进|增收|倍增|培育)计划|行动方案)){_BEHIND}",
    re.MULTILINE,
)
"""Nothing stands between the verb and the name."""
_OF_TWO = re.compile(
    "实施好?(?:新一轮)?"
    rf"(?P<name>(?P<first>{_ITEM}{{2,20}})[和与](?P<second>{_ITEM}{{2,16}}?(?:行动|计划|行动计划|(?:提升|培育|建设|攻关|强基|升级|传承)工程))){_BEHIND}",
    re.MULTILINE,
)
"""One programme of two fields: 实施|长期资本和耐心资本培育计划."""
_COMPLETE = re.compile(
    "(?:行动|工程|计划|战略|改革|专项|倡议|规划|项目|政策|制度|方案|措施|活动|任务)$"
)
_SUBJECT = re.compile(
    "(?:^|[，。；！：])"
    "(?P<name>(?!VERB)ITEM{2,20}?(?:(?:三年|专项|攻坚)?行动(?:计划)?(?=HOW(?:实施|推进|开展|启动|完成|落地|收官)|成效|取得)"
    "|(?:计划|工程|战略)(?=(?:深入|加快|全面|启动|组织)实施|(?:深入|扎实)推进|成效)))".replace(
        "ITEM", _ITEM
    )
    .replace("VERB", "(?:结合|总结|确保|通过|利用|随着|以|各|有关|相关|我)")
    .replace("HOW", "(?:深入|扎实|全面|持续|加快|顺利|有序|稳步|纵深|圆满|启动|组织)?"),
    re.MULTILINE,
)
"""What is told of a programme: 依法行政能力提升行动|深入开展."""
_LOCAL = re.compile(
    "(?:编制|制定|出台|印发|修订|修编|发布|实施|落实|完善|批复|通过|施行|颁布|根据|按照)[了好]?"
    f"(?P<name>(?P<of>省|市|自治区)?{_ITEM}{{3,40}}?"
    "(?:规划纲要|规划|(?:实施|行动|总体|工作|建设)方案|条例|办法|规定|实施意见|纲要|细则|若干措施)"
    f"(?:（20[0-9]{{2}}(?:年|[—-]20[0-9]{{2}}年)）)?){_BEHIND}",
    re.MULTILINE,
)
"""A document of the place that its name begins with: 编制|市国土空间总体规划."""
_NATIONAL = re.compile(
    f"(?:印发|发布|出台|修编|批复)了?(?P<name>(?:全国|国家)(?!关于){_ITEM}{{4,28}}?(?:规划纲要|规划|方案)){_BEHIND}"
)


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
        start, end = match.span(match.lastgroup or 0)
        if not is_none("POLICY", text, start, end):
            yield start, end
    for match in _OF_TWO.finditer(text):
        complete = _COMPLETE.search(match["first"]) or match["second"] in fixed_names()
        if not complete and not is_none("POLICY", text, *match.span("second")):
            yield match.span("name")
    for match in _SUBJECT.finditer(text):
        verb = match["name"].startswith(terms("ner/triggers.txt"))
        if not verb and not is_none("POLICY", text, *match.span("name")):
            yield match.span("name")
    for match in _NATIONAL.finditer(text):
        if not is_none("POLICY", text, *match.span("name")):
            yield match.span("name")
    for match in _LOCAL.finditer(text):
        start, end = match.span("name")
        named = match["of"] or place_behind(text, start) > start
        if named and not is_none("POLICY", text, start, end):
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
