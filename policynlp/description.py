"""What a document says of itself: title, issuer, number, date, province and level.

Read from the head (first lines), the tail (last lines) and the file name. Each value says where it
was found; what can't be told with confidence is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import PurePath
from typing import Any, Literal

from policynlp.grammar.dates import find_dates
from policynlp.grammar.document_numbers import find_document_numbers
from policynlp.grammar.places import level_of_body, place_at
from policynlp.grammar.tables import alternation, terms

Where = Literal["head", "tail", "file name", "given"]


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where it was found; ``start`` and ``end`` span it in the raw text, if there.

    A value that is derived (the province of an issuer) has the span of what it was derived from.
    """

    value: str
    where: Where
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """What was found; None where nothing was.

    Parameters
    ----------
    title : Found or None
    issuer : Found or None
        As the document writes it; several bodies with their separators.
    document_number : Found or None
        文号, in the form of the standard: ``国发〔2021〕29号``.
    date : Found or None
        成文日期 in ISO 8601, the year alone where no more is known.
    province : Found or None
        Full name.
    level : Found or None
        One of ``national``, ``ministry``, ``provincial``, ``city``, ``county``, ``international``.
    """

    title: Found | None = None
    issuer: Found | None = None
    document_number: Found | None = None
    date: Found | None = None
    province: Found | None = None
    level: Found | None = None

    def items(self) -> Iterator[tuple[str, Found]]:
        """Names and values of what was found."""
        for each in fields(self):
            found = getattr(self, each.name)
            if found is not None:
                yield each.name, found


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    where: Where

    def found(self, start: int, end: int, value: str = "") -> Found:
        at = self.start
        return Found(value or self.text[start:end], self.where, at + start, at + end)


_EDGE = 15  # lines of head and of tail
_MOST = 8000  # characters looked at on each side, whatever the lines
_TYPES = alternation(terms("document_types.tsv"))
_TITLE = re.compile(
    rf"^(?:#+[ \u3000]*)?(?P<title>[^。；！？，,:：]{{2,80}}?{_TYPES}"
    r"(?:》|[（(][^（()）]{1,20}[)）]|20\d\d){0,2})$"
)
_TITLE_PART = re.compile(r"^[^。；！？，,:：]{4,60}$")
_SECTION = re.compile(r"[第（(]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、]")
_TITLE_LABEL = re.compile(r"标[ \u3000]*题[ \u3000]*[:：][ \u3000]*(?P<value>\S.{3,80})?$")
_ISSUER_LABEL = re.compile(r"发[文布]机[关构][ \u3000]*[:：][ \u3000]*(?P<value>\S.{1,60})?$")
_DATE_LABEL = re.compile(r"(?:成文|发文|发布|印发|公布)(?:日期|时间)[ \u3000]*[:：]")
_NUMBER_LABEL = re.compile(r"^(?:发文字号|文[ \u3000]*号)[ \u3000]*[:：][ \u3000]*")
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
_ADOPTED = re.compile(r"[^，。；]{0,120}?(?:通过|修订|修正|公布|发布|批准)")
_WORK_REPORT = re.compile(
    r"^(?:(?:19|20)\d\d年)?(?P<issuer>[\u4e00-\u9fff]{2,12}?)(?:人民)?政府工作报告"
)
_FILE_DATE = re.compile(
    r"(?:^|[_ -])(?P<year>(?:19|20)\d\d)(?:[-_.年]?(?P<month>\d\d)[-_.月]?(?P<day>\d\d))?(?!\d)"
)
_FILE_LEAD = re.compile(r"^[A-Za-z0-9_. -]+")
_OPENING = re.compile(r"关于|转发|批转|印发")


def describe(raw: str, path: str, metadata: Mapping[str, Any] | None = None) -> Description:
    """Read the description of a document.

    Parameters
    ----------
    raw : str
        Its whole raw text.
    path : str
        Its file name, with or without folders.
    metadata : mapping, optional
        What is already known; ``title`` and ``issuer`` are then taken from here.

    Returns
    -------
    Description
        Spans are offsets into ``raw``.
    """
    head, tail = _edges(raw)
    stem = PurePath(path.partition("#")[0]).name.partition(".")[0]
    known = metadata or {}
    title = _given(known, "title") or _title(head, stem)
    issuer = _given(known, "issuer") or _issuer(head, tail, title)
    province, level = _place(issuer, title, stem)
    return Description(
        title=title,
        issuer=issuer,
        document_number=_number(head),
        date=_date(head, tail, stem),
        province=province,
        level=level,
    )


def _given(known: Mapping[str, Any], name: str) -> Found | None:
    value = known.get(name)
    return Found(value, "given") if isinstance(value, str) and value else None


def _edges(raw: str) -> tuple[list[_Line], list[_Line]]:
    """Lines with text at both ends of ``raw``; the tail does not repeat the head."""
    head = _lines(raw, 0, min(len(raw), _MOST), "head")[:_EDGE]
    after = head[-1].start + len(head[-1].text) if head else 0
    tail = _lines(raw, max(after, len(raw) - _MOST), len(raw), "tail")[-_EDGE:]
    return head, tail


def _lines(raw: str, start: int, end: int, where: Where) -> list[_Line]:
    lines = []
    for part in raw[start:end].splitlines(keepends=True):
        text = part.strip()
        if text:
            lines.append(_Line(text, start + part.index(text), where))
        start += len(part)
    return lines


def _labelled(lines: list[_Line], label: re.Pattern[str]) -> Found | None:
    for i, line in enumerate(lines):
        if match := label.search(line.text):
            if match["value"]:
                return line.found(*match.span("value"))
            if i + 1 < len(lines):
                return lines[i + 1].found(0, len(lines[i + 1].text))
    return None


def _title(head: list[_Line], stem: str) -> Found | None:
    if labelled := _labelled(head, _TITLE_LABEL):
        return labelled
    for i, line in enumerate(head):
        if _SECTION.match(line.text):
            continue
        if (match := _TITLE.match(line.text)) and not _names_bodies(line.text):
            return line.found(*match.span("title"))
        if broken := _broken_title(head[i : i + 3]):
            return broken
    match = _TITLE.match(_FILE_LEAD.sub("", stem).replace("_", ""))
    return Found(match["title"], "file name") if match else None


def _broken_title(lines: list[_Line]) -> Found | None:
    """A title over two or three lines, broken before or behind 关于, 转发, 印发."""
    text = ""
    for number, line in enumerate(lines):
        if not _TITLE_PART.match(line.text):
            return None
        text += line.text.replace(" ", "")
        opened = _OPENING.search(lines[0].text) or (number and _OPENING.match(lines[1].text))
        if opened and _TITLE.match(text):
            return Found(text, "head", lines[0].start, line.start + len(line.text))
    return None


def _issuer(head: list[_Line], tail: list[_Line], title: Found | None) -> Found | None:
    if labelled := _labelled(head, _ISSUER_LABEL):
        return labelled
    for line in head:
        match = _ORDER.match(line.text) or _DELEGATE.search(line.text)
        if match and not _NAMELESS.match(match["issuer"]):
            return line.found(*match.span("issuer"))
    if title is not None:
        about = _ABOUT.match(title.value)
        if about and _names_bodies(about["issuer"]):
            return _inside(title, about["issuer"])
        report = _WORK_REPORT.match(title.value)
        if report and report["issuer"] == "国务院":
            return _inside(title, "国务院")
        if report and place_at(report["issuer"]):
            return _inside(title, report["issuer"], report["issuer"] + "人民政府")
    return _signature(tail) or _signature(head) or _congress(head)


def _names_bodies(text: str) -> bool:
    """Whether ``text`` is nothing but the name of a public body, or of several."""
    return len(text) < 300 and all(_BODY.fullmatch(part) for part in _BETWEEN_BODIES.split(text))


def _inside(title: Found, part: str, value: str = "") -> Found:
    if title.start is None:
        return Found(value or part, title.where)
    at = title.start + title.value.index(part)
    return Found(value or part, title.where, at, at + len(part))


def _signature(lines: list[_Line]) -> Found | None:
    """The body that signs: a line of its own above a line that is a date."""
    for above, line in pairwise(lines):
        if _lone_date(line) and _names_bodies(above.text):
            return above.found(0, len(above.text))
    return None


def _congress(head: list[_Line]) -> Found | None:
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


def _number(head: list[_Line]) -> Found | None:
    """The number that stands alone on its line; one in running text is another document's."""
    for line in head:
        plain = _NUMBER_LABEL.sub("", line.text)
        for number in find_document_numbers(plain):
            alone = plain[: number.start].strip("（( \u3000") + plain[number.end :].strip(
                "）) \u3000"
            )
            if not alone:
                shift = len(line.text) - len(plain)
                return line.found(shift + number.start, shift + number.end, number.canonical)
    return None


def _lone_date(line: _Line) -> Found | None:
    for day in find_dates(line.text):
        rest = line.text[: day.start].strip("（( \u3000") + line.text[day.end :].strip("）) \u3000")
        if day.first is not None and day.first == day.last and rest in ("", "印发", "发布", "通过"):
            return line.found(day.start, day.end, day.first.isoformat())
    return None


def _date(head: list[_Line], tail: list[_Line], stem: str) -> Found | None:
    for i, line in enumerate(head):
        if label := _DATE_LABEL.search(line.text):
            rest = line.text[label.end() :]
            value = _Line(rest, line.start + label.end(), "head") if rest else None
            dated = value or (head[i + 1] if i + 1 < len(head) else None)
            if dated and (found := _lone_date(dated)):
                return found
    for line in [*reversed(tail), *head]:
        if found := _lone_date(line):
            return found
    return _adopted(head) or _date_of_name(stem)


def _adopted(head: list[_Line]) -> Found | None:
    """The last day a law was passed, revised or made known, by the lines under its title."""
    days = [
        line.found(day.start, day.end, day.first.isoformat())
        for line in head
        if line.text[0] in "（(12１２"
        for day in find_dates(line.text)
        if day.first is not None and day.first == day.last and _ADOPTED.match(line.text, day.end)
    ]
    return max(days, key=lambda found: found.value, default=None)


def _date_of_name(stem: str) -> Found | None:
    match = _FILE_DATE.search(stem)
    if match is None:
        return None
    if match["month"] and "01" <= match["month"] <= "12" and "01" <= match["day"] <= "31":
        return Found(f"{match['year']}-{match['month']}-{match['day']}", "file name")
    return Found(match["year"], "file name")


def _place(
    issuer: Found | None, title: Found | None, stem: str
) -> tuple[Found | None, Found | None]:
    """Province and level, from the issuer, else from the title, else from the file name."""
    if issuer is not None and place_at(issuer.value) is None:
        body = level_of_body(issuer.value)
        if body is not None:
            return None, _derived(issuer, body)
    for found in (issuer, title):
        if found is None:
            continue
        name = _FILE_LEAD.sub("", re.sub(r"^(?:19|20)\d\d年", "", found.value))
        if name.startswith("中华人民共和国"):
            return None, _derived(found, "national")
        if place := place_at(name):
            level = level_of_body(name) if found is issuer else place.level
            return _derived(found, place.province), _derived(found, level or place.level)
    for part in re.split(r"[_ -]", stem):
        if (place := place_at(part)) and place.length == len(part):
            return Found(place.province, "file name"), Found(place.level, "file name")
    return None, None


def _derived(source: Found, value: str) -> Found:
    return Found(value, source.where, source.start, source.end)
