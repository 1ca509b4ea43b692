"""Opening a store: for questions without any way to harm, or for writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from policynlp.errors import MissingExtraError, StoreError, UsageError
from policynlp.store.schema import VERSION, statements

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

# A store from a stranger, or SQL from one, must not reach files, the network or our variables.
_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
}


def connect(path: Path, *, writing: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to a store of this version; one for writing makes the file.

    Raises
    ------
    MissingExtraError
        Without duckdb.
    StoreError
        If the file can't be opened, is no store, or is one of another version.
    """
    try:
        import duckdb
    except ImportError:
        raise MissingExtraError("a store", "store") from None
    if not writing and not path.is_file():
        raise StoreError(path, "no such file; policynlp index makes it")
    try:
        if writing:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = duckdb.connect(path, config=_CLOSED)
        else:
            locked = {**_CLOSED, "lock_configuration": "true"}
            connection = duckdb.connect(path, read_only=True, config=locked)
    except duckdb.Error as error:
        raise StoreError(path, _first_line(error)) from None
    try:
        _check(connection, path, writing)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: duckdb.DuckDBPyConnection, path: Path, writing: bool) -> None:
    tables = connection.execute("SELECT table_name FROM information_schema.tables").fetchall()
    if not tables and writing:
        connection.begin()
        for statement in statements():
            connection.execute(statement)
        made_by = f"policynlp {version('policynlp')}"
        connection.execute("INSERT INTO store VALUES (?, ?)", [VERSION, made_by])
        connection.commit()
        return
    if ("store",) not in tables:
        raise StoreError(path, "a DuckDB file, but no store of policynlp")
    row = connection.execute("SELECT version FROM store").fetchone()
    if row is None or row[0] != VERSION:
        found = None if row is None else row[0]
        raise StoreError(
            path, f"version {found} of the schema; this release reads {VERSION}: index it again"
        )


class Store:
    """A store, open for questions; close it, or use it in a ``with`` block.

    Parameters
    ----------
    path : path
        What ``policynlp index`` made.

    Raises
    ------
    MissingExtraError
        Without duckdb.
    StoreError
        If the file can't be opened, is no store, or is one of another version.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._connection = connect(self.path)

    def query(
        self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None
    ) -> pd.DataFrame:
        """Answer a question.

        Parameters
        ----------
        sql : str
            In DuckDB's dialect. The connection reads only, and reaches no other file.
        parameters : sequence or mapping, optional
            For ``?`` or ``$name`` in the SQL.

        Returns
        -------
        DataFrame
            One row a row.

        Raises
        ------
        UsageError
            If the SQL has a mistake in it, or wants more than to read.
        """
        import duckdb

        try:
            return self._connection.execute(sql, parameters).df()
        except duckdb.Error as error:
            raise UsageError(f"the query failed: {error}") from None

    def close(self) -> None:
        """Give the file back."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Store {self.path}>"


def open(path: str | Path) -> Store:  # noqa: A001 (policynlp.open reads well)
    """Open a store for questions.

    Examples
    --------
    >>> with policynlp.open("corpus.duckdb") as store:                     # doctest: +SKIP
    ...     store.query("SELECT title, year FROM documents ORDER BY year")
    """
    return Store(path)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
