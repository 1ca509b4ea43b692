"""Paragraphs from lines or blocks, and what each of them is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from policynlp.aligned import AlignedText
from policynlp.cleaning.characters import has_sentence_mark, is_terminal
from policynlp.cleaning.grouping import groups_of_unwrapped, groups_of_wrapped
from policynlp.cleaning.headings import PLAIN, Heading, may_be_plain_heading, numbered_heading
from policynlp.cleaning.joining import bigrams, inner_lines, join_headline, join_prose
from policynlp.cleaning.lines import Layout, Line
from policynlp.cleaning.patterns import match_line
from policynlp.cleaning.roles import ParagraphRole, line_role
from policynlp.documents import Block

_MARKDOWN_HEADING = re.compile(r"(#{1,6})[ \u3000]+(?=\S)")
_BOLD_LEAD = re.compile(r"\*\*([^*\n]{4,40}?)[。：:]?\*\*(?=\S)")

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
        groups = groups_of_wrapped(lines, roles, layout)
    else:
        groups = groups_of_unwrapped(lines, roles)
    evidence = Counter[str]()
    if any(roles[start] == "heading" and end - start > 1 for start, end in groups):
        evidence = bigrams(lines)
    result = []
    for start, end in groups:
        role = roles[start]
        texts = [line.text for line in lines[start:end]]
        text = join_headline(texts, evidence) if role == "heading" else join_prose(texts)
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
        text = join_prose(inner_lines(text))
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
