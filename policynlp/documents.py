"""Documents, articles and passages: frozen values that know where each character came from.

The chain is ``Document`` (one file or one record) → ``Article`` → ``Passage``. A passage's text is
repaired text; ``Passage.to_source`` leads from it back to the characters of ``Document.raw``.
No input or output happens here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from policynlp.aligned import AlignedText
from policynlp.html import notebook_table

if TYPE_CHECKING:
    import pandas as pd

BlockKind = Literal["paragraph", "heading", "table", "caption"]

PassageKind = Literal["body", "teaser", "caption", "furniture", "table"]
"""``body`` is the text itself; the rest is marked, and left out of topics unless asked for."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of raw text whose nature the file format itself tells (docx, html, pdf).

    Offsets are code points into ``RawDocument.text``, half-open. ``level`` is 1..6 for headings
    and 0 for everything else.
    """

    start: int
    end: int
    kind: BlockKind = "paragraph"
    level: int = 0


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader hands on: decoded text, and how it was decoded.

    Parameters
    ----------
    path : str
        The file as the user named it; records of JSON Lines and Parquet end in ``#`` and their id.
    format : str
        ``txt``, ``md``, ``html``, ``docx``, ``pdf``, ``jsonl`` or ``parquet``.
    text : str
        All text of the file, in reading order, before any repair.
    encoding : str or None
        Encoding that the bytes were decoded with; None where the format fixes it.
    blocks : tuple of Block or None
        In order, without overlap. None where the format has no structure of its own (txt, md).
    metadata : mapping
        Further fields that the file itself carries.
    record : str, int or None
        Id of a record, as its file gives it; its line number where it gives none.
    """

    path: str
    format: str
    text: str
    encoding: str | None = None
    blocks: tuple[Block, ...] | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    record: str | int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One idea of a document, in repaired text.

    Attributes
    ----------
    id : str
        ``"<document id>-<number>"``, unique in a corpus.
    aligned : AlignedText
        The text and where each of its characters stands in ``Document.raw``.
    kind : {"body", "teaser", "caption", "furniture", "table"}
        Everything but ``body`` is left out of topics by default.
    section : tuple of str
        The headings above the passage, outermost first.
    repeats : str or None
        Id of the passage of the same document that says the same at greater length.
    """

    id: str
    aligned: AlignedText
    kind: PassageKind = "body"
    section: tuple[str, ...] = ()
    repeats: str | None = None

    @property
    def text(self) -> str:
        """The repaired text."""
        return self.aligned.text

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Span in ``Document.raw`` of the characters ``text[start:end]``; see `AlignedText`."""
        return self.aligned.to_source(start, end)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, with the passage's own span in the raw text."""
        start, end = self.to_source(0, len(self.text))
        return {
            "id": self.id,
            "kind": self.kind,
            "section": list(self.section),
            "start": start,
            "end": end,
            "text": self.text,
            "repeats": self.repeats,
        }

    def __repr__(self) -> str:
        mark = "" if self.kind == "body" else f" {self.kind}"
        return f"<Passage {self.id}{mark}: {self.text[:24]}{'…' if len(self.text) > 24 else ''}>"


@dataclass(frozen=True, slots=True, eq=False)
class Article:
    """One article of a document; a file can hold several (a newspaper page, a press review).

    Attributes
    ----------
    title, source, author, date : str or None
        As the text has them.
    passages : tuple of Passage
        In reading order.
    """

    id: str
    title: str | None = None
    source: str | None = None
    author: str | None = None
    date: str | None = None
    passages: tuple[Passage, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values, passages included."""
        return {
            "id": self.id,
            "title": self.title,
            "source": self.source,
            "author": self.author,
            "date": self.date,
            "passages": [passage.to_dict() for passage in self.passages],
        }

    def __repr__(self) -> str:
        return f"<Article {self.id} {self.title or '(no title)'}: {len(self.passages)} passages>"


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One file, or one record of a file, read and cleaned.

    Attributes
    ----------
    id : str
        Name of the file without its suffix, or the record's id; unique in a corpus.
    path : str
        The file as the user named it.
    raw : str
        The decoded text before any repair; all source offsets point into it.
    format, encoding : str, str or None
        How the file was read.
    metadata : mapping
        What ``metadata.csv``, the file itself, or head and tail of the text tell.
    metadata_origin : mapping
        For each key of `metadata` where it was found: ``metadata table``, ``file``, ``head``,
        ``tail`` or ``file name``.
    articles : tuple of Article
        In reading order.
    marginalia : tuple of Passage
        Teasers of other articles, photo captions and site furniture that belong to no article.
    """

    id: str
    path: str
    raw: str
    format: str = "txt"
    encoding: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    metadata_origin: Mapping[str, str] = field(default_factory=dict)
    articles: tuple[Article, ...] = ()
    marginalia: tuple[Passage, ...] = ()

    @property
    def title(self) -> str | None:
        """Title in the metadata, else of the only article."""
        given = self.metadata.get("title")
        if given:
            return str(given)
        return self.articles[0].title if len(self.articles) == 1 else None

    def passages(self, *, every: bool = False) -> Iterator[Passage]:
        """Passages that count: bodies, each idea once.

        Parameters
        ----------
        every : bool
            Give all others too: marked ones, repeated ones, marginalia.
        """
        for article in self.articles:
            for passage in article.passages:
                if every or (passage.kind == "body" and passage.repeats is None):
                    yield passage
        if every:
            yield from self.marginalia

    def to_dict(self) -> dict[str, Any]:
        """Plain values, articles and passages included, the raw text left out."""
        return {
            "id": self.id,
            "path": self.path,
            "format": self.format,
            "encoding": self.encoding,
            "metadata": dict(self.metadata),
            "metadata_origin": dict(self.metadata_origin),
            "articles": [article.to_dict() for article in self.articles],
            "marginalia": [passage.to_dict() for passage in self.marginalia],
        }

    def to_frame(self) -> pd.DataFrame:
        """One row a passage that counts: article, and what `Passage.to_dict` gives."""
        import pandas as pd

        counting = {passage.id for passage in self.passages()}
        return pd.DataFrame(
            {"article": article.title, **passage.to_dict()}
            for article in self.articles
            for passage in article.passages
            if passage.id in counting
        )

    def _repr_html_(self) -> str:
        rows = [
            (article.title or "", article.date or "", len(article.passages), _beginning(article))
            for article in self.articles
        ]
        head = f"{self.title or self.id} · {self.path}"
        return notebook_table(("article", "date", "passages", "begins"), rows, before=head)

    def __repr__(self) -> str:
        count = sum(1 for _ in self.passages())
        return f"<Document {self.id}: {len(self.articles)} articles, {count} passages>"


def _beginning(article: Article) -> str:
    text = article.passages[0].text if article.passages else ""
    return text if len(text) <= 60 else f"{text[:60]}…"
