"""Lexicons: the user's words, and the general policy vocabulary that ships with the package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from policynlp.errors import ResourceError


@dataclass(frozen=True, slots=True)
class Entry:
    """A term and its kind (``term``, ``org``, ``policy`` …; empty when not given)."""

    term: str
    kind: str = ""


class Lexicon:
    """A set of terms, each with a kind; unchangeable once made.

    Parameters
    ----------
    entries : iterable of Entry
        A later entry for the same term replaces an earlier one.
    """

    __slots__ = ("_entries",)

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries = {entry.term: entry for entry in entries}

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
        """Read a UTF-8 file: one term a line, optionally TAB and its kind; ``#`` starts a comment.

        Raises
        ------
        ResourceError
            Naming the line, if the file can't be read or a line has more than two columns.
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
        """Terms of either; where both have a term, the kind is the other's."""
        return Lexicon([*self, *other])

    def difference(self, other: Lexicon) -> Lexicon:
        """Terms that the other lacks."""
        return Lexicon(entry for entry in self if entry.term not in other)

    def __contains__(self, term: object) -> bool:
        return term in self._entries

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def terms(self) -> list[str]:
        """All terms, in the order of the entries."""
        return list(self._entries)

    def __repr__(self) -> str:
        return f"<Lexicon of {len(self)} terms>"


def _parse(text: str, path: Path) -> Iterator[Entry]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        term, *rest = line.rstrip().split("\t")
        if len(rest) > 1 or not term.strip():
            raise ResourceError(
                path, f"expected 'term' or 'term TAB kind', found {line!r}", f"line {number}"
            )
        yield Entry(term.strip(), *rest)


@cache
def _shipped() -> Lexicon:
    file = files("policynlp.resources").joinpath("lexicon", "policy_terms.tsv")
    return Lexicon(_parse(file.read_text(encoding="utf-8"), Path(str(file))))
