"""JSON Lines: one document a line, with ``text``, ``id`` and any further fields, as a stream."""

from __future__ import annotations

import io
import json
import re
import zlib
from collections.abc import Iterator
from gzip import BadGzipFile
from pathlib import Path
from typing import BinaryIO, cast

from policynlp.documents import RawDocument
from policynlp.errors import EncodingError, FormatError, ReadError
from policynlp.folding import well_formed
from policynlp.reading.content import opened, size_limit, too_large
from policynlp.reading.decoding import decode
from policynlp.seen import Seen

_SURROGATE = re.compile("[\ud800-\udfff]")
_HEAD = 1 << 20
"""Bytes from which the encoding of a file is told."""
_MOST_BLANK = 1_000_000
"""Blank lines on end: a small gzip file can hold a billion of them."""


def read_jsonl(path: Path) -> Iterator[RawDocument | ReadError]:
    """Documents of a JSON Lines file, one at a time, and in the place of each bad line its error.

    A line without ``id`` takes its line number for one; all other fields become metadata. The text
    of a record may be empty.

    Raises
    ------
    ReadError
        If the file can't be opened, is no text, or breaks off.
    """
    encoding, codec = encoding_of(path)
    seen = Seen()
    empty = True
    with opened(path) as stream:
        for number, item in records(stream, str(path), encoding, codec):
            empty = False
            first = None if isinstance(item, ReadError) else seen.add(item.path, number)
            if first is None:
                yield item
            else:
                yield FormatError(path, f"the id of line {first} again", f"line {number}")
    if empty:
        yield FormatError(path, "empty file")


def records(
    stream: BinaryIO, path: str, encoding: str = "utf-8", codec: str = "utf-8", first: int = 1
) -> Iterator[tuple[int, RawDocument | ReadError]]:
    """Records of a stream with the numbers of their lines; that of the first line is ``first``."""
    # JSON is UTF-8 by its standard: only the lines with foreign bytes are lost.
    lines = io.TextIOWrapper(stream, codec, "surrogateescape", newline="\n")
    try:
        yield from _records(lines, path, encoding, first)
    finally:
        lines.detach()  # the stream is its opener's to close


def _records(
    lines: io.TextIOWrapper, path: str, encoding: str, number: int
) -> Iterator[tuple[int, RawDocument | ReadError]]:
    limit = size_limit()
    blank = 0
    while line := lines.readline(limit + 1):
        if len(line) > limit:
            _skip_line(lines)
            yield number, too_large(path, f"line {number}")
        elif line.strip():
            blank = 0
            try:
                yield number, _read_record(line, number, encoding, path)
            except ReadError as error:
                yield number, error
        else:
            blank += 1
            if blank > _MOST_BLANK:
                problem = f"{_MOST_BLANK:,} blank lines on end"
                yield number, FormatError(path, problem, f"line {number}")
                return
        number += 1


def encoding_of(path: Path) -> tuple[str, str]:
    """Name of a file's encoding, and the codec that reads it with or without byte order mark.

    Raises
    ------
    ReadError
        If the file can't be opened, or is no text.
    """
    with opened(path) as stream:
        head = _head(stream)
    if b"\0" in head and head.endswith(b"\n"):
        head = head[: len(head) & ~1]  # UTF-16, cut after a line break's first byte
    try:
        _, encoding = decode(head, path)
    except EncodingError:
        return "utf-8", "utf-8"
    if encoding == "utf-16" and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return encoding, "utf-16-be" if head[0] == 0 else "utf-16-le"
    return encoding, encoding


def _head(stream: BinaryIO) -> bytes:
    """The first megabyte, in whole lines; of a gzip file that breaks off before, what there is."""
    head = bytearray()
    try:
        read = cast(io.BufferedIOBase, stream).read1
        while len(head) < _HEAD and (part := read(_HEAD - len(head))):
            head += part
        if len(head) >= _HEAD and not head.endswith(b"\n"):
            head += stream.readline(size_limit())
    except (EOFError, BadGzipFile, zlib.error):  # told when the records are read
        del head[head.rfind(b"\n") + 1 :]
    return bytes(head)


def _skip_line(lines: io.TextIOWrapper) -> None:
    while (part := lines.readline(_HEAD)) and not part.endswith("\n"):
        pass


def _read_record(line: str, number: int, encoding: str, path: str) -> RawDocument:
    place = f"line {number}"
    if _SURROGATE.search(line):
        raise EncodingError(path, "bytes that are not UTF-8", place)
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FormatError(path, f"not JSON: {error}", place) from None
    if not isinstance(record, dict):
        raise FormatError(path, 'expected an object such as {"id": …, "text": …}', place)
    text, identity = record.pop("text", None), record.pop("id", number)
    if not isinstance(text, str):
        raise FormatError(path, 'no field "text" with a string in it', place)
    if isinstance(identity, bool) or not isinstance(identity, (str, int)):
        raise FormatError(path, 'the field "id" must be a string or an integer', place)
    name = f"{path}#{identity}"
    if _SURROGATE.search(name):
        raise EncodingError(path, r"half of a surrogate pair (\ud800 to \udfff)", place)
    # One character for another: offsets stay those of the record.
    return RawDocument(name, "jsonl", well_formed(text), encoding, metadata=record, record=identity)
