"""The text of documents with their names and figures marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policynlp.figures.days import period_shown
from policynlp.html import Highlight, Markup, marked
from policynlp.report.page import Section

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from policynlp.documents import Document, Passage

LABELS = ("ORG", "POLICY", "REPORT", "METRIC")
_INDEXED = ("ORG", "POLICY", "REPORT")
# Places that the index of names links to; all of them are in the text.
_PLACES = 8


@dataclass(frozen=True, slots=True)
class _Shown:
    """A passage as it stands in the page."""

    anchor: str
    text: Markup
    heading: str = ""


@dataclass(frozen=True, slots=True)
class _Article:
    title: str
    byline: str = ""
    passages: list[_Shown] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Text:
    title: str
    id: str
    anchor: str
    metadata: list[tuple[str, str]]
    articles: list[_Article]


def anchors(documents: Iterable[Document]) -> dict[str, str]:
    """Where each passage stands in the page, by its id; no text of a document is in an anchor."""
    ids = [passage.id for document in documents for passage in document.passages()]
    return {name: f"p{number}" for number, name in enumerate(ids, 1)}


def document_anchors(documents: Iterable[Document]) -> dict[str, str]:
    """Where the text of each document stands in the page, by its id."""
    return {document.id: f"d{number}" for number, document in enumerate(documents, 1)}


def texts(
    documents: Iterable[Document],
    tagged: Mapping[str, Doc],
    records: Sequence[tuple[str, Doc]] = (),
    labels: Iterable[str] = LABELS,
) -> Section:
    """Section with the text of documents.

    Parameters
    ----------
    documents : iterable of Document
    tagged : mapping of str to Doc
        Each passage that counts, by its id, with ``doc.ents``.
    records : sequence of (str, Doc)
        Texts that belong to no document, with their ids.
    labels : iterable of str
        Labels to mark.
    """
    documents = list(documents)
    wanted = [label for label in LABELS if label in set(labels)]
    places = anchors(documents)
    names = _Names(wanted)
    at = document_anchors(documents)
    shown = [_document(document, at[document.id], tagged, places, names) for document in documents]
    if records:
        shown.append(_records(records, len(places), names))
    data = {
        "texts": shown,
        "labels": [(label, names.counts[label]) for label in wanted],
        "names": names.index(),
    }
    return Section("texts", ("原文与名称", "Texts and names"), data)


class _Names:
    """Marks entities, and collects them for the index."""

    def __init__(self, labels: list[str]) -> None:
        self.counts = dict.fromkeys(labels, 0)
        self._found: dict[str, dict[str, list[str]]] = {label: {} for label in labels}
        self._policies: dict[str, str] = {}

    def mark(self, doc: Doc, anchor: str, passage: Passage | None = None) -> Markup:
        spans = []
        for entity in doc.ents:
            if entity.label_ not in self.counts:
                continue
            self.counts[entity.label_] += 1
            self._found[entity.label_].setdefault(entity._.canonical, []).append(anchor)
            if entity._.policy is not None:
                known = " · ".join(_of_policy(entity))
                self._policies[entity._.canonical] = max(
                    known, self._policies.get(entity._.canonical, ""), key=len
                )
            start, end = entity.start_char, entity.end_char
            place = passage.to_source(start, end) if passage else (start, end)
            data = {"at": "{}–{}".format(*place)}
            spans.append(Highlight(start, end, entity.label_, _about(entity), data))
        return marked(doc.text, spans)

    def index(self) -> list[tuple[str, list[tuple[str, str, int, list[str]]]]]:
        """For each label its names, the most frequent first.

        Each with number, issuer and date of a policy, its count, and its places.
        """
        return [
            (
                label,
                [
                    (
                        name,
                        self._policies.get(name, ""),
                        len(places),
                        list(dict.fromkeys(places))[:_PLACES],
                    )
                    for name, places in sorted(found.items(), key=lambda item: -len(item[1]))
                ],
            )
            for label, found in self._found.items()
            if label in _INDEXED and found
        ]


def _about(entity: Span) -> str:
    """What is known of an entity beside its text, in one line."""
    known: list[Any] = []
    if entity._.canonical != entity.text:
        known.append(entity._.canonical)
    if entity._.policy is not None:
        known += _of_policy(entity)
    if entity._.metric is not None:
        metric = entity._.metric
        known += [metric.indicator, period_shown(metric), metric.scope]
    return " · ".join(filter(None, known))


def _of_policy(entity: Span) -> list[str]:
    policy = entity._.policy
    return [str(value) for value in (policy.number, policy.issuer, policy.date) if value]


def _document(
    document: Document,
    at: str,
    tagged: Mapping[str, Doc],
    places: Mapping[str, str],
    names: _Names,
) -> _Text:
    counting = {passage.id for passage in document.passages()}
    articles = []
    for article in document.articles:
        byline = " · ".join(filter(None, (article.source, article.author, article.date)))
        shown = _Article(article.title or "", byline)
        heading: tuple[str, ...] = ()
        for passage in article.passages:
            if passage.id not in counting:
                continue
            anchor = places[passage.id]
            text = names.mark(tagged[passage.id], anchor, passage)
            new = " · ".join(passage.section) if passage.section != heading else ""
            heading = passage.section
            shown.passages.append(_Shown(anchor, text, new))
        if shown.passages:
            articles.append(shown)
    return _Text(name_of(document), document.id, at, list(metadata(document)), articles)


def name_of(document: Document) -> str:
    """The title; of several articles the first one and their number; else the id."""
    titles = [article.title for article in document.articles if article.title]
    if document.title or not titles:
        return document.title or document.id
    return f"{titles[0]} 等{len(document.articles)}篇"


def metadata(document: Document) -> Iterator[tuple[str, str]]:
    """Keys and values to show of a document, short ones only."""
    for key, value in document.metadata.items():
        if key != "title" and isinstance(value, str | int | float) and 0 < len(str(value)) <= 120:
            yield key, str(value)


def _records(records: Sequence[tuple[str, Doc]], taken: int, names: _Names) -> _Text:
    articles = []
    for number, (name, doc) in enumerate(records, taken + 1):
        anchor = f"p{number}"
        articles.append(_Article(name, "", [_Shown(anchor, names.mark(doc, anchor))]))
    return _Text("记录 Records", "", "records", [], articles)
