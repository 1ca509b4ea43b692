"""Sentences and clauses of a passage, in one pass.

A mark inside brackets or quotation marks cuts nothing, unless the brackets hold a figure of their
own: then they are a clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[int, int]

_MARK = re.compile(r"[（(《“‘〔\[]|[）)》”’〕\]]|[，。；：！？,;:!?\n]|—{2}")
_PAIRS = {"（": "）", "(": ")", "《": "》", "“": "”", "‘": "’", "〔": "〕", "[": "]"}
_ROUND = "（([〔"
_SENTENCE = "。！？!?\n"
AMONG = re.compile(r"[ \u3000、—]*其中")
"""What ties a sentence or a clause to the one before it, its time and whom it is about."""
_LONGEST_PAIR = 60
"""A longer pair is no name; what stands in it is cut like any other text."""
_LONGEST_REMARK = 200
_LONGEST_LEAD = 6
"""A shorter clause at the head of a sentence only leads to the next (全年，…; 其中，…)."""


@dataclass(frozen=True, slots=True)
class Clause:
    """``text[start:end]`` without its mark; ``sentence`` counts sentences from 0."""

    start: int
    end: int
    sentence: int
    sentence_start: int


class Layout:
    """Clauses of a text, and which of them a place lies in.

    Parameters
    ----------
    text : str
    figures : sequence of (int, int)
        Spans of the quantities, in order: no mark inside one cuts.
    """

    def __init__(self, text: str, figures: Sequence[Span]) -> None:
        self.clauses: list[Clause] = []
        start = sentence = sentence_start = 0
        for at, end, ends_sentence in _cuts(text, figures):
            self.clauses.append(Clause(start, at, sentence, sentence_start))
            start = end
            if ends_sentence:
                sentence, sentence_start = sentence + 1, end
        self.clauses.append(Clause(start, len(text), sentence, sentence_start))
        self._starts = [clause.start for clause in self.clauses]
        self._figures = [start for start, _ in figures]
        self.told = {self.clause(at).sentence for at, _ in figures}
        self._runs = self._runs_of(figures)

    def _runs_of(self, figures: Sequence[Span]) -> list[int]:
        """For each sentence the one before its run of sentences that open with a figure."""
        at = [start for start, _ in figures]
        runs: list[int] = []
        for i, clause in enumerate(self.clauses):
            if clause.sentence < len(runs):
                continue
            following = self.clauses[min(i + 1, len(self.clauses) - 1)]
            leads = clause.end - clause.start <= _LONGEST_LEAD
            lead = leads and following.sentence == clause.sentence
            end = following.end if lead else clause.end
            first = bisect_left(at, clause.start)
            opens = first < len(at) and at[first] < end
            runs.append(runs[-1] if opens and runs else clause.sentence)
        return runs

    def tells(self, sentence: int) -> bool:
        """Whether a sentence holds a figure."""
        return sentence in self.told

    def runs_on(self, first: int, last: int) -> bool:
        """Whether sentence ``first`` holds a figure and each one up to ``last`` opens with one."""
        return first in self.told and self._runs[last] <= first

    def has_told(self, sentence: int) -> bool:
        """Whether a sentence, or one before it, holds a figure."""
        return bool(self._figures) and self.clause(self._figures[0]).sentence <= sentence

    def holds_figure(self, start: int, end: int) -> bool:
        """Whether a figure begins in ``text[start:end]``."""
        return bisect_left(self._figures, start) < bisect_left(self._figures, end)

    def index(self, at: int) -> int:
        """Number of the clause that ``at`` lies in."""
        return max(0, bisect_right(self._starts, at) - 1)

    def clause(self, at: int) -> Clause:
        """The clause that ``at`` lies in."""
        return self.clauses[self.index(at)]


def _cuts(text: str, figures: Sequence[Span]) -> list[tuple[int, int, bool]]:
    """``(start, end, ends a sentence)`` of each mark that cuts, in order."""
    marks: list[tuple[int, int, bool]] = []
    opened: list[tuple[str, int, int]] = []  # closing mark, its place, number of marks before it
    starts = [start for start, _ in figures]
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        i = bisect_right(starts, at) - 1
        if i >= 0 and figures[i][0] <= at < figures[i][1]:
            continue
        if mark in _PAIRS:
            opened.append((_PAIRS[mark], at, len(marks)))
        elif mark in _SENTENCE or mark in "，；：,;:" or mark == "——":
            marks.append((at, match.end(), mark in _SENTENCE))
            if mark == "\n":
                opened.clear()
        elif opened and opened[-1][0] == mark:
            _, begin, before = opened.pop()
            i = bisect_right(starts, at) - 1
            holds_figure = i >= 0 and figures[i][0] > begin
            if holds_figure and text[begin] in _ROUND and at - begin <= _LONGEST_REMARK:
                marks.insert(before, (begin, begin + 1, False))
                marks.append((at, at + 1, False))
            elif at - begin <= _LONGEST_PAIR and not holds_figure:
                del marks[before:]
    return marks
