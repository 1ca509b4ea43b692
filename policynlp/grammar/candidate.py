"""A number that may be a quantity, as the readers of the grammar hand it on."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from decimal import Decimal

from policynlp.grammar.bounds import Bound
from policynlp.grammar.numbers import ARABIC_DIGIT, parse_number
from policynlp.grammar.signs import Sign, sign_before
from policynlp.grammar.tables import Suffixes, rows
from policynlp.grammar.units import Unit, UnitClass


@dataclass(slots=True)
class Candidate:
    """``text[start:end]`` with its value; ``unit`` is None until a list or a range gives one."""

    start: int
    end: int
    value: Decimal
    unit: str | None
    kind: UnitClass | None
    scale: Decimal = Decimal(1)  # of the magnitude, which a list shares with its unit
    bound: Bound = ""  # of 余 or 多 between number and unit, of an open numeral (三四百)
    sign: Sign = ""
    turns: int = 0  # 翻N番
    top: bool = False  # 前N

    def take(self, unit: Unit) -> None:
        self.unit, self.kind, self.end = unit.name, unit.kind, unit.end
        if unit.half:  # a sum would round large values
            self.value += unit.half


def tenth(start: int, end: int, percent: Decimal, bound: Bound = "") -> Candidate:
    """A number of tenths (七成); a number before it in a range counts tenths too (五至七成)."""
    return Candidate(start, end, percent, "%", "percent", Decimal(10), bound)


NOT_TENTHS = "(?![立群为果本员长功效绩都分熟型套就品交因像色建批活人才家不])"
"""Behind 成 these make another word (三成立, 五成员)."""

Read = tuple[Candidate | None, int]
"""What a reader found, and where the text goes on behind what it looked at."""

_JOINED = re.compile(rf"(?:[+＋×xX*/=_·．.#]|{ARABIC_DIGIT}[:：∶]?|[A-Za-z][-－])$")
_BESIDE = re.compile(rf"{ARABIC_DIGIT}[千万亿]*(?:兆|吉)?(?:瓦|伏安|[kMG]?V?[WA])/$")
"""Two figures of one plant: 100兆瓦/200兆瓦时."""
_ORDINALS = re.compile(rf"第(?:{ARABIC_DIGIT}{{1,4}}(?:、|和|至|[-—]))+$")
_LABELS = {row[0]: row[1] for row in rows("grammar/not_before.tsv", 2)}
"""Labels, and longer words that end with one and are none (加注)."""
_LABEL_WORDS = Suffixes(_LABELS)
_LABEL_ENDS = frozenset(string.digits + "０１２３４５６７８９xX+＋×*/=_·．.#:：∶-－—、和至").union(
    label[-1] for label in _LABELS
)
"""What a label, or the joint behind one, ends with: a quick look before the patterns."""


def number_or_none(text: str) -> Decimal | None:
    """Value of a numeral that a pattern found; None where its parts make no number (一百千)."""
    try:
        return parse_number(text)
    except ValueError:
        return None


def is_label(text: str, at: int) -> bool:
    """Whether the number at ``at`` is a label, an ordinal or a denominator: 图1, 每3年."""
    _, at = sign_before(text, at)
    before = text[max(0, at - 20) : at].rstrip(" ")
    if before[-1:] not in _LABEL_ENDS:
        return False
    return bool(
        _LABELS.get(_LABEL_WORDS.longest(before, len(before))) == ""
        or (_JOINED.search(before) and not _BESIDE.search(before))
        or _ORDINALS.search(before)
    )
