"""Reading and cleaning together: from paths to a corpus of documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from policynlp.cleaning import Cleaner
from policynlp.description import describe
from policynlp.documents import Article, Document, Passage, RawDocument
from policynlp.errors import MissingExtraError, ReadError, UnsupportedFormatError
from policynlp.reading import find_files, read_file, read_metadata

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be read, and why. ``failed`` is False where nothing was wrong with
    it (a format that has to be converted first, a file that is no document).
    """

    path: str
    reason: str
    failed: bool = True


class Corpus(Sequence[Document]):
    """Documents in a stable order, and the inputs that were skipped.

    Parameters
    ----------
    documents : sequence of Document
        With ids that differ.
    skipped : sequence of Skipped

    Raises
    ------
    ValueError
        If two documents have the same id.
    """

    def __init__(self, documents: Sequence[Document], skipped: Sequence[Skipped] = ()) -> None:
        self.documents = tuple(documents)
        self.skipped = tuple(skipped)
        self._by_id = {document.id: document for document in self.documents}
        if len(self._by_id) < len(self.documents):
            raise ValueError("two documents of a corpus have the same id")

    def __len__(self) -> int:
        return len(self.documents)

    @overload
    def __getitem__(self, key: int | str) -> Document: ...
    @overload
    def __getitem__(self, key: slice) -> Corpus: ...
    def __getitem__(self, key: int | str | slice) -> Document | Corpus:
        if isinstance(key, slice):
            return Corpus(self.documents[key], self.skipped)
        return self._by_id[key] if isinstance(key, str) else self.documents[key]

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
        Files (txt, md, html, docx, pdf, jsonl, also gzipped), directories (read recursively, in
        order of their names) and glob patterns.
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
    cleaner = cleaner or Cleaner()
    found = find_files(paths)
    skipped = [
        Skipped(str(e.path), e.problem, failed=not isinstance(e, UnsupportedFormatError))
        for e in found.skipped
    ]
    given: dict[Path, Mapping[str, str]] = {}
    for table in found.tables if metadata is None else (metadata,):
        given.update(read_metadata(table, found.files))
    names = _Names(found.files)
    documents: list[Document] = []
    for number, path in enumerate(found.files):
        if progress:
            progress(number, len(found.files), str(path))
        for raw in _read_or_error(path):
            if isinstance(raw, RawDocument):
                document = cleaner(raw, names.id_of(path, raw.path))
                documents.append(_described(document, given.get(path, {})))
            else:
                skipped.append(Skipped(str(path), _reason(raw)))
    return Corpus(documents, skipped)


def _read_or_error(path: Path) -> Iterator[RawDocument | ReadError | MissingExtraError]:
    try:
        yield from read_file(path)
    except MissingExtraError as error:
        yield error  # the other files of a folder can still be read


def _reason(error: ReadError | MissingExtraError) -> str:
    if isinstance(error, MissingExtraError):
        return str(error)
    return f"{error.place}: {error.problem}" if error.place else error.problem


class _Names:
    """Ids of documents: the file's name without its suffixes, as long as that is unique."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._stems: dict[str, int] = {}
        for path in files:
            self._stems[_stem(path)] = self._stems.get(_stem(path), 0) + 1
        self._taken: set[str] = set()

    def id_of(self, path: Path, source: str) -> str:
        """Id for what was read from `source`, which may be ``path#record``."""
        _, _, record = source.removeprefix(str(path)).partition("#")
        name = _stem(path) if self._stems[_stem(path)] == 1 else path.as_posix()
        base = record or name
        candidate, n = base, 2
        while candidate in self._taken:
            candidate, n = f"{base}~{n}", n + 1
        self._taken.add(candidate)
        return candidate


def _stem(path: Path) -> str:
    name = path.name.removesuffix(".gz")
    return name.rsplit(".", 1)[0] or name


def _described(document: Document, given: Mapping[str, str]) -> Document:
    """The document with its metadata: given ones first, then the file's own, then read ones."""
    values: dict[str, Any] = {}
    origin: dict[str, str] = {}
    for key, found in describe(document.raw, document.path).items():
        values[key], origin[key] = found.value, found.where
    values |= document.metadata
    origin |= document.metadata_origin
    values |= given
    origin |= dict.fromkeys(given, "metadata table")
    return replace(document, metadata=values, metadata_origin=origin)
