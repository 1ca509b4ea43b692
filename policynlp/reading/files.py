"""One file of any format to its documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from policynlp.documents import RawDocument
from policynlp.errors import FormatError, ReadError
from policynlp.reading.content import load
from policynlp.reading.decoding import decode
from policynlp.reading.discovery import format_of
from policynlp.reading.jsonl import read_jsonl


def read_file(path: str | Path) -> Iterator[RawDocument | ReadError]:
    """Read one file: one document, or many from JSON Lines and Parquet.

    What is wrong with a file or with one of its records is yielded in its place, not raised, so
    that one bad record loses no other and one loop handles both::

        for item in read_file("plans.jsonl"):
            if isinstance(item, ReadError):
                print("skipped:", item)
            else:
                use(item.text)

    Parameters
    ----------
    path : str or Path
        A file of a format in `FORMATS`, also gzipped.

    Yields
    ------
    RawDocument or ReadError

    Raises
    ------
    MissingExtraError
        If the format needs a package that is not installed.
    """
    try:
        file_format = format_of(path)
        if file_format == "jsonl":
            yield from read_jsonl(Path(path))
            return
        if file_format == "parquet":
            from policynlp.reading.parquet import read_parquet

            yield from read_parquet(Path(path))
            return
        data = load(Path(path))
        # The others are loaded when a file needs them: a folder of plain text is read sooner.
        if file_format == "docx":
            from policynlp.reading.docx import read_docx

            yield read_docx(data, str(path))
        elif file_format == "html":
            from policynlp.reading.html import read_html

            yield read_html(data, str(path))
        elif file_format == "pdf":
            from policynlp.reading.pdf import read_pdf

            yield read_pdf(data, str(path))
        else:
            yield _read_plain(data, str(path), file_format)
    except ReadError as error:
        yield error


def _read_plain(data: bytes, path: str, file_format: str) -> RawDocument:
    text, encoding = decode(data, path)
    if not text.strip():
        raise FormatError(path, "empty file")
    return RawDocument(path, file_format, text, encoding)
