"""What the tagger sees of a text: its characters in clauses, titles drawn together.

What stands between 《 and 》 says nothing on the names around it, so the tagger sees each title as
the two marks alone. Digits are all one digit, traditional and full-width letters are folded, and
punctuation is full-width, whatever the text uses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policynlp.folding import fold, well_formed
from policynlp.grammar import find_titles

Ints = npt.NDArray[np.int64]

LONGEST = 256
"""Longest sequence that the tagger decodes in one piece; longer clauses are cut."""

_SAME = str.maketrans("123456789(),:;?!｢｣", "000000000（），：；？！“”")
_CLAUSE_END = re.compile(r"[。！？；，：\n]+[”’]?")
"""No name goes on behind one of these; the features still see what stands on its other side."""


_PAD = "\n" * 4
"""Between texts, as wide as the widest feature window: what stands beside a text can't be seen."""


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """The characters that the tagger sees of one or more texts.

    Attributes
    ----------
    text : str
        n characters, folded; the texts one after the other with line breaks around each.
    origin : ndarray of int64, shape (n,)
        Offset of each character in its own text; -1 for the line breaks around.
    ends : ndarray of int64, shape (n_texts,)
        Where each text ends in ``text``.
    starts, lengths : ndarray of int64, shape (n_clauses,)
        Clauses cover the texts; none reaches into a second one.
    """

    text: str
    origin: Ints
    ends: Ints
    starts: Ints
    lengths: Ints


def observe(texts: Sequence[str]) -> Observation:
    """Observe texts side by side; linear in their length, any text is accepted."""
    parts, origins, ends, starts, stops = [_PAD], [_NOWHERE], [], [], []
    size = len(_PAD)
    for text in texts:
        folded, origin = _seen(text)
        bounds = _clauses(folded) + size
        starts.append(bounds[:-1])
        stops.append(bounds[1:])
        parts += [folded, _PAD]
        origins += [origin, _NOWHERE]
        size += len(folded)
        ends.append(size)
        size += len(_PAD)
    begin = np.concatenate([_NONE, *starts])
    return Observation(
        "".join(parts),
        np.concatenate(origins),
        np.array(ends, dtype=np.int64),
        begin,
        np.concatenate([_NONE, *stops]) - begin,
    )


_NONE: Ints = np.empty(0, dtype=np.int64)
_NOWHERE: Ints = np.full(len(_PAD), -1, dtype=np.int64)


def _seen(text: str) -> tuple[str, Ints]:
    folded = fold(well_formed(text)).translate(_SAME)
    keep = np.ones(len(folded), dtype=bool)
    for title in find_titles(text):
        if title.depth == 0:
            keep[title.start + 1 : title.end - 1] = False
    origin = np.flatnonzero(keep)
    if len(origin) < len(folded):
        folded = "".join(map(folded.__getitem__, origin.tolist()))
    return folded, origin


def _clauses(folded: str) -> Ints:
    """Bounds of the clauses, 0 and the length included; one bound for an empty text."""
    ends = [match.end() for match in _CLAUSE_END.finditer(folded)]
    return np.unique([0, *ends, *range(LONGEST, len(folded), LONGEST), len(folded)])
