"""Time expressions of policy text, with their first and last day where these can be worked out.

A year in the expression fixes it; ``去年``, ``上半年`` or ``近三年`` need an anchor, the date of
the text. What can't be known without guessing stays None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from policynlp.grammar import periods, time_patterns
from policynlp.grammar.durations import is_led


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """``text[start:end]`` names a time; ``first`` and ``last`` are its days, None where unknown.

    ``截至2020年底`` is one day: ``first`` and ``last`` are both 2020-12-31.
    """

    start: int
    end: int
    first: date | None = None
    last: date | None = None


def find_dates(text: str, anchor: date | None = None) -> list[TimeExpression]:
    """Time expressions in ``text``.

    Parameters
    ----------
    text : str
        Any text.
    anchor : date, optional
        The day the text was written; needed for ``去年``, ``目前``, ``上半年`` and their like.

    Returns
    -------
    list of TimeExpression
        In order and apart; linear in ``len(text)``.
    """
    matches = [
        match
        for pattern in time_patterns.all_of()
        for match in pattern.finditer(text)
        if not _is_length(match)
    ]
    matches.sort(key=lambda match: (match.start(), -match.end()))
    found: list[TimeExpression] = []
    for match in matches:
        if not found or match.start() >= found[-1].end:
            first, last = periods.resolve(match.groupdict(), anchor)
            found.append(TimeExpression(match.start(), match.end(), first, last))
    return found


def _is_length(match: re.Match[str]) -> bool:
    """Whether 近N个月 tells how long something lasted, not when it was (停运近3个月)."""
    text, at = match.string, match.start()
    return text.startswith("近", at) and is_led(text, at, is_years="月" not in match.group())
