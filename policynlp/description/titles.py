"""The title of a document."""

from __future__ import annotations

import re

from policynlp.description.issuers import names_bodies
from policynlp.description.lines import Found, Line, labelled
from policynlp.grammar.tables import alternation, terms

_TYPES = alternation(terms("document_types.tsv"))
_TITLE = re.compile(
    rf"^(?:#+[ \u3000]*)?(?P<title>[^。；！？，,:：]{{2,80}}?{_TYPES}"
    r"(?:》|[（(][^（()）]{1,20}[)）]|20\d\d){0,2})$"
)
_TITLE_PART = re.compile(r"^[^。；！？，,:：]{4,60}$")
_SECTION = re.compile(r"[第（(]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、]")
_TITLE_LABEL = re.compile(r"标[ \u3000]*题[ \u3000]*[:：][ \u3000]*(?P<value>\S.{3,80})?$")
_OPENING = re.compile(r"关于|转发|批转|印发")
FILE_LEAD = re.compile(r"^[A-Za-z0-9_. -]+")


def find_title(head: list[Line], stem: str) -> Found | None:
    if marked := labelled(head, _TITLE_LABEL):
        return marked
    for i, line in enumerate(head):
        if _SECTION.match(line.text):
            continue
        if (match := _TITLE.match(line.text)) and not names_bodies(line.text):
            return line.found(*match.span("title"))
        if broken := _broken_title(head[i : i + 3]):
            return broken
    match = _TITLE.match(FILE_LEAD.sub("", stem).replace("_", ""))
    return Found(match["title"], "file name") if match else None


def _broken_title(lines: list[Line]) -> Found | None:
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
