"""Two figures of one rise: 从X增至Y."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.grammar import Quantity

_FROM = re.compile(
    r"[从由](?:[^，。；]{0,14}(?:的|[年月底末]))?(?:平均|约|近|不足|不到)?"
    r"(?:增长|上涨|上升|下降|下跌|回落|[增升涨降跌])?[ \u3000]*$"
)
_TO = re.compile(
    r"[^，。；、]{0,16}?(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压缩|缩短|攀升|跃升|回升|增|升|降|减)?"
    r"[到至为](?:[^，。；、]{0,14}(?:的|[年月底末]))?[^，。；、]{0,2}$"
)
_MOST_BETWEEN = 36


def rises(text: str, quantities: Sequence[Quantity], i: int) -> bool:
    """Whether figure ``i`` rises to the next one."""
    if not 0 <= i < len(quantities) - 1:
        return False
    one, following = quantities[i], quantities[i + 1]
    if one.unit != following.unit or following.start - one.end > _MOST_BETWEEN:
        return False
    return _TO.match(text[one.end : following.start]) is not None and base(text, one) is not None


def base(text: str, one: Quantity) -> int | None:
    """Where the words begin that make a figure the base of a rise (由2018年的X)."""
    match = _FROM.search(text, max(0, one.start - _MOST_BETWEEN), one.start)
    return match and match.start()
