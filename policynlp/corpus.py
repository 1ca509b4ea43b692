"""Reading and cleaning together: from paths to a corpus of documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from policynlp.cleaning import Cleaner
from policynlp.documents import Article, Document, Passage
from policynlp.html import notebook_table
from policynlp.spool import Spool
from policynlp.streaming import Skipped, stream

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Corpus", "Skipped", "read"]


class Corpus(Sequence[Document]):
    """Documents in a stable order, and the inputs that were skipped.

    Parameters
    ----------
    documents : sequence of Document
        With ids that differ. Those of a `Spool` stay in its file.
    skipped : sequence of Skipped

    Raises
    ------
    ValueError
        If two documents have the same id.
    """

    def __init__(self, documents: Sequence[Document], skipped: Sequence[Skipped] = ()) -> None:
        on_disk = isinstance(documents, Spool)
        self.documents: Sequence[Document] = documents if on_disk else tuple(documents)
        self.skipped = tuple(skipped)
        # Of documents on disk whoever read them has looked at the ids.
        if not on_disk and len(self._by_id) < len(self.documents):
            raise ValueError("two documents of a corpus have the same id")

    @cached_property
    def _by_id(self) -> dict[str, int]:
        return {document.id: number for number, document in enumerate(self.documents)}

    def __len__(self) -> int:
        return len(self.documents)

    @overload
    def __getitem__(self, key: int | str) -> Document: ...
    @overload
    def __getitem__(self, key: slice) -> Corpus: ...
    def __getitem__(self, key: int | str | slice) -> Document | Corpus:
        if isinstance(key, slice):
            return Corpus(self.documents[key], self.skipped)
        return self.documents[self._by_id[key] if isinstance(key, str) else key]

    def __iter__(self) -> Iterator[Document]:
        return iter(self.documents)

    def articles(self) -> Iterator[Article]:
        """Articles of all documents, in order."""
        for document in self.documents:
            yield from document.articles

    def passages(self, *, every: bool = False) -> Iterator[Passage]:
        """Passages of all documents; see `Document.passages`."""
        for document in self.documents:
            yield from document.passages(every=every)

    def to_frame(self) -> pd.DataFrame:
        """One row a document: id, path, format, encoding, counts, and all metadata."""
        import pandas as pd

        return pd.DataFrame([_row(document) for document in self.documents])

    def _repr_html_(self) -> str:
        rows = [
            (d.id, d.title or "", len(d.articles), sum(1 for _ in d.passages())) for d in self[:50]
        ]
        more = f"… and {len(self) - len(rows)} more" if len(self) > len(rows) else ""
        columns = ("id", "title", "articles", "passages")
        return notebook_table(columns, rows, before=repr(self)[1:-1], after=more)

    def __repr__(self) -> str:
        skipped = f", {len(self.skipped)} skipped" if self.skipped else ""
        return f"<Corpus of {len(self)} documents{skipped}>"


def _row(document: Document) -> dict[str, Any]:
    passages = list(document.passages())
    return {
        **{k: v for k, v in document.metadata.items() if isinstance(v, str | int | float | bool)},
        "id": document.id,
        "title": document.title,
        "path": document.path,
        "format": document.format,
        "encoding": document.encoding,
        "articles": len(document.articles),
        "passages": len(passages),
        "characters": sum(len(p.text) for p in passages),
    }


def read(
    paths: str | Path | Sequence[str | Path],
    *,
    metadata: str | Path | None = None,
    cleaner: Cleaner | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> Corpus:
    """Read and clean documents.

    Parameters
    ----------
    paths : path, or sequence of paths
        Files (txt, md, html, docx, pdf, jsonl, parquet; also gzipped), directories (read
        recursively, in order of their names) and glob patterns.
    metadata : path, optional
        A CSV file with a column ``file`` and any others. Default: each ``metadata.csv`` beside
        the files.
    cleaner : Cleaner, optional
        Layout repair; default: all steps.
    progress : callable, optional
        Called before each file with its number from 0, the number of files, and its path.

    Returns
    -------
    Corpus
        With everything that could be read; `Corpus.skipped` says what could not, and why.

    Raises
    ------
    ReadError
        If a path does not exist, or the metadata file has a mistake in it.
    """
    documents: list[Document] = []
    skipped: list[Skipped] = []
    for item in stream(paths, metadata=metadata, cleaner=cleaner, progress=progress):
        if isinstance(item, Document):
            documents.append(item)
        else:
            skipped.append(item)
    return Corpus(documents, skipped)
