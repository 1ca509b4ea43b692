"""Documents in a temporary file, for collections whose texts are more than memory should hold."""

from __future__ import annotations

import json
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from policynlp.aligned import AlignedText
from policynlp.documents import Article, Document, Passage

_IN_MEMORY = 4 << 20
"""Bytes that stay in memory, and are not unpacked twice: a few documents need no file."""


class Spool(Sequence[Document]):
    """Documents in the order that they were added; 8 bytes of memory each.

    Reads give a document equal to the one that was packed, made anew each time.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (lives with self)
        self._ends = array("q", [0])
        self._unpacked: dict[int, Document] = {}

    def add(self, packed: bytes) -> None:
        """Take a document as `pack` gave it."""
        self._file.seek(self._ends[-1])
        self._file.write(packed)
        self._ends.append(self._ends[-1] + len(packed))

    def packed(self, number: int) -> bytes:
        """A document as it was added."""
        self._file.seek(self._ends[number])
        return self._file.read(self._ends[number + 1] - self._ends[number])

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, key: int) -> Document: ...
    @overload
    def __getitem__(self, key: slice) -> list[Document]: ...
    def __getitem__(self, key: int | slice) -> Document | list[Document]:
        if isinstance(key, slice):
            return [self[number] for number in range(*key.indices(len(self)))]
        number = range(len(self))[key]
        if self._ends[-1] > _IN_MEMORY:
            self._unpacked.clear()
            return unpack(self.packed(number))
        if number not in self._unpacked:
            self._unpacked[number] = unpack(self.packed(number))
        return self._unpacked[number]

    def __iter__(self) -> Iterator[Document]:
        return (self[number] for number in range(len(self)))

    def __del__(self) -> None:
        self._file.close()


def pack(document: Document) -> bytes:
    """A document as a line of JSON."""
    values = {
        "id": document.id,
        "path": document.path,
        "raw": document.raw,
        "format": document.format,
        "encoding": document.encoding,
        "metadata": dict(document.metadata),
        "metadata_origin": dict(document.metadata_origin),
        "articles": [
            [a.id, a.title, a.source, a.author, a.date, list(map(_packed, a.passages))]
            for a in document.articles
        ],
        "marginalia": list(map(_packed, document.marginalia)),
    }
    line = json.dumps(values, ensure_ascii=False, default=str) + "\n"
    # Names of files may hold bytes that are no UTF-8, as lone surrogates.
    return line.encode("utf-8", "surrogatepass")


def unpack(line: bytes) -> Document:
    """The document that `pack` was given."""
    values = json.loads(line.decode("utf-8", "surrogatepass"))
    articles = tuple(map(_article, values.pop("articles")))
    marginalia = tuple(map(_passage, values.pop("marginalia")))
    return Document(**values, articles=articles, marginalia=marginalia)


def _article(values: list[Any]) -> Article:
    name, title, source, author, date, passages = values
    return Article(name, title, source, author, date, tuple(map(_passage, passages)))


def _packed(passage: Passage) -> list[Any]:
    origin = passage.aligned.origin
    # Most characters follow the one before: the runs are few.
    first = np.flatnonzero(np.diff(origin, prepend=-2) != 1)
    lengths = np.diff(first, append=len(origin))
    runs = [origin[first].tolist(), lengths.tolist()]
    return [passage.id, passage.text, runs, passage.kind, passage.section, passage.repeats]


def _passage(values: list[Any]) -> Passage:
    name, text, (starts, lengths), kind, section, repeats = values
    return Passage(name, AlignedText(text, _joined(starts, lengths)), kind, tuple(section), repeats)


def _joined(starts: list[int], lengths: list[int]) -> npt.NDArray[np.int64]:
    if len(starts) == 1:
        return np.arange(starts[0], starts[0] + lengths[0], dtype=np.int64)
    counts = np.array(lengths, dtype=np.int64)
    shifts = np.array(starts, dtype=np.int64) - (np.cumsum(counts) - counts)
    origin: npt.NDArray[np.int64] = np.arange(counts.sum()) + np.repeat(shifts, counts)
    return origin
