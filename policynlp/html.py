"""Escaping and marked spans: every notebook view and the report are made with these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup, escape

__all__ = ["Highlight", "Markup", "escape", "marked", "notebook_table"]

_CELL = Markup('<td style="text-align:left;vertical-align:top">{}</td>')
_HEAD = Markup('<th style="text-align:left">{}</th>')


@dataclass(frozen=True, slots=True)
class Highlight:
    """A span to be marked.

    Attributes
    ----------
    start, end : int
        Half-open offsets into the text.
    label : str
        Class of the mark; a name of the program, not of a document.
    title : str
        What a reader sees who points at it.
    data : mapping of str to str
        Further ``data-`` attributes.
    """

    start: int
    end: int
    label: str
    title: str = ""
    data: Mapping[str, str] | None = None


def marked(
    text: str, spans: Iterable[Highlight], colours: Mapping[str, str] | None = None
) -> Markup:
    """Text with spans marked; everything in it is escaped.

    Parameters
    ----------
    text : str
    spans : iterable of Highlight
        Cut to the text; where two overlap, the later one is on top.
    colours : mapping of str to str, optional
        Background of each label as a CSS colour, for a notebook, which has no style sheet.
    """
    spans = list(spans)
    top = [-1] * len(text)
    for number, span in enumerate(spans):
        start, end = (min(max(0, at), len(text)) for at in (span.start, span.end))
        if start < end:
            top[start:end] = [number] * (end - start)
    parts, at = [], 0
    for number, group in groupby(top):
        end = at + sum(1 for _ in group)
        piece = text[at:end]
        parts.append(escape(piece) if number < 0 else _mark(spans[number], piece, colours or {}))
        at = end
    return Markup("").join(parts)


def _mark(span: Highlight, text: str, colours: Mapping[str, str]) -> Markup:
    attributes = {"class": span.label, "title": span.title}
    attributes |= {f"data-{name}": value for name, value in (span.data or {}).items()}
    if span.label in colours:
        attributes["style"] = f"background:{colours[span.label]};color:#000"
    written = Markup("").join(
        Markup(' {}="{}"').format(name, value) for name, value in attributes.items() if value
    )
    return Markup("<mark{}>{}</mark>").format(written, text)


def notebook_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, before: str = "", after: str = ""
) -> Markup:
    """A table for a notebook, light on styles so that it fits its theme.

    Parameters
    ----------
    columns : sequence of str
    rows : iterable of sequence
        Cells; what is no `Markup` is escaped.
    before, after : str
        A line above and below.
    """
    head = Markup("").join(_HEAD.format(name) for name in columns)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(_CELL.format(cell) for cell in row))
        for row in rows
    )
    lines = [Markup("<p>{}</p>").format(line) if line else Markup("") for line in (before, after)]
    table = Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, body)
    return lines[0] + table + lines[1]
