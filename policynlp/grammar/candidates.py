"""One pass over the text that hands each number to its reader."""

from __future__ import annotations

import re
from collections.abc import Callable

from policynlp.grammar.arabic_figures import read_arabic
from policynlp.grammar.candidate import Candidate, Read
from policynlp.grammar.chinese_figures import read_chinese
from policynlp.grammar.numbers import DIGIT_VALUES, POWERS
from policynlp.grammar.ranks import read_first, read_rank, read_times, read_top
from policynlp.grammar.signs import sign_before

_START = re.compile("[0-9０-９第前翻半首" + "".join([*DIGIT_VALUES, *POWERS]) + "]")
_READERS: dict[str, Callable[[str, int], Read]] = {
    "第": read_rank,
    "前": read_top,
    "翻": read_times,
    "首": read_first,
}


def find_candidates(text: str, mask: bytearray) -> list[Candidate]:
    """Candidates outside ``mask``, in order and apart; linear in ``len(text)``."""
    found: list[Candidate] = []
    done = 0
    for match in _START.finditer(text):
        at = match.start()
        if at < done or mask[at]:
            continue
        candidate, done = _reader(match.group())(text, at)
        if candidate is not None:
            candidate.sign, candidate.start = sign_before(text, candidate.start)
            found.append(candidate)
    return found


def _reader(char: str) -> Callable[[str, int], Read]:
    if char.isascii() or "０" <= char <= "９":
        return read_arabic
    return _READERS.get(char, read_chinese)
