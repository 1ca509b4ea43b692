"""Texts as arrays of character codes, folded and typed, for the learned engine."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from policynlp.folding import fold

Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]

SEPARATOR = "\uffff"
"""A noncharacter that stands between texts and for what no engine may see."""

CONTEXT = 3
"""Separators between two texts, enough that no feature sees both."""

SPACE, OTHER, HAN, DIGIT, LATIN, NUMERAL, CALENDAR, PUNCTUATION = range(8)
_TYPE = np.uint8(7)  # the bits of a kind that tell the type; those above tell the mark
_NUMERALS = "〇一二三四五六七八九十百千万亿两零"
_CALENDAR = "年月日时分"
# Always a coarse unit of its own; a comma or colon of ASCII only where it is not in a number.
_BREAKS = '，。；：、！？“”‘’《》【】;!?"'
_IN_NUMBERS = ",:"
_WITHIN_DIGITS = ",.:"
_WITHIN_CODES = "-.&"  # between a letter and a letter or digit
_BRACKETS = "()（）"
_BREAK, _IN_NUMBER, _BRACKET = 1 << 3, 2 << 3, 3 << 3
_ASCII_MARKS = str.maketrans(",;:!?()", "，；：！？（）")
_PLANE = 1 << 16


def to_codes(text: str) -> Codes:
    """Code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def to_text(codes: Codes) -> str:
    """The text of code points without surrogates."""
    return codes.tobytes().decode("utf-32-le")


def fold_codes(codes: Codes) -> Codes:
    """``fold``, and lone surrogates replaced by ``SEPARATOR``; length and places are kept."""
    return _mapped(codes, _tables()[0])


def normalise(folded: Codes) -> Codes:
    """Codes for n-grams, where digits, letters and widths of marks are alike."""
    return _mapped(folded, _tables()[1])


def kinds_of(folded: Codes) -> Kinds:
    """Type of each character and what mark it is, in one number; ``types`` and others read it."""
    table = _tables()[2]
    if len(folded) == 0 or folded.max() < _PLANE:
        return table.take(folded)
    return np.where(folded < _PLANE, table[folded % _PLANE], OTHER).astype(np.uint8)


def types(kinds: Kinds) -> Kinds:
    """One of ``SPACE``, ``OTHER`` and so on for each character."""
    return kinds & _TYPE


def blank(kinds: Kinds) -> npt.NDArray[np.bool_]:
    """White space and ``SEPARATOR``."""
    blanks: npt.NDArray[np.bool_] = types(kinds) == SPACE
    return blanks


def breaks(folded: Codes, kinds: Kinds) -> npt.NDArray[np.bool_]:
    """Characters that are coarse units of their own: no word spans them."""
    marks = kinds & ~_TYPE
    alone: npt.NDArray[np.bool_] = (marks == _BREAK) | blank(kinds)
    for at in (marks == _IN_NUMBER).nonzero()[0].tolist():
        around = folded[max(at - 1, 0) : at + 2 : 2].tolist()
        alone[at] = len(around) < 2 or not all(48 <= code < 58 for code in around)
    return alone


def brackets(kinds: Kinds) -> npt.NDArray[np.bool_]:
    """Round brackets: always a fine word, but not always the border of a coarse unit."""
    round_: npt.NDArray[np.bool_] = (kinds & ~_TYPE) == _BRACKET
    return round_


def joined(folded: Codes, kinds: Kinds) -> npt.NDArray[np.bool_]:
    """Characters that are never cut from the next one: within 1,800.5, IPv6, COVID-19."""
    digit, latin = types(kinds) == DIGIT, types(kinds) == LATIN
    part = digit | latin
    inner = (part[:-2] & ~part[1:-1] & part[2:]).nonzero()[0] + 1
    if len(inner):
        before, after = inner - 1, inner + 1
        mark = folded[inner]
        in_number = _one_of(mark, _WITHIN_DIGITS) & digit[before] & digit[after]
        in_code = _one_of(mark, _WITHIN_CODES) & latin[before]
        part[inner[in_number | in_code]] = True
    result = np.zeros(len(folded), dtype=bool)
    result[:-1] = part[:-1] & part[1:]
    return result


def _one_of(codes: Codes, characters: str) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = (codes[:, None] == to_codes(characters)).any(axis=1)
    return found


def _mapped(codes: Codes, table: Codes) -> Codes:
    if len(codes) == 0 or codes.max() < _PLANE:
        return table.take(codes)
    return np.where(codes < _PLANE, table[codes % _PLANE], codes)


@cache
def _tables() -> tuple[Codes, Codes, Kinds]:
    """For each code point of the first plane: folded form, shape for n-grams, type and mark."""
    plane = np.arange(_PLANE, dtype=np.uint32)
    plane[0xD800:0xE000] = ord(SEPARATOR)
    folded = to_codes(fold(to_text(plane)))
    types = np.full(_PLANE, OTHER, dtype=np.uint8)
    types[0x4E00:0xA000] = HAN
    for letters in ((65, 91), (97, 123)):
        types[slice(*letters)] = LATIN
    types[48:58] = DIGIT
    types[to_codes(_NUMERALS)] = NUMERAL
    types[to_codes(_CALENDAR)] = CALENDAR
    marks = np.zeros(_PLANE, dtype=np.uint8)
    for characters, mark in ((_BREAKS, _BREAK), (_IN_NUMBERS, _IN_NUMBER), (_BRACKETS, _BRACKET)):
        marks[to_codes(characters)] = mark
    types[marks != 0] = PUNCTUATION
    types[[code for code, char in enumerate(to_text(plane)) if char.isspace()]] = SPACE
    types[ord(SEPARATOR)] = SPACE
    shapes = to_codes(to_text(plane).translate(_ASCII_MARKS)).copy()
    shapes[types == DIGIT] = ord("0")
    shapes[types == LATIN] = ord("a")
    shapes[types == SPACE] = 0
    return folded, shapes, types | marks
