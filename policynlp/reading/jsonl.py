"""JSON Lines: one document a line, with ``text``, ``id`` and any further fields."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator

from policynlp.documents import RawDocument
from policynlp.errors import EncodingError, FormatError, ReadError
from policynlp.reading.decoding import decode

_SURROGATE = re.compile("[\ud800-\udfff]")


def read_jsonl(data: bytes, path: str) -> Iterator[RawDocument | ReadError]:
    """Documents of a JSON Lines file, and in the place of each bad line its error.

    A line without ``id`` takes its line number for one; all other fields become metadata.
    """
    try:
        text, encoding = decode(data, path)
    except EncodingError:
        # JSON is UTF-8 by its standard: only the lines with foreign bytes are lost.
        text, encoding = data.decode("utf-8", "surrogateescape"), "utf-8"
    seen: dict[str, int] = {}
    for number, line in enumerate(io.StringIO(text, newline="\n"), start=1):
        if not line.strip():
            continue
        try:
            document = _read_record(line, number, encoding, path)
            first = seen.setdefault(document.path, number)
            if first != number:
                raise FormatError(path, f"the id of line {first} again", f"line {number}")
        except ReadError as error:
            yield error
        else:
            yield document
    if not text.strip():
        yield FormatError(path, "empty file")


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
    if not text.strip():
        raise FormatError(path, 'the field "text" is empty', place)
    if isinstance(identity, bool) or not isinstance(identity, (str, int)):
        raise FormatError(path, 'the field "id" must be a string or an integer', place)
    name = f"{path}#{identity}"
    if _SURROGATE.search(text + name):
        raise EncodingError(path, r"half of a surrogate pair (\ud800 to \udfff)", place)
    return RawDocument(name, "jsonl", text, encoding, metadata=record)
