"""Raw text as lines, and what their ends tell about the layout of the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from policynlp.aligned import AlignedText
from policynlp.cleaning.characters import has_sentence_mark, is_terminal, width

_BREAK = re.compile(r"\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")

# Below this many printed lines, the ends of lines tell nothing about the layout.
_FEWEST_LINES = 8
# No column of Chinese print is wider than 60 characters; longer lines are paragraphs.
_WIDEST_COLUMN = 120
# A line that runs on is about as wide as its neighbours.
_FULL = 0.75


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank, without the white space around it.

    ``gap`` counts the blank lines before it, ``indent`` the half-width units of white space at
    its start, ``page_start`` says that a form feed stands before it.
    """

    text: AlignedText
    gap: int
    indent: int
    page_start: bool = False

    @property
    def width(self) -> int:
        """Printed width in half-width units."""
        return width(self.text.text)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document uses line breaks.

    ``wrapped``: most lines end in the middle of a sentence. ``spaced``: a blank line stands
    between most lines, so it doesn't mean the end of a paragraph. ``indented``: paragraphs begin
    with an indent.
    """

    wrapped: bool = False
    spaced: bool = False
    indented: bool = False


def split_lines(raw: AlignedText) -> list[Line]:
    """Lines with text in them."""
    lines, gap, start, page = [], 0, 0, False
    ends = [(m.start(), m.end(), m.group() == "\f") for m in _BREAK.finditer(raw.text)]
    for end, following, feed in [*ends, (len(raw), len(raw), False)]:
        part = raw.text[start:end]
        if part.strip():
            lead = part[: len(part) - len(part.lstrip())]
            indent = sum(2 if c == "\u3000" else 1 for c in lead)
            lines.append(Line(raw[start:end].strip(), gap, indent, page))
            gap, page = 0, feed
        else:
            gap, page = gap + 1, page or feed
        start = following
    return lines


def find_layout(lines: Sequence[Line]) -> Layout:
    """Judge the layout from the ends of the lines (thresholds: more lines than not)."""
    printed = [line for line in lines if len(line.text) >= 4]
    if len(printed) < _FEWEST_LINES:
        return Layout()
    broken = sum(_runs_on(printed, i) for i in range(len(printed)))
    prose = sum(has_sentence_mark(line.text.text) for line in printed)
    column = quantiles([line.width for line in printed], n=10)[-1]
    wrapped = (
        broken > 0.5 * len(printed) and prose > 0.3 * len(printed) and column <= _WIDEST_COLUMN
    )
    spaced = sum(line.gap > 0 for line in lines[1:]) > 0.5 * len(lines)
    indents = sum(line.indent >= 2 for line in lines)
    indented = 3 <= indents <= 0.6 * len(lines)
    return Layout(wrapped, spaced, indented)


def _runs_on(lines: Sequence[Line], i: int) -> bool:
    """Line i ends in mid-sentence, and at the edge of its column: no heading, no signature."""
    if is_terminal(lines[i].text.text):
        return False
    around = lines[max(0, i - 1) : i + 2]
    return lines[i].width >= _FULL * max(line.width for line in around)


class Columns:
    """The width of the column that each line of a wrapped document stands in.

    A page can hold columns of several widths; the width at a line is the median over the lines
    around it that run into the next one.
    """

    _AROUND = 7

    def __init__(self, lines: Sequence[Line]) -> None:
        self._full = [i for i, line in enumerate(lines) if not is_terminal(line.text.text)]
        self._widths = [lines[i].width for i in self._full]

    def before(self, index: int) -> float:
        """Width of the column up to and including a line; 0 if nothing tells."""
        at = bisect_left(self._full, index + 1)
        near = self._widths[max(0, at - self._AROUND) : at]
        return median(near) if near else 0.0

    def after(self, index: int) -> float:
        """Width of the column from a line on; 0 if nothing tells."""
        at = bisect_left(self._full, index)
        near = self._widths[at : at + self._AROUND]
        return median(near) if near else 0.0
