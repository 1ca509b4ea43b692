"""Whom a figure is about: a place, body or group in front of its indicator, or said before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.figures import terms
from policynlp.figures.indicators import Indicator
from policynlp.figures.layout import Clause, Layout
from policynlp.figures.periods import Time
from policynlp.figures.phrases import Span
from policynlp.grammar import Quantity
from policynlp.grammar.tables import longest_prefix, rows

Found = tuple[str, Span | None]

_NONE: Found = ("", None)
_OPENS = re.compile(rf"[ \u3000、—]*(?:在|目前|当前)?(?P<scope>{terms.SCOPE.pattern})")
_SUBJECT = re.compile(rf"[ \u3000]*(?P<scope>{terms.SUBJECT.pattern})")
_GROUP = re.compile(r"[ \u3000]*对于(?P<scope>[^，。；]{2,16})$")
_TOPIC = 24
"""Characters at the head of a passage in which a province makes it the passage's own."""


class Scopes:
    """Scopes of the figures of a passage."""

    def __init__(
        self,
        text: str,
        layout: Layout,
        quantities: Sequence[Quantity],
        found: Sequence[Indicator],
        times: Sequence[Time],
    ) -> None:
        self._found: list[Found] = []
        said = topic = _topic(text)
        next_clause, sentence = 0, 0
        ends = {time.start: time.end for time in times}
        for one, indicator in zip(quantities, found, strict=True):
            at = layout.index(one.start)
            for clause in layout.clauses[next_clause : at + 1]:
                if clause.sentence != sentence:
                    sentence = clause.sentence
                    said = said if said and _holds(text, said) else topic
                said = _said(text, clause, ends.get(clause.start, clause.start)) or said
            next_clause = max(next_clause, at + 1)
            span = indicator.scope or said
            if one.kind in ("rank", "share"):  # the field of comparison, where no other is named
                span = (indicator.scope if one.kind == "share" else span) or indicator.field or said
            self._found.append((text[slice(*span)].replace("\n", ""), span) if span else _NONE)

    def of(self, i: int) -> Found:
        """Scope of figure ``i`` and where it lies."""
        return self._found[i]


def _said(text: str, clause: Clause, start: int) -> Span | None:
    """Scope that a clause opens with, its time left out, for what follows it."""
    subject = _SUBJECT.match(text, start, clause.end)
    if subject:
        return subject.span("scope")
    match = _OPENS.match(text, start, clause.end)
    if match and terms.SCOPES[match["scope"]] != "clause":
        return match.span("scope")
    group = _GROUP.match(text, start, clause.end)
    return group.span("scope") if group else None


def _holds(text: str, said: Span) -> bool:
    return terms.SCOPES.get(text[slice(*said)]) == "passage"


def _provinces() -> dict[str, object]:
    return {row[1]: None for row in rows("places.tsv", 4) if row[2] == "provincial"}


def _topic(text: str) -> Span | None:
    """The province that the first clause of a passage is about (美丽山东建设…), if it names one."""
    head = _CLAUSE_END.split(text[:_TOPIC], maxsplit=1)[0]
    for at in range(len(head)):
        if name := longest_prefix(_PROVINCES, head, at, 3):
            return at, at + len(name)
    return None


_CLAUSE_END = re.compile("[，。；：！？\n]")
_PROVINCES = _provinces()
