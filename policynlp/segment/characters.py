"""Texts as arrays of character codes, folded and typed, for the learned engine."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from policynlp.folding import fold

Codes = npt.NDArray[np.uint32]
Types = npt.NDArray[np.uint8]

SEPARATOR = "\uffff"
"""A noncharacter that stands between texts and for what no engine may see."""

CONTEXT = 3
"""Separators between two texts, enough that no feature sees both."""

SPACE, OTHER, HAN, DIGIT, LATIN, NUMERAL, CALENDAR, PUNCTUATION = range(8)
_NUMERALS = "〇一二三四五六七八九十百千万亿两零"
_CALENDAR = "年月日时分"
# Always a coarse unit of its own; a comma or colon of ASCII only where it is not in a number.
_BREAKS = '，。；：、！？“”‘’《》【】;!?"'
_IN_NUMBERS = ",:"
_WITHIN_DIGITS = ",.:"
_WITHIN_CODES = "-.&"  # between a letter and a letter or digit
_BRACKETS = "()（）"
_PLAIN, _BREAK, _IN_NUMBER, _BRACKET = range(4)
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


def normalise(folded: Codes) -> tuple[Codes, Types]:
    """Codes for n-grams, where digits, letters and widths of marks are alike, and their types."""
    _, shapes, types, _ = _tables()
    return _mapped(folded, shapes), _looked_up(folded, types, OTHER)


def blank(folded: Codes) -> npt.NDArray[np.bool_]:
    """White space and ``SEPARATOR``."""
    blanks: npt.NDArray[np.bool_] = _looked_up(folded, _tables()[2], OTHER) == SPACE
    return blanks


def breaks(folded: Codes) -> npt.NDArray[np.bool_]:
    """Characters that are coarse units of their own: no word spans them."""
    marks = _looked_up(folded, _tables()[3], _PLAIN)
    alone: npt.NDArray[np.bool_] = (marks == _BREAK) | blank(folded)
    for at in np.flatnonzero(marks == _IN_NUMBER).tolist():
        around = folded[max(at - 1, 0) : at + 2 : 2].tolist()
        alone[at] = len(around) < 2 or not all(48 <= code < 58 for code in around)
    return alone


def brackets(folded: Codes) -> npt.NDArray[np.bool_]:
    """Round brackets: always a fine word, but not always the border of a coarse unit."""
    round_: npt.NDArray[np.bool_] = _looked_up(folded, _tables()[3], _PLAIN) == _BRACKET
    return round_


def joined(folded: Codes) -> npt.NDArray[np.bool_]:
    """Characters that are never cut from the next one: within 1,800.5, IPv6, COVID-19."""
    types = _looked_up(folded, _tables()[2], OTHER)
    digit, latin = types == DIGIT, types == LATIN
    part = digit | latin
    inner = np.flatnonzero(part[:-2] & ~part[1:-1] & part[2:]) + 1
    before, after = inner - 1, inner + 1
    mark = folded[inner]
    in_number = np.isin(mark, to_codes(_WITHIN_DIGITS)) & digit[before] & digit[after]
    in_code = np.isin(mark, to_codes(_WITHIN_CODES)) & latin[before]
    part[inner[in_number | in_code]] = True
    result = np.zeros(len(folded), dtype=bool)
    result[:-1] = part[:-1] & part[1:]
    return result


def _looked_up(codes: Codes, table: Types, beyond: int) -> Types:
    if len(codes) == 0 or codes.max() < _PLANE:
        return table[codes]
    return np.where(codes < _PLANE, table[codes % _PLANE], beyond).astype(np.uint8)


def _mapped(codes: Codes, table: Codes) -> Codes:
    if len(codes) == 0 or codes.max() < _PLANE:
        return table[codes]
    return np.where(codes < _PLANE, table[codes % _PLANE], codes)


@cache
def _tables() -> tuple[Codes, Codes, Types, Types]:
    """For each code point of the first plane: folded form, shape for n-grams, type, mark."""
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
    marks = np.full(_PLANE, _PLAIN, dtype=np.uint8)
    for characters, mark in ((_BREAKS, _BREAK), (_IN_NUMBERS, _IN_NUMBER), (_BRACKETS, _BRACKET)):
        marks[to_codes(characters)] = mark
    types[marks != _PLAIN] = PUNCTUATION
    types[[code for code, char in enumerate(to_text(plane)) if char.isspace()]] = SPACE
    types[ord(SEPARATOR)] = SPACE
    shapes = to_codes(to_text(plane).translate(_ASCII_MARKS)).copy()
    shapes[types == DIGIT] = ord("0")
    shapes[types == LATIN] = ord("a")
    shapes[types == SPACE] = 0
    return folded, shapes, types, marks
