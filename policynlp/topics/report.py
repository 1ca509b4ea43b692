"""A topic model applied to a corpus, as rows for tables and files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from policynlp.corpus import Corpus
from policynlp.topics.model import TopicModel
from policynlp.topics.results import Topic, mean_weights
from policynlp.topics.rows import (
    Place,
    passage_columns,
    passage_rows,
    places,
    strongest_topics,
    topic_columns,
)
from policynlp.topics.typical import typical_sentence

By = Literal["document", "article", "section"]

STRONGEST = 5
"""Passages of a topic that are shown; its typical sentence comes from them."""
_KEY_TERMS = 10


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

    Attributes
    ----------
    counts : dict of str to int
        How much was read, and how much of it was left out of the topics.
    shown : dict of int to Place
        The strongest passages of each topic, by their row.
    """

    counts: dict[str, int]
    shown: dict[int, Place]

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
        self._strongest = strongest_topics(weights)
        self._scan()

    def _scan(self) -> None:
        """What is asked for more than once, in one pass: the texts may lie on disk."""
        wanted = {
            row for n in range(len(self.names)) for row in self._members(n)[:STRONGEST].tolist()
        }
        kinds: Counter[str] = Counter()
        groups: dict[tuple[str, ...], int] = {}
        self.shown = {}
        self._groups: list[dict[str, Any]] = []
        self._group_of = np.empty(len(self.weights), dtype=np.intp)
        characters = row = articles = 0
        for document in self.corpus:
            articles += len(document.articles)
            for passage in document.passages(every=True):
                kinds[passage.kind] += 1
                kinds["repeated"] += passage.repeats is not None and passage.kind == "body"
            for place in places(document):
                characters += len(place.passage.text)
                if row in wanted:
                    self.shown[row] = place
                label = self._label(place)
                key = tuple(map(str, label.values()))
                if key not in groups:
                    groups[key] = len(groups)
                    self._groups.append(label)
                self._group_of[row] = groups[key]
                row += 1
        sizes = np.bincount(self._group_of, minlength=len(groups))
        for label, size in zip(self._groups, sizes.tolist(), strict=True):
            label["passages"] = size
        self.counts = {
            "documents": len(self.corpus),
            "articles": articles,
            "passages": row,
            "characters": characters,
            "repeated": kinds["repeated"],
            **{f"{kind}s": kinds[kind] for kind in ("teaser", "caption", "table")},
            "unknown": int(np.count_nonzero(self._strongest < 0)),
        }

    def topics(self) -> Iterator[tuple[Topic, float, list[int]]]:
        """Each topic, its share of this corpus, and its passages, the strongest first."""
        known = max(1, np.count_nonzero(self._strongest >= 0))
        shares = self.weights.sum(axis=0) / known
        for number, topic in enumerate(self.model.topics_):
            yield topic, float(shares[number]), self._members(number).tolist()

    def _members(self, number: int) -> npt.NDArray[np.intp]:
        rows = np.flatnonzero(self._strongest == number)
        return rows[np.argsort(-self.weights[rows, number], kind="stable")]

    def groups(self) -> tuple[list[dict[str, Any]], npt.NDArray[np.float64]]:
        """What the passages belong to, and the weights of the topics in it, shape (n, n_topics)."""
        return self._groups, mean_weights(self.weights, self._group_of, len(self._groups))

    def _label(self, place: Place) -> dict[str, Any]:
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
        columns = topic_columns(self.names)
        return [
            {**label, **dict(zip(columns, np.round(row, 4).tolist(), strict=True))}
            for label, row in zip(labels, weights, strict=True)
        ]

    def passage_rows(self) -> Iterator[dict[str, Any]]:
        """One row a passage: where it stands, its strongest topic, the weight of each."""
        row = 0
        for document in self.corpus:
            n = sum(1 for _ in document.passages())
            yield from passage_rows(document, self.weights[row : row + n], self.names)
            row += n

    def passage_columns(self) -> list[str]:
        """Keys of `passage_rows`, in order."""
        return passage_columns(self.names)

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        topics = []
        ids = [passage.id for passage in self.corpus.passages()]
        for topic, share, passages in self.topics():
            values = topic.to_dict()
            values |= {
                "share": share,
                "support": len(passages),
                "passages": [ids[row] for row in passages],
            }
            topics.append(values)
        return {
            "read": self.counts,
            "skipped": [{"path": item.path, "reason": item.reason} for item in self.corpus.skipped],
            "applied": self.applied,
            "selection": self.model.selection_.to_dict(),
            "topics": topics,
            f"{self.by}s": self.group_rows(),
        }

    def typical(self, topic: Topic, passages: list[int]) -> tuple[str, str] | None:
        """The sentence that shows the topic best, and the document that it stands in."""
        strongest = [self.shown[row] for row in passages[:STRONGEST]]
        found = typical_sentence(topic, [place.passage.text for place in strongest])
        if found is None:
            return None
        sentence, rank = found
        return sentence, strongest[rank].document
