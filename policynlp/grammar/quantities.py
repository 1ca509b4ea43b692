"""Quantities in policy text: the number with its magnitude and unit, and what it states.

Spans follow the annotation guide for METRIC: approximators and bounds stand outside (近, 以上), 余,
多, 几 and 来 inside where they stand between number and unit, as does a sign (-3.2%); each number
of a list or range is a span.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from policynlp.grammar.bounds import Bound, bound_after, bound_before
from policynlp.grammar.candidate import Candidate
from policynlp.grammar.candidates import find_candidates
from policynlp.grammar.changes import RATES, Change, Direction, change_of, signed
from policynlp.grammar.masks import quantity_mask

Kind = Literal["level", "share", "change", "rank"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A measured or counted quantity.

    Parameters
    ----------
    start, end : int
        Half-open offsets into the text.
    value : Decimal
        In base units, as printed: 32.16万亿元 is 32160000000000, 46.6% is 46.6, 七成 is 70. A minus
        makes a level negative (-15℃) and turns a change (增长-3.2% is 3.2, down). Where the numeral
        leaves two values open, the lower one (三四百家 is 300).
    unit : str
        Without the magnitude; empty for an index value.
    kind : {"level", "share", "change", "rank"}
        First guess from the words around it.
    bound : {"", ">=", "<=", "~"}
        From approximators outside the span, 余, 多, 几 or 来 in it, or an open numeral (三四百).
    direction : {"", "up", "down"}
        On a change only.
    factor : Decimal or None
        New over old, for a change in %, 倍 or 番: 翻一番 2, 增长两倍 3, 增长到两倍 2, 下降10% 0.9.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    kind: Kind
    bound: Bound = ""
    direction: Direction = ""
    factor: Decimal | None = None


_S = "[ \t\u3000]{0,2}"
_RANGE = re.compile(rf"{_S}(?:[-‐-―~～－]{{1,2}}|至|到){_S}$")
_LIST = re.compile(rf"{_S}(?:、|和|与|及|或){_S}$")
_NEXT_IN_LIST = re.compile(r"(?:以上|左右|以下|以内)?(?:、|和|与|及)(?:近|约|超过?)?$")
_OBJECT_LIST = re.compile(r"[^，。；：！？\n\d]{0,24}(?:、|和|及)[^，。；：！？\n\d、]{0,20}$")
_OTHER_VERB = re.compile(
    r"[达为至到共]|建成|完成|实现|累计|总|占|率|培育|打造|建设|在建|带动|吸纳|惠及|服务"
)
_MOST_GAP = 46
_WHOLES = {"%": 100, "‰": 1000}
_LED = 8
"""Reach of words that lead to a figure through a bound or a sign."""
_FROM = re.compile("[从由自][^，。；、]{0,6}$")


def find_quantities(text: str) -> list[Quantity]:
    """Quantities in ``text``, in order and apart.

    Dates, versions, codes, document numbers and numbers inside names are none. Linear in
    ``len(text)``; any text is accepted.
    """
    candidates = find_candidates(text, quantity_mask(text))
    _share_units(text, candidates)
    kept = [c for c in candidates if c.unit is not None and c.kind is not None]
    changes = _changes(text, kept)
    bounds = _bounds(text, kept)
    return [_quantity(*each) for each in zip(kept, changes, bounds, strict=True)]


def _share_units(text: str, candidates: list[Candidate]) -> None:
    """Give the unit, and the magnitude, at the end of a list or range to the numbers before it."""
    for one, following in zip(candidates[-2::-1], candidates[:0:-1], strict=True):
        if following.unit is None or following.kind in ("rank", "index", None):
            continue
        if following.start - one.end > 5:
            continue
        gap = text[one.end : following.start]
        is_range = _RANGE.match(gap) is not None
        if not is_range and not _LIST.match(gap):
            continue
        if one.unit == "个" and following.unit.startswith("个"):
            one.unit, one.kind = following.unit, following.kind
        if one.unit and one.kind != "index":
            continue
        one.unit, one.kind = following.unit, following.kind
        rises = one.value * following.scale <= following.value
        if one.scale == 1 and (rises or not is_range):
            one.value *= following.scale
            one.scale = following.scale


def _changes(text: str, kept: list[Candidate]) -> list[Change | None]:
    changes: list[Change | None] = []
    for i, one in enumerate(kept):
        assert one.kind is not None
        turned = text.startswith("翻", one.start)
        change = Change("up") if turned else change_of(text, one.start, one.end, one.kind)
        if i and one.kind == kept[i - 1].kind and not turned:
            inherited = _inherited(text, kept[i - 1], one, changes[-1])
            change = inherited or change
        changes.append(change)
    return [
        signed(change, one.sign, text[max(0, one.start - _LED) : one.start])
        if one.kind in RATES
        else change
        for one, change in zip(kept, changes, strict=True)
    ]


def _inherited(
    text: str, before: Candidate, one: Candidate, change: Change | None
) -> Change | None:
    """The change of the figure before, if ``one`` continues its list."""
    if change is None or one.start - before.end > _MOST_GAP:
        return None
    gap = text[before.end : one.start]
    if not gap and before.unit == one.unit:
        return change  # a mark is missing: 分别增长8%10%
    if _NEXT_IN_LIST.match(gap) or _RANGE.match(gap):
        return change
    alike = before.unit == one.unit or before.kind == one.kind == "count"
    if change.object and alike and _OBJECT_LIST.match(gap):
        return None if _OTHER_VERB.search(gap) else change
    return None


def _bounds(text: str, kept: list[Candidate]) -> list[Bound]:
    """Bounds; one at either end of a list or a range is that of each of its numbers."""
    before = [_before(text, one) for one in kept]
    behind = [_behind(text, one) for one in kept]
    pairs = [i for i in range(1, len(kept)) if _shares_bound(text, kept[i - 1], kept[i])]
    for i in pairs:
        if not behind[i]:
            before[i] = before[i] or before[i - 1]
    for i in reversed(pairs):
        if not before[i - 1]:
            behind[i - 1] = behind[i - 1] or behind[i]
    return [
        ">=" if one.bound == ">=" else ahead or after or one.bound
        for one, ahead, after in zip(kept, before, behind, strict=True)
    ]


def _before(text: str, one: Candidate) -> Bound:
    if one.kind == "rank":
        return "<=" if one.top else ""
    return bound_before(text, one.start, one.end, one.kind)


def _behind(text: str, one: Candidate) -> Bound:
    return "" if one.kind == "rank" else bound_after(text, one.end, one.kind)[0]


def _shares_bound(text: str, one: Candidate, following: Candidate) -> bool:
    """Whether two figures are of one list or range (no 从不足10%到20%, no 3年或5年)."""
    if following.start - one.end > 5:
        return False
    gap = text[one.end : following.start]
    if one.kind != following.kind or one.unit != following.unit:
        each = "分别" in text[max(0, one.start - _LED) : one.start]
        return each and _LIST.match(gap) is not None
    if _RANGE.match(gap):
        return _FROM.search(text, max(0, one.start - _LED), one.start) is None
    return not gap.endswith("或") and _LIST.match(gap) is not None


def _quantity(one: Candidate, change: Change | None, bound: Bound) -> Quantity:
    assert one.unit is not None
    if one.kind == "rank":
        return Quantity(one.start, one.end, one.value, one.unit, "rank", bound)
    if change is None:
        kind: Kind = "share" if one.kind == "percent" else "level"
        value = one.value.copy_negate() if one.sign == "-" else one.value
        return Quantity(one.start, one.end, value, one.unit, kind, bound)
    factor = _factor(one, change)
    return Quantity(
        one.start, one.end, one.value, one.unit, "change", bound, change.direction, factor
    )


def _factor(one: Candidate, change: Change) -> Decimal | None:
    if one.turns or change.to:
        return one.value
    if one.kind == "fold":
        return one.value + 1 if change.direction == "up" else None
    if one.unit not in _WHOLES:
        return None
    part = one.value / _WHOLES[one.unit]
    return 1 + part if change.direction == "up" else 1 - part
