"""What the tagger sees of a text: its characters in sentences, titles drawn together.

What stands between 《 and 》 says nothing on the names around it, so the tagger sees each title as
the two marks alone. Digits are all one digit, traditional and full-width letters are folded, and
punctuation is full-width, whatever the text uses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policynlp.folding import fold
from policynlp.grammar import find_titles

Ints = npt.NDArray[np.int64]

LONGEST = 256
"""Longest sequence that the tagger decodes in one piece; longer sentences are cut."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_SAME = str.maketrans("123456789(),:;?!｢｣", "000000000（），：；？！“”")
_SENTENCE_END = re.compile(r"[。！？；\n]+[”’』」）)]?")


def well_formed(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, which no UTF-8 library accepts."""
    return _SURROGATE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """The characters that the tagger sees.

    Attributes
    ----------
    text : str
        n characters, folded.
    origin : ndarray of int64, shape (n,)
        Offset of each in the text that was observed.
    starts, lengths : ndarray of int64, shape (n_sentences,)
        Sentences cover the text.
    """

    text: str
    origin: Ints
    starts: Ints
    lengths: Ints


def observe(text: str) -> Observation:
    """Observe a text; linear in its length, any text is accepted."""
    folded = fold(well_formed(text)).translate(_SAME)
    keep = np.ones(len(folded), dtype=bool)
    for title in find_titles(text):
        if title.depth == 0:
            keep[title.start + 1 : title.end - 1] = False
    origin = np.flatnonzero(keep)
    if len(origin) < len(folded):
        folded = "".join(map(folded.__getitem__, origin.tolist()))
    ends = [match.end() for match in _SENTENCE_END.finditer(folded)]
    bounds = np.unique([0, *ends, *range(LONGEST, len(folded), LONGEST), len(folded)])
    return Observation(folded, origin, bounds[:-1], np.diff(bounds))
