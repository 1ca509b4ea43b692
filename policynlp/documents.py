"""Documents, articles and passages: frozen values that know where each character came from.

The chain is ``Document`` (one file or one record) → ``Article`` → ``Passage``. A passage's text is
repaired text; ``Passage.to_source`` leads from it back to the characters of ``Document.raw``.
No input or output happens here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

BlockKind = Literal["paragraph", "heading", "table", "caption"]

PassageKind = Literal["body", "teaser", "caption", "furniture", "table"]
"""``body`` is the text itself; the rest is marked, and left out of topics unless asked for."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of raw text whose nature the file format itself tells (docx, html, pdf).

    Offsets are code points into ``RawDocument.text``, half-open. ``level`` is 1..6 for headings
    and 0 for everything else.
    """

    start: int
    end: int
    kind: BlockKind = "paragraph"
    level: int = 0


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader hands on: decoded text, and how it was decoded.

    Parameters
    ----------
    path : str
        The file as the user named it; records of a JSON Lines file end in ``#`` and their id.
    format : str
        ``txt``, ``md``, ``html``, ``docx``, ``pdf`` or ``jsonl``.
    text : str
        All text of the file, in reading order, before any repair.
    encoding : str or None
        Encoding that the bytes were decoded with; None where the format fixes it.
    blocks : tuple of Block or None
        In order, without overlap. None where the format has no structure of its own (txt, md).
    metadata : mapping
        Further fields that the file itself carries.
    """

    path: str
    format: str
    text: str
    encoding: str | None = None
    blocks: tuple[Block, ...] | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)


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
