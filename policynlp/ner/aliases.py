"""Names for the same thing: definitions in the text, short titles, short forms of bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from spacy.tokens import Doc, Span

from policynlp.grammar.tables import rows, terms
from policynlp.ner.in_text import DEFINITION
from policynlp.ner.proposals import USER_NAMES, proposals_of
from policynlp.ner.titles import inner
from policynlp.ner.tokenizer import text_of
from policynlp.ner.values import Alias

_BRACKET = re.compile(r"\s?[（(]\s?$")
_TITLED = ("POLICY", "REPORT")
_PREFIX = "中华人民共和国"
_SHORT = 8
_GAP = 14
_REMEMBERED = 300
"""Titles that a reader keeps in mind; the bound keeps hostile text linear."""
_MARKS = re.compile("[“”‘’]")
_ALL_MARKS = re.compile(r"[“”‘’《》（）()\s]")


class Antecedents:
    """The names that a reader knows so far; carried from passage to passage of one document."""

    def __init__(self) -> None:
        self.titles: dict[str, tuple[str, ...]] = {}
        self.defined: dict[str, tuple[str, str]] = {}
        self.records: dict[str, dict[str, str]] = {}

    def read(self, doc: Doc) -> list[Alias]:
        """Link the entities of ``doc`` to what stands before them, and remember them."""
        links: list[Alias] = []
        text, entities = text_of(doc), list(doc.ents)
        given = {
            (p.start, p.end): (p.canonical, "user")
            for p in proposals_of(doc, USER_NAMES)
            if p.canonical
        }
        for i, entity in enumerate(entities):
            if entity.label_ == "METRIC":
                continue
            link = (
                given.get((entity.start, entity.end))
                or self._defined_by_text(text, entities, i)
                or self._known(entity)
            )
            if link is not None:
                canonical, reason = link
                links.append(Alias(entity.start, entity.end, entity.text, canonical, reason))
                _inherit(entity, self.records.get(canonical))
            elif entity.label_ in _TITLED:
                self._remember(entity.text)
                if entity._.policy_record is not None:
                    self.records.setdefault(entity.text, entity._.policy_record)
        return links

    def _defined_by_text(
        self, text: str, entities: Sequence[Span], i: int
    ) -> tuple[str, str] | None:
        """The full name right before, if the words between define this one as its short form."""
        if i == 0:
            return None
        full, short = entities[i - 1], entities[i]
        if full.label_ != short.label_ and not {full.label_, short.label_} <= set(_TITLED):
            return None
        if short.start - full.end > _GAP:
            return None
        match = DEFINITION.match(text, full.end)
        if match and match.start("name") <= short.start + 1 and short.end <= match.end() + 1:
            reason = "definition"
        elif (
            _BRACKET.fullmatch(text, full.end, short.start)
            and text[short.end : short.end + 1] in ("）", ")")
            and short._.source != "number"
            and len(short) < len(full)
        ):
            reason = "brackets"
        else:
            return None
        canonical = self._full_name(full)
        self.defined[_key(short.text)] = (canonical, reason)
        if full.label_ in _TITLED:
            self._remember(canonical)
        return canonical, reason

    def _full_name(self, entity: Span) -> str:
        known = self._known(entity)
        return known[0] if known else entity.text

    def _known(self, entity: Span) -> tuple[str, str] | None:
        text = entity.text
        if _key(text) in self.defined:
            return self.defined[_key(text)]
        if entity.label_ == "ORG":
            full = short_forms().get(text)
            return (full, "short form") if full else None
        words = inner(text)
        if text.startswith("《") and len(words) <= _SHORT:
            title = self._nearest_title(words)
            if title:
                return title, "short title"
        if words in laws():
            title = f"《{_PREFIX}{words}》"
            return (title, "law") if title != text else None
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


def _inherit(entity: Span, record: dict[str, str] | None) -> None:
    """A short title is what its full title is."""
    if record is not None and entity._.policy_record is not None:
        own = {key: value for key, value in entity._.policy_record.items() if value}
        entity._.policy_record = {**record, "date": own.get("date", record["date"])}


def _key(text: str) -> str:
    return text.strip("《》“”")


def resolve(docs: Iterable[Doc]) -> None:
    """Link the names of the passages of one document, in reading order, to those before them.

    The pipeline links within one ``Doc``; a document that was cut into passages needs this too, so
    that 《规划》 on the last page finds its full title on the first.
    """
    known = Antecedents()
    for doc in docs:
        link(doc, known)


def link(doc: Doc, known: Antecedents) -> None:
    """Set ``doc._.aliases`` and ``ent._.canonical`` of one doc."""
    links = known.read(doc)
    doc._.alias_records = [[a.start, a.end, a.text, a.canonical, a.reason] for a in links]
    canonical = {(a.start, a.end): a.canonical for a in links}
    for entity in doc.ents:
        name = canonical.get((entity.start, entity.end))
        if name is not None:
            entity._.canonical_name = name


@cache
def short_forms() -> dict[str, str]:
    """Short forms of bodies and the full names that they stand for."""
    return {row[0]: row[1] for row in rows("ner/bodies.tsv", 5) if row[1]}


@cache
def laws() -> frozenset[str]:
    """Laws of China whose official title begins with 中华人民共和国."""
    names = terms("ner/laws.txt")
    return frozenset(n for n in names if n.endswith(("法", "法典")) and n != "宪法")
