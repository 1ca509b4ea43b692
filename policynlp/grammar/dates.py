"""Time expressions of policy text, with their first and last day where these can be worked out.

A year in the expression fixes it; ``去年``, ``上半年`` or ``近三年`` need an anchor, the date of
the text. What can't be known without guessing stays None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

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
    return [
        TimeExpression(*match.span(), *periods.resolve(match.groupdict(), anchor))
        for match in _matches(text)
    ]


def time_spans(text: str) -> list[tuple[int, int]]:
    """Where the time expressions of ``text`` stand."""
    return [match.span() for match in _matches(text)]


@lru_cache(maxsize=512)
def _matches(text: str) -> tuple[re.Match[str], ...]:
    """Time expressions, in order and apart; quantities and their periods both ask for them."""
    matches = [
        match
        for pattern in time_patterns.all_of()
        for match in pattern.finditer(text)
        if not _is_length(match)
    ]
    matches.sort(key=lambda match: (match.start(), -match.end()))
    apart: list[re.Match[str]] = []
    for match in matches:
        if not apart or match.start() >= apart[-1].end():
            apart.append(match)
    return tuple(apart)


def _is_length(match: re.Match[str]) -> bool:
    """Whether 近N个月 tells how long something lasted, not when it was (停运近3个月)."""
    text, at = match.string, match.start()
    return text.startswith("近", at) and is_led(text, at, is_years="月" not in match.group())
