"""The figures of a corpus, as the pipeline reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from policynlp.documents import Document
from policynlp.figures import Fact, Facts, facts_of_passage
from policynlp.ner.bodies import official_name
from policynlp.ner.documents import tag_documents
from policynlp.ner.pipeline import shipped


def facts(documents: Iterable[Document], nlp: Language | None = None) -> Facts:
    """Figures of a corpus, or of some documents, each with its sentence and its place.

    Parameters
    ----------
    documents : Corpus, or iterable of Document
    nlp : Language, optional
        Default: the shipped pipeline. Numbers inside its names are no figures; its bodies are
        scopes and actors.

    Returns
    -------
    Facts
        Of the passages that count (`Document.passages`), in reading order. Headings and the date
        of the document give periods that the passage lacks; a figure whose sentence names no actor
        has the document's issuer, if that is known.
    """
    return Facts(iter_facts(documents, shipped() if nlp is None else nlp))


def iter_facts(documents: Iterable[Document], nlp: Language) -> Iterator[Fact]:
    """The same one by one, in memory that does not grow with the number of documents."""
    for document, docs in tag_documents(nlp, documents):
        yield from facts_of_document(document, docs)


def facts_of_document(document: Document, docs: Iterable[Doc]) -> Iterator[Fact]:
    """The figures of a document whose passages `tag_documents` has read."""
    for passage, doc in zip(document.passages(), docs, strict=True):
        metrics = [e._.metric for e in doc.ents if e._.metric is not None]
        issuer = official_name(doc._.issuer, doc._.date, doc._.level)
        names = {doc._.issuer: issuer.name} if issuer else {}
        names |= {e.text: e._.canonical for e in doc.ents}
        yield from facts_of_passage(document.id, passage, metrics, names)
