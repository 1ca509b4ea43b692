"""What the digits of a printed figure leave open: 8.16万亿元 stands for 8.155 to 8.165 trillion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from policynlp.folding import fold
from policynlp.grammar.bounds import Bound

Step = Decimal
Agreement = Literal["yes", "near", "no", "open"]

_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_LARGE = 1000
"""From here on the zeros at the end of a bound may be rounding."""
_ABOUT = Decimal("0.05")
"""How far a value may lie from one with 约, 近 or 左右, as a part of it. Set by judgement."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A value as printed.

    Parameters
    ----------
    value : Decimal
        In base units.
    step : Decimal
        One unit of the last printed digit, in the same units: 8.16万亿 has 10 000 000 000.
    bound : {"", ">=", "<=", "~"}
    """

    value: Decimal
    step: Step
    bound: Bound = ""

    def scaled(self, factor: Decimal) -> Amount:
        """The same in another unit."""
        return Amount(self.value * factor, self.step * factor, self.bound)


def step_of(figure: str, value: Decimal) -> Step:
    """One unit of the last digit of ``figure``, whose value is ``value`` (in its units).

    Where the digits are Chinese (九成) or there are several numbers (1万6千), the last digit is the
    last one that is not 0.
    """
    numbers = _NUMBER.findall(fold(figure))
    if len(numbers) == 1 and value:
        plain = numbers[0].replace(",", "").replace("，", "")
        mantissa = Decimal(plain)
        decimals = len(plain.partition(".")[2])
        if mantissa:
            return abs(value) / mantissa * Decimal(1).scaleb(-decimals)
    return last_digit(value)


def last_digit(value: Decimal) -> Step:
    """One unit of the last digit of ``value`` that is not 0 (1 for 0)."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent)


def same(a: Amount, b: Amount) -> bool:
    """Whether one true value rounds to both (1.79万亿 and 1.8万亿)."""
    return abs(a.value - b.value) * 2 < a.step + b.step


def agreement(a: Amount, b: Amount) -> Agreement:
    """Whether two figures of one indicator, place and time can both be true.

    Returns
    -------
    {"yes", "near", "no", "open"}
        ``yes``: equal within rounding; equal bounds; within 5 per cent of 约; or an exact value
        that would be cut off to the bound (82.13% and 超过82%). ``near``: it satisfies the bound,
        from farther off (85% and 超过82%). ``no``: they contradict each other. ``open``: two
        different bounds.
    """
    if a.bound == b.bound:
        if same(a, b):
            return "yes"
        return "open" if a.bound else "no"
    if a.bound and b.bound:
        return "open"
    limit, exact = (a, b) if a.bound else (b, a)
    off = exact.value - limit.value
    if limit.bound == "~":
        close = same(limit, exact) or abs(off) <= abs(limit.value) * _ABOUT
        return "yes" if close else "no"
    if limit.bound == "<=":
        off = -off
    if off * 2 <= -exact.step:
        return "no"
    return "yes" if off < max(_cut(limit), exact.step) else "near"


def _cut(limit: Amount) -> Decimal:
    """What a bound leaves off: 超过2亿 up to a whole 亿, 超过82% up to 1 %."""
    return last_digit(limit.value) if abs(limit.value) >= _LARGE else limit.step
