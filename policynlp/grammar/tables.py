"""The grammar's data files, read once.

Each is UTF-8 text under ``policynlp/resources``: one entry a line, columns apart by tabs,
lines that begin with ``#`` are comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from policynlp.errors import ResourceError

_MOST_COLUMNS = 8


@cache
def rows(name: str, columns: int = 1) -> tuple[tuple[str, ...], ...]:
    """Entries of the table at ``name`` (a path within the resources), padded to ``columns`` cells.

    Raises
    ------
    ResourceError
        If the table is missing or a line has more cells than ``columns``.
    """
    source = files("policynlp.resources").joinpath(*name.split("/"))
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ResourceError(name, f"the grammar's table can't be read ({error})") from error
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) > columns:
            raise ResourceError(name, f"{len(cells)} cells, not {columns}", f"line {number}")
        found.append(tuple(c.strip() for c in cells) + ("",) * (columns - len(cells)))
    return tuple(found)


def mapping(name: str) -> dict[str, str]:
    """First column of the two-column table ``name`` to its second."""
    return {row[0]: row[1] for row in rows(name, 2)}


def terms(name: str) -> tuple[str, ...]:
    """First column of the table ``name``."""
    return tuple(row[0] for row in rows(name, _MOST_COLUMNS))


def alternation(words: Iterable[str]) -> str:
    """Source of a pattern that matches any of ``words``, the longest first."""
    return "(?:" + "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) + ")"


def _sizes(words: Iterable[str], edge: int) -> dict[str, tuple[int, ...]]:
    """Lengths of the words that have a character at ``edge``, the longest first."""
    sizes: dict[str, set[int]] = {}
    for word in words:
        sizes.setdefault(word[edge], set()).add(len(word))
    return {char: tuple(sorted(found, reverse=True)) for char, found in sizes.items()}


class Prefixes:
    """Words to look up where they begin in a text."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._sizes = _sizes(self._words, 0)

    def at(self, text: str, at: int) -> Iterator[str]:
        """Words that ``text`` has at ``at``, the longest first."""
        for size in self._sizes.get(text[at : at + 1], ()):
            word = text[at : at + size]
            if len(word) == size and word in self._words:
                yield word

    def longest(self, text: str, at: int) -> str:
        """The longest of them, or ``""``."""
        for size in self._sizes.get(text[at : at + 1], ()):
            if (word := text[at : at + size]) in self._words:
                return word
        return ""


class Suffixes:
    """Words to look up where they end in a text."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._sizes = _sizes(self._words, -1)

    def at(self, text: str, end: int) -> Iterator[str]:
        """Words that end at ``end`` in ``text``, the longest first."""
        for size in self._sizes.get(text[end - 1 : end], ()):
            if size <= end and (word := text[end - size : end]) in self._words:
                yield word

    def longest(self, text: str, end: int) -> str:
        """The longest of them, or ``""``."""
        for size in self._sizes.get(text[end - 1 : end], ()):
            if size <= end and (word := text[end - size : end]) in self._words:
                return word
        return ""
