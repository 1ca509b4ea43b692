"""Facts of documents: one row a figure, with its sentence and its place in the source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, overload

from policynlp.documents import Article, Document, Passage
from policynlp.figures.binding import Entity, bind
from policynlp.figures.layout import Layout
from policynlp.figures.metric import Metric
from policynlp.figures.view import table
from policynlp.grammar import find_dates, find_quantities

if TYPE_CHECKING:
    import pandas as pd

EntityFinder = Callable[[str], Iterable[Entity]]

_REACH = 240
"""Characters of a sentence kept on each side of its figure."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure in its document.

    Parameters
    ----------
    metric : Metric
        With offsets into the text of the passage.
    document, passage : str
        Ids.
    section : tuple of str
        Headings above the passage, outermost first.
    sentence : str
        The sentence, cut far from the figure if it is very long.
    sentence_start : int
        Where it begins in the text of the passage.
    source_start, source_end : int
        The figure in ``Document.raw``.
    """

    metric: Metric
    document: str
    passage: str
    section: tuple[str, ...]
    sentence: str
    sentence_start: int
    source_start: int
    source_end: int

    def to_dict(self) -> dict[str, Any]:
        """One flat row of plain values; offsets ``start`` and ``end`` are into the raw text."""
        values = self.metric.to_dict()
        first = self.metric.start - self.sentence_start
        last = self.metric.end - self.sentence_start
        for name in ("start", "end", "indicator_spans", "period_span", "scope_span"):
            del values[name]
        return {
            "document": self.document,
            "section": " > ".join(self.section),
            "passage": self.passage,
            "start": self.source_start,
            "end": self.source_end,
            "figure": self.sentence[first:last],
            **values,
            "sentence": self.sentence,
        }


class Facts(Sequence[Fact]):
    """Facts in reading order."""

    def __init__(self, rows: Iterable[Fact]) -> None:
        self._rows = tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, key: int) -> Fact: ...
    @overload
    def __getitem__(self, key: slice) -> Facts: ...
    def __getitem__(self, key: int | slice) -> Fact | Facts:
        return Facts(self._rows[key]) if isinstance(key, slice) else self._rows[key]

    def to_dicts(self) -> list[dict[str, Any]]:
        """One flat row a fact; see `Fact.to_dict`."""
        return [fact.to_dict() for fact in self._rows]

    def to_frame(self) -> pd.DataFrame:
        """One row a fact; `period_start` and `period_end` as ISO text."""
        import pandas as pd

        return pd.DataFrame(self.to_dicts())

    def _repr_html_(self) -> str:
        return table(self._rows)

    def __repr__(self) -> str:
        documents = len({fact.document for fact in self._rows})
        return f"<Facts: {len(self)} figures of {documents} documents>"


def facts(documents: Iterable[Document], *, entities: EntityFinder | None = None) -> Facts:
    """Facts of a corpus, or of some documents.

    Parameters
    ----------
    documents : Corpus, or iterable of Document
    entities : callable, optional
        Gives ``(start, end, label)`` of ``ORG``, ``POLICY`` and ``REPORT`` in a text, for a surer
        scope, actor and source.

    Returns
    -------
    Facts
        Of the passages that count (`Document.passages`), in reading order. A figure whose text
        names no actor has the document's issuer, if that is known.
    """
    return Facts(fact for document in documents for fact in _of_document(document, entities))


def _of_document(document: Document, entities: EntityFinder | None) -> Iterator[Fact]:
    written = _day(document.metadata.get("date"))
    issuer = str(document.metadata.get("issuer") or "")
    dates = {p.id: _article_day(a) for a in document.articles for p in a.passages}
    for passage in document.passages():
        anchor = dates.get(passage.id) or written
        yield from _of_passage(document, passage, anchor, issuer, entities)


def _of_passage(
    document: Document,
    passage: Passage,
    anchor: date | None,
    issuer: str,
    entities: EntityFinder | None,
) -> Iterator[Fact]:
    text = passage.text
    quantities = find_quantities(text)
    if not quantities:
        return
    known = entities(text) if entities else ()
    metrics = bind(
        text, quantities, entities=known, anchor_date=anchor, section=passage.section
    )  # fmt: skip
    layout = Layout(text, [(q.start, q.end) for q in quantities])
    ends = {clause.sentence: clause.end for clause in layout.clauses}
    for metric in metrics:
        clause = layout.clause(metric.start)
        first = max(clause.sentence_start, metric.start - _REACH)
        first += len(text[first : metric.start]) - len(text[first : metric.start].lstrip())
        last = min(ends[clause.sentence] + 1, metric.end + _REACH)
        source = passage.to_source(metric.start, metric.end)
        yield Fact(
            replace(metric, actor=metric.actor or issuer),
            document.id,
            passage.id,
            passage.section,
            text[first:last].rstrip(),
            first,
            *source,
        )


def _article_day(article: Article) -> date | None:
    return _day(article.date)


def _day(value: object) -> date | None:
    """The day that a date in the metadata means; the last one where it is a month or a year."""
    with suppress(ValueError):
        return date.fromisoformat(str(value))
    found = find_dates(str(value or ""))
    return found[0].last if found else None
