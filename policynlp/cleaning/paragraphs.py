"""Lines joined into paragraphs, and what each paragraph is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Literal

from policynlp.aligned import AlignedText
from policynlp.cleaning.characters import has_sentence_mark, is_continuation, is_terminal
from policynlp.cleaning.headings import PLAIN, Heading, may_be_plain_heading, numbered_heading
from policynlp.cleaning.lines import Columns, Layout, Line
from policynlp.cleaning.patterns import match_line, match_start
from policynlp.documents import Block

ParagraphRole = Literal[
    "text",
    "title",
    "heading",
    "table",
    "caption",
    "furniture",
    "teaser_head",
    "teaser",
    "source",
    "byline",
    "date",
    "recipient",
    "document_number",
]
_LINE_ROLES: tuple[ParagraphRole, ...] = (
    "furniture",
    "teaser_head",
    "caption",
    "source",
    "byline",
    "date",
    "document_number",
    "recipient",
)

_MARKDOWN_HEADING = re.compile(r"(#{1,6})[ \u3000]+(?=\S)")
_BOLD_LEAD = re.compile(r"\*\*([^*\n]{4,40}?)[。：:]?\*\*(?=\S)")

# A line that goes on in the next one is prose: at least 30 characters wide, with a mark in it.
_PROSE_WIDTH = 60
# The last line of a paragraph is at least this much shorter than its column; headings, too.
_SHORT = 0.88
_NARROW, _WIDE = 0.8, 1.15
_LONGEST_RUNNING_HEAD = 40


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, its role, and the heading that it is or begins with.

    ``column`` is the width of the column that it was printed in; 0 where lines are not broken.
    """

    text: AlignedText
    role: ParagraphRole = "text"
    heading: Heading | None = None
    column: float = 0.0


def line_role(text: str) -> ParagraphRole:
    """What a line is by its wording; ``text`` if nothing special."""
    return next((role for role in _LINE_ROLES if match_line(role, text)), "text")  # type: ignore[arg-type]


def of_lines(lines: Sequence[Line], layout: Layout, *, join: bool = True) -> list[Paragraph]:
    """Paragraphs of a text without structure of its own.

    Parameters
    ----------
    join : bool
        Join lines that were broken in the middle of a sentence.
    """
    if not lines:
        return []
    roles = [_role(line) for line in lines]
    if not join:
        groups = [(i, i + 1) for i in range(len(lines))]
    elif layout.wrapped:
        groups = _groups_of_wrapped(lines, roles, layout)
    else:
        groups = _groups_of_unwrapped(lines, roles)
    evidence = Counter[str]()
    if any(roles[start] == "heading" and end - start > 1 for start, end in groups):
        evidence = _bigrams(lines)
    result = []
    for start, end in groups:
        role = roles[start]
        texts = [line.text for line in lines[start:end]]
        text = _join_headline(texts, evidence) if role == "heading" else _join_prose(texts)
        column = median(line.width for line in lines[start : max(start + 1, end - 1)])
        result.append(_finished(Paragraph(text, role, None, column if layout.wrapped else 0.0)))
    return _mark_teasers(result if layout.wrapped else _plain_headings(result))


def of_blocks(raw: AlignedText, blocks: Sequence[Block]) -> list[Paragraph]:
    """Paragraphs of a format that knows its own (docx, html, pdf)."""
    result = []
    for block in blocks:
        text = raw[block.start : block.end].strip()
        if not len(text):
            continue
        if block.kind == "table":
            result.append(Paragraph(text, "table"))
            continue
        text = _join_prose(_inner_lines(text))
        if block.kind == "heading":
            heading = numbered_heading(text.text) or Heading(block.level or 1, text.text)
            result.append(Paragraph(text, "heading", replace(heading, run_in=False)))
        elif block.kind == "caption":
            result.append(Paragraph(text, "caption"))
        else:
            result.append(_finished(Paragraph(text, line_role(text.text))))
    return _mark_teasers(_plain_headings(result))


def _role(line: Line) -> ParagraphRole:
    return "heading" if _MARKDOWN_HEADING.match(line.text.text) else line_role(line.text.text)


def drop_page_furniture(lines: Sequence[Line], layout: Layout) -> list[Line]:
    """Lines without page numbers and without running heads (repeated, next to a page break)."""
    numbers = {
        i
        for i, line in enumerate(lines)
        if match_line("page_number", line.text.text)
        and (layout.wrapped or line.page_start or not line.text.text.isdigit())
    }
    breaks = numbers | {i for i, line in enumerate(lines) if line.page_start}
    near = [
        i
        for i, line in enumerate(lines)
        if len(line.text) <= _LONGEST_RUNNING_HEAD
        and not is_terminal(line.text.text)
        and i not in numbers
        and (i in breaks or i - 1 in numbers or i + 1 in breaks)
    ]
    counts = Counter(lines[i].text.text for i in near)
    running = {i for i in near if counts[lines[i].text.text] >= 3}
    return [line for i, line in enumerate(lines) if i not in numbers and i not in running]


def _groups_of_unwrapped(
    lines: Sequence[Line], roles: list[ParagraphRole]
) -> list[tuple[int, int]]:
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


def _groups_of_wrapped(
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


def _inner_lines(text: AlignedText) -> list[AlignedText]:
    spans = [m.span() for m in re.finditer(r"[^\r\n]+", text.text)]
    return [part for start, end in spans if len(part := text[start:end].strip())]


def _join_prose(texts: Sequence[AlignedText]) -> AlignedText:
    """Lines as one; a space only between two Latin words, as Chinese needs none."""
    parts: list[AlignedText] = []
    for text in texts:
        if parts and _is_latin(parts[-1].text[-1]) and _is_latin(text.text[0]):
            parts.append(_space_after(parts[-1]))
        parts.append(text)
    return AlignedText.concat(parts)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _space_after(text: AlignedText) -> AlignedText:
    """A space that stands for the line break behind a text."""
    return AlignedText(" ", text.origin[-1:] + 1)


def _bigrams(lines: Sequence[Line]) -> Counter[str]:
    text = re.sub(r"\s", "", "".join(line.text.text for line in lines))
    return Counter(text[i : i + 2] for i in range(len(text) - 1))


def _join_headline(texts: Sequence[AlignedText], evidence: Counter[str]) -> AlignedText:
    """Lines of a headline as one.

    Two lines are two phrases, with a space between, unless the pair of characters at the break
    stands elsewhere in the document (2020中国海归/就业创业调查报告发布) or the whole is an
    official title.
    """
    parts = [texts[0]]
    whole = "".join(text.text for text in texts)
    for before, text in pairwise(texts):
        pair = before.text[-1] + text.text[0]
        if evidence[pair] < 2 and not match_line("official_title", whole):
            parts.append(_space_after(before))
        parts.append(text)
    return AlignedText.concat(parts)


def _finished(paragraph: Paragraph) -> Paragraph:
    """The paragraph with its heading read off its beginning."""
    text = paragraph.text
    if paragraph.role == "heading":
        mark = _MARKDOWN_HEADING.match(text.text)
        rank = len(mark[1]) if mark else PLAIN
        text = text[mark.end() :] if mark else text
        heading = numbered_heading(text.text) or Heading(rank, text.text)
        return replace(paragraph, text=text, heading=replace(heading, run_in=False))
    if paragraph.role != "text":
        return paragraph
    numbered = numbered_heading(text.text)
    if numbered:
        role: ParagraphRole = "text" if numbered.run_in else "heading"
        return replace(paragraph, role=role, heading=numbered)
    bold = _BOLD_LEAD.match(text.text)
    if bold:
        return replace(paragraph, heading=Heading(PLAIN, bold[1], run_in=True))
    return paragraph


def _plain_headings(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Mark short lines without a number that stand right above prose."""
    result = list(paragraphs)
    for i, paragraph in enumerate(paragraphs[:-1]):
        text, following = paragraph.text.text, paragraphs[i + 1]
        before = paragraphs[i - 1] if i else None
        closed = before is None or before.role != "text" or is_terminal(before.text.text)
        above_prose = (
            following.role == "text"
            and len(following.text) > 1.5 * len(text)
            and has_sentence_mark(following.text.text)
        )
        if (
            paragraph.role == "text"
            and paragraph.heading is None
            and may_be_plain_heading(text)
            and closed
            and (above_prose or following.role == "byline")
        ):
            result[i] = replace(paragraph, role="heading", heading=Heading(PLAIN, text))
    return result


def _mark_teasers(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Text behind a line like 其他文献 belongs to other articles, until a numbered heading."""
    result, inside = [], False
    for paragraph in paragraphs:
        if paragraph.role == "teaser_head":
            inside = True
        elif paragraph.role == "heading":
            inside = False
        elif inside and paragraph.role == "text":
            paragraph = replace(paragraph, role="teaser", heading=None)
        result.append(paragraph)
    return result
