"""Who reports a figure, and from which document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from policynlp.figures.layout import Clause, Layout
from policynlp.grammar import find_titles
from policynlp.grammar.tables import alternation, terms

_SAYS = re.compile(
    rf"[^，。；《》]{{0,12}}?{alternation(terms('figures/sources.tsv'))}|[^，。；《》]{{0,4}}，"
)
_ACCORDING = re.compile(r"(?:据|根据|依据|按照?)[^，。；]{0,12}$")
_LEAD = re.compile(
    r"[ \u3000“]*(?:[^，。；\n]{2,14}\d{1,2}日[电讯][ \u3000]*"
    r"(?:[（(][^（）()\n]{0,30}[）)])?[ \u3000]*)?"
    r"(?:[另又]?据|根据|按照?|来自|日前|近日|(?:本报)?记者[^，。；]{0,14}从|(?:本报)?记者)?"
    r"(?:今天|昨天)?[\d年月日]{0,11}从?[ \u3000]*"
)
_REACH = 60
_ACTS = re.compile(r"(?![、和及与])(?:的[\u4e00-\u9fff]{0,4}(?:数据|统计|消息|信息)|(?!的))")
_MEDIA = frozenset(terms("ner/media.txt"))


class Sources:
    """Bodies and cited documents of a passage, sentence by sentence.

    Of several in a sentence, that of a figure is the one told last before the end of its clause.
    """

    def __init__(self, text: str, layout: Layout, entities: Sequence[tuple[int, int, str]]) -> None:
        self._text = text
        self._actors: dict[int, list[tuple[int, str]]] = {}
        self._documents: dict[int, list[tuple[int, str]]] = {}
        for start, end, label in entities:
            clause = layout.clause(start)
            opens = _LEAD.fullmatch(text, max(clause.start, start - _REACH), start) is not None
            if label != "ORG" or text[start:end] in _MEDIA:
                continue
            if opens and _ACTS.match(text, end):
                self._actors.setdefault(clause.sentence, []).append((start, text[start:end]))
        for title in find_titles(text):
            if title.depth:
                continue
            sentence = layout.clause(title.start).sentence
            cited = _ACCORDING.search(text[max(0, title.start - 16) : title.start])
            says = _SAYS.match(text, title.end)
            if cited or (says and not says.group().endswith("，")):
                name = text[title.start : title.end]
                self._documents.setdefault(sentence, []).append((title.start, name))

    def actor(self, clause: Clause) -> str:
        """The body that sets or reports the figures of a clause; empty if none is named."""
        return _last(self._actors.get(clause.sentence, []), clause)

    def document(self, clause: Clause) -> str:
        """The document cited for the figures of a clause, with its title marks, or empty."""
        return _last(self._documents.get(clause.sentence, []), clause)


def _last(told: Sequence[tuple[int, str]], clause: Clause) -> str:
    """The last of the names told before the end of a clause, else the first."""
    if not told:
        return ""
    number = bisect_right(told, clause.end, key=lambda one: one[0])
    return told[max(0, number - 1)][1]
