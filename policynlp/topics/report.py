"""A topic model applied to a corpus, as rows for tables and files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from policynlp.corpus import Corpus
from policynlp.topics.model import TopicModel
from policynlp.topics.results import Topic, mean_weights
from policynlp.topics.typical import typical_sentence

if TYPE_CHECKING:
    from policynlp.documents import Passage

By = Literal["document", "article", "section"]

# Passages of a topic that its typical sentence may come from.
_STRONGEST = 5
_KEY_TERMS = 10


@dataclass(frozen=True, slots=True)
class _Place:
    """What a passage belongs to."""

    passage: Passage
    document: str
    article: str
    title: str | None


class TopicReport:
    """Topics of a corpus: by topic, by document (or article, or section), by passage.

    Parameters
    ----------
    corpus : Corpus
    model : TopicModel
        Fitted on this corpus or on another one.
    weights : ndarray, shape (n_passages, n_topics)
        Of the passages that count, in the order of `Corpus.passages`.
    by : {"document", "article", "section"}
        What `group_rows` has a row for; sections are the outermost headings.
    applied : bool
        The model was fitted on other documents, where its coherence and stability were measured.
    """

    def __init__(
        self,
        corpus: Corpus,
        model: TopicModel,
        weights: npt.NDArray[np.float64],
        by: By,
        *,
        applied: bool = False,
    ) -> None:
        self.corpus = corpus
        self.model = model
        self.weights = weights
        self.by = by
        self.applied = applied
        self.names = [str(name) for name in model.get_feature_names_out()]
        self._places = list(_places(corpus))
        self._strongest = np.where(weights.any(axis=1), weights.argmax(axis=1), -1)

    def counts(self) -> dict[str, int]:
        """How much was read, and how much of it was left out of the topics."""
        every = list(self.corpus.passages(every=True))
        kinds = [p.kind for p in every if p.kind != "body"]
        return {
            "documents": len(self.corpus),
            "articles": sum(1 for _ in self.corpus.articles()),
            "passages": len(self._places),
            "characters": sum(len(place.passage.text) for place in self._places),
            "repeated": sum(p.repeats is not None and p.kind == "body" for p in every),
            **{f"{kind}s": kinds.count(kind) for kind in ("teaser", "caption", "table")},
            "unknown": int(np.count_nonzero(self._strongest < 0)),
        }

    def topics(self) -> Iterator[tuple[Topic, float, list[int]]]:
        """Each topic, its share of this corpus, and its passages, the strongest first."""
        known = max(1, np.count_nonzero(self._strongest >= 0))
        shares = self.weights.sum(axis=0) / known
        for number, topic in enumerate(self.model.topics_):
            rows = np.flatnonzero(self._strongest == number)
            order = rows[np.argsort(-self.weights[rows, number], kind="stable")]
            yield topic, float(shares[number]), order.tolist()

    def groups(self) -> tuple[list[dict[str, Any]], npt.NDArray[np.float64]]:
        """What the passages belong to, and the weights of the topics in it, shape (n, n_topics)."""
        index: dict[tuple[str, ...], int] = {}
        labels: list[dict[str, Any]] = []
        members = np.empty(len(self._places), dtype=np.intp)
        for row, place in enumerate(self._places):
            label = self._label(place)
            key = tuple(map(str, label.values()))
            if key not in index:
                index[key] = len(labels)
                labels.append(label)
            members[row] = index[key]
        sizes = np.bincount(members, minlength=len(labels))
        for label, size in zip(labels, sizes.tolist(), strict=True):
            label["passages"] = size
        return labels, mean_weights(self.weights, members, len(labels))

    def _label(self, place: _Place) -> dict[str, Any]:
        label: dict[str, Any] = {"document": place.document}
        if self.by != "document":
            label |= {"article": place.article, "title": place.title}
        if self.by == "section":
            label["section"] = place.passage.section[0] if place.passage.section else ""
        return label

    def topic_rows(self) -> list[dict[str, Any]]:
        """One row a topic."""
        rows = []
        for topic, share, passages in self.topics():
            found = self.typical(topic, passages)
            rows.append(
                {
                    "topic": topic.name,
                    "theme": topic.theme,
                    "share": round(share, 4),
                    "passages": len(passages),
                    "coherence": round(topic.coherence, 4),
                    "stability": round(topic.stability, 4),
                    "terms": "、".join(term for term, _ in topic.terms[:_KEY_TERMS]),
                    "sentence": found[0] if found else "",
                    "sentence_in": found[1] if found else "",
                }
            )
        return rows

    def group_rows(self) -> list[dict[str, Any]]:
        """One row a document, article or section; one column a topic."""
        labels, weights = self.groups()
        columns = self._columns()
        return [
            {**label, **dict(zip(columns, np.round(row, 4).tolist(), strict=True))}
            for label, row in zip(labels, weights, strict=True)
        ]

    def passage_rows(self) -> list[dict[str, Any]]:
        """One row a passage: where it stands, its strongest topic, the weight of each."""
        columns = self._columns()
        rows = []
        for place, strongest, weights in zip(
            self._places, self._strongest.tolist(), self.weights, strict=True
        ):
            start, end = place.passage.to_source(0, len(place.passage.text))
            rows.append(
                {
                    "id": place.passage.id,
                    "document": place.document,
                    "article": place.article,
                    "section": " > ".join(place.passage.section),
                    "start": start,
                    "end": end,
                    "topic": self.names[strongest] if strongest >= 0 else "",
                    **dict(zip(columns, np.round(weights, 4).tolist(), strict=True)),
                    "text": place.passage.text,
                }
            )
        return rows

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        topics = []
        for topic, share, passages in self.topics():
            values = topic.to_dict()
            values |= {
                "share": share,
                "support": len(passages),
                "passages": [self._places[row].passage.id for row in passages],
            }
            topics.append(values)
        return {
            "read": self.counts(),
            "skipped": [{"path": item.path, "reason": item.reason} for item in self.corpus.skipped],
            "applied": self.applied,
            "selection": self.model.selection_.to_dict(),
            "topics": topics,
            f"{self.by}s": self.group_rows(),
        }

    def typical(self, topic: Topic, passages: list[int]) -> tuple[str, str] | None:
        """The sentence that shows the topic best, and the document that it stands in."""
        strongest = passages[:_STRONGEST]
        found = typical_sentence(topic, [self._places[row].passage.text for row in strongest])
        if found is None:
            return None
        sentence, rank = found
        return sentence, self._places[strongest[rank]].document

    def _columns(self) -> list[str]:
        """Names of the topics, told apart where two are the same."""
        return [
            name if self.names.count(name) == 1 else f"{name} {number + 1}"
            for number, name in enumerate(self.names)
        ]


def _places(corpus: Corpus) -> Iterator[_Place]:
    for document in corpus:
        homes = {p.id: article for article in document.articles for p in article.passages}
        for passage in document.passages():
            article = homes[passage.id]
            yield _Place(passage, document.id, article.id, article.title)
