"""Names for the same thing: definitions in the text, short titles, short forms of bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Span

from policynlp.grammar.tables import terms
from policynlp.ner.bodies import official_name
from policynlp.ner.in_text import DEFINITION
from policynlp.ner.proposals import USER_NAMES, proposals_of
from policynlp.ner.titles import classify, inner
from policynlp.ner.tokenizer import text_of
from policynlp.ner.values import Alias

_TITLED = ("POLICY", "REPORT")
_PREFIX = "中华人民共和国"
_SHORT = 8
_REMEMBERED = 300
"""Titles that a reader keeps in mind; the bound keeps hostile text linear."""
_OPEN = re.compile(r"\s?[（(]\s?")
_CLOSE = re.compile(r"\s?[）)]")
_JOINT = re.compile("[统合]称")
_JOINED = re.compile("[、和与及]")
_MARKS = re.compile("[“”‘’]")
_ALL_MARKS = re.compile(r"[“”‘’《》（）()\s]")
_PASSED_ON = re.compile(
    "(?:印发|发布|公布|转发)[《〈]?(?P<title>[^《》〈〉]+)[》〉]?的(?:通知|公告|通告)$"
)


class Link(NamedTuple):
    """What a name stands for, and why."""

    canonical: str
    reason: str
    years: str = ""


class Antecedents:
    """The names that a reader knows so far; carried from passage to passage of one document.

    Parameters
    ----------
    title : str
        Of the document, for 本规划, and for 《规划》 where no other title stands before it.
    """

    def __init__(self, title: str = "") -> None:
        self.titles: dict[str, tuple[str, ...]] = {}
        self.defined: dict[str, Link] = {}
        self.records: dict[str, dict[str, str]] = {}
        self.own = list(_own_titles(title))
        for own in self.own:
            self._remember(own)

    def read(self, doc: Doc) -> list[Alias]:
        """Link the entities of ``doc`` to what stands before them, and remember them."""
        links: list[Alias] = []
        text, entities = text_of(doc), list(doc.ents)
        given = {
            (p.start, p.end): Link(p.canonical, "user")
            for p in proposals_of(doc, USER_NAMES)
            if p.canonical
        }
        names: list[str] = []
        for entity in entities:
            if entity.label_ == "METRIC":
                names.append(entity.text)
                continue
            link = (
                given.get((entity.start, entity.end))
                or self._defined_by_text(text, entities, names)
                or self._known(entity, doc)
            )
            names.append(entity.text if link is None else link.canonical)
            if link is not None:
                links.append(Alias(entity.start, entity.end, entity.text, *link))
                _inherit(entity, self.records.get(link.canonical))
            elif entity.label_ in _TITLED:
                self._remember(entity.text)
                if entity._.policy_record is not None:
                    self.records.setdefault(entity.text, entity._.policy_record)
        return links

    def _defined_by_text(
        self, text: str, entities: Sequence[Span], names: Sequence[str]
    ) -> Link | None:
        """What the words around an entity define it as: that of the first one without a name."""
        i = len(names)
        short = entities[i]
        if short._.source == "number":
            return None
        link = None
        if i:
            at = i - 1  # 《…规划》（国发〔2021〕29号，以下简称《规划》）
            if entities[at]._.source == "number" and at:
                at -= 1
            full = entities[at]
            if _alike(full, short) and _defines(text, entities[i - 1].end, short):
                if _is_joint(text, entities, i):
                    return None
                link = Link(names[at], "definition")
            elif _in_brackets(text, entities[i - 1], short) and _abbreviates(short, full):
                link = Link(names[at], "brackets")
        if link is None and i + 1 < len(entities):
            full = entities[i + 1]  # CNNIC（中国互联网络信息中心）
            if short.text.isascii() and len(short) < len(full) and _in_brackets(text, short, full):
                link = Link(full.text, "brackets")
        if link is not None:
            self.defined[_key(short.text)] = link
            if short.label_ in _TITLED:
                self._remember(link.canonical)
        return link

    def _known(self, entity: Span, doc: Doc) -> Link | None:
        text = entity.text
        if _key(text) in self.defined:
            return self.defined[_key(text)]
        if entity.label_ == "ORG":
            official = official_name(text, doc._.date, doc._.level)
            return Link(official.name, official.reason, official.years) if official else None
        words = inner(text)
        if text.startswith("本"):
            own = next((title for title in self.own if inner(title).endswith(words[1:])), None)
            return Link(own, "own title") if own else None
        if text.startswith("《") and len(words) <= _SHORT:
            title = self._nearest_title(words)
            if title:
                return Link(title, "short title")
        if words in laws():
            title = f"《{_PREFIX}{words}》"
            return Link(title, "law") if title != text else None
        return None

    def _remember(self, title: str) -> None:
        """Keep a title as the nearest one, with the forms that a short title may be the end of."""
        forms = self.titles.pop(title, None)
        if forms is None:
            full = inner(title)
            forms = (full, _MARKS.sub("", full), _ALL_MARKS.sub("", title))
        self.titles[title] = forms
        if len(self.titles) > _REMEMBERED:
            del self.titles[next(iter(self.titles))]

    def _nearest_title(self, words: str) -> str | None:
        for title in reversed(self.titles):
            for form in self.titles[title]:
                if len(form) > len(words) + 1 and form.endswith(words):
                    return title
        return None


def _own_titles(title: str) -> Iterator[str]:
    """The title of a document, and that of what it passes on: 关于印发…规划的通知."""
    words = _ALL_MARKS.sub("", title)
    passed_on = _PASSED_ON.search(title)
    for own in (title.strip(), passed_on["title"].strip() if passed_on else ""):
        marked = own if own.startswith("《") else f"《{own}》"
        if words and own and classify(marked)[0]:
            yield marked


def _alike(one: Span, other: Span) -> bool:
    return one.label_ == other.label_ or {one.label_, other.label_} <= set(_TITLED)


def _defines(text: str, end: int, short: Span) -> bool:
    """Whether the words from ``end`` on define ``short``: （以下简称“中心”）."""
    match = DEFINITION.match(text, end)
    if match is None:
        return False
    return match.start("name") <= short.start + 1 and short.end <= match.end() + 1


def _is_joint(text: str, entities: Sequence[Span], i: int) -> bool:
    """Whether the name stands for several: 甲局、乙局（以下统称“两局”）."""
    if i < 2 or not _JOINT.search(text, entities[i - 1].end, entities[i].start):
        return False
    return _JOINED.search(text, entities[i - 2].end, entities[i - 1].start) is not None


def _in_brackets(text: str, outside: Span, inside: Span) -> bool:
    if not _alike(outside, inside) or outside._.source == "number":
        return False
    opened = _OPEN.fullmatch(text, outside.end, inside.start)
    return opened is not None and _CLOSE.match(text, inside.end) is not None


def _abbreviates(short: Span, full: Span) -> bool:
    """In Latin letters, or made of characters of the full name in their order."""
    if len(short) >= len(full):
        return False
    rest = iter(full.text)
    return short.text.isascii() or all(char in rest for char in _key(short.text))


def _inherit(entity: Span, record: dict[str, str] | None) -> None:
    """A short title is what its full title is."""
    if record is not None and entity._.policy_record is not None:
        own = {key: value for key, value in entity._.policy_record.items() if value}
        entity._.policy_record = {**record, "date": own.get("date", record["date"])}


def _key(text: str) -> str:
    return text.strip("《》“”")


def resolve(docs: Iterable[Doc], title: str = "") -> None:
    """Link the names of the passages of one document, in reading order, to those before them.

    The pipeline links within one ``Doc``; a document that was cut into passages needs this too, so
    that 《规划》 on the last page finds its full title on the first.

    Parameters
    ----------
    docs : iterable of Doc
    title : str
        Of the document.
    """
    known = Antecedents(title)
    for doc in docs:
        link(doc, known)


def link(doc: Doc, known: Antecedents) -> None:
    """Set ``doc._.aliases`` and ``ent._.canonical`` of one doc."""
    links = known.read(doc)
    doc._.alias_records = [list(astuple(alias)) for alias in links]
    canonical = {(a.start, a.end): a.canonical for a in links}
    for entity in doc.ents:
        name = canonical.get((entity.start, entity.end))
        if name is not None:
            entity._.canonical_name = name


@cache
def laws() -> frozenset[str]:
    """Laws of China whose official title begins with 中华人民共和国."""
    names = terms("ner/laws.txt")
    return frozenset(n for n in names if n.endswith(("法", "法典")) and n != "宪法")
