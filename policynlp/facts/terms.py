"""Tables of the words that bind a figure, as patterns."""

from __future__ import annotations

import re
from functools import cache

from policynlp.grammar.tables import alternation, rows, terms

OPENERS: dict[str, str] = {word: kind for word, kind in rows("facts/openers.tsv", 2)}
SCOPES: dict[str, str] = {term: reach for term, reach in rows("facts/scopes.tsv", 2)}


@cache
def predicates(kind: str) -> re.Pattern[str]:
    """A term of ``facts/predicates.tsv`` of that class at the end of a text."""
    parts = []
    for term, found, blocked in rows("facts/predicates.tsv", 3):
        if found == kind:
            guard = f"(?<![{''.join(blocked.split())}])" if blocked else ""
            parts.append((term, guard + re.escape(term)))
    parts.sort(key=lambda part: (-len(part[0]), part[0]))
    return re.compile("(?:" + "|".join(source for _, source in parts) + r")[ \u3000]?$")


@cache
def change_words() -> re.Pattern[str]:
    """A verb or noun of change at the end of a text, with 了, 到 or 幅度 behind it."""
    words = [row[0] for row in rows("grammar/changes.tsv", 3)]
    longer = alternation(word for word in words if len(word) > 1)
    return re.compile(
        rf"(?:{longer}|(?<![可再出进])[增升涨降减](?!长))(?:到|至|了|为|达|约|近|超过?|幅度)?[ \u3000]?$"
    )


@cache
def versus() -> re.Pattern[str]:
    """A comparison that ends a text: 高于全国, 快于规上工业平均水平."""
    words = alternation(
        word for word, _, binding in rows("grammar/changes.tsv", 3)
        if binding == "versus" and len(word) > 1
    )  # fmt: skip
    return re.compile(rf"{words}[^，、\d]{{1,14}}$")


SCOPE_AT_END = re.compile(rf"(?P<scope>{alternation(SCOPES)})(?:的)?[ \u3000]?$")
BEHIND = re.compile(alternation(terms("facts/verbs_behind.tsv")))
TAIL = re.compile(rf"{alternation(terms('facts/tails.tsv'))}$")
COUNTERPARTS: dict[str, str] = {noun: group for noun, group in rows("facts/counterparts.tsv", 2)}
SHARED = re.compile(alternation(terms("facts/shared_heads.tsv")))
