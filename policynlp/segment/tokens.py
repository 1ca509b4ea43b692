"""The result of segmentation: offset arrays, with Token objects made only when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, overload

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

Origin = Literal["engine", "lexicon", "rule", "entity"]
ORIGINS: tuple[Origin, ...] = ("engine", "lexicon", "rule", "entity")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or coarse unit.

    Attributes
    ----------
    text : str
        The characters of the source, unchanged.
    start, end : int
        Half-open span in code points of the segmented text.
    origin : {"engine", "lexicon", "rule", "entity"}
        What made it a word: the engine, an entry of the user's lexicon, a rule (white space; a
        number with its unit, a date, a document number), an entity (``policynlp.ner.merge``).
    inner : tuple of int
        Where the fine words inside of it meet, in code points of the segmented text.
    """

    text: str
    start: int
    end: int
    origin: Origin
    inner: tuple[int, ...] = ()

    @property
    def parts(self) -> tuple[Token, ...]:
        """The fine words of a coarse unit; a fine word is its own only part."""
        if not self.inner:
            return (self,)
        cuts = (self.start, *self.inner, self.end)
        return tuple(
            Token(self.text[a - self.start : b - self.start], a, b, self.origin)
            for a, b in pairwise(cuts)
        )


class Tokens(Sequence[Token]):
    """The words of a text, which cover it without a gap.

    Parameters
    ----------
    text : str
        The segmented text.
    ends : ndarray of int32, shape (n_tokens,)
        Where each word ends; a word starts where the one before it ends.
    origins : ndarray of uint8, shape (n_tokens,)
        Index into ``ORIGINS`` for each word.
    fine : ndarray of int32, shape (n_fine,), optional
        Where each fine word ends; holds all of ``ends``. Default: ``ends``.
    """

    __slots__ = ("ends", "fine", "origins", "text")

    def __init__(
        self,
        text: str,
        ends: npt.NDArray[np.int32],
        origins: npt.NDArray[np.uint8],
        fine: npt.NDArray[np.int32] | None = None,
    ) -> None:
        self.text = text
        self.ends = ends
        self.origins = origins
        self.fine = ends if fine is None else fine

    def __len__(self) -> int:
        return len(self.ends)

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> list[Token]: ...
    def __getitem__(self, index: int | slice) -> Token | list[Token]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(f"no token {index} among {len(self)}")
        start = int(self.ends[index - 1]) if index else 0
        end = int(self.ends[index])
        first, last = np.searchsorted(self.fine, [start, end], side="right").tolist()
        inner = tuple(self.fine[first : last - 1].tolist())
        return Token(self.text[start:end], start, end, ORIGINS[self.origins[index]], inner)

    def __iter__(self) -> Iterator[Token]:
        text, start = self.text, 0
        fine = self.fine.tolist()
        lasts = np.searchsorted(self.fine, self.ends).tolist()
        first = 0
        for end, origin, last in zip(self.ends.tolist(), self.origins.tolist(), lasts, strict=True):
            inner = tuple(fine[first:last]) if last > first else ()
            yield Token(text[start:end], start, end, ORIGINS[origin], inner)
            start, first = end, last + 1

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Tokens)
            and self.text == other.text
            and np.array_equal(self.ends, other.ends)
            and np.array_equal(self.origins, other.origins)
            and np.array_equal(self.fine, other.fine)
        )

    __hash__ = None  # type: ignore[assignment]

    def words(self) -> list[str]:
        """The words as strings; joined they give the text back."""
        text, start, out = self.text, 0, []
        for end in self.ends.tolist():
            out.append(text[start:end])
            start = end
        return out

    def to_frame(self) -> pd.DataFrame:
        """One row a word: text, start, end, origin, and its fine words apart by spaces."""
        import pandas as pd

        columns = ("text", "start", "end", "origin", "parts")
        rows = (
            (t.text, t.start, t.end, t.origin, " ".join(part.text for part in t.parts))
            for t in self
        )
        return pd.DataFrame(list(rows), columns=list(columns))

    def __repr__(self) -> str:
        words = "/".join(self.words()[:12])
        return f"<Tokens {len(self)}: {words}{'/…' if len(self) > 12 else ''}>"
