"""Lexicons: the user's words, and the general policy vocabulary that ships with the package."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np

from policynlp.errors import ResourceError
from policynlp.folding import fold
from policynlp.segment.characters import SEPARATOR, Codes, to_codes
from policynlp.segment.search import Found, TermSearch

Scope = Literal["both", "coarse", "fine"]
SCOPES: tuple[Scope, ...] = get_args(Scope)


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of a lexicon.

    Attributes
    ----------
    term : str
    kind : str
        ``term``, ``org``, ``policy`` …; empty when not given.
    scope : {"both", "coarse", "fine"}
        Where it is one token: at both granularities; as a coarse unit, made of the fine words that
        the engine finds; or as a fine word, which may be part of a larger coarse unit.
    """

    term: str
    kind: str = ""
    scope: Scope = "both"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two entries that overlap in a text, neither inside the other.

    Attributes
    ----------
    winner, loser : str
        The characters of the text; the winner is the one that begins first.
    start, end : int
        Code points from the start of the winner to the end of the loser.
    """

    winner: str
    loser: str
    start: int
    end: int


class Lexicon:
    """A set of terms, each with a kind and a scope; unchangeable once made.

    Parameters
    ----------
    entries : iterable of Entry
        A later entry for the same term replaces an earlier one.
    """

    __slots__ = ("_entries", "_search")

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries = {entry.term: entry for entry in entries}
        self._search: TermSearch | None = None

    @classmethod
    def from_terms(cls, terms: Iterable[str]) -> Lexicon:
        """Lexicon of bare terms.

        Raises
        ------
        ValueError
            If a term is empty or only white space.
        """
        entries = [Entry(term) for term in terms]
        if any(not entry.term.strip() for entry in entries):
            raise ValueError("a lexicon term must not be empty")
        return cls(entries)

    @classmethod
    def from_file(cls, path: str | Path) -> Lexicon:
        """Read a UTF-8 file: one term a line, optionally TAB and its kind, TAB and its scope.

        ``#`` starts a comment; the scope is ``both`` (as without one), ``coarse`` or ``fine``.

        Raises
        ------
        ResourceError
            Naming the line, if the file can't be read or a line is not of this form.
        """
        path = Path(path)
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise ResourceError(path, error.strerror or "can't be read") from error
        except UnicodeDecodeError as error:
            raise ResourceError(
                path, "not UTF-8; save it as UTF-8", f"byte {error.start}"
            ) from None
        return cls(_parse(text, path))

    @classmethod
    def shipped(cls) -> Lexicon:
        """General policy vocabulary gathered from many documents; its file tells the origin."""
        return _shipped()

    def union(self, other: Lexicon) -> Lexicon:
        """Terms of either; where both have a term, the entry is the other's."""
        return Lexicon([*self, *other])

    def difference(self, other: Lexicon) -> Lexicon:
        """Terms that the other lacks."""
        return Lexicon(entry for entry in self if entry.term not in other)

    def find(self, folded: str) -> list[tuple[int, int, int]]:
        """Occurrences that win, leftmost first and longest first, in text order.

        Parameters
        ----------
        folded : str
            Folded text without lone surrogates.

        Returns
        -------
        list of (int, int, int)
            Index of the entry, start and end.
        """
        return [(e, start, end) for e, start, end in self.occurrences(to_codes(folded)).tolist()]

    def occurrences(self, codes: Codes) -> Found:
        """`find` for the code points of a text, as an array of shape (n, 3)."""
        if not self._entries:
            return np.empty((0, 3), dtype=np.int64)
        if self._search is None:
            self._search = TermSearch(self._searchable())
        return self._search.find(codes)

    def conflicts(self, text: str) -> list[Conflict]:
        """Where entries overlap in part, so that only one of them can be a token.

        A term inside a longer one is no conflict: the longer one wins by rule.
        """
        if not self._entries:
            return []
        codes = to_codes(_searchable(text))
        search = TermSearch(self._searchable(), overlapping=True)
        others = sorted((start, end) for _, start, end in search.find(codes).tolist())
        found = []
        first = 0
        for _, start, end in self.occurrences(codes).tolist():
            while first < len(others) and others[first][0] <= start:
                first += 1
            at = first
            while at < len(others) and others[at][0] < end:
                a, b = others[at]
                if b > end:
                    found.append(Conflict(text[start:end], text[a:b], start, b))
                at += 1
        return found

    def _searchable(self) -> list[str]:
        return [_searchable(term) for term in self._entries]

    def __contains__(self, term: object) -> bool:
        return term in self._entries

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def terms(self) -> list[str]:
        """All terms, in the order of the entries."""
        return list(self._entries)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (list(self),)

    def __repr__(self) -> str:
        return f"<Lexicon of {len(self)} terms>"


def _searchable(text: str) -> str:
    """Folded, with a stand-in for what UTF-8 has no place for and for ``SEPARATOR``."""
    return re.sub(f"[\ud800-\udfff{SEPARATOR}]", "\ufffe", fold(text))


def _parse(text: str, path: Path) -> Iterator[Entry]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        term, *rest = (column.strip() for column in line.split("\t"))
        kind, scope = [*rest, "", ""][:2]
        if len(rest) > 2 or not term:
            raise ResourceError(
                path,
                f"expected 'term', 'term TAB kind' or 'term TAB kind TAB scope', found {line!r}",
                f"line {number}",
            )
        known = next((s for s in SCOPES if s == (scope or "both")), None)
        if known is None:
            raise ResourceError(
                path, f"scope {scope!r}, expected {', '.join(SCOPES)}", f"line {number}"
            )
        yield Entry(term, kind, known)


@cache
def _shipped() -> Lexicon:
    file = files("policynlp.resources").joinpath("lexicon", "policy_terms.tsv")
    return Lexicon(_parse(file.read_text(encoding="utf-8"), Path(str(file))))
