"""Arabic numerals as they are written: 3 000亿, 3亿5000万, 3个亿, 1.2×10^8, 20几."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from policynlp.grammar.bounds import Bound
from policynlp.grammar.candidate import number_or_none
from policynlp.grammar.numbers import (
    ARABIC,
    ARABIC_DIGIT,
    MAGNITUDE,
    MAX_LENGTH,
    MORE,
    parse_number,
)
from policynlp.grammar.units import unit_at

_S = "[ \t\u00a0\u3000]{0,2}"
_SCALE = f"(?:{MAGNITUDE}{{1,4}})"
_MORE = "[" + "".join(MORE) + "]"
HUNDRED_MILLIONS = f"个(?:(?P<more>{_MORE})亿|亿(?![元级吨斤千万百人美]))"
"""Sums are told so in speech (3个亿); 3个亿元村 counts villages."""
_BEHIND = (
    rf"(?:{_S}(?P<more>{_MORE})?{_S}(?P<scale>{_SCALE})"
    rf"(?:(?P<more_within>{_MORE})(?P<higher>{MAGNITUDE}{{1,2}}))?"
    rf"(?:(?<=[亿万千])(?P<rest>{ARABIC}{_S}(?P<more_rest>{_MORE}(?={MAGNITUDE}))?{_SCALE}?))?)?"
    rf"(?P<more_behind>{_MORE}(?!{ARABIC_DIGIT}))?"
)
_PLAIN = re.compile(rf"(?P<number>{ARABIC}){_BEHIND}")
_GROUPED = re.compile(
    r"(?:(?<!\s)|(?<=[达超近约过破到至为] ))"
    r"(?P<number>[1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f'’][0-9]{3}){1,5}"
    rf"(?!{ARABIC_DIGIT})(?:[.．]{ARABIC_DIGIT}+)?){_BEHIND}"
)
"""Thousands apart by spaces; in a row of a table one stands before the first, too."""
_POWER = re.compile(
    rf"(?:(?P<factor>{ARABIC}){_S}[×✕xX*·]{_S})?10"
    rf"(?:\^(?P<power>[-−]?[0-9]{{1,2}})|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}})|的(?P<named>[0-9]{{1,2}})次方)"
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--")
_SUM = re.compile(rf"(?P<number>{ARABIC}){HUNDRED_MILLIONS}")


@dataclass(frozen=True, slots=True)
class ArabicNumeral:
    """A numeral that ends at ``end``.

    ``bare_end`` leaves out a last 余 or 多, which belongs to the figure only where a unit follows;
    ``scale`` is its magnitude. ``is_sum`` if it is an amount of money without 元 (3个亿).
    """

    end: int
    bare_end: int
    value: Decimal
    scale: Decimal = Decimal(1)
    bound: Bound = ""
    is_sum: bool = False


def numeral_at(text: str, at: int) -> tuple[ArabicNumeral | None, int]:
    """The numeral at ``at``, and where the text goes on; None where its parts make none (1百千)."""
    match = _PLAIN.match(text, at)
    if match is None:
        return None, at + 1
    match = _grouped(text, match)
    if match.end() - at > MAX_LENGTH:
        return None, match.end()
    following = text[match.end("number") : match.end("number") + 1]
    if following == "个" and (amount := _SUM.match(text, at)):
        return _sum(amount), amount.end()
    if following and following in "×✕xX*·^⁻⁰¹²³⁴⁵⁶⁷⁸⁹的 " and (power := _POWER.match(text, at)):
        return _power(power), power.end()
    return _plain(text, match), match.end()


def _grouped(text: str, match: re.Match[str]) -> re.Match[str]:
    """``match``, or the longer numeral whose thousands stand apart by spaces."""
    space = text[match.end("number") : match.end("number") + 1]
    if not space or space not in " \u00a0\u2009\u202f'’":
        return match
    grouped = _GROUPED.match(text, match.start())
    if grouped and (grouped["scale"] or unit_at(text, grouped.end())):
        return grouped
    return match


def _plain(text: str, match: re.Match[str]) -> ArabicNumeral | None:
    rest = (match["rest"] or "").replace(match["more_rest"] or "\0", "")
    magnitude = (match["scale"] or "") + (match["higher"] or "")
    value = number_or_none(match["number"] + magnitude + rest)
    if value is None:
        return None
    scale = Decimal(1)
    if magnitude and not rest:
        scale = number_or_none(magnitude) or scale
    bare_end = max(match.end(part) for part in ("number", "scale", "higher", "rest"))
    end, behind = match.end(), match["more_behind"]
    if behind == "来" and unit_at(text, end) is None:
        end, behind = bare_end, None  # 3000来自…
    more = match["more"] or match["more_within"] or match["more_rest"] or behind
    return ArabicNumeral(end, bare_end, value, scale, MORE[more] if more else "")


def _sum(match: re.Match[str]) -> ArabicNumeral:
    scale = Decimal(10) ** 8
    value = parse_number(match["number"]) * scale
    bound = MORE[match["more"]] if match["more"] else ""
    return ArabicNumeral(match.end(), match.end(), value, scale, bound, is_sum=True)


def _power(match: re.Match[str]) -> ArabicNumeral:
    raised = (match["power"] or match["raised"] or match["named"]).translate(_RAISED)
    value = parse_number(match["factor"] or "1").scaleb(int(raised)) + 0  # + 0: no exponent printed
    return ArabicNumeral(match.end(), match.end(), value)
