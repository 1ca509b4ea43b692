"""Character folding for matching: 新興 → 新兴, ５Ｇ → 5G; one character in, one character out.

Folding never changes the length of a text, so offsets into the folded text are offsets into the
text itself. It is for looking words up, not for display: passages keep their own characters.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_SURROGATE = re.compile("[\ud800-\udfff]")


@cache
def _table() -> dict[int, str]:
    # Full-width ASCII (！..～) lies at a fixed distance from ASCII; marks that Chinese text needs
    # in their full-width form stay as they are.
    table = {
        code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()
    }
    table |= {ord("％"): "%", ord("．"): ".", ord("＋"): "+"}
    data = files("policynlp.resources").joinpath("traditional.tsv").read_text(encoding="utf-8")
    for line in data.splitlines():
        if line and not line.startswith("#"):
            traditional, simplified = line.split("\t")
            table[ord(traditional)] = simplified
    return table


def well_formed(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, which no UTF-8 library accepts."""
    return _SURROGATE.sub("\ufffd", text)


def fold(text: str) -> str:
    """Fold traditional variants and full-width letters and digits, character by character.

    Parameters
    ----------
    text : str
        n characters.

    Returns
    -------
    str
        n characters, each at the place of the one that it stands for.

    Notes
    -----
    Only characters outside GB 2312 are taken for traditional ones: 著 and 乾 are simplified
    characters too and stay.
    """
    return text.translate(_table())
