"""Characters of a PDF page to lines in reading order, columns told apart.

Coordinates are points, y upwards. Lines know the column they stand in, which paragraphs need to
tell an indent from a margin and a short last line from a full one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import NamedTuple


class Glyph(NamedTuple):
    """A visible character and its box."""

    char: str
    x0: float
    x1: float
    y0: float
    y1: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or a piece of one, with its box and the edges of its column.

    ``size`` is the height of the font in points, ``first`` the width of what would have had to
    fit on the line before: a Chinese character or a whole Latin word. ``cells`` is 1 for text and
    the number of cells, which are parted by tabs, for a row of a table.
    """

    text: str
    x0: float
    x1: float
    y0: float
    y1: float
    size: float
    first: float
    page: int
    left: float = 0.0
    right: float = 0.0
    cells: int = 1


_WORD_GAP = 0.15  # of the font height: a space between Latin words, which measures 0.2 to 0.3
_WIDE_GAP = 0.5  # a space beside a Chinese character; justified text stays below
_CELL_GAP = 1.2  # another piece: column, table cell
_MIN_COLUMN_ROWS = 4
_MIN_FILL = 0.6  # how full a column's median line is; cells of a table are ragged
_MAX_SPANNING_SHARE = 0.5


def page_lines(
    glyphs: Iterable[Glyph], page: int, usual_gutter: float | None = None
) -> tuple[list[Line], float | None]:
    """Lines of a page in reading order, and the place of the gutter if it has columns.

    ``usual_gutter`` is that of the page before: the last page of an article may have too few lines
    in its second column to show one.
    """
    pieces = _merge(_pieces(glyphs, page))
    gutter = _gutter(pieces)
    if gutter is None and usual_gutter is not None and _fits(pieces, usual_gutter):
        gutter = usual_gutter
    return _columns(pieces, gutter), gutter


def _pieces(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """Runs of characters that follow each other in the file and on one line of the page."""
    pieces: list[Line] = []
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and not _continues(run[-1], glyph):
            pieces.append(_piece(run, page))
            run = []
        run.append(glyph)
    if run:
        pieces.append(_piece(run, page))
    return pieces


def _continues(last: Glyph, glyph: Glyph) -> bool:
    size = max(last.y1 - last.y0, glyph.y1 - glyph.y0)
    overlap = min(last.y1, glyph.y1) - max(last.y0, glyph.y0)
    gap = glyph.x0 - last.x1
    lower = min(last.y1 - last.y0, glyph.y1 - glyph.y0)
    return overlap > 0.5 * lower and -0.8 * size < gap < _CELL_GAP * size


def _piece(run: Sequence[Glyph], page: int) -> Line:
    size = median(glyph.y1 - glyph.y0 for glyph in run)
    text = [run[0].char]
    word_end = None
    for last, glyph in pairwise(run):
        space = _space(last.char, glyph.char, glyph.x0 - last.x1, size)
        if word_end is None and (space or not (_is_narrow(last.char) and _is_narrow(glyph.char))):
            word_end = last.x1
        text.append(space + glyph.char)
    x0, x1 = min(g.x0 for g in run), max(g.x1 for g in run)
    first = (word_end or x1) - x0
    y0, y1 = median(g.y0 for g in run), median(g.y1 for g in run)
    return Line("".join(text), x0, x1, y0, y1, size, first, page)


def _is_narrow(char: str) -> bool:
    return char < "\u2e80" and char not in "“”‘’—…·"


def _space(before: str, after: str, gap: float, size: float) -> str:
    narrow = _is_narrow(before) and _is_narrow(after)
    return " " if gap > size * (_WORD_GAP if narrow else _WIDE_GAP) else ""


def _merge(pieces: list[Line]) -> list[Line]:
    """Pieces joined that stand close together on one line, whatever their order in the file."""
    merged: list[Line] = []
    for row in _rows(pieces):
        merged.append(row[0])
        for piece in row[1:]:
            last = merged[-1]
            gap, size = piece.x0 - last.x1, max(last.size, piece.size)
            if gap < _CELL_GAP * size:
                space = _space(last.text[-1], piece.text[0], gap, size)
                merged[-1] = _joined(last, piece, space)
            else:
                merged.append(piece)
    return merged


def _joined(last: Line, piece: Line, between: str, cells: int = 1) -> Line:
    weights = (len(last.text), len(piece.text))
    return replace(
        last,
        text=last.text + between + piece.text,
        x1=max(last.x1, piece.x1),
        y0=min(last.y0, piece.y0),
        y1=max(last.y1, piece.y1),
        size=last.size if weights[0] >= weights[1] else piece.size,
        cells=cells,
    )


def _rows(pieces: Iterable[Line]) -> list[list[Line]]:
    """Pieces of one height together, rows from the top down, pieces from the left."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda p: (-(p.y0 + p.y1), p.x0)):
        top = rows[-1][0] if rows else None
        if top and min(top.y1, piece.y1) - max(top.y0, piece.y0) > 0.5 * min(top.size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda p: p.x0) for row in rows]


def _columns(pieces: list[Line], gutter: float | None) -> list[Line]:
    """Reading order: where a gutter parts the region, left before right between spanning lines.

    A top-down cut after Nagy and Seth's XY-tree (1984), vertical before horizontal, so that a gap
    between paragraphs that runs across both columns does not cut them in two.
    """
    if gutter is None:
        return _rows_as_lines(pieces)
    left = [p for p in pieces if p.x1 <= gutter]
    right = [p for p in pieces if p.x0 >= gutter]
    spanning = [p for p in pieces if p.x0 < gutter < p.x1]
    sides = (_columns(left, _gutter(left)), _columns(right, _gutter(right)))
    ordered: list[Line] = []
    page_left, page_right = min(p.x0 for p in pieces), max(p.x1 for p in pieces)
    ceiling = float("inf")
    for line in [*sorted(spanning, key=lambda p: -p.y1), None]:
        floor = line.y0 if line else float("-inf")
        for side in sides:
            ordered.extend(p for p in side if floor <= p.y0 < ceiling)
        if line:
            ordered.append(replace(line, left=page_left, right=page_right))
        ceiling = floor
    return ordered


def _gutter(pieces: Sequence[Line]) -> float | None:
    """Middle of the vertical gap between two columns of running text, None if there is none."""
    rows = _rows(pieces)
    gaps = [(a.x1, b.x0) for row in rows for a, b in pairwise(row)]
    if len(gaps) < _MIN_COLUMN_ROWS:
        return None
    # The point that lies in most gaps: sweep over their ends.
    ends = sorted([(start, 1) for start, _ in gaps] + [(end, -1) for _, end in gaps])
    depth = most = 0
    best = (0.0, 0.0)
    for (at, step), (after, _) in pairwise(ends):
        depth += step
        if depth > most:
            most, best = depth, (at, after)
    middle = sum(best) / 2
    left = [p for p in pieces if p.x1 <= middle]
    right = [p for p in pieces if p.x0 >= middle]
    n_spanning = len(pieces) - len(left) - len(right)
    if min(len(left), len(right)) < _MIN_COLUMN_ROWS:
        return None
    if n_spanning > _MAX_SPANNING_SHARE * len(rows):
        return None
    return middle if _is_running(left) and _is_running(right) else None


def _fits(pieces: Sequence[Line], gutter: float) -> bool:
    """Whether a known gutter may part this page: there is text that fills the column on its left.

    Few lines cross it (title, page number).
    """
    left = [p for p in pieces if p.x1 <= gutter]
    n_crossing = sum(p.x0 < gutter < p.x1 for p in pieces)
    full = sum(gutter - p.x1 < 4 * p.size for p in left)
    return 2 * full >= len(left) > 0 and n_crossing <= _MAX_SPANNING_SHARE * len(left)


def _is_running(column: Sequence[Line]) -> bool:
    """Whether most lines fill the column, as text does and cells do not."""
    width = max(p.x1 for p in column) - min(p.x0 for p in column)
    typical = median(p.x1 - p.x0 for p in column)
    return typical >= _MIN_FILL * width and typical >= 8 * median(p.size for p in column)


def _rows_as_lines(pieces: list[Line]) -> list[Line]:
    """Rows of one column; pieces that stand apart in a row are cells."""
    lines = []
    for row in _rows(pieces):
        line = row[0]
        for count, piece in enumerate(row[1:], start=2):
            line = _joined(line, piece, "\t", count)
        lines.append(line)
    if not lines:
        return []
    left, right = _left_edge(lines), max(line.x1 for line in lines)
    return [replace(line, left=left, right=right) for line in lines]


def _left_edge(lines: Sequence[Line]) -> float:
    """Leftmost place at which lines start more than once in a while."""
    starts = sorted(line.x0 for line in lines)
    size = median(line.size for line in lines)
    for start in starts:
        together = sum(start <= other <= start + size / 2 for other in starts)
        if together >= max(2, len(starts) / 8):
            return start
    return starts[0]
