"""Lines of a PDF to paragraphs, headings and tables.

A paragraph ends at a short last line, before an indent, at a wide gap, where the font size
changes; never for the end of a column or page alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from policynlp.documents import BlockKind
from policynlp.reading.pdf_layout import Line

_INDENT = 0.8  # of the font height
_FIRST_LINE = (1.5, 2.5)  # font heights: Chinese paragraphs start two characters in
_SLACK = 1.0  # a full line may end so far before the margin, for punctuation that may not start one
_WIDE_PITCH = 1.3  # of the usual distance between lines
_SAME_SIZE = 0.07  # relative difference between sizes that count as one
_HEADING_SIZE = 1.12  # of the body's size
_HEADING_CHARS = 100
_SENTENCE_END = "。！？；：.!?;:”』」）"


@dataclass(frozen=True, slots=True)
class PdfBlock:
    """A block and the ``(page, offset in text)`` at which each of its pages starts."""

    text: str
    kind: BlockKind
    level: int
    page_offsets: tuple[tuple[int, int], ...]


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[PdfBlock]:
    """Blocks of a document from the lines of its pages, in reading order."""
    lines = [line for page in pages for line in page]
    if not lines:
        return
    body = _body_size(lines)
    pitch = _pitch(lines)
    levels = _heading_levels(lines, body)
    group = [lines[0]]
    for last, line in pairwise(lines):
        if _starts_block(last, line, pitch, body, is_second=len(group) == 1):
            yield _block(group, levels)
            group = []
        group.append(line)
    yield _block(group, levels)


def _starts_block(last: Line, line: Line, pitch: float, body: float, is_second: bool) -> bool:
    if (last.cells > 1) != (line.cells > 1):
        return True
    if abs(last.size - line.size) > _SAME_SIZE * body:
        return True
    if _is_below(last, line) and last.y0 - line.y0 > _WIDE_PITCH * max(pitch, 1.2 * line.size):
        return True
    if line.cells > 1:
        return False
    if line.size > _HEADING_SIZE * body and _is_below(last, line) and _is_centred_alike(last, line):
        return False
    if last.right - last.x1 > line.first + _SLACK * line.size:
        return True
    indent, last_indent = line.x0 - line.left, last.x0 - last.left
    if indent < _INDENT * line.size:
        return False
    # A block that is indented as a whole goes on; single-line paragraphs in a row, or a heading
    # and its first paragraph, do not.
    if abs(indent - last_indent) >= _INDENT * line.size:
        return True
    is_usual = _FIRST_LINE[0] < indent / line.size < _FIRST_LINE[1]
    return is_second and (is_usual or last.text[-1] in _SENTENCE_END)


def _is_below(last: Line, line: Line) -> bool:
    return last.page == line.page and last.y0 > line.y0


def _is_centred_alike(last: Line, line: Line) -> bool:
    return abs(last.x0 + last.x1 - line.x0 - line.x1) < 2 * line.size


def _body_size(lines: Sequence[Line]) -> float:
    """Font height of most characters, to half a point."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(2 * line.size) / 2] += len(line.text)
    return counts.most_common(1)[0][0] or 1.0


def _pitch(lines: Sequence[Line]) -> float:
    """Usual distance from one line to the next, in points."""
    steps = [a.y0 - b.y0 for a, b in pairwise(lines) if _is_below(a, b)]
    return median(steps) if steps else 0.0


def _heading_levels(lines: Sequence[Line], body: float) -> dict[float, int]:
    """Level of each font height above the body's, the largest first."""
    sizes = sorted({_rounded(line) for line in lines if line.size > _HEADING_SIZE * body})
    return {size: min(rank, 6) for rank, size in enumerate(reversed(sizes), start=1)}


def _rounded(line: Line) -> float:
    return round(line.size)


def _block(group: Sequence[Line], levels: dict[float, int]) -> PdfBlock:
    offsets = []
    position = 0
    for index, line in enumerate(group):
        if index == 0 or line.page != group[index - 1].page:
            offsets.append((line.page, position))
        position += len(line.text) + 1
    text = "\n".join(line.text for line in group)
    if group[0].cells > 1:
        return PdfBlock(text, "table", 0, tuple(offsets))
    level = levels.get(_rounded(group[0]), 0)
    if len(text) > _HEADING_CHARS:
        level = 0
    return PdfBlock(text, "heading" if level else "paragraph", level, tuple(offsets))
