"""Topics of many documents: rows of one after the other, or the weights of all passages."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from policynlp.cleaning import Cleaner
from policynlp.corpus import Corpus
from policynlp.documents import Document
from policynlp.parallel.columns import Columns
from policynlp.parallel.jobs import Worker
from policynlp.parallel.outcome import json_lines, work
from policynlp.topics import TopicModel, UnknownWordsWarning
from policynlp.topics.online import Run
from policynlp.topics.passages import Batches, CorpusTexts
from policynlp.topics.rows import passage_columns, passage_rows, topic_columns

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TopicsJob:
    """One row a passage: its strongest topic, and the weight of each.

    Parameters
    ----------
    model : bytes
        File of a `TopicModel`.
    names : tuple of str
        Of its topics.
    origin : mapping
        Plain values: how the model was made. A run is resumed with the same only.
    """

    model: bytes = field(repr=False)
    names: tuple[str, ...]
    origin: Mapping[str, Any]

    @property
    def columns(self) -> Columns:
        columns = dict.fromkeys(passage_columns(self.names), "VARCHAR")
        columns |= dict.fromkeys(topic_columns(self.names), "DOUBLE")
        return columns | {"start": "BIGINT", "end": "BIGINT"}

    def settings(self) -> dict[str, Any]:
        digest = hashlib.sha256(self.model).hexdigest()
        return {"job": "TopicsJob", "model": digest, **self.origin}

    def start(self) -> Worker:
        cleaner = Cleaner()
        lines = partial(_lines, TopicModel.from_bytes(self.model), self.names)
        return partial(work, read=lambda source: source.document(cleaner), lines=lines)


def _lines(
    model: TopicModel, names: Sequence[str], documents: Sequence[Document]
) -> Iterator[bytes]:
    texts = [[passage.text for passage in document.passages()] for document in documents]
    weights = _transform(model, [text for of_one in texts for text in of_one])
    row = 0
    for document, of_one in zip(documents, texts, strict=True):
        yield json_lines(passage_rows(document, weights[row : row + len(of_one)], names))
        row += len(of_one)


def weigh(model: TopicModel, corpus: Corpus, run: Run) -> Array:
    """Weights of the topics in all passages; shape (n_passages, n_topics).

    Parameters
    ----------
    run : callable
        Like ``map``, in this process, in several or on a cluster; the weights are the same.
    """
    texts = CorpusTexts(corpus)
    weigh_one = partial(_transform, model)
    return np.vstack([np.zeros((0, model.n_topics_)), *run(weigh_one, Batches(texts))])


def _transform(model: TopicModel, texts: Sequence[str]) -> Array:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnknownWordsWarning)  # told in the overview
        return model.transform(texts)
