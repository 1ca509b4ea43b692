"""A user's own names: a table that wins over everything that the pipeline proposes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from policynlp.errors import ResourceError
from policynlp.folding import fold
from policynlp.ner.proposals import USER_NAMES, Proposal, propose
from policynlp.ner.tokenizer import text_of
from policynlp.reading import decode
from policynlp.segment import Lexicon

LABELS = ("ORG", "POLICY", "REPORT")
_HEADER = ("label", "标签")
_FILE = "names.tsv"


@dataclass(frozen=True, slots=True)
class UserName:
    """``text`` is an entity wherever it stands; ``canonical`` is the full name, if it has one."""

    text: str
    label: str
    canonical: str = ""


def read_names(path: str | Path) -> list[UserName]:
    """Read a table of names: text, TAB, label, and optionally TAB and the canonical name.

    UTF-8 or GB18030. ``#`` begins a comment line; a first line that has ``label`` in its second
    column is a header. Labels are ``ORG``, ``POLICY`` and ``REPORT``; figures have a grammar of
    their own.

    Raises
    ------
    ResourceError
        Naming the line, if a row is not of this form, or says of a name what another row denies.
    ReadError
        If the file can't be read or decoded.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ResourceError(path, error.strerror or "can't be read") from error
    return list(_parsed(decode(data, path)[0], path))


def _parsed(text: str, path: Path) -> Iterator[UserName]:
    known: dict[str, tuple[int, UserName]] = {}
    for number, cells in _rows(text):
        if not known and len(cells) > 1 and cells[1].lower() in _HEADER:
            continue
        try:
            name = _name(cells)
            earlier, same = known.setdefault(fold(name.text), (number, name))
            if (same.label, same.canonical) != (name.label, name.canonical):
                raise ValueError(
                    f"{name.text!r} has another label or canonical name in line {earlier}"
                )
        except ValueError as error:
            raise ResourceError(path, str(error), f"line {number}") from None
        if earlier == number:
            yield name


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            yield number, [cell.strip() for cell in line.split("\t")]


def _name(cells: list[str]) -> UserName:
    if len(cells) < 2 or any(cells[3:]):
        found = "\t".join(cells)
        raise ValueError(f"expected text TAB label [TAB canonical name], found {found!r}")
    text, label = cells[0], cells[1].upper()
    if not text:
        raise ValueError("no text before the label")
    if label == "METRIC":
        raise ValueError("METRIC is for figures, which are found by their grammar")
    if label not in LABELS:
        raise ValueError(f"label {cells[1]!r}; expected one of {', '.join(LABELS)}")
    return UserName(text, label, cells[2] if len(cells) > 2 else "")


class UserNames:
    """Proposes the user's names wherever they stand, leftmost and longest first.

    Parameters
    ----------
    names : iterable of UserName
        Of two for the same text the later one counts.
    """

    def __init__(self, names: Iterable[UserName] = ()) -> None:
        self.names: tuple[UserName, ...] = ()
        self.add(names)

    def add(self, names: Iterable[UserName]) -> None:
        """Names beside those that are known already."""
        self.names = tuple({fold(name.text): name for name in (*self.names, *names)}.values())
        self._lexicon = Lexicon.from_terms(name.text for name in self.names)

    def __call__(self, doc: Doc) -> Doc:
        text = fold(text_of(doc))
        propose(
            doc,
            USER_NAMES,
            (
                Proposal(start, end, self.names[entry].label, "user",
                         canonical=self.names[entry].canonical or None)
                for entry, start, end in self._lexicon.find(text)
                if not _inside_latin_word(text, start, end)
            ),
        )  # fmt: skip
        return doc

    def to_bytes(self, *, exclude: tuple[str, ...] = ()) -> bytes:
        rows = [("text", "label", "canonical name")]
        rows += [(name.text, name.label, name.canonical) for name in self.names]
        return "".join("\t".join(row) + "\n" for row in rows).encode()

    def from_bytes(self, data: bytes, *, exclude: tuple[str, ...] = ()) -> UserNames:
        self.add(_parsed(data.decode(), Path(_FILE)))
        return self

    def to_disk(self, path: str | Path, *, exclude: tuple[str, ...] = ()) -> None:
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: tuple[str, ...] = ()) -> UserNames:
        self.add(read_names(Path(path) / _FILE))
        return self


def _inside_latin_word(text: str, start: int, end: int) -> bool:
    """Whether a name is a part of a word in letters or digits: WHO in WHOLE."""
    return _joined(text[start - 1 : start + 1] if start else "") or _joined(text[end - 1 : end + 1])


def _joined(pair: str) -> bool:
    return len(pair) == 2 and pair.isascii() and pair.isalnum()
