"""Each occurrence of a word, a pattern or a name, with its context, one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from policynlp.documents import Document, Passage
from policynlp.errors import UsageError
from policynlp.folding import fold, well_formed

if TYPE_CHECKING:
    from spacy.language import Language

By = Literal["text", "regex", "label", "canonical"]
WIDTH = 30
LABELS = ("ORG", "POLICY", "REPORT", "METRIC")
_MOST_MEMORY = 1 << 20
"""Bytes of a compiled pattern; what needs more runs for minutes on a long passage."""
_LONGEST_PATTERN = 1000

Spans = Iterator[tuple[int, int]]
Found = Iterator[tuple[Document, Passage, Spans]]


@dataclass(frozen=True, slots=True)
class Line:
    """One occurrence.

    Attributes
    ----------
    left, keyword, right : str
        Characters of the passage (U+FFFD for a lone surrogate, which a data frame can't hold);
        the context does not go beyond it.
    document, passage : str
        Ids.
    section : str
        Headings above the passage, outermost first.
    start, end : int
        The keyword in ``Document.raw``.
    """

    left: str
    keyword: str
    right: str
    document: str
    section: str
    passage: str
    start: int
    end: int


def iter_lines(
    documents: Iterable[Document],
    pattern: str,
    *,
    by: By = "text",
    width: int = WIDTH,
    nlp: Language | None = None,
) -> Iterator[Line]:
    """Lines in reading order, in memory that does not grow with the number of documents.

    Parameters and errors are those of `policynlp.kwic`; a bad pattern is told at once, before any
    document is read.
    """
    if not pattern:
        raise UsageError("nothing to look for: the pattern is empty")
    if by == "label" and pattern not in LABELS:
        raise UsageError(f"no label {pattern!r}; expected one of {', '.join(LABELS)}")
    found = (
        _in_text(documents, _finder(pattern, by))
        if by in ("text", "regex")
        else _in_names(documents, pattern, by, nlp)
    )
    return _lines(found, width)


def _lines(found: Found, width: int) -> Iterator[Line]:
    for document, passage, spans in found:
        section = well_formed(" > ".join(passage.section))
        for start, end in spans:
            yield Line(
                well_formed(passage.text[max(0, start - width) : start]),
                well_formed(passage.text[start:end]),
                well_formed(passage.text[end : end + width]),
                document.id,
                section,
                passage.id,
                *passage.to_source(start, end),
            )


def _in_text(documents: Iterable[Document], find: Callable[[str], Spans]) -> Found:
    for document in documents:
        for passage in document.passages():
            yield document, passage, find(passage.text)


def _in_names(documents: Iterable[Document], pattern: str, by: By, nlp: Language | None) -> Found:
    from policynlp.ner import shipped, tag_documents

    for document, docs in tag_documents(shipped() if nlp is None else nlp, documents):
        for passage, doc in zip(document.passages(), docs, strict=True):
            names = (e for e in doc.ents if _name(e, by) == pattern)
            yield document, passage, ((e.start_char, e.end_char) for e in names)


def _name(entity: Any, by: By) -> str:
    return str(entity.label_ if by == "label" else entity._.canonical)


def _finder(pattern: str, by: By) -> Callable[[str], Spans]:
    if by == "regex":
        return _matcher(pattern)
    wanted = fold(pattern)

    def find(text: str) -> Spans:
        folded = fold(text)
        start = folded.find(wanted)
        while start >= 0:
            yield start, start + len(wanted)
            start = folded.find(wanted, start + len(wanted))

    return find


def _matcher(pattern: str) -> Callable[[str], Spans]:
    """RE2's matches: in linear time, where the standard library would backtrack for ever."""
    import re2

    if len(pattern) > _LONGEST_PATTERN:
        raise UsageError(f"a regular expression of more than {_LONGEST_PATTERN:,} characters")
    options = re2.Options()
    options.log_errors = False
    options.never_capture = True
    options.max_mem = _MOST_MEMORY
    try:
        compiled = re2.compile(well_formed(pattern), options)
    except re2.error as error:
        problem = error.args[0].decode("utf-8", "replace")
        raise UsageError(f"no regular expression: {pattern} ({problem})") from None

    def find(text: str) -> Spans:
        for match in compiled.finditer(well_formed(text)):
            if match.end() > match.start():
                yield match.span()

    return find
