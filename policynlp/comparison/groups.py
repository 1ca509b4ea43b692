"""What stands side by side: documents, articles, or groups that share a value of the metadata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from policynlp.corpus import Corpus
from policynlp.documents import Article, Document, Passage
from policynlp.errors import UsageError

Side = Document | Article | Corpus | Sequence[Document]
"""What can be one side of a comparison."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Documents that are compared as one.

    Attributes
    ----------
    name : str
        Unique within a comparison: a document's id, or a value of the metadata.
    documents : tuple of Document
        In reading order. An article that stands by itself is a document of that one article.
    title : str
        What a reader would call it; the name where there is nothing better.
    """

    name: str
    documents: tuple[Document, ...]
    title: str = ""

    def passages(self) -> Iterator[Passage]:
        """The passages that count; see `Document.passages`."""
        for document in self.documents:
            yield from document.passages()

    def to_dict(self) -> dict[str, object]:
        """Plain values: name, title, ids of the documents, number of passages and characters."""
        passages = list(self.passages())
        return {
            "group": self.name,
            "title": self.title,
            "documents": [document.id for document in self.documents],
            "passages": len(passages),
            "characters": sum(len(passage.text) for passage in passages),
        }

    def __repr__(self) -> str:
        return f"<Group {self.name}: {len(self.documents)} documents>"


def make_groups(
    sides: Sequence[Side | Iterable[Side] | Mapping[str, Side]], by: str | None
) -> tuple[tuple[Group, ...], tuple[str, ...]]:
    """Groups of what was given, and the ids of documents that fit in none.

    Raises
    ------
    UsageError
        If there are fewer than two groups.
    """
    left_out: tuple[str, ...] = ()
    if by is None:
        found = _as_given(sides)
    else:
        documents = [document for side in sides for document in _documents(side)]
        if by == "article":
            found = _by_article(documents)
        else:
            found, left_out = _by_field(documents, by)
    groups = _told_apart([group for group in found if group.documents])
    if len(groups) < 2:
        raise UsageError(_too_few(groups, by, sides))
    return groups, left_out


def _as_given(sides: Sequence[object]) -> list[Group]:
    """Each side is a group; a single one is taken apart into its members."""
    if len(sides) > 1:
        return [_group(side, f"side {number}") for number, side in enumerate(sides, 1)]
    (only,) = sides or ((),)
    if isinstance(only, Mapping):
        return [replace(_group(side, name), name=name) for name, side in only.items()]
    if isinstance(only, Document | Article):
        return [_group(only, "")]
    return [_group(s, f"side {n}") for n, s in enumerate(_members(only), 1)]


def _group(side: object, name: str) -> Group:
    if isinstance(side, Article):
        side = as_document(side)
    if isinstance(side, Document):
        return Group(side.id, (side,), side.title or side.id)
    return Group(name, tuple(_documents(side)), name)


def _documents(side: object) -> Iterator[Document]:
    if isinstance(side, Document):
        yield side
    elif isinstance(side, Article):
        yield as_document(side)
    else:
        for member in side.values() if isinstance(side, Mapping) else _members(side):
            yield from _documents(member)


def _members(side: object) -> Iterator[object]:
    if isinstance(side, str) or not isinstance(side, Iterable):
        what = type(side).__name__
        raise UsageError(f"compare takes documents, articles and groups of them, not {what}")
    yield from side


def as_document(article: Article, document: Document | None = None) -> Document:
    """A document of one article, with the metadata of the document that it comes from."""
    metadata = dict(document.metadata) if document else {}
    metadata["title"] = article.title or article.id
    if article.date:
        metadata["date"] = article.date
    if document is None:
        return Document(article.id, article.id, "", metadata=metadata, articles=(article,))
    return replace(
        document, id=article.id, metadata=metadata, articles=(article,), marginalia=()
    )  # fmt: skip


def _by_article(documents: Iterable[Document]) -> list[Group]:
    return [
        _group(as_document(article, document), "")
        for document in documents
        for article in document.articles
        if any(passage.kind == "body" for passage in article.passages)
    ]


def _by_field(documents: Iterable[Document], by: str) -> tuple[list[Group], tuple[str, ...]]:
    """One group for each value, in the order of the values."""
    members: dict[str, list[Document]] = {}
    left_out = []
    for document in documents:
        value = field_of(document, by)
        if value:
            members.setdefault(value, []).append(document)
        else:
            left_out.append(document.id)
    groups = [Group(value, tuple(found), value) for value, found in sorted(members.items())]
    return groups, tuple(left_out)


def field_of(document: Document, by: str) -> str:
    """Value of a metadata field; ``document`` is the id, and a year is read from the date."""
    if by == "document":
        return document.id
    value = document.metadata.get(by)
    if value in (None, "") and by == "year":
        text = str(document.metadata.get("date") or "")
        with suppress(ValueError):
            return str(date.fromisoformat(text).year)
        return text[:4] if text[:4].isdecimal() else ""
    return "" if value is None else str(value)


def _told_apart(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The same groups; where two have one name, the later ones get a number."""
    taken: dict[str, int] = {}
    named = []
    for group in groups:
        number = taken[group.name] = taken.get(group.name, 0) + 1
        if number > 1:
            suffix = f" ({number})"
            group = replace(group, name=group.name + suffix, title=group.title + suffix)
        named.append(group)
    return tuple(named)


def _too_few(groups: Sequence[Group], by: str | None, sides: Sequence[object]) -> str:
    if by in (None, "document", "article"):
        count = "only one" if groups else "none"
        what = "articles" if by == "article" else "documents or groups"
        return f"a comparison needs two {what} or more; there is {count}"
    documents = [document for side in sides for document in _documents(side)]
    known = {key for document in documents for key in document.metadata}
    if any(field_of(document, "year") for document in documents):
        known.add("year")
    found = f"all that have it share {groups[0].name}" if groups else "no document has it"
    fields = ", ".join([*sorted(known), "article", "document"])
    return f"nothing to compare by {by}: {found}; there are {fields}"
