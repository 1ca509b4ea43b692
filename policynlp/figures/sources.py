"""Who reports a figure, and from which document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.figures.layout import Clause, Layout
from policynlp.grammar import find_titles
from policynlp.grammar.tables import alternation, terms

_SAYS = re.compile(
    rf"[^，。；《》]{{0,12}}?{alternation(terms('figures/sources.tsv'))}|[^，。；《》]{{0,4}}，"
)
_ACCORDING = re.compile(r"(?:据|根据|依据|按照?)[^，。；]{0,12}$")
_LEAD = re.compile(r"[ \u3000“]*(?:据|根据|日前|近日|(?:本报)?记者)?[\d年月日]{0,11}从?[ \u3000]*")
_REACH = 24
_ACTS = re.compile(r"(?![的、和及与])")


class Sources:
    """Bodies and cited documents of a passage, sentence by sentence."""

    def __init__(self, text: str, layout: Layout, entities: Sequence[tuple[int, int, str]]) -> None:
        self._text = text
        self._actors: dict[int, str] = {}
        self._documents: dict[int, str] = {}
        for start, end, label in entities:
            clause = layout.clause(start)
            opens = _LEAD.fullmatch(text, max(clause.start, start - _REACH), start) is not None
            if label == "ORG" and opens and _ACTS.match(text, end):
                self._actors.setdefault(clause.sentence, text[start:end])
        for title in find_titles(text):
            if title.depth:
                continue
            sentence = layout.clause(title.start).sentence
            cited = _ACCORDING.search(text[max(0, title.start - 16) : title.start])
            says = _SAYS.match(text, title.end)
            if cited or (says and not says.group().endswith("，")):
                self._documents.setdefault(sentence, text[title.start : title.end])

    def actor(self, clause: Clause) -> str:
        """The body that sets or reports the figures of the sentence; empty if none is named."""
        return self._actors.get(clause.sentence, "")

    def document(self, clause: Clause) -> str:
        """The document cited for the figures of the sentence, with its title marks, or empty."""
        return self._documents.get(clause.sentence, "")
