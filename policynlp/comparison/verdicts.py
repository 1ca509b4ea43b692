"""Whether two figures of one indicator agree, and if not, why that need not mean anything."""

from __future__ import annotations

from typing import Literal

from policynlp.comparison.readings import Reading, place_relation
from policynlp.comparison.rounding import agreement
from policynlp.comparison.times import relation

Verdict = Literal["agree", "differ", "unclear", "other period", "other scope", "not comparable"]
VERDICTS: tuple[Verdict, ...] = (
    "differ", "unclear", "agree", "other period", "other scope", "not comparable",
)  # fmt: skip


def verdict(a: Reading, b: Reading) -> Verdict:
    """The verdict on two figures that measure the same.

    The first that holds:

    - *not comparable*: another kind (a level and its growth) or a unit that doesn't convert;
    - *other scope*: two places, both known (我国, 中国 and 全国 are one);
    - *other period*: two times, both known (see `policynlp.comparison.times.relation`);
    - *agree*: equal within rounding; a bound and a value that satisfies it (if the time is unknown,
      only a value that the bound would be cut off from); equal bounds;
    - *unclear*: unequal, where time or place is unknown, or two different bounds;
    - *differ*: unequal, at the same time and place.
    """
    if a.kind != b.kind or a.dimension != b.dimension or {a.stock, b.stock} == {True, False}:
        return "not comparable"
    place = place_relation(a.place, b.place)
    if place == "other":
        return "other scope"
    time = relation(a.days, b.days, is_change=a.kind == "change")
    if time == "other":
        return "other period"
    sure = time == "same" and place == "same"
    against = {a.fact.metric.direction, b.fact.metric.direction} == {"up", "down"}
    found = "no" if against else agreement(a.amount, b.amount)
    equal = a.amount.value == b.amount.value or not (a.days.presumed or b.days.presumed)
    if (found == "yes" and (equal or time != "within")) or (found == "near" and sure):
        return "agree"
    if time == "within":
        return "other period"
    return "differ" if found == "no" and sure else "unclear"
