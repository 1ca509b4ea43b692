"""The result of segmentation: offset arrays, with Token objects made only when asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, overload

import numpy as np
import numpy.typing as npt

Origin = Literal["engine", "lexicon", "rule"]
ORIGINS: tuple[Origin, ...] = ("engine", "lexicon", "rule")


@dataclass(frozen=True, slots=True)
class Token:
    """One word.

    Attributes
    ----------
    text : str
        The characters of the source, unchanged.
    start, end : int
        Half-open span in code points of the segmented text.
    origin : {"engine", "lexicon", "rule"}
        What made it a word: the engine, an entry of the user's lexicon, or a rule (white space).
    """

    text: str
    start: int
    end: int
    origin: Origin


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
    """

    __slots__ = ("ends", "origins", "text")

    def __init__(
        self, text: str, ends: npt.NDArray[np.int32], origins: npt.NDArray[np.uint8]
    ) -> None:
        self.text = text
        self.ends = ends
        self.origins = origins

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
        return Token(self.text[start:end], start, end, ORIGINS[self.origins[index]])

    def __iter__(self) -> Iterator[Token]:
        start = 0
        for end, origin in zip(self.ends.tolist(), self.origins.tolist(), strict=True):
            yield Token(self.text[start:end], start, end, ORIGINS[origin])
            start = end

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Tokens)
            and self.text == other.text
            and np.array_equal(self.ends, other.ends)
            and np.array_equal(self.origins, other.origins)
        )

    __hash__ = None  # type: ignore[assignment]

    def words(self) -> list[str]:
        """The words as strings; joined they give the text back."""
        text, start, out = self.text, 0, []
        for end in self.ends.tolist():
            out.append(text[start:end])
            start = end
        return out

    def __repr__(self) -> str:
        words = "/".join(self.words()[:12])
        return f"<Tokens {len(self)}: {words}{'/…' if len(self) > 12 else ''}>"
