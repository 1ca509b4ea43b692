"""Themes: named fields of policy with the words that point to them, from a data file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import ahocorasick_rs
import numpy as np
import numpy.typing as npt

from policynlp.errors import ResourceError
from policynlp.folding import fold

_KEYS = {"name", "anchors", "meaning"}
# Measured: 2 % of the paragraphs of laws of no digital field hold a term of the shipped context,
# 25 % of provincial work reports of 2026, 77 % of national plans of digital policy.
_LEAST_CONTEXT = 0.15


@dataclass(frozen=True, slots=True)
class Theme:
    """A field of policy that a reader would give a name to.

    Attributes
    ----------
    name : str
    anchors : tuple of str
        Terms that point to the theme wherever they stand.
    meaning : str
        One line for the reader; not used in the computation.
    """

    name: str
    anchors: tuple[str, ...]
    meaning: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {"name": self.name, "anchors": list(self.anchors), "meaning": self.meaning}


class Themes(Sequence[Theme]):
    """Themes in the order of their file; unchangeable once made.

    Parameters
    ----------
    themes : sequence of Theme
        With names that differ.
    context : sequence of str
        Terms of what the themes are about as a whole. Where fewer than 15 in 100 passages hold
        one, no theme applies: a law on schools is not about 数字惠民. Empty: they always apply.
    """

    def __init__(self, themes: Sequence[Theme], context: Sequence[str] = ()) -> None:
        self._themes = tuple(themes)
        self.context = tuple(context)
        if len({theme.name for theme in self._themes}) < len(self._themes):
            raise ValueError("two themes have the same name")

    @classmethod
    def shipped(cls) -> Themes:
        """Fields of Chinese digital policy."""
        return cls.from_file(Path(str(files("policynlp.resources").joinpath("themes.toml"))))

    @classmethod
    def from_file(cls, path: str | Path) -> Themes:
        """Read a TOML file: ``[[theme]]`` tables of ``name``, ``anchors``, ``meaning``.

        A list ``context`` may stand before them.

        Raises
        ------
        ResourceError
            Naming the line, if the file can't be read or has a mistake in it.
        """
        path = Path(path)
        try:
            text = path.read_text(encoding="utf-8-sig")
            table = tomllib.loads(text)
        except OSError as error:
            raise ResourceError(path, error.strerror or "can't be read") from error
        except UnicodeDecodeError as error:
            raise ResourceError(
                path, "not UTF-8; save it as UTF-8", f"byte {error.start}"
            ) from None
        except tomllib.TOMLDecodeError as error:
            problem, _, place = str(error).partition(" (at ")
            raise ResourceError(path, f"not TOML: {problem}", place.rstrip(")")) from None
        lines = [n for n, line in enumerate(text.splitlines(), 1) if _is_table_head(line)]
        context = table.pop("context", [])
        if not isinstance(context, list) or not all(_is_term(term) for term in context):
            raise ResourceError(path, "context is not a list of terms")
        unknown = set(table) - {"theme"}
        entries = table.get("theme")
        if unknown or not isinstance(entries, list) or not entries:
            found = f"; found {', '.join(sorted(unknown))}" if unknown else ""
            raise ResourceError(path, f"expected [[theme]] tables and nothing else{found}")
        return cls(_parse(entries, lines, path), context)

    def __len__(self) -> int:
        return len(self._themes)

    def __getitem__(self, index: Any) -> Any:
        return self._themes[index]

    def __iter__(self) -> Iterator[Theme]:
        return iter(self._themes)

    def names(self) -> list[str]:
        """Names in order."""
        return [theme.name for theme in self._themes]

    def apply_to(self, texts: Sequence[str]) -> bool:
        """Whether enough of the texts hold a term of the context, for the themes to apply."""
        if not self.context or not texts:
            return True
        terms = [fold(term).lower() for term in self.context]
        searched = (fold(text).lower() for text in texts)
        held = sum(any(term in text for term in terms) for text in searched)
        return held >= _LEAST_CONTEXT * len(texts)

    def count_anchors(self, texts: Sequence[str]) -> npt.NDArray[np.float64]:
        """How often each theme's anchors stand in each text, leftmost and longest first.

        Returns
        -------
        ndarray, shape (n_texts, n_themes)
            An anchor of two themes counts for both.
        """
        owners: dict[str, list[int]] = {}
        for index, theme in enumerate(self._themes):
            for anchor in theme.anchors:
                owners.setdefault(fold(anchor).lower(), []).append(index)
        automaton = ahocorasick_rs.AhoCorasick(
            list(owners), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )
        columns = list(owners.values())
        counts = np.zeros((len(texts), len(self._themes)))
        for row, text in enumerate(texts):
            searchable = re.sub(r"[\ud800-\udfff]", "\ufffd", fold(text).lower())
            for pattern, _, _ in automaton.find_matches_as_indexes(searchable):
                counts[row, columns[pattern]] += 1
        return counts

    def __repr__(self) -> str:
        return f"<Themes {'、'.join(self.names())}>"


def _is_term(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_table_head(line: str) -> bool:
    return re.match(r"\s*\[\[\s*theme\s*\]\]", line) is not None


def _parse(entries: list[Any], lines: list[int], path: Path) -> list[Theme]:
    themes: dict[str, Theme] = {}
    for number, entry in enumerate(entries):
        place = f"theme {number + 1}"
        if number < len(lines):
            place += f" (line {lines[number]})"
        problem = _mistake(entry, themes)
        if problem:
            raise ResourceError(path, problem, place)
        name = entry["name"].strip()
        anchors = tuple(dict.fromkeys(anchor.strip() for anchor in entry["anchors"]))
        themes[name] = Theme(name, anchors, entry.get("meaning", ""))
    return list(themes.values())


def _mistake(entry: Any, earlier: dict[str, Theme]) -> str | None:
    """What is wrong with one table, in the user's words; None if nothing is."""
    if not isinstance(entry, dict):
        return "expected a [[theme]] table"
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        return f"unknown key {unknown[0]!r}; a theme has name, anchors and meaning"
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        return "the theme has no name"
    if name.strip() in earlier:
        return f"a second theme named {name.strip()!r}"
    anchors = entry.get("anchors")
    if not isinstance(anchors, list) or not anchors:
        return f"{name!r} has no anchors; expected a list of terms"
    for anchor in anchors:
        if not _is_term(anchor):
            return f"an anchor of {name!r} is {anchor!r}, not a term"
    if not isinstance(entry.get("meaning", ""), str):
        return f"the meaning of {name!r} is not a text"
    return None
