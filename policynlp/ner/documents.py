"""The pipeline over whole documents: their passages in reading order, names linked across them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from itertools import chain, groupby, islice, tee

from spacy.language import Language
from spacy.tokens import Doc

from policynlp.documents import Document
from policynlp.grammar import find_dates
from policynlp.ner.aliases import resolve


def tag_document(nlp: Language, document: Document) -> list[Doc]:
    """Docs of one document; see `tag_documents`."""
    (tagged,) = tag_documents(nlp, [document])
    return tagged[1]


def tag_documents(
    nlp: Language, documents: Iterable[Document], *, n_process: int = 1
) -> Iterator[tuple[Document, list[Doc]]]:
    """Run a pipeline over the passages of documents, and link names across each document.

    Parameters
    ----------
    nlp : Language
        As `policynlp.load` gives it, or one's own.
    documents : Corpus, or iterable of Document
        Read as they are needed: memory does not grow with their number.
    n_process : int
        Of ``nlp.pipe``.

    Yields
    ------
    (Document, list of Doc)
        In order; one ``Doc`` for each passage of ``document.passages()``. The components know what
        the document tells of a passage: ``doc._.date`` is the day of its article, else of the
        document, ``doc._.section`` its headings, ``doc._.issuer`` and ``doc._.level`` its issuer
        and the issuer's level. Short names on the last page of an article find their full names on
        its first (``ent._.canonical``).
    """
    kept, ahead = tee(documents)
    # One stream for all: short documents share their batches.
    docs = nlp.pipe(chain.from_iterable(_unread(nlp, one) for one in ahead), n_process=n_process)
    for document in kept:
        tagged = list(islice(docs, sum(1 for _ in document.passages())))
        _link(document, tagged)
        yield document, tagged


def _link(document: Document, docs: list[Doc]) -> None:
    """Each article by itself: 《报告》 in one report of a newspaper page is not that of another."""
    articles = {
        passage.id: article for article in document.articles for passage in article.passages
    }
    pairs = zip(document.passages(), docs, strict=True)
    for _, part in groupby(pairs, key=lambda pair: articles[pair[0].id].id):
        passages, linked = zip(*part, strict=True)
        title = articles[passages[0].id].title if len(document.articles) > 1 else document.title
        resolve(linked, title or "")


def _unread(nlp: Language, document: Document) -> Iterator[Doc]:
    """The passages as docs that know their document."""
    written = _day(document.metadata.get("date"))
    issuer = str(document.metadata.get("issuer") or "")
    level = str(document.metadata.get("level") or "")
    days = {p.id: _day(a.date) for a in document.articles for p in a.passages}
    for passage in document.passages():
        doc = nlp.make_doc(passage.text)
        doc._.date = days[passage.id] or written
        doc._.section = passage.section
        doc._.issuer, doc._.level = issuer, level
        yield doc


def _day(value: object) -> date | None:
    """The day that a date in the metadata means; the last one where it is a month or a year."""
    with suppress(ValueError):
        return date.fromisoformat(str(value))
    found = find_dates(str(value or ""))
    return found[0].last if found else None
