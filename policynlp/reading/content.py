"""Bytes of a file, decompressed within a limit; text put together from blocks."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable
from pathlib import Path

from policynlp.documents import Block, BlockKind
from policynlp.errors import FormatError, ReadError

MAX_DECOMPRESSED = 1 << 30
"""Bytes that a compressed file may unpack to: a few kilobytes can hold a terabyte."""


def load(path: Path) -> bytes:
    """All bytes of a file, unpacked if its name ends in ``.gz``.

    Raises
    ------
    ReadError
        If it can't be opened.
    FormatError
        If it is empty, broken, or unpacks to more than `MAX_DECOMPRESSED`.
    """
    try:
        if path.suffix.lower() == ".gz":
            with gzip.open(path) as stream:
                data = stream.read(MAX_DECOMPRESSED + 1)
        else:
            data = path.read_bytes()
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise FormatError(path, f"a broken gzip file ({error})") from error
    except OSError as error:
        raise ReadError(path, error.strerror or str(error)) from error
    if len(data) > MAX_DECOMPRESSED and path.suffix.lower() == ".gz":
        raise too_large(path)
    if not data:
        raise FormatError(path, "empty file")
    return data


def too_large(path: str | Path) -> FormatError:
    """The error for a container that unpacks to too much."""
    return FormatError(path, f"unpacks to more than {MAX_DECOMPRESSED >> 20} MiB")


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
