"""Chinese and Arabic numerals as exact values.

``parse_number`` reads what a policy text writes for a number: ``10.5万亿``, ``五十三点七亿``,
``１２．５``, ``1,234``, ``3亿5000万``, ``二〇二五``. ``parse_share`` reads parts of a whole:
``三分之二``, ``百分之五十``, ``七成五``, ``一半``.
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Literal

from policynlp.grammar.tables import alternation, rows

MAX_LENGTH = 64
"""Longer numerals are refused: none has a meaning, and the work stays bounded on hostile text."""

DIGIT_VALUES = {char: int(value) for char, value in rows("grammar/digits.tsv", 2)}
POWERS = {char: int(power) for char, power in rows("grammar/magnitudes.tsv", 2)}
_SECTION_POWER = 4  # from 万 on, a magnitude multiplies everything before it

_HALF_WIDTH = {0xFF10 + i: 0x30 + i for i in range(10)} | {ord("．"): ".", ord("，"): ","}
_DROPPED = dict.fromkeys(map(ord, " \t\u00a0\u2009\u202f\u3000,'’"))
_CHINESE_DIGITS = "零一二三四五六七八九"

CHINESE_DIGIT = "[" + "".join(DIGIT_VALUES) + "]"
PAIR = alternation(
    one + following
    for one, value in DIGIT_VALUES.items()
    for following, next_value in DIGIT_VALUES.items()
    if 0 < value == next_value - 1 or (value, next_value) == (3, 5)
)
"""Two digits one after the other leave open which of them it is: 三四百, 二三十, 七八成, 三五千."""
MORE: dict[str, Literal[">=", "~"]] = {"余": ">=", "多": ">=", "几": ">=", "来": "~"}
"""Behind a number or its magnitude: what it leaves open (20余家, 十几万, 百来人)."""
MAGNITUDE = "(?:(?!千[瓦米克兆伏卡赫帕字焦比安乏周])(?!百分)[" + "".join(POWERS) + "])"
"""One magnitude that is not the head of a unit (千瓦, 百分点)."""
ARABIC_DIGIT = "[0-9０-９]"
ARABIC = (
    f"(?>{ARABIC_DIGIT}{{1,3}}(?:,{ARABIC_DIGIT}{{3}})+(?!{ARABIC_DIGIT})"
    f"|{ARABIC_DIGIT}{{1,3}}(?:，{ARABIC_DIGIT}{{3}})+(?!{ARABIC_DIGIT})"
    f"|{ARABIC_DIGIT}+)(?:[.．]{ARABIC_DIGIT}+)?"
)
"""Pattern source of one Arabic number with thousands separators and decimals, either width."""

_EXPONENTS = {"": "", "万": "e4", "亿": "e8", "万亿": "e12"}
_PLAIN = re.compile("(?P<number>[0-9]{1,12}(?:[.][0-9]{1,6})?)(?P<scale>万?亿?)")
"""What most figures look like, which needs no reader."""
_PAIR = re.compile(PAIR)
_ZEROS = "".join(char for char, value in DIGIT_VALUES.items() if not value)
_TOKEN = re.compile(
    rf"(?P<arabic>[0-9]+(?:\.[0-9]+)?)|(?P<digits>{CHINESE_DIGIT}+)"
    rf"|(?P<point>点(?P<decimals>{CHINESE_DIGIT}+))|(?P<magnitude>[{''.join(POWERS)}])"
)


def half_width(text: str) -> str:
    """``text`` with full-width digits, points and commas in their ASCII form, length kept."""
    return text.translate(_HALF_WIDTH)


def parse_number(text: str) -> Decimal:
    """Value of a numeral.

    Parameters
    ----------
    text : str
        A whole numeral, at most `MAX_LENGTH` characters: Arabic or Chinese digits, or both with
        magnitudes between them. Spaces and thousands separators are ignored. A magnitude with no
        digit before it counts as one of it: ``千亿`` is 10\\ :sup:`11`. Of two digits that leave
        open which it is, the lower one counts: ``三四百`` is 300, ``二三十`` 20.

    Returns
    -------
    Decimal
        The exact value.

    Raises
    ------
    ValueError
        If ``text`` is not a numeral.
    """
    return read_numeral(text)[0]


def read_numeral(text: str) -> tuple[Decimal, bool]:
    """Value of a numeral as `parse_number` reads it, and whether two digits leave it open (三四百).

    Raises
    ------
    ValueError
        If ``text`` is not a numeral.
    """
    if not 0 < len(text) <= MAX_LENGTH:
        raise ValueError(f"no numeral: {len(text)} characters, expected 1 to {MAX_LENGTH}")
    if plain_form := _PLAIN.fullmatch(text):
        exact = Decimal(plain_form["number"] + _EXPONENTS[plain_form["scale"]])
        return exact + 0, False  # + 0: no exponent printed
    plain = half_width(text).translate(_DROPPED)
    with localcontext() as context:
        context.prec = 4 * MAX_LENGTH + 100  # exact, whatever the magnitudes
        try:
            reader = _Reader(plain)
            return reader.read(), reader.approximate
        except ArithmeticError as error:
            raise ValueError(f"no numeral: {text!r}") from error


class _Reader:
    """One left-to-right pass; ``parts`` holds sections, each with the power that closed it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[tuple[Decimal, int]] = []
        self.section = Decimal(0)
        self.pending: Decimal | None = None
        self.last_power: int | None = None
        self.after_zero = False
        self.open = False  # something stands in the section
        self.approximate = False  # two digits leave the value open

    def read(self) -> Decimal:
        position = 0
        while position < len(self.text):
            match = _TOKEN.match(self.text, position)
            if match is None:
                raise ValueError(f"no numeral: {self.text!r}, character {position + 1}")
            self._take(match)
            position = match.end()
        if self.pending is not None and self._is_colloquial():
            assert self.last_power is not None
            self.pending = self.pending.scaleb(self.last_power - 1)  # 三万五 is 35000
        self._close_pending()
        return sum((value for value, _ in self.parts), self.section)

    def _take(self, match: re.Match[str]) -> None:
        if match["magnitude"]:
            self._multiply(POWERS[match["magnitude"]])
            return
        if match["point"]:
            decimals = "".join(str(DIGIT_VALUES[c]) for c in match["decimals"])
            if self.pending is None and not self.open:
                raise ValueError(f"no numeral: {self.text!r}")
            self.pending = (self.pending or Decimal(0)) + Decimal("0." + decimals)
            self.last_power = None
        elif self.pending is not None and self.pending != 0:
            raise ValueError(f"no numeral: {self.text!r}")
        elif match["arabic"]:
            self.pending, self.last_power = Decimal(match["arabic"]), None
            self.after_zero = False
        else:
            digits = "".join(str(DIGIT_VALUES[c]) for c in match["digits"])
            self.after_zero = digits[0] == "0"
            if _PAIR.fullmatch(match["digits"].lstrip(_ZEROS)):
                digits, self.approximate = digits.lstrip("0")[0], True
            self.after_zero |= len(digits) > 1
            self.pending = Decimal(digits)
        self.open = True

    def _multiply(self, power: int) -> None:
        if power < _SECTION_POWER:
            if self.last_power is not None and power >= self.last_power and self.section:
                raise ValueError(f"no numeral: {self.text!r}")
            missing = self.pending is None or (self.after_zero and not self.pending)
            if missing and self.open and power > 1:
                raise ValueError(f"no numeral: {self.text!r}")  # 二十万千 is no number, 一百十 is
            digit = Decimal(1) if missing or self.pending is None else self.pending
            self.section += digit.scaleb(power)
            self.pending = None
        else:
            self._close_pending()
            value, self.section = self.section, Decimal(0)
            while self.parts and self.parts[-1][1] <= power:
                value += self.parts.pop()[0]
            self.parts.append(((value or Decimal(1)).scaleb(power), power))
        self.last_power, self.after_zero, self.open = power, False, True

    def _close_pending(self) -> None:
        if self.pending is not None:
            self.section += self.pending
            self.pending = None

    def _is_colloquial(self) -> bool:
        return self.last_power is not None and self.last_power > 1 and not self.after_zero


_FRACTION = re.compile(r"^(?P<whole>.{1,64}?)分之(?P<part>.{1,64})$", re.DOTALL)
_TENTHS = re.compile(rf"^(?P<tenths>[^成]{{1,8}})成(?P<rest>{CHINESE_DIGIT}|半)?$")


def parse_share(text: str) -> Fraction:
    """Part of a whole that ``text`` names, 1 being the whole.

    Raises
    ------
    ValueError
        If ``text`` names no part of a whole.
    """
    if text in ("一半", "半数"):
        return Fraction(1, 2)
    if match := _FRACTION.match(text):
        whole = parse_number(match["whole"])
        if not whole:
            raise ValueError(f"no share: {text!r}")
        return Fraction(parse_number(match["part"])) / Fraction(whole)
    if match := _TENTHS.match(text):
        rest = match["rest"]
        extra = Fraction(1, 2) if rest == "半" else Fraction(DIGIT_VALUES[rest] if rest else 0, 10)
        if rest and rest != "半":
            return Fraction(parse_number(match["tenths"])) / 10 + extra / 10
        return (Fraction(parse_number(match["tenths"])) + extra) / 10
    raise ValueError(f"no share: {text!r}")


def format_number(value: int | Decimal) -> str:
    """Chinese numeral of ``value``, which ``parse_number`` reads back.

    Raises
    ------
    ValueError
        If ``value`` is negative, not finite, or not below 10\\ :sup:`24`.
    """
    exact = Decimal(value)
    if not exact.is_finite() or exact < 0 or exact >= Decimal(10) ** 24:
        raise ValueError(f"{value} can't be written: expected 0 <= value < 10**24")
    whole, _, decimals = f"{exact:f}".partition(".")
    written = _format_whole(int(whole))
    if decimals := decimals.rstrip("0"):
        written += "点" + "".join(_CHINESE_DIGITS[int(d)] for d in decimals)
    return written


def _format_whole(n: int) -> str:
    for char, power in sorted(POWERS.items(), key=lambda item: -item[1]):
        unit = 10**power
        if char in "亿万千百十" and n >= unit:
            head, tail = divmod(n, unit)
            zero = "零" if tail and tail < unit // 10 else ""
            return _format_whole(head) + char + (zero + _format_whole(tail) if tail else "")
    return _CHINESE_DIGITS[n]
