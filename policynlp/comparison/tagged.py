"""What the pipeline reads in groups of documents: names and figures, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from policynlp.comparison.groups import Group
from policynlp.comparison.local_names import full_name
from policynlp.documents import Document
from policynlp.figures import Fact
from policynlp.ner import facts_of_document, tag_documents


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a document names a body, a policy or a report.

    Attributes
    ----------
    label : {"ORG", "POLICY", "REPORT"}
    name : str
        The full name, where the text or a list tells what a short form stands for, with the place
        of the document where it lacks one (see `policynlp.comparison.local_names`).
    text : str
        As the passage has it.
    number : str
        Document number (文号) of a policy, if known.
    passage : str
        Id.
    start, end : int
        In the text of the passage.
    """

    label: str
    name: str
    text: str
    number: str
    passage: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """Names and figures of a group, in reading order."""

    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]


def tag_groups(
    groups: Sequence[Group],
    nlp: Language,
    progress: Callable[[int, int, str], None] | None = None,
) -> tuple[Tagged, ...]:
    """Run a pipeline over all groups, over each document once."""
    documents = list({id(d): d for group in groups for d in group.documents}.values())
    read: dict[int, Tagged] = {}
    for number, (document, docs) in enumerate(tag_documents(nlp, documents)):
        if progress:
            progress(number, len(documents), document.id)
        read[id(document)] = Tagged(
            tuple(_mentions(document, docs)), tuple(facts_of_document(document, docs))
        )
    return tuple(
        Tagged(
            tuple(mention for d in group.documents for mention in read[id(d)].mentions),
            tuple(fact for d in group.documents for fact in read[id(d)].facts),
        )
        for group in groups
    )


def _mentions(document: Document, docs: Sequence[Doc]) -> Iterator[Mention]:
    for passage, doc in zip(document.passages(), docs, strict=True):
        for entity in doc.ents:
            if entity.label_ == "METRIC":
                continue
            name = full_name(entity._.canonical, document)
            if name is not None:
                yield Mention(
                    entity.label_, name, entity.text,
                    entity._.policy.number if entity._.policy else "",
                    passage.id, entity.start_char, entity.end_char,
                )  # fmt: skip
