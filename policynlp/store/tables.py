"""Rows into tables, and out of them when their document changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from policynlp.store.schema import TABLES

if TYPE_CHECKING:
    import duckdb

Row = Mapping[str, Any]
_KEYS = {"documents": "id"}


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Add rows to one of `TABLES`; what a row lacks is NULL."""
    import pandas as pd

    if not rows:
        return
    columns = TABLES[table]
    frame = pd.DataFrame({name: [row.get(name) for row in rows] for name in columns})
    listed = ", ".join(f'"{name}"' for name in columns)
    typed = ", ".join(f'"{name}"::{kind}' for name, kind in columns.items())
    connection.register("incoming", frame)
    connection.execute(f"INSERT INTO {table} ({listed}) SELECT {typed} FROM incoming")  # noqa: S608
    connection.unregister("incoming")


def delete(connection: duckdb.DuckDBPyConnection, documents: Iterable[str]) -> None:
    """Take out everything of these documents."""
    ids = list(documents)
    for table in TABLES:
        key = _KEYS.get(table, "document")
        connection.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT unnest(?))", [ids])  # noqa: S608


def contents(
    connection: duckdb.DuckDBPyConnection, ids: Sequence[str]
) -> dict[str, tuple[str, str]]:
    """Path and content hash of those documents that the store has."""
    found = connection.execute(
        "SELECT id, path, content FROM documents WHERE id IN (SELECT unnest(?))", [ids]
    )
    return {name: (path, content) for name, path, content in found.fetchall()}
