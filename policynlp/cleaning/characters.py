"""Classes of characters that layout repair distinguishes, and the width of a printed line."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"
CJK_PUNCTUATION = "，。；：！？、…—（）《》〈〉“”‘’「」『』【】〔〕·"
CJK = HAN + CJK_PUNCTUATION

SENTENCE_END = "。！？!?…"
OPENING = "“‘（《〈「『【〔("
CLOSING = "”’）》〉」』】〕)"
PAIRS = dict(zip(OPENING, CLOSING, strict=True))

_TERMINAL = re.compile(rf"[{SENTENCE_END}；;：:.][”’）》」』】)\]*]*$")
_CANNOT_START = re.compile(r"[，。；：！？、”’）》〉」』】〕,;!?%％)]")
_SENTENCE_MARK = re.compile(r"[，。；：！？,;]")


def is_terminal(text: str) -> bool:
    """True if a line ends where a sentence or a clause before a list can end."""
    return bool(_TERMINAL.search(text[-8:]))


def is_continuation(text: str) -> bool:
    """True if a line begins with a mark that no line of Chinese text may begin with."""
    return bool(_CANNOT_START.match(text))


def has_sentence_mark(text: str) -> bool:
    """True if the text has punctuation that headings do without."""
    return bool(_SENTENCE_MARK.search(text))


def width(text: str) -> int:
    """Printed width in half-width units; white space, which justification stretches, not counted.

    A Chinese character counts 2, a Latin letter or digit 1 (Unicode East Asian Width).
    """
    return sum(map(_width_of, text))


@lru_cache(maxsize=1 << 14)
def _width_of(character: str) -> int:
    if character.isspace():
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1
