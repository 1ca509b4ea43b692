"""Whom a passage speaks of, clause by clause: the subject that the figures there go back to."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policynlp.figures import terms
from policynlp.figures.built import DONE, named_before
from policynlp.figures.gazetteer import NAMES, named_place
from policynlp.figures.layout import AMONG, Clause, Layout
from policynlp.figures.subjects import authority, opening, subject, works
from policynlp.figures.topic import named_event, topic
from policynlp.grammar.places import province_names

Span = tuple[int, int]

_SAME = re.compile(
    r"[ \u3000]*(?:公司|集团|平台|系统|网站|该[\u4e00-\u9fff]|其(?!中|[他次]))"
    rf"|{DONE.pattern}"
)
"""What takes up the subject of the sentence before."""
_ONWARD = ("我国", "中国", "公司")
"""Once a figure is theirs, so are those of the next sentences that name no other (not: 全国)."""
_LEADING = ("我国", "中央财政")
_EVENT = re.compile(r"(?:第.{1,4}届|(?:19|20)\d\d).{2,24}?(?:会|展|节|赛|论坛)")
_IN_PARTS = re.compile(rf"{AMONG.pattern}|[ \u3000]*[分从按][^，。；]{{1,12}}看，")
"""At the head of a sentence that tells the parts of what the one before told (分行业看，…)."""
_THIS = ("本届", "本次", "此次")
_NEWS = re.compile("记者|获悉|日电|[发公]布的?[^，。；]{0,8}数据|消息，")
_ITS_WHOLE = tuple(
    which + sign for which in ("全", "我", "该") for sign in ("省", "市", "区", "县", "州")
)
"""Words for the whole of a place that was named before, if one was."""


class Spoken:
    """Goes through the clauses of a text, in order.

    Parameters
    ----------
    names, times : mapping of int to int
        Start and end of the bodies and of the time expressions of the text.

    Attributes
    ----------
    now : (int, int) or None
        The place, body or group that the last clause gone to speaks of.
    """

    def __init__(
        self, text: str, layout: Layout, names: Mapping[int, int], times: Mapping[int, int]
    ) -> None:
        self._text = text
        self._layout = layout
        self._names = names
        self._times = times
        self.now = self._whole = self._before = topic(text, names)
        self._place: Span | None = None
        self._held: Span | None = None
        self._authority: Span | None = None
        self._clause = self._sentence = 0
        self._news = _NEWS.search(text) is not None

    def go_to(self, number: int) -> bool:
        """Go on to clause ``number``; whether it is a new one."""
        if number < self._clause:
            return False
        for clause in self._layout.clauses[self._clause : number + 1]:
            if clause.sentence != self._sentence:
                self._begin(clause.sentence, clause.start)
            same = _SAME.match(self._text, clause.start, clause.end) is not None
            self.now = self.now or (self._before if same else None)
            if not (same and self.now):
                told = named_before(self._text, clause) or subject(
                    self._text, clause, self._names, self._times
                )
                self.now = self.in_full(told) or (None if self._turns(clause) else self.now)
                self._place = self.in_full(told) if self.is_place(told) else self._place
                self._at_work(clause)
        self._clause = number + 1
        return True

    def _at_work(self, clause: Clause) -> None:
        """An authority that a clause before named is spoken of again where it works."""
        named = authority(self._text, clause, self._names, self._times)
        self._authority = named or self._authority
        start = opening(self._text, clause, self._times)
        if self._authority and works(self._text, start):
            self.now = self._authority

    def _turns(self, clause: Clause) -> bool:
        """Whether a clause begins with another place than the one spoken of (武汉…，襄阳…)."""
        if not self.is_place(self.now):
            return False
        start = opening(self._text, clause, self._times)
        place = self._text[start : named_place(self._text, start)]
        return place not in ("", self._text_of(self.now))

    def _begin(self, sentence: int, start: int) -> None:
        """Whom a sentence speaks of that names nobody."""
        if self._sentence == 0 and self._whole is None and self._leads():
            self._whole = self.now
        held = self._text_of(self._held)
        # A name goes on with a run of sentences (not: 全省, 全国).
        named = terms.SCOPES.get(held, "name") == "name"
        runs = self._layout.runs_on(self._sentence, sentence) and (named or self._news)
        holds = held in _ONWARD or runs or _IN_PARTS.match(self._text, start)
        # 我国经贸地位巩固。贸易规模…: a sentence that tells no figure leads to those that do.
        said = self._text_of(self.now)
        untold = not self._layout.tells(self._sentence)
        leads = untold and (said in _LEADING or _EVENT.fullmatch(said) is not None)
        lead = self.now if leads else None
        if self.is_place(self.now) and not self._layout.tells(self._sentence):
            lead = self.now if start in self._times else lead  # 安徽出台办法。截至目前，…
        self._before = self.now
        self.now = (self._held if holds else None) or lead or self._whole
        self._sentence = sentence
        self._authority = None

    def _leads(self) -> bool:
        """Whether the passage is about whom its first sentence speaks of.

        That is a place by its name, or 全市 where that sentence tells no figure yet.
        """
        untold = not self._layout.tells(0)
        return self.is_place(self.now) or (untold and self.is_whole(self.now))

    def opens(self, number: int, span: Span) -> bool:
        """Whether clause ``number`` begins with a span."""
        return opening(self._text, self._layout.clauses[number], self._times) == span[0]

    def drop(self, span: Span) -> None:
        """A span is what is counted, and so nobody that is spoken of."""
        if self.now == span:
            self.now = self._whole

    def name(self, span: Span) -> None:
        """A figure's own scope begins its clause, and so holds for the sentence."""
        self.now = span
        self._place = span if self.is_place(span) else self._place

    def give(self, span: Span | None, field: Span | None) -> None:
        """A figure was given a scope; its field of comparison goes no further."""
        onward = self._text_of(span or self._held) in _ONWARD
        if span or not onward:
            self._held = span if span != field or onward else None

    def _text_of(self, span: Span | None) -> str:
        return self._text[slice(*span)] if span else ""

    def in_full(self, span: Span | None) -> Span | None:
        """The place that was named before, for 全市 or 我省."""
        if span and self._text.startswith(_THIS, span[0]):
            name = self._text_of(span)[len(_THIS[0]) :]
            whole = self._whole if self._text_of(self._whole).endswith(name) else span
            return named_event(self._text, span) or whole
        if span is None or self._place is None or self._text[slice(*span)] not in _ITS_WHOLE:
            return span
        sign = self._text[span[1] - 1]
        start, end = self._place
        name = self._text[start:end]
        province = province_names().longest(self._text, start)
        if sign == "省" and province:
            return start, start + len(province)  # 河南滑县…，全省…
        inner = any(name[at:] + sign in NAMES for at in range(len(name) - 1))
        return self._place if name.endswith(sign) or inner else span

    def is_whole(self, span: Span | None) -> bool:
        """Whether a scope is the whole of what the text is of (全市)."""
        return self._text_of(span) in _ITS_WHOLE and self._text_of(span).startswith("全")

    def is_place(self, span: Span | None) -> bool:
        """Whether a scope is the name of a place."""
        if span is None:
            return False
        named = named_place(self._text, span[0]) == span[1]
        return named or terms.SCOPES.get(self._text[slice(*span)]) == "name"
