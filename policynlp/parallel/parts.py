"""Stretches of the input that a worker of a cluster reads for itself, from shared storage."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from policynlp.documents import RawDocument
from policynlp.errors import MissingExtraError, ReadError
from policynlp.parallel.outcome import Item
from policynlp.reading import find_files, read_file, read_metadata
from policynlp.reading.discovery import RECORDS, format_of
from policynlp.reading.jsonl import encoding_of, records
from policynlp.streaming import Names, Skipped, Source

PART_BYTES = 8 << 20
"""Bytes of a JSON Lines file that one worker reads at a time."""
_FILES = 16


@dataclass(frozen=True, slots=True)
class Part:
    """Some files, or a stretch of a file of records.

    Parameters
    ----------
    id : str
        Its place in the input.
    items : tuple of Source or Skipped
        Files that hold one document each.
    path : str
        A file of records, else empty.
    start, stop : int
        Bytes of JSON Lines, from the beginning of a line to the end of one; row groups of Parquet.
        Both 0: the whole file.
    first : int
        Number of the first line or row.
    """

    id: str
    items: tuple[Item, ...] = ()
    path: str = ""
    start: int = 0
    stop: int = 0
    first: int = 1

    def read(self) -> Iterator[Item]:
        """What is to be read and cleaned, as `policynlp.streaming.sources` gives it."""
        yield from self.items
        if not self.path:
            return
        try:
            for item in self._records():
                if isinstance(item, ReadError):
                    yield Skipped.of(self.path, item)
                else:
                    yield Source(str(item.record), self.path, item)
        except (ReadError, MissingExtraError) as error:
            yield Skipped.of(self.path, error)

    def _records(self) -> Iterator[RawDocument | ReadError]:
        if not self.stop:
            yield from read_file(self.path)
            return
        if format_of(self.path) == "parquet":
            from policynlp.reading.parquet import read_parquet

            yield from read_parquet(Path(self.path), range(self.start, self.stop), self.first)
            return
        with Path(self.path).open("rb") as file:
            file.seek(self.start)
            lines = io.BytesIO(file.read(self.stop - self.start))
        for _, item in records(lines, self.path, first=self.first):
            yield item


def parts(
    paths: str | Path | Sequence[str | Path], *, metadata: str | Path | None = None
) -> Iterator[Part]:
    """The input in parts, in the order of `policynlp.streaming.sources`.

    JSON Lines files in UTF-8 are cut at line ends, Parquet into its row groups; a gzipped file is
    one part. Paths become absolute: workers have to see the same files under the same names.
    """
    given_paths = [paths] if isinstance(paths, (str, Path)) else paths
    found = find_files([os.path.abspath(path) for path in given_paths])
    given: dict[Path, Mapping[str, str]] = {}
    for table in found.tables if metadata is None else (metadata,):
        given.update(read_metadata(table, found.files))
    names = Names(found.files)
    waiting: list[Item] = [Skipped.of(error.path, error) for error in found.skipped]
    for path in found.files:
        records_here = format_of(path) in RECORDS
        if waiting and (records_here or len(waiting) >= _FILES):
            yield _of_files(waiting)
            waiting = []
        if records_here:
            yield from _of_rows(path) if format_of(path) == "parquet" else _of_lines(path)
        else:
            waiting.append(Source(names.id_of(path), str(path), None, given.get(path, {})))
    if waiting:
        yield _of_files(waiting)


def _of_files(items: Sequence[Item]) -> Part:
    return Part(f"{items[0].path} +{len(items) - 1}", tuple(items))


def _of_rows(path: Path) -> Iterator[Part]:
    from policynlp.reading.parquet import row_groups

    try:
        sizes = row_groups(path)
    except (ReadError, MissingExtraError):
        yield Part(f"{path}@0", path=str(path))  # its reader will tell
        return
    first = 1
    for group, size in enumerate(sizes):
        yield Part(f"{path}@{group}", (), str(path), group, group + 1, first)
        first += size


def _of_lines(path: Path) -> Iterator[Part]:
    whole = Part(f"{path}@0", path=str(path))
    try:
        encoding, _ = encoding_of(path)
    except ReadError:
        yield whole  # its reader will tell
        return
    if path.suffix.lower() == ".gz" or encoding != "utf-8":
        yield whole
        return
    line, start = 1, 0
    with path.open("rb") as file:
        while block := file.read(PART_BYTES):
            block += file.readline()
            stop = start + len(block)
            yield Part(f"{path}@{start}", (), str(path), start, stop, line)
            line += block.count(b"\n")
            start = stop
