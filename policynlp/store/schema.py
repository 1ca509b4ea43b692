"""Tables of a store, as docs/store.md tells them; another shape is another version."""

from __future__ import annotations

from policynlp.parallel.columns import ENTITIES, FACTS, Columns

VERSION = 2

DOCUMENTS: Columns = {
    "id": "VARCHAR",
    "path": "VARCHAR",
    "title": "VARCHAR",
    "issuer": "VARCHAR",
    "number": "VARCHAR",
    "date": "VARCHAR",
    "year": "BIGINT",
    "province": "VARCHAR",
    "level": "VARCHAR",
    "metadata": "VARCHAR",
    "characters": "BIGINT",
    "content": "VARCHAR",
}
PASSAGES: Columns = {
    "id": "VARCHAR",
    "document": "VARCHAR",
    "place": "BIGINT",
    "article": "VARCHAR",
    "section": "VARCHAR",
    "start": "BIGINT",
    "end": "BIGINT",
    "text": "VARCHAR",
}
TABLES: dict[str, Columns] = {
    "documents": DOCUMENTS,
    "passages": PASSAGES,
    "entities": {
        "document": "VARCHAR",
        "passage": "VARCHAR",
        **{name: kind for name, kind in ENTITIES.items() if name != "id"},
    },
    "facts": FACTS,
    "topic_weights": {
        "document": "VARCHAR",
        "passage": "VARCHAR",
        "topic": "BIGINT",
        "weight": "DOUBLE",
    },
}
"""What is kept of each document; rows go when their document does."""

_OTHERS = (
    "CREATE TABLE store (version BIGINT, made_by VARCHAR)",
    "CREATE TABLE topics (topic BIGINT, name VARCHAR, terms VARCHAR)",
    "CREATE TABLE topic_model (file BLOB)",
    "CREATE TABLE failures (path VARCHAR, id VARCHAR, error VARCHAR, failed BOOLEAN)",
    # The strongest topic of each passage that has one.
    """CREATE VIEW passage_topics AS
    SELECT document, passage, name AS topic, weight
    FROM topic_weights JOIN topics USING (topic)
    QUALIFY row_number() OVER (PARTITION BY passage ORDER BY weight DESC, topic) = 1""",
)


def statements() -> list[str]:
    """What makes an empty store."""
    made = []
    for table, columns in TABLES.items():
        listed = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        more = ", vanished BOOLEAN DEFAULT FALSE" if table == "documents" else ""
        made.append(f"CREATE TABLE {table} ({listed}{more})")
    return [*made, *_OTHERS]
