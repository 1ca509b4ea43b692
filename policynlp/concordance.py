"""Concordance lines: each occurrence of a word, a pattern or a name, with its context (KWIC)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal, overload

from policynlp.documents import Document, Passage
from policynlp.errors import UsageError
from policynlp.folding import fold, well_formed
from policynlp.html import Markup

if TYPE_CHECKING:
    import pandas as pd
    from spacy.language import Language

By = Literal["text", "regex", "label", "canonical"]
WIDTH = 30
LABELS = ("ORG", "POLICY", "REPORT", "METRIC")
SHOWN = 200
"""Lines of a notebook view; all are in ``to_frame``."""
_MOST_MEMORY = 1 << 20
"""Bytes of a compiled pattern; what needs more runs for minutes on a long passage."""
_LONGEST_PATTERN = 1000
_CELL = Markup('<td style="text-align:{}">{}</td>')

Spans = Iterator[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Line:
    """One occurrence.

    Attributes
    ----------
    document, passage : str
        Ids.
    section : str
        Headings above the passage, outermost first.
    start, end : int
        The keyword in ``Document.raw``.
    left, keyword, right : str
        Characters of the passage; the context does not go beyond it.
    """

    document: str
    section: str
    passage: str
    start: int
    end: int
    left: str
    keyword: str
    right: str


class Concordance(Sequence[Line]):
    """Lines in reading order."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = tuple(lines)

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, key: int) -> Line: ...
    @overload
    def __getitem__(self, key: slice) -> Concordance: ...
    def __getitem__(self, key: int | slice) -> Line | Concordance:
        return Concordance(self._lines[key]) if isinstance(key, slice) else self._lines[key]

    def to_dicts(self) -> list[dict[str, Any]]:
        """One row a line."""
        return [asdict(line) for line in self._lines]

    def to_frame(self) -> pd.DataFrame:
        """One row a line: document, section, passage, raw offsets, left, keyword, right."""
        import pandas as pd

        return pd.DataFrame(self.to_dicts(), columns=list(Line.__dataclass_fields__))

    def _repr_html_(self) -> str:
        rows = Markup("").join(map(_row, self._lines[:SHOWN]))
        rest = len(self) - SHOWN
        more = f"… and {rest} more" if rest > 0 else ""
        return Markup("<table><tbody>{}</tbody></table><p>{}</p>").format(rows, more)

    def __repr__(self) -> str:
        documents = len({line.document for line in self._lines})
        return f"<Concordance: {len(self)} lines of {documents} documents>"


def _row(line: Line) -> Markup:
    cells = (
        ("right", line.left),
        ("center", Markup("<mark>{}</mark>").format(line.keyword)),
        ("left", line.right),
        ("left", f"{line.passage} · {line.start}–{line.end}"),
    )
    row = Markup("").join(_CELL.format(side, cell) for side, cell in cells)
    return Markup("<tr>{}</tr>").format(row)


def kwic(
    documents: Iterable[Document],
    pattern: str,
    *,
    by: By = "text",
    width: int = WIDTH,
    nlp: Language | None = None,
) -> Concordance:
    """Concordance lines (keyword in context) of a corpus, or of some documents.

    Parameters
    ----------
    documents : Corpus, or iterable of Document
    pattern : str
        What to look for.
    by : {"text", "regex", "label", "canonical"}
        ``text``: these characters, also in traditional or full-width form. ``regex``: a regular
        expression in the syntax of RE2 (no look-around, no references back: any pattern takes
        linear time), on each passage by itself. ``label``: every
        ``ORG``, ``POLICY``, ``REPORT`` or ``METRIC``. ``canonical``: every name that stands for
        this one, short forms included.
    width : int
        Characters of context on each side.
    nlp : Language, optional
        Finds the names for ``label`` and ``canonical``; default: the shipped pipeline.

    Returns
    -------
    Concordance
        Occurrences in the passages that count (`Document.passages`), in reading order; they don't
        overlap, and an empty match is none.

    Raises
    ------
    UsageError
        If the pattern is empty, no label, or no regular expression, or too large a one.
    """
    return Concordance(iter_lines(documents, pattern, by=by, width=width, nlp=nlp))


def iter_lines(
    documents: Iterable[Document],
    pattern: str,
    *,
    by: By = "text",
    width: int = WIDTH,
    nlp: Language | None = None,
) -> Iterator[Line]:
    """The same one by one, in memory that does not grow with the number of documents."""
    if not pattern:
        raise UsageError("nothing to look for: the pattern is empty")
    if by == "label" and pattern not in LABELS:
        raise UsageError(f"no label {pattern!r}; expected one of {', '.join(LABELS)}")
    found = (
        _in_text(documents, _finder(pattern, by))
        if by in ("text", "regex")
        else _in_names(documents, pattern, by, nlp)
    )
    for document, passage, spans in found:
        for start, end in spans:
            source = passage.to_source(start, end)
            yield Line(
                document.id,
                " > ".join(passage.section),
                passage.id,
                *source,
                passage.text[max(0, start - width) : start],
                passage.text[start:end],
                passage.text[end : end + width],
            )


Found = Iterator[tuple[Document, Passage, Spans]]


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
