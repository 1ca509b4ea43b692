"""Numbers as words: where a number, its unit and the parts of a date meet.

The numerals, units and document numbers of `find_quantities` and `find_document_numbers`, read for
their form. One term made of words is a quantity with its unit (``3.9|个|百分点``), an ordinal with
its classifier (``第|45|位``), a date (``2020年|11月|22日``), a document number
(``国发|〔|2021|〕|29号``).
What only the context tells is left out: bare numbers, Chinese numerals other than ordinals.
"""

from __future__ import annotations

import re
import string
from functools import cache

from policynlp.grammar.candidate import is_label
from policynlp.grammar.document_numbers import find_document_numbers
from policynlp.grammar.numbers import ARABIC, ARABIC_DIGIT, MAGNITUDE
from policynlp.grammar.units import counted_noun_at, unit_at

Borders = tuple[int, ...]
"""Start of the term, where its words meet, its end."""

_D = ARABIC_DIGIT
_RANGE = "[-‐-―~～－]{1,2}|至|到"
_YEAR = f"(?:19|20|１９|２０){_D}{{2}}"
_SMALL = f"{_D}{{1,2}}"

_START = re.compile(f"{_D}+(?:[.,．，]{_D}+)*|第")
# Behind a bare number: 1. and (2020) need no closer look.
_NO_UNIT = frozenset(  # punctuation
    " \t\n\u3000.,;:!?()[]<>、，。；：！？（）［］〔〕【】《》“”‘’…·\uffff"
)
_IN_CODE = frozenset(string.ascii_letters + ".．_-")
_IN_DATE = frozenset("年月日-‐‑‒–—―~～－至到")  # behind the first number of a date
_DATE = re.compile(
    rf"({_YEAR}年?)({_RANGE})({_YEAR}年)"
    rf"|(?:({_YEAR}年)({_SMALL}月份?)?|({_SMALL}月份?))"
    rf"(?:(?<=月)(?:({_SMALL}日?)({_RANGE}))?({_SMALL}[日号]))?([底初末])?"
)
_DAY = re.compile(rf"((?:[12]?{_D}|3[01])日)(?=起|晚|上午|下午|凌晨|电|讯)")  # no length of time
_QUANTITY = re.compile(
    rf"({ARABIC}(?:[%％﹪‰]|{MAGNITUDE}{{1,4}})?)"
    rf"(?:(?<![%％﹪‰])({_RANGE})({ARABIC}(?:[%％﹪‰]|{MAGNITUDE}{{1,4}})?))?"
    rf"(?:([余多])({MAGNITUDE}{{1,2}})?)?"
)
_ORDINAL = re.compile(
    rf"(第)({_D}{{1,4}}|[零〇一二三四五六七八九十百]{{1,8}})"
    r"([条款章节编届次批期位名轮号卷集回](?![目件约间额])|个|季度)"
)
# Units of two words: 个|百分点.
_UNIT_PARTS = re.compile("个(?=.)|元(?=人民币)|块(?=钱)|吨(?=标)|度(?=电)|[^/／每·]+|.")
_GOES_ON = frozenset(string.ascii_letters + "级")  # 3万V, 100万级
_SERIAL = re.compile(f"{_D}[ \u3000]?号")
_REACH = 48
_NUMBER_PARTS = re.compile(rf"{_D}+[年号]?|[\u4e00-\u9fffA-Za-z]+|.", re.DOTALL)


def find_number_words(text: str) -> list[Borders]:
    """Terms made of a number, in order and apart; linear in ``len(text)``."""
    found: list[Borders] = []
    numbered = _document_numbers(text)
    done = 0
    for match in _START.finditer(text):
        at = match.start()
        if at < done:
            continue
        while numbered and numbered[0][-1] <= at:
            found.append(numbered.pop(0))
        if numbered and numbered[0][0] <= at:
            done = numbered[0][-1]
            continue
        borders: Borders = ()
        if text[at] != "第":
            done = match.end()
            code = text[at - 1 : at] in _IN_CODE
            if not code and done < len(text) and text[done] not in _NO_UNIT:
                borders = _date(text, at, done) or _quantity(text, at)
        else:
            borders = _borders(_ORDINAL.match(text, at))
        if borders:
            found.append(borders)
            done = borders[-1]
    return found + numbered


def _borders(match: re.Match[str] | None) -> Borders:
    """Start of a match and the ends of its groups."""
    if match is None:
        return ()
    return (match.start(), *[end for _, end in match.regs[1:] if end >= 0])


def _date(text: str, at: int, end: int) -> Borders:
    if text[end] not in _IN_DATE:
        return ()
    return _borders(_DATE.match(text, at) or _DAY.match(text, at))


def _quantity(text: str, at: int) -> Borders:
    match = _QUANTITY.match(text, at)
    if match is None:
        return ()
    end = match.end()
    unit = _unit(text, end)
    if unit and unit != "日" and not is_label(text, at):  # 22日 is a date or a length of time
        return (*_borders(match), *[end + part for part in _ends_of_parts(unit)])
    if match[4] and not match[5]:  # 多 belongs to what follows
        end = match.start(4)
    large = text[end - 1] not in "0123456789０１２３４５６７８９"
    if not large or text[end : end + 1] in _GOES_ON:
        return ()
    return tuple(border for border in _borders(match) if border <= end)


@cache
def _ends_of_parts(unit: str) -> tuple[int, ...]:
    return tuple(part.end() for part in _UNIT_PARTS.finditer(unit))


def _unit(text: str, at: int) -> str:
    """Unit that begins at ``at``, or ``""``; a counted noun that begins like it comes first."""
    if text[at : at + 1].isspace():
        return ""
    unit = unit_at(text, at)
    if unit is None or len(counted_noun_at(text, at)) > unit.end - at:
        return ""
    return text[at : unit.end]


def _document_numbers(text: str) -> list[Borders]:
    found = []
    done = 0
    for sign in _SERIAL.finditer(text):
        # A document number is short, and most texts have none: look before each serial number only.
        start = max(done, sign.start() - _REACH)
        for number in find_document_numbers(text[start : sign.end()]):
            first = start + number.start
            words = _NUMBER_PARTS.finditer(text, first, start + number.end)
            found.append((first, *(word.end() for word in words)))
            done = start + number.end
    return found
