"""Which lines make one paragraph."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from policynlp.cleaning.characters import has_sentence_mark, is_continuation, is_terminal
from policynlp.cleaning.headings import numbered_heading
from policynlp.cleaning.lines import Columns, Layout, Line
from policynlp.cleaning.patterns import match_start
from policynlp.cleaning.roles import ParagraphRole

# A line that goes on in the next one is prose: at least 30 characters wide, with a mark in it.
_PROSE_WIDTH = 60
# The last line of a paragraph is at least this much shorter than its column; headings, too.
_SHORT = 0.88
_NARROW, _WIDE = 0.8, 1.15


def groups_of_unwrapped(lines: Sequence[Line], roles: list[ParagraphRole]) -> list[tuple[int, int]]:
    """Lines are paragraphs, but for those that a page break or a bad copy cut in two."""

    def is_cut(i: int) -> bool:
        line = lines[i]
        return (
            roles[i] == "text"
            and not is_terminal(line.text.text)
            and line.width >= _PROSE_WIDTH
            and has_sentence_mark(line.text.text)
        )

    def goes_on(i: int) -> bool:
        """Line i continues the one before it, which is cut."""
        text = lines[i].text.text
        if roles[i] != "text" or match_start("dateline", text):
            return False
        if is_continuation(text):
            return True
        # Items of a list without end marks look like cut lines: the end must close a sentence.
        return not numbered_heading(text) and is_terminal(text)

    teasers = next((i for i, role in enumerate(roles) if role == "teaser_head"), len(lines))
    return _grouped(len(lines), lambda i: i < teasers and is_cut(i - 1) and goes_on(i))


def groups_of_wrapped(
    lines: Sequence[Line], roles: list[ParagraphRole], layout: Layout
) -> list[tuple[int, int]]:
    """Lines run on until one that ends a sentence stays short of the column."""
    columns = Columns(lines)
    opens = [True] * len(lines)
    for i, line in enumerate(lines):
        before = lines[i - 1] if i else None
        done = before is None or roles[i - 1] != "text" or is_terminal(before.text.text)
        # No line in the middle of a paragraph is short: behind a full stop it is a headline.
        if roles[i] == "text" and done and _is_headline(lines, roles, i, columns):
            roles[i] = "heading"
        ended = done and (
            before is None
            or roles[i - 1] != "text"
            or before.width < _SHORT * columns.before(i - 1)
            or (layout.indented and line.indent >= 2)
            or (not layout.spaced and line.gap > 0)
        )
        starts_piece = roles[i] != "text" or bool(match_start("dateline", line.text.text))
        numbered = done and numbered_heading(line.text.text) is not None
        opens[i] = ended or starts_piece or numbered
        if roles[i] == "heading" and i and roles[i - 1] == "heading" and line.gap == 0:
            opens[i] = False  # a headline of two lines
    return _grouped(len(lines), lambda i: not opens[i])


def _is_headline(
    lines: Sequence[Line], roles: Sequence[ParagraphRole], i: int, columns: Columns
) -> bool:
    """Line i, before which a sentence has ended, is no beginning of a paragraph."""
    text = lines[i].text.text
    if has_sentence_mark(text) or is_terminal(text) or numbered_heading(text):
        return False
    if match_start("dateline", text):
        return False
    following = i + 1
    while following < len(lines) and not has_sentence_mark(lines[following].text.text):
        if roles[following] == "byline":
            return True
        following += 1
    if following < len(lines) and match_start("dateline", lines[following].text.text):
        return True
    width, before, after = lines[i].width, columns.before(i - 1), columns.after(i + 1)
    return all(width < _NARROW * c or width > _WIDE * c for c in (before, after) if c)


def _grouped(n: int, joins: Callable[[int], bool]) -> list[tuple[int, int]]:
    starts = [i for i in range(n) if i == 0 or not joins(i)]
    return list(zip(starts, [*starts[1:], n], strict=True))
