"""Text annotated with words: ``/`` between coarse units, ``_`` between the words of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from policynlp.errors import ResourceError
from policynlp.segment.boundaries import COARSE, FINE, INSIDE, Levels


@dataclass(frozen=True, slots=True)
class Annotated:
    """A passage and the level of the boundary behind each of its characters."""

    text: str
    levels: Levels


def parse(line: str) -> Annotated:
    """Read one passage of the notation.

    Raises
    ------
    ValueError
        If a word is empty.

    Examples
    --------
    >>> parse("加快/数字_政府/建设").levels.tolist()
    [0, 2, 0, 1, 0, 2, 0, 2]
    """
    text: list[str] = []
    levels: list[int] = []
    for unit in line.split("/"):
        words = unit.split("_")
        if not all(words):
            raise ValueError(f"an empty word at {''.join(text)[-10:] + '/' + unit!r}")
        for word in words:
            text.append(word)
            levels += [INSIDE] * (len(word) - 1) + [FINE]
        levels[-1] = COARSE
    return Annotated("".join(text), np.array(levels, dtype=np.uint8))


def read_annotated(path: str | Path) -> Iterator[Annotated]:
    """Passages of a file, one a line; lines that start with ``#`` are comments.

    Raises
    ------
    ResourceError
        Naming the line.
    """
    path = Path(path)
    for number, line in _lines(path):
        try:
            yield parse(line)
        except ValueError as error:
            raise ResourceError(path, str(error), f"line {number}") from None


def read_boundaries(path: str | Path, folder: str | Path) -> Iterator[Annotated]:
    """Passages whose text stays in its documents.

    Parameters
    ----------
    path : str or Path
        A passage a line: document, TAB, its first character, TAB, the level behind each
        character, 0 (inside a word) to 2 (between coarse units); ``#`` starts a comment.
    folder : str or Path
        What the documents' paths begin from; they are UTF-8.

    Raises
    ------
    ResourceError
        Naming the line.
    """
    path = Path(path)
    for number, line in _lines(path):
        try:
            name, start, digits = line.split("\t")
            text = Path(folder, name).read_text(encoding="utf-8")
            levels = np.array([int(digit) for digit in digits], dtype=np.uint8)
            passage = text[int(start) :][: len(levels)]
        except (OSError, ValueError) as error:
            raise ResourceError(path, str(error), f"line {number}") from None
        if len(passage) < len(levels) or levels.max() > COARSE:
            raise ResourceError(path, "levels that don't fit their document", f"line {number}")
        yield Annotated(passage, levels)


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, without comments."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ResourceError(path, error.strerror or "can't be read") from error
    except UnicodeDecodeError as error:
        raise ResourceError(path, "not UTF-8; save it as UTF-8", f"byte {error.start}") from None
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            yield number, line
