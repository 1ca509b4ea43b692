"""Whom a figure is about: a place or body in front of its indicator, or earlier in its sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.facts.indicators import Indicator
from policynlp.facts.layout import Layout
from policynlp.facts.phrases import Span
from policynlp.facts.terms import SCOPES
from policynlp.grammar import Quantity
from policynlp.grammar.tables import alternation

_CLAUSE_SCOPE = re.compile(rf"[ \u3000、—]*(?:在|全面|当前|目前)?(?P<scope>{alternation(SCOPES)})")
_GROUP = re.compile(
    r"(?P<scope>(?:其他|每个|各个)[^，。；、]{1,12}?)(?=牵头|作为|至少|不得|应当|推荐|可以|申报|不超过)"
    r"|(?:对于|对)(?P<group>[^，。；]{2,16})$"
)

Found = tuple[str, Span | None]


class Scopes:
    """Scopes of the figures of a passage."""

    def __init__(
        self,
        text: str,
        layout: Layout,
        quantities: Sequence[Quantity],
        found: Sequence[Indicator],
    ) -> None:
        self._text = text
        self._found = [self._NONE] * len(quantities)
        said: Span | None = None
        sentence, clause_number = -1, 0
        for i, one in enumerate(quantities):
            at = layout.index(one.start)
            for clause in layout.clauses[clause_number : at + 1]:
                if clause.sentence != sentence:
                    sentence = clause.sentence
                    if said and SCOPES.get(text[said[0] : said[1]]) != "passage":
                        said = None
                match = _CLAUSE_SCOPE.match(text, clause.start, clause.end)
                if match and not text.startswith(("首", "性", "人大", "政协", "统一"), match.end()):
                    said = match.span("scope")
            clause_number = at + 1
            own = found[i].field if one.kind in ("rank", "share") else None
            own = own or found[i].scope
            span = own or said
            if span:
                self._found[i] = (text[span[0] : span[1]], span)

    _NONE: Found = ("", None)

    def of(self, i: int) -> Found:
        """Scope of figure ``i`` and where it lies."""
        return self._found[i]
