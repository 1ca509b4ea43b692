"""Page headers, footers and page numbers: lines at a page's edge that recur or only count."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.reading.pdf_layout import Line

_EDGE_LINES = 3  # a header or footer has at most so many
_REACH = 2  # pages: left and right pages have headers of their own
_SAME_HEIGHT = 0.3  # of the font height
_NUMBER = re.compile(
    r"[\s—–―\-－·|]*(?:(?:第|page)?\s*[0-9０-９ⅰ-ⅿivxlc]{1,5}\s*页?)"
    r"(?:\s*[/／,，]?\s*(?:共|of)?\s*[0-9０-９]{1,5}\s*页?)?[\s—–―\-－·|]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[0-9０-９〇一二三四五六七八九十百]+")


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The same pages without their headers, footers and numbers."""
    edges = [_edges(lines) for lines in pages]
    kept = []
    for number, lines in enumerate(pages):
        near = [
            line
            for other in range(max(0, number - _REACH), min(len(pages), number + _REACH + 1))
            if other != number
            for line in edges[other]
        ]
        dropped = {id(line) for line in edges[number] if _recurs(line, near)}
        dropped |= {id(line) for line in _outermost(lines) if _NUMBER.fullmatch(line.text)}
        kept.append([line for line in lines if id(line) not in dropped])
    return kept


def _edges(lines: Sequence[Line]) -> list[Line]:
    by_height = sorted(lines, key=lambda line: line.y0)
    return by_height[:_EDGE_LINES] + by_height[max(_EDGE_LINES, len(lines) - _EDGE_LINES) :]


def _outermost(lines: Sequence[Line]) -> list[Line]:
    """First and last line by height, of a page that has others as well."""
    if len(lines) < 2:
        return []
    by_height = sorted(lines, key=lambda line: line.y0)
    return [by_height[0], by_height[-1]]


def _recurs(line: Line, near: Sequence[Line]) -> bool:
    form = _form(line)
    return any(
        abs(other.y0 - line.y0) < _SAME_HEIGHT * line.size and _form(other) == form
        for other in near
    )


def _form(line: Line) -> str:
    """Text with its numbers made equal."""
    return _DIGITS.sub("0", "".join(line.text.split()))
