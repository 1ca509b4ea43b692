"""The number and the date of a document, each on a line of its own or behind its label."""

from __future__ import annotations

import re

from policynlp.description.lines import Found, Line
from policynlp.grammar.dates import find_dates
from policynlp.grammar.document_numbers import find_document_numbers

_DATE_LABEL = re.compile(r"(?:成文|发文|发布|印发|公布)(?:日期|时间)[ \u3000]*[:：]")
_NUMBER_LABEL = re.compile(r"^(?:发文字号|文[ \u3000]*号)[ \u3000]*[:：][ \u3000]*")
_ADOPTED = re.compile(r"[^，。；]{0,120}?(?:通过|修订|修正|公布|发布|批准)")
_FILE_DATE = re.compile(
    r"(?:^|[_ -])(?P<year>(?:19|20)\d\d)(?:[-_.年]?(?P<month>\d\d)[-_.月]?(?P<day>\d\d))?(?!\d)"
)


def find_number(head: list[Line]) -> Found | None:
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


def lone_date(line: Line) -> Found | None:
    """The day that a line consists of."""
    for day in find_dates(line.text):
        rest = line.text[: day.start].strip("（( \u3000") + line.text[day.end :].strip("）) \u3000")
        if day.first is not None and day.first == day.last and rest in ("", "印发", "发布", "通过"):
            return line.found(day.start, day.end, day.first.isoformat())
    return None


def find_date(head: list[Line], tail: list[Line], stem: str) -> Found | None:
    for i, line in enumerate(head):
        if label := _DATE_LABEL.search(line.text):
            rest = line.text[label.end() :]
            value = Line(rest, line.start + label.end(), "head") if rest else None
            dated = value or (head[i + 1] if i + 1 < len(head) else None)
            if dated and (found := lone_date(dated)):
                return found
    for line in [*reversed(tail), *head]:
        if found := lone_date(line):
            return found
    return _adopted(head) or _date_of_name(stem)


def _adopted(head: list[Line]) -> Found | None:
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
