"""Bytes of a file, decompressed within a limit; text put together from blocks."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from policynlp.documents import Block, BlockKind
from policynlp.errors import FormatError, ReadError, UsageError

MAX_MIB = 128
"""MiB that one document may have: a few kilobytes of a compressed file can hold a terabyte."""
LIMIT_VARIABLE = "POLICYNLP_MAX_MIB"
"""Environment variable that sets another limit; worker processes inherit it."""


def size_limit() -> int:
    """Bytes that one document, unpacked, or one line of a JSON Lines file may have.

    Raises
    ------
    UsageError
        If the environment variable holds no number from 1.
    """
    given = os.environ.get(LIMIT_VARIABLE, str(MAX_MIB))
    if not (given.isascii() and given.isdigit() and int(given)):
        raise UsageError(f"{LIMIT_VARIABLE}={given!r}: expected a number of MiB from 1")
    return int(given) << 20


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file to read from, unpacked if its name ends in ``.gz``.

    Raises
    ------
    ReadError
        If it can't be opened or read.
    FormatError
        If it is a broken gzip file.
    """
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as stream:
            yield cast(BinaryIO, stream)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise FormatError(path, f"a broken gzip file ({error})") from error
    except OSError as error:
        raise ReadError(path, error.strerror or str(error)) from error


def load(path: Path) -> bytes:
    """All bytes of a file, unpacked if its name ends in ``.gz``.

    Raises
    ------
    ReadError
        If it can't be opened.
    FormatError
        If it is empty, broken, or larger than `size_limit`.
    """
    with opened(path) as stream:
        data = stream.read(size_limit() + 1)
    if len(data) > size_limit():
        raise too_large(path)
    if not data:
        raise FormatError(path, "empty file")
    return data


def too_large(path: str | Path, place: str = "") -> FormatError:
    """The error for a document that is, or unpacks to, too much."""
    problem = f"more than {size_limit() >> 20} MiB; {LIMIT_VARIABLE}=N or --max-mib N allows more"
    return FormatError(path, problem, place)


def join_blocks(parts: Iterable[tuple[str, BlockKind, int]]) -> tuple[str, tuple[Block, ...]]:
    """Text and blocks of ``(text, kind, level)`` parts, one line break between two."""
    texts: list[str] = []
    blocks: list[Block] = []
    start = 0
    for text, kind, level in parts:
        texts.append(text)
        blocks.append(Block(start, start + len(text), kind, level))
        start += len(text) + 1
    return "\n".join(texts), tuple(blocks)
