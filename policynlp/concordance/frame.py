"""Concordance lines as a data frame, which a notebook shows with its keywords under each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING

import pandas as pd

from policynlp.concordance.lines import WIDTH, By, Line, iter_lines
from policynlp.documents import Document
from policynlp.html import Markup

if TYPE_CHECKING:
    from spacy.language import Language

SHOWN = 200
"""Rows of the notebook view."""
_COLUMNS = {field.name: "int64" if field.type == "int" else "str" for field in fields(Line)}
_SIDES = {"left": "right", "keyword": "center"}
_CELL = Markup('<td style="text-align:{}">{}</td>')
_HEAD = Markup('<th style="text-align:{}">{}</th>')


class Concordance(pd.DataFrame):
    """Concordance lines: a `pandas.DataFrame` with one row an occurrence, in reading order.

    Columns are those of `Line`: ``left``, ``keyword``, ``right``, ``document``, ``section``,
    ``passage``, and ``start`` and ``end``, offsets into ``Document.raw``. Rows and columns that are
    selected from it are a concordance too.
    """

    @property
    def _constructor(self) -> type[Concordance]:
        return Concordance

    def to_frame(self) -> pd.DataFrame:
        """The same rows as a plain data frame, with pandas' own view."""
        return pd.DataFrame(self)

    def _repr_html_(self) -> str | None:
        """Rows whose keywords stand under each other; pandas' view without these columns."""
        if not {"left", "keyword", "right"} <= set(self.columns):
            return pd.DataFrame(self)._repr_html_()  # type: ignore[operator, no-any-return]
        names = ["", *map(str, self.columns)]
        sides = [_SIDES.get(name, "left") for name in names]
        marked = names.index("keyword")
        body = []
        for row in self.head(SHOWN).itertuples(name=None):
            cells = list(row)
            cells[marked] = Markup("<mark>{}</mark>").format(cells[marked])
            body.append(_row(_CELL, sides, cells))
        head = _row(_HEAD, sides, names)
        table = Markup("<table><thead>{}</thead><tbody>{}</tbody></table>")
        count = f"{len(self)} lines" + (f", the first {SHOWN} shown" if len(self) > SHOWN else "")
        return table.format(head, Markup("").join(body)) + Markup("<p>{}</p>").format(count)


def _row(cell: Markup, sides: Iterable[str], values: Iterable[object]) -> Markup:
    cells = (cell.format(side, value) for side, value in zip(sides, values, strict=True))
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


def kwic(
    documents: Iterable[Document],
    pattern: str,
    *,
    by: By = "text",
    width: int = WIDTH,
    nlp: Language | None = None,
) -> Concordance:
    """Concordance lines (keyword in context) of a corpus, or of some documents.

    Parameters
    ----------
    documents : Corpus, or iterable of Document
    pattern : str
        What to look for.
    by : {"text", "regex", "label", "canonical"}
        ``text``: these characters, also in traditional or full-width form. ``regex``: a regular
        expression in the syntax of RE2 (no look-around, no references back: any pattern takes
        linear time), on each passage by itself. ``label``: every
        ``ORG``, ``POLICY``, ``REPORT`` or ``METRIC``. ``canonical``: every name that stands for
        this one, short forms included.
    width : int
        Characters of context on each side.
    nlp : Language, optional
        Finds the names for ``label`` and ``canonical``; default: the shipped pipeline.

    Returns
    -------
    Concordance
        A `pandas.DataFrame`, one row for each occurrence in the passages that count
        (`Document.passages`), in reading order; they don't overlap, and an empty match is none.

    Raises
    ------
    UsageError
        If the pattern is empty, no label, or no regular expression, or too large a one.
    """
    columns: dict[str, list[object]] = {name: [] for name in _COLUMNS}
    filled = list(columns.items())
    for line in iter_lines(documents, pattern, by=by, width=width, nlp=nlp):
        for name, values in filled:
            values.append(getattr(line, name))
    return Concordance(columns).astype(_COLUMNS)
