"""Passages with their topics as rows: of a whole corpus, or of one document after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.documents import Document, Passage


@dataclass(frozen=True, slots=True)
class Place:
    """What a passage belongs to."""

    passage: Passage
    document: str
    article: str
    title: str | None


def places(document: Document) -> Iterator[Place]:
    """The passages of a document that count."""
    homes = {p.id: article for article in document.articles for p in article.passages}
    for passage in document.passages():
        article = homes[passage.id]
        yield Place(passage, document.id, article.id, article.title)


def strongest_topics(weights: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    """The topic with most weight in each passage; -1 where none has any."""
    return np.where(weights.any(axis=1), weights.argmax(axis=1), -1)


def topic_columns(names: Sequence[str]) -> list[str]:
    """Names of the topics, told apart where two are the same."""
    return [
        name if names.count(name) == 1 else f"{name} {number + 1}"
        for number, name in enumerate(names)
    ]


def passage_columns(names: Sequence[str]) -> list[str]:
    """Keys of `passage_rows`, in order."""
    about = ("id", "document", "article", "section", "start", "end", "topic")
    return [*about, *topic_columns(names), "text"]


def passage_rows(
    document: Document, weights: npt.NDArray[np.float64], names: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """One row a passage that counts.

    Parameters
    ----------
    document : Document
    weights : ndarray, shape (n_passages, n_topics)
        Of its passages.
    names : sequence of str
        Of the topics.
    """
    columns = topic_columns(names)
    strongest = strongest_topics(weights).tolist()
    for place, topic, shares in zip(places(document), strongest, weights, strict=True):
        start, end = place.passage.to_source(0, len(place.passage.text))
        yield {
            "id": place.passage.id,
            "document": place.document,
            "article": place.article,
            "section": " > ".join(place.passage.section),
            "start": start,
            "end": end,
            "topic": names[topic] if topic >= 0 else "",
            **dict(zip(columns, np.round(shares, 4).tolist(), strict=True)),
            "text": place.passage.text,
        }
