"""The body that issued a document: by its label, its title, its signature."""

from __future__ import annotations

import re
from itertools import pairwise

from policynlp.description.dates import lone_date
from policynlp.description.lines import Found, Line, labelled
from policynlp.grammar.places import place_at

_ISSUER_LABEL = re.compile(r"发[文布]机[关构][ \u3000]*[:：][ \u3000]*(?P<value>\S.{1,60})?$")
_BODY = re.compile(
    r"[\u4e00-\u9fff]{0,24}(?:政府|委员会|办公厅|办公室|国务院|法院|检察院|研究院|部|局|委|署|厅|办|院"
    r"|银行|联合会|协会|党组)(?:[\u4e00-\u9fff]{1,6}司)?"
)
_BETWEEN_BODIES = re.compile(r"[ \u3000、，_]+")
_ABOUT = re.compile(
    r"^(?P<issuer>[^《》“”]{2,120}?)(?:等.{1,4}部门.{0,6}?)?(?:联合印发|印发|转发|批转|关于)"
)
_ORDER = re.compile(r"^(?P<issuer>[\u4e00-\u9fff \u3000]{2,60}?)[ \u3000]?令$")
_DELEGATE = re.compile(r"我代表(?P<issuer>国务院|[\u4e00-\u9fff]{2,12}?政府)")
_NAMELESS = re.compile(r"省|市|自治区|区|县")
"""A government that calls itself 省人民政府 is named by the title or not at all."""
_CONGRESS = re.compile(
    r"(?P<place>全国|[\u4e00-\u9fff]{2,12}?)?第[一二三四五六七八九十]{1,4}届"
    r"(?P<national>全国)?(?P<body>人民代表大会(?:常务委员会)?)"
)
_WORK_REPORT = re.compile(
    r"^(?:(?:19|20)\d\d年)?(?P<issuer>[\u4e00-\u9fff]{2,12}?)(?:人民)?政府工作报告"
)


def find_issuer(head: list[Line], tail: list[Line], title: Found | None) -> Found | None:
    if marked := labelled(head, _ISSUER_LABEL):
        return marked
    for line in head:
        match = _ORDER.match(line.text) or _DELEGATE.search(line.text)
        if match and not _NAMELESS.match(match["issuer"]):
            return line.found(*match.span("issuer"))
    if title is not None:
        about = _ABOUT.match(title.value)
        if about and names_bodies(about["issuer"]):
            return _inside(title, about["issuer"])
        report = _WORK_REPORT.match(title.value)
        if report and report["issuer"] == "国务院":
            return _inside(title, "国务院")
        if report and place_at(report["issuer"]):
            return _inside(title, report["issuer"], report["issuer"] + "人民政府")
    return _signature(tail) or _signature(head) or _congress(head)


def names_bodies(text: str) -> bool:
    """Whether ``text`` is nothing but the name of a public body, or of several."""
    return len(text) < 300 and all(_BODY.fullmatch(part) for part in _BETWEEN_BODIES.split(text))


def _inside(title: Found, part: str, value: str = "") -> Found:
    if title.start is None:
        return Found(value or part, title.where)
    at = title.start + title.value.index(part)
    return Found(value or part, title.where, at, at + len(part))


def _signature(lines: list[Line]) -> Found | None:
    """The body that signs: a line of its own above a line that is a date."""
    for above, line in pairwise(lines):
        if lone_date(line) and names_bodies(above.text):
            return above.found(0, len(above.text))
    return None


def _congress(head: list[Line]) -> Found | None:
    for line in head[:4]:
        match = _CONGRESS.search(line.text)
        if match is None:
            continue
        place = place_at(match["place"] or "")
        if match["national"] or match["place"] == "全国":
            return line.found(*match.span(), "全国" + match["body"])
        if place is not None:
            return line.found(*match.span(), place.name + match["body"])
    return None
