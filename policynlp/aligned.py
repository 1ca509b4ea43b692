"""Repaired text that knows the place of each of its characters in the raw text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class AlignedText:
    """Repaired text and, for each of its characters, the raw character that it stands for.

    Parameters
    ----------
    text : str
        n characters.
    origin : ndarray of int64, shape (n,)
        Raw offset of each character, strictly increasing.

    Notes
    -----
    After the alignment that the ``tokenizers`` library keeps with a normalised string, reduced to
    what layout repair needs: characters are dropped or replaced one by one, never reordered.
    """

    text: str
    origin: npt.NDArray[np.int64]

    @classmethod
    def of(cls, raw: str, start: int = 0, end: int | None = None) -> AlignedText:
        """Aligned text of ``raw[start:end]``, nothing repaired yet."""
        end = len(raw) if end is None else end
        return cls(raw[start:end], np.arange(start, end, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> AlignedText:
        return AlignedText(self.text[part], self.origin[part])

    def without(self, spans: Sequence[tuple[int, int]]) -> AlignedText:
        """The same text with some ``(start, end)`` spans dropped; they are in order and apart."""
        if not spans:
            return self
        keep = np.ones(len(self.text), dtype=bool)
        parts, last = [], 0
        for start, end in spans:
            keep[start:end] = False
            parts.append(self.text[last:start])
            last = end
        parts.append(self.text[last:])
        return AlignedText("".join(parts), self.origin[keep])

    def strip(self) -> AlignedText:
        """The same text without white space at both ends."""
        left = len(self.text) - len(self.text.lstrip())
        return self[left : left + len(self.text.strip())]

    @staticmethod
    def concat(parts: Sequence[AlignedText]) -> AlignedText:
        """Parts in reading order as one text."""
        if len(parts) == 1:
            return parts[0]
        origins = [p.origin for p in parts] or [np.empty(0, dtype=np.int64)]
        return AlignedText("".join(p.text for p in parts), np.concatenate(origins))

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Raw span ``(start, end)`` that covers ``text[start:end]``.

        Raises
        ------
        IndexError
            If ``0 <= start < end <= len(text)`` does not hold.
        """
        if not 0 <= start < end <= len(self.text):
            raise IndexError(f"no characters {start}:{end} in a text of {len(self.text)}")
        return int(self.origin[start]), int(self.origin[end - 1]) + 1
