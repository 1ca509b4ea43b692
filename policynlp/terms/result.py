"""The terms that were found, best first."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from policynlp.segment import Entry, Lexicon

if TYPE_CHECKING:
    import pandas as pd

KIND = "term"
_HEAD = "# Terms found in a corpus, best first; strike out what is none. term<TAB>kind, UTF-8.\n"


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the term in it, and where the term stands.

    Attributes
    ----------
    sentence : str
        The sentence as it stands in the text; a very long one is cut to what is near the term.
    offset : int
        Where the term begins in `sentence`.
    document, passage : str
        Ids in the corpus; for plain texts the number of the text, from 0.
    start, end : int
        Code points of the term in ``Document.raw``; for plain texts in the text.
    """

    sentence: str
    offset: int
    document: str
    passage: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """A term and the evidence for it.

    Attributes
    ----------
    text : str
        Traditional and full-width characters are folded.
    words : tuple of str
        Its fine words; one for a word that the general dictionary lacks.
    score : float
        What the terms are ranked by; greater is better, comparable within one corpus only.
    frequency, documents : int
        How often it occurs, and in how many documents.
    c_value : float
        Frequency that longer terms do not explain, weighted by length.
    cohesion : float
        Normalised mutual information at its weakest seam, up to 1; 1 for a single word.
    left_entropy, right_entropy : float
        Freedom of what stands before and behind it, in nats.
    example : Example
    """

    text: str
    words: tuple[str, ...]
    score: float
    frequency: int
    documents: int
    c_value: float
    cohesion: float
    left_entropy: float
    right_entropy: float
    example: Example

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self) | {"words": list(self.words)}

    def __repr__(self) -> str:
        return f"<Term {'/'.join(self.words)}: {self.frequency} in {self.documents} documents>"


class Terms(Sequence[Term]):
    """Terms of a corpus, best first; see `policynlp.terms.find_terms`."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = tuple(terms)

    def __len__(self) -> int:
        return len(self._terms)

    @overload
    def __getitem__(self, index: int) -> Term: ...
    @overload
    def __getitem__(self, index: slice) -> Terms: ...
    def __getitem__(self, index: int | slice) -> Term | Terms:
        return Terms(self._terms[index]) if isinstance(index, slice) else self._terms[index]

    def to_frame(self) -> pd.DataFrame:
        """One row a term, best first: the fields of `Term`, those of `Example` beside them."""
        import pandas as pd

        return pd.DataFrame(self.rows(), columns=list(_COLUMNS))

    def rows(self) -> list[dict[str, Any]]:
        """One flat mapping a term, as in `to_frame`."""
        return [
            {"text": term.text, "words": " ".join(term.words)}
            | {name: getattr(term, name) for name in _COLUMNS[2:9]}
            | asdict(term.example)
            for term in self
        ]

    def to_lexicon(self) -> Lexicon:
        """Lexicon of the terms, of kind ``term``."""
        return Lexicon(Entry(term.text, KIND) for term in self)

    def to_tsv(self) -> str:
        """Text of a lexicon file, which `Lexicon.from_file` reads."""
        return _HEAD + "".join(f"{term.text}\t{KIND}\n" for term in self)

    def save(self, path: str | Path) -> None:
        """Write a lexicon file; it is complete or not there."""
        path = Path(path)
        part = path.with_name(f".{path.name}.part")
        try:
            part.write_text(self.to_tsv(), encoding="utf-8", newline="")
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)

    def __repr__(self) -> str:
        head = " ".join(term.text for term in self[:5])
        return f"<Terms {len(self)}: {head}{' …' if len(self) > 5 else ''}>"


_COLUMNS = (
    "text", "words", "score", "frequency", "documents", "c_value", "cohesion",
    "left_entropy", "right_entropy", "sentence", "offset", "document", "passage", "start",
    "end",
)  # fmt: skip
