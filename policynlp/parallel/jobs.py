"""What can be done to each document of many; small frozen values that travel to the workers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from policynlp.aligned import AlignedText
from policynlp.cleaning import Cleaner
from policynlp.documents import Article, Document, Passage
from policynlp.parallel.columns import ENTITIES, FACTS, TOKENS, Columns
from policynlp.parallel.outcome import Item, Outcome, json_lines, work
from policynlp.parallel.token_lines import Form, token_lines
from policynlp.streaming import Source

if TYPE_CHECKING:
    from spacy.language import Language

    from policynlp.segment import Granularity, Lexicon, Segmenter

Worker = Callable[[Sequence[Item]], list[Outcome]]
LABELS = ("ORG", "POLICY", "REPORT", "METRIC")
_VERBATIM = "record"
"""Format of a document that is a record as it is."""


class Job(Protocol):
    """What a worker does to documents."""

    @property
    def columns(self) -> Columns:
        """Columns of its flat rows."""

    def start(self) -> Worker:
        """Load what the work needs; called once in each process."""

    def settings(self) -> Mapping[str, Any]:
        """Plain values: what was begun with others can't be resumed."""


class _Settings:
    def settings(self) -> Mapping[str, Any]:
        return {"job": type(self).__name__, **asdict(self)}  # type: ignore[call-overload]


@dataclass(frozen=True, slots=True)
class TagJob(_Settings):
    """Entities. Records are taken as they are: offsets point into their text.

    Parameters
    ----------
    model : str
        Name or folder of a pipeline.
    names : str, optional
        File of the user's names.
    labels : tuple of str
        Entities to keep.
    flat : bool
        One row an entity, of simple values; else one row a passage.
    without : tuple of str
        Steps of cleaning to leave out.
    """

    model: str = "zh_policy_core"
    names: str | None = None
    labels: tuple[str, ...] = LABELS
    flat: bool = False
    without: tuple[str, ...] = ()

    columns = ENTITIES

    def start(self) -> Worker:
        from policynlp.ner import load

        read = partial(_read, Cleaner(self.without), True)
        return partial(
            work, read=read, lines=partial(self._lines, load(self.model, names=self.names))
        )

    def _lines(self, nlp: Language, documents: Sequence[Document]) -> Iterator[bytes]:
        from policynlp.ner import entity_rows, tag_documents

        for document, docs in tag_documents(nlp, documents):
            passages = zip(_ids(document), docs, strict=True)
            found = [(name, entity_rows(doc, self.labels)) for name, doc in passages]
            if self.flat:
                yield json_lines(_flat({"id": str(n), **row}) for n, rows in found for row in rows)
            else:
                yield json_lines({"id": name, "entities": rows} for name, rows in found)


def _ids(document: Document) -> Iterator[str | int]:
    """A record's own id as it is given, else those of the passages."""
    if document.format == _VERBATIM:
        yield document.metadata["id"]
    else:
        yield from (passage.id for passage in document.passages())


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """Without the spans of the parts of a metric, which no column of a table can hold."""
    return {key: value for key, value in row.items() if key in ENTITIES}


@dataclass(frozen=True, slots=True)
class FactsJob(_Settings):
    """Figures, one row each; parameters as of `TagJob`."""

    model: str = "zh_policy_core"
    names: str | None = None
    without: tuple[str, ...] = ()

    columns = FACTS

    def start(self) -> Worker:
        from policynlp.ner import load

        read = partial(_read, Cleaner(self.without), False)
        return partial(work, read=read, lines=partial(_facts, load(self.model, names=self.names)))


def _facts(nlp: Language, documents: Sequence[Document]) -> Iterator[bytes]:
    from policynlp.ner import facts_of_document, tag_documents

    for document, docs in tag_documents(nlp, documents):
        yield json_lines(fact.to_dict() for fact in facts_of_document(document, docs))


@dataclass(frozen=True, slots=True)
class SegmentJob(_Settings):
    """Words; the lexicon is carried to the workers.

    Parameters
    ----------
    granularity : {"coarse", "fine"}
    lexicon : Lexicon, optional
    form : {"jsonl", "rows", "text", "tsv"}
        See `token_lines`.
    without : tuple of str
    """

    granularity: Granularity = "coarse"
    lexicon: Lexicon | None = None
    form: Form = "jsonl"
    without: tuple[str, ...] = ()

    columns = TOKENS

    def start(self) -> Worker:
        from policynlp.segment import Segmenter

        segmenter = Segmenter(self.granularity, lexicon=self.lexicon)
        read = partial(_read, Cleaner(self.without), False)
        return partial(work, read=read, lines=partial(self._lines, segmenter))

    def settings(self) -> Mapping[str, Any]:
        terms = sorted(map(astuple, self.lexicon or ()))
        return {
            "job": "SegmentJob",
            "granularity": self.granularity,
            "lexicon": hashlib.sha256(repr(terms).encode("utf-8", "replace")).hexdigest(),
            "form": self.form,
            "without": self.without,
        }

    def _lines(self, segmenter: Segmenter, documents: Sequence[Document]) -> Iterator[bytes]:
        passages = [list(document.passages()) for document in documents]
        cut = segmenter.segment_many([p.text for of_one in passages for p in of_one])
        for of_one in passages:
            found = zip(of_one, islice(cut, len(of_one)), strict=True)
            yield b"".join(token_lines(p.id, tokens, self.form) for p, tokens in found)


def _read(cleaner: Cleaner, verbatim: bool, source: Source) -> Document:
    if not verbatim or source.raw is None:
        return source.document(cleaner)
    text = source.raw.text
    article = Article(source.id, passages=(Passage(source.id, AlignedText.of(text)),))
    metadata = {"id": source.raw.record}
    return Document(source.id, source.path, text, _VERBATIM, metadata=metadata, articles=(article,))
