"""What became of one document, and the work on a handful of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policynlp.documents import Document
from policynlp.errors import MissingExtraError, ReadError
from policynlp.streaming import Cleaned, Skipped, Source

Lines = Callable[[Sequence[Document]], Iterable[bytes]]
"""From documents to the lines of each, in order."""
Item = Source | Skipped


@dataclass(frozen=True, slots=True)
class Outcome:
    """Lines of one document, or why there are none.

    Parameters
    ----------
    id : str
        Of the document; empty for what is no document.
    lines : bytes
        Whole lines, mostly one JSON object each.
    problem : Skipped, optional
    """

    id: str
    lines: bytes = b""
    problem: Skipped | None = None


def work(items: Sequence[Item], read: Callable[[Source], Document], lines: Lines) -> list[Outcome]:
    """Read some documents and make their lines; one that fails costs no other."""
    outcomes: dict[int, Outcome] = {}
    documents: dict[int, Document] = {}
    for place, item in enumerate(items):
        if isinstance(item, Skipped):
            outcomes[place] = Outcome("", problem=item)
            continue
        try:
            documents[place] = read(item)
        except Exception as error:
            outcomes[place] = _failed(item, error)
    try:
        made = list(lines(list(documents.values())))
    except Exception:
        made = []
    if len(made) == len(documents):
        for (place, document), found in zip(documents.items(), made, strict=True):
            outcomes[place] = Outcome(document.id, found)
    else:
        for place, document in documents.items():
            outcomes[place] = _alone(items[place], document, lines)
    return [outcomes[place] for place in range(len(items))]


def _alone(item: Item, document: Document, lines: Lines) -> Outcome:
    try:
        (found,) = lines([document])
        return Outcome(document.id, found)
    except Exception as error:
        assert isinstance(item, Source)
        return _failed(item, error)


def _failed(item: Source, error: Exception) -> Outcome:
    if not isinstance(error, ReadError | MissingExtraError):
        error = RuntimeError(f"{type(error).__name__}: {error}")
    return Outcome(item.id, problem=Skipped.of(item.path, error))


def json_lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """One JSON object a line."""
    return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows).encode(
        "utf-8", "backslashreplace"
    )


def handfuls(
    items: Iterable[Item], number: int = 32, characters: int = 100_000
) -> Iterator[list[Item]]:
    """Items in lists of so many, or fewer where they are long."""
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += _length(item, unknown=characters // 4)
        if len(batch) == number or size >= characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _length(item: Item, unknown: int) -> int:
    """Characters of an item, roughly; of a file they are not known before it is read."""
    if isinstance(item, Cleaned):
        return len(item.packed) // 6  # the raw text and the repaired one, three bytes a character
    if isinstance(item, Skipped) or item.raw is None:
        return unknown
    return len(item.raw.text)
