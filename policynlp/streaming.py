"""Documents one after the other, however many: what is to be read, then the reading of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from policynlp.cleaning import Cleaner
from policynlp.description import describe
from policynlp.documents import Document, RawDocument
from policynlp.errors import MissingExtraError, ReadError, UnsupportedFormatError
from policynlp.reading import find_files, read_file, read_metadata
from policynlp.reading.discovery import RECORDS, format_of
from policynlp.seen import Seen
from policynlp.spool import unpack

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be read, and why. ``failed`` is False where nothing was wrong with
    it (a format that has to be converted first, a file that is no document).
    """

    path: str
    reason: str
    failed: bool = True

    @classmethod
    def of(cls, path: str | Path, error: Exception) -> Skipped:
        """What an error says of a file; the file's name is left out of the reason."""
        reason = str(error)
        if isinstance(error, ReadError):
            reason = f"{error.place}: {error.problem}" if error.place else error.problem
        return cls(str(path), reason, not isinstance(error, UnsupportedFormatError))


@dataclass(frozen=True, slots=True)
class Source:
    """A document that is still to be read and cleaned, maybe in another process.

    Parameters
    ----------
    id : str
        Of the document to be; unique among the sources of one call.
    path : str
        Its file.
    raw : RawDocument, optional
        The record, where the file holds many documents.
    given : mapping
        Its row of the metadata table.
    """

    id: str
    path: str
    raw: RawDocument | None = None
    given: Mapping[str, str] = field(default_factory=dict)

    def document(self, cleaner: Cleaner) -> Document:
        """Read and clean it; a record without text is a document without passages.

        Raises
        ------
        ReadError
            If the file can't be read.
        MissingExtraError
            If its format needs a package that is not installed.
        """
        return _described(cleaner(self.text(), self.id), self.given)

    def text(self) -> RawDocument:
        """Read it, and leave the text as it is; errors as in `document`."""
        if self.raw is not None:
            return self.raw
        (item,) = read_file(self.path)
        if isinstance(item, ReadError):
            raise item
        return item


@dataclass(frozen=True, slots=True)
class Cleaned(Source):
    """A document that was read and cleaned before; ``packed`` by `policynlp.spool.pack`."""

    packed: bytes = b""

    def document(self, cleaner: Cleaner) -> Document:
        """The document as it was made then."""
        return unpack(self.packed)


def sources(
    paths: str | Path | Sequence[str | Path],
    *,
    metadata: str | Path | None = None,
    progress: Progress | None = None,
) -> Iterator[Source | Skipped]:
    """What is to be read, in a stable order; of records only one is in memory at a time.

    The names of the files are held, about 0.5 kB each; see `policynlp.read` for the parameters.

    Raises
    ------
    ReadError
        If a path does not exist, or the metadata file has a mistake in it.
    """
    found = find_files(paths)
    given: dict[Path, Mapping[str, str]] = {}
    for table in found.tables if metadata is None else (metadata,):
        given.update(read_metadata(table, found.files))
    return _sources(found.files, found.skipped, given, progress)


def _sources(
    files: Sequence[Path],
    skipped: Sequence[ReadError],
    given: Mapping[Path, Mapping[str, str]],
    progress: Progress | None,
) -> Iterator[Source | Skipped]:
    for error in skipped:
        yield Skipped.of(error.path, error)
    names = Names(files)
    for number, path in enumerate(files):
        if progress:
            progress(number, len(files), str(path))
        of_file = given.get(path, {})
        if format_of(path) not in RECORDS:
            yield Source(names.id_of(path), str(path), None, of_file)
            continue
        try:
            for record in read_file(path):
                if isinstance(record, ReadError):
                    yield Skipped.of(path, record)
                else:
                    yield Source(names.id_of(path, str(record.record)), str(path), record, of_file)
        except MissingExtraError as error:
            yield Skipped.of(path, error)


def stream(
    paths: str | Path | Sequence[str | Path],
    *,
    metadata: str | Path | None = None,
    cleaner: Cleaner | None = None,
    progress: Progress | None = None,
) -> Iterator[Document | Skipped]:
    """Read and clean documents one after the other; memory does not grow with their number.

    Parameters
    ----------
    paths, metadata, cleaner, progress
        As in `policynlp.read`.

    Yields
    ------
    Document or Skipped
        Each document, and in its place what could not be read, and why.

    Raises
    ------
    ReadError
        If a path does not exist, or the metadata file has a mistake in it.

    Examples
    --------
    >>> for item in policynlp.stream("laws.jsonl.gz"):          # doctest: +SKIP
    ...     if isinstance(item, policynlp.Document):
    ...         print(item.id, item.title)
    """
    cleaner = cleaner or Cleaner()
    return _read(sources(paths, metadata=metadata, progress=progress), cleaner)


def _read(found: Iterator[Source | Skipped], cleaner: Cleaner) -> Iterator[Document | Skipped]:
    for source in found:
        if isinstance(source, Skipped):
            yield source
            continue
        try:
            yield source.document(cleaner)
        except (ReadError, MissingExtraError) as error:  # the others can still be read
            yield Skipped.of(source.path, error)


class Names:
    """Ids of documents: a record's own, or the file's name without suffixes, while unique."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._stems = Counter(map(_stem, files))
        self._taken = Seen()

    def id_of(self, path: Path, record: str = "") -> str:
        """Id of a file, or of one of its records."""
        stem = _stem(path)
        base = record or (stem if self._stems[stem] == 1 else path.as_posix())
        candidate, n = base, 2
        while self._taken.add(candidate) is not None:
            candidate, n = f"{base}~{n}", n + 1
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
