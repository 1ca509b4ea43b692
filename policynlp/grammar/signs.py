"""The sign of a number: -3.2%, +5.6%, 零下20摄氏度."""

from __future__ import annotations

import re
from typing import Literal

from policynlp.grammar.tables import Suffixes, rows

Sign = Literal["", "+", "-", "±"]

_SIGNS: dict[str, tuple[Sign, str]] = {
    surface: (sign, needs)  # type: ignore[misc]
    for surface, sign, needs in rows("grammar/signs.tsv", 3)
}
_SURFACES = Suffixes(_SIGNS)
_CUE = re.compile(
    "(?:[为是达至到在从由约和与、（(：:长速幅率值比温额量拔差动]|温度|利润)[ \u00a0\u3000]?$"
)
"""What a signed number follows; behind a letter or a figure it joins or ranges."""


def sign_before(text: str, at: int) -> tuple[Sign, int]:
    """Sign of the number at ``at``, and where the sign begins (``at`` if there is none)."""
    surface = _SURFACES.longest(text, at)
    sign, needs = _SIGNS.get(surface, ("", ""))
    start = at - len(surface)
    if not sign or (needs and not _CUE.search(text, max(0, start - 3), start)):
        return "", at
    return sign, start
