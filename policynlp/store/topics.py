"""Topic weights of the passages of a store, by one model that the store keeps."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from policynlp.errors import UsageError
from policynlp.store.tables import insert

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from policynlp.topics import TopicModel

_FIT = 2000
"""Passages that the first model is fitted on, evenly over the store."""
_BATCH = 1000
_LEAST = 0.005
"""Weights below this are not kept."""


def weigh_topics(connection: duckdb.DuckDBPyConnection, given: Path | None) -> str:
    """Weights for the passages that have none yet; tells what was done."""
    from policynlp.topics import TopicModel

    said = "weights by the store's model"
    if given is not None:
        _keep(connection, TopicModel.load(given))
        said = f"all weights by {given.name}"
    elif connection.execute("SELECT count(*) FROM topic_model").fetchone() == (0,):
        try:
            model = TopicModel(random_state=0).fit(_sample(connection))
        except UsageError as error:
            return f"no topics: {error}"
        _keep(connection, model)
        said = "a new model"
    weighed = _weigh(connection, _stored(connection))
    return f"{said}, {weighed} passages weighed"


def _keep(connection: duckdb.DuckDBPyConnection, model: TopicModel) -> None:
    """Make this the store's model: the weights of another one go."""
    connection.begin()
    for table in ("topic_model", "topics", "topic_weights"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608
    connection.execute("INSERT INTO topic_model VALUES (?)", [model.to_bytes()])
    for number, topic in enumerate(model.topics_):
        terms = "、".join(term for term, _ in topic.terms[:10])
        connection.execute("INSERT INTO topics VALUES (?, ?, ?)", [number, topic.name, terms])
    connection.commit()


def _stored(connection: duckdb.DuckDBPyConnection) -> TopicModel:
    from policynlp.topics import TopicModel

    (file,) = connection.execute("SELECT file FROM topic_model").fetchall()[0]
    return TopicModel.from_bytes(file)


def _sample(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "SELECT text FROM (SELECT text, count(*) OVER () AS total, "
        "row_number() OVER (ORDER BY document, place) AS n FROM passages) "
        "WHERE n % greatest(1, total // $1) = 0 ORDER BY n",
        [_FIT],
    )
    return [text for (text,) in rows.fetchall()]


def _weigh(connection: duckdb.DuckDBPyConnection, model: TopicModel) -> int:
    """Weigh in batches, each whole or not; passages without a known word get no row."""
    from policynlp.topics import UnknownWordsWarning

    connection.execute(
        "CREATE OR REPLACE TEMP TABLE unweighed AS SELECT id, document, text FROM passages "
        "WHERE id NOT IN (SELECT passage FROM topic_weights) ORDER BY document, place"
    )
    count = 0
    while True:
        batch = connection.execute(
            "SELECT id, document, text FROM unweighed LIMIT $1 OFFSET $2", [_BATCH, count]
        ).fetchall()
        if not batch:
            return count
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UnknownWordsWarning)
            weights = model.transform([text for _, _, text in batch])
        connection.begin()
        insert(connection, "topic_weights", [
            {"document": document, "passage": passage, "topic": topic, "weight": round(w, 4)}
            for (passage, document, _), row in zip(batch, weights.tolist(), strict=True)
            for topic, w in enumerate(row) if w >= _LEAST
        ])  # fmt: skip
        connection.commit()
        count += len(batch)
