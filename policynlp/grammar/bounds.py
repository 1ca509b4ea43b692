"""Approximators and bounds that stand outside a quantity: 超过, 近, 不低于, 以上, 左右 …"""

from __future__ import annotations

import re
from typing import Literal

from policynlp.grammar.tables import Prefixes, alternation, longest_suffix, rows
from policynlp.grammar.units import skip_spaces

Bound = Literal["", ">=", "<=", "~"]

_Term = tuple[Bound, frozenset[str]]


def _terms(side: str) -> dict[str, _Term]:
    table = rows("grammar/bounds.tsv", 4)
    return {
        term: (bound, frozenset(blocked.split()))  # type: ignore[misc]
        for term, where, bound, blocked in table
        if where == side
    }


_BEFORE = _terms("before")
_AFTER = _terms("after")
TERM_BEFORE = alternation(_BEFORE)
"""Pattern source of one term that sets a bound for the number behind it."""
_LONGEST_BEFORE = max(map(len, _BEFORE))
_AFTER_TERMS = Prefixes(_AFTER)
_APART = re.compile(
    r"(?:(?P<least>至少|最少|不得?少于|不得?低于)|(?P<most>至多|最多|不得?超过|不得?高于|不得?多于))"
    r"(?:[^，。；：、\d]{1,6}|[^，。；：、\d]{1,14}(?:的|[值额数量入]))$"
)
_APART_REACH = 20


def term_before(text: str, start: int) -> tuple[Bound, int]:
    """Bound set by the term that ends at ``start``, and where that term begins."""
    end = start
    while end > 0 and text[end - 1] in " \u3000":
        end -= 1
    term = longest_suffix(_BEFORE, text, end, _LONGEST_BEFORE)
    while term:
        bound, blocked = _BEFORE[term]
        at = end - len(term)
        if text[at - 1 : at] not in blocked or at == 0:
            return bound, at
        term = longest_suffix(_BEFORE, text, end, len(term) - 1)
    return "", start


def bound_before(text: str, start: int) -> Bound:
    """Bound that the text before ``start`` sets for the number there."""
    bound, _ = term_before(text, start)
    if bound:
        return bound
    apart = _APART.search(text, max(0, start - _APART_REACH), start)
    if apart is None:
        return ""
    return ">=" if apart["least"] else "<="


def bound_after(text: str, end: int, is_time: bool) -> tuple[Bound, int]:
    """Bound that the text behind ``end`` sets, and where its term ends."""
    at = skip_spaces(text, end)
    for term in _AFTER_TERMS.at(text, at):
        bound, blocked = _AFTER[term]
        if text[at + len(term) : at + len(term) + 1] not in blocked or at + len(term) == len(text):
            return bound, at + len(term)
    if is_time and text.startswith("内", at):
        return "<=", at + 1
    return "", end
