"""Units that can be set beside each other: each has a dimension, and a factor to its base unit."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from policynlp.grammar.tables import rows
from policynlp.grammar.units import UNITS

_ONE = Decimal(1)


def dimension(unit: str) -> tuple[str, Decimal]:
    """Dimension of a unit, and what one of it is in the base unit.

    Things that are counted (家, 个, 企业, no unit at all) are one dimension: what is counted is
    the indicator's to say. 次 and 人次 are another; money of each currency, 个百分点 and % are
    each their own.
    """
    table = _table()
    if unit in table:
        return table[unit]
    top, slash, per = unit.partition("/")
    if slash and top:
        (name, factor), (below, divisor) = dimension(top), dimension(per)
        return f"{name}/{below}", factor / divisor
    kind = UNITS[unit][1] if unit in UNITS else "count"
    return ("count" if kind in ("count", "index", "places") else unit), _ONE


@cache
def _table() -> dict[str, tuple[str, Decimal]]:
    return {
        unit: (name, Decimal(factor))
        for unit, name, factor in rows("comparison/measures.tsv", 3)
    }  # fmt: skip
