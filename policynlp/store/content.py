"""What tells whether a document has changed, and its rows for the tables."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policynlp.cleaning import Cleaner
from policynlp.documents import Document
from policynlp.parallel.jobs import LABELS, Worker
from policynlp.parallel.outcome import json_lines, work
from policynlp.store.schema import TABLES, VERSION
from policynlp.streaming import Source

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_YEAR = re.compile(r"(?:19|20)\d\d")


def content_hash(source: Source, settings: dict[str, Any]) -> str:
    """Hash of the document's bytes, of what is given about it, and of who reads it how.

    Raises
    ------
    OSError
        If the file can't be read.
    """
    maker = {"release": version("policynlp"), "schema": VERSION, **settings}
    about = json.dumps([maker, dict(source.given)], sort_keys=True)
    digest = hashlib.sha256(about.encode())
    if source.raw is None:
        with Path(source.path).open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    else:
        record = json.dumps([source.raw.text, source.raw.metadata], sort_keys=True, default=str)
        digest.update(record.encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class IndexJob:
    """One object a document: the rows of each table."""

    model: str = "zh_policy_core"
    without: tuple[str, ...] = ()

    columns = TABLES["documents"]

    def settings(self) -> dict[str, Any]:
        return {"job": "IndexJob", "model": self.model, "without": self.without}

    def start(self) -> Worker:
        from policynlp.ner import load

        cleaner = Cleaner(self.without)
        return partial(
            work,
            read=lambda source: source.document(cleaner),
            lines=partial(_lines, load(self.model)),
        )


def _lines(nlp: Language, documents: Sequence[Document]) -> Iterator[bytes]:
    from policynlp.ner import tag_documents

    for document, docs in tag_documents(nlp, documents):
        yield json_lines([_tables(document, docs)])


def _tables(document: Document, docs: Sequence[Doc]) -> dict[str, list[dict[str, Any]]]:
    from policynlp.ner import entity_rows, facts_of_document

    passages = list(document.passages())
    homes = {p.id: article for article in document.articles for p in article.passages}
    return {
        "documents": [_document(document)],
        "passages": [
            {
                "id": passage.id,
                "document": document.id,
                "place": place,
                "article": homes[passage.id].title,
                "section": " > ".join(passage.section),
                **dict(zip(("start", "end"), passage.to_source(0, len(passage.text)), strict=True)),
                "text": passage.text,
            }
            for place, passage in enumerate(passages)
        ],
        "entities": [
            {"document": document.id, "passage": passage.id, **row}
            for passage, doc in zip(passages, docs, strict=True)
            for row in entity_rows(doc, LABELS)
        ],
        "facts": [fact.to_dict() for fact in facts_of_document(document, docs)],
    }


def _document(document: Document) -> dict[str, Any]:
    known = document.metadata
    found = _YEAR.search(str(known.get("year") or known.get("date") or ""))
    return {
        "id": document.id,
        "title": document.title,
        "issuer": known.get("issuer"),
        "number": known.get("document_number"),
        "date": known.get("date"),
        "year": int(found.group()) if found else None,
        "province": known.get("province"),
        "level": known.get("level"),
        "metadata": json.dumps(dict(known), ensure_ascii=False, default=str),
        "characters": len(document.raw),
    }
