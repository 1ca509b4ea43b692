"""Lines of the head and the tail of a document, and values found in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_EDGE = 15  # lines of head and of tail
_MOST = 8000  # characters looked at on each side, whatever the lines

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
class Line:
    """A line without the spaces around it; ``start`` is its place in the raw text."""

    text: str
    start: int
    where: Where

    def found(self, start: int, end: int, value: str = "") -> Found:
        at = self.start
        return Found(value or self.text[start:end], self.where, at + start, at + end)


def edges(raw: str) -> tuple[list[Line], list[Line]]:
    """Lines with text at both ends of ``raw``; the tail does not repeat the head."""
    head = _lines(raw, 0, min(len(raw), _MOST), "head")[:_EDGE]
    after = head[-1].start + len(head[-1].text) if head else 0
    tail = _lines(raw, max(after, len(raw) - _MOST), len(raw), "tail")[-_EDGE:]
    return head, tail


def _lines(raw: str, start: int, end: int, where: Where) -> list[Line]:
    lines = []
    for part in raw[start:end].splitlines(keepends=True):
        text = part.strip()
        if text:
            lines.append(Line(text, start + part.index(text), where))
        start += len(part)
    return lines


def labelled(lines: list[Line], label: re.Pattern[str]) -> Found | None:
    """What stands behind a label, or on the line below it."""
    for i, line in enumerate(lines):
        if match := label.search(line.text):
            if match["value"]:
                return line.found(*match.span("value"))
            if i + 1 < len(lines):
                return lines[i + 1].found(0, len(lines[i + 1].text))
    return None
