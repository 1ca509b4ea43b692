"""Documents into a store: only what is new or changed, a handful at a time, each whole or not."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policynlp.parallel.outcome import Item, Outcome, handfuls
from policynlp.parallel.pool import in_order
from policynlp.store.content import IndexJob, content_hash
from policynlp.store.store import connect
from policynlp.store.tables import contents, delete, insert
from policynlp.store.topics import weigh_topics
from policynlp.streaming import Skipped, Source, sources

if TYPE_CHECKING:
    import duckdb


@dataclass(slots=True)
class Indexed:
    """What an `index` has done.

    Attributes
    ----------
    added, changed, unchanged, vanished, failed : int
        Documents.
    topics : str
        What was done about topics.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    vanished: int = 0
    failed: int = 0
    topics: str = ""


def index(
    paths: str | Path | Sequence[str | Path],
    db: str | Path,
    *,
    n_jobs: int = 1,
    metadata: str | Path | None = None,
    model: str = "zh_policy_core",
    without: tuple[str, ...] = (),
    topic_model: str | Path | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> Indexed:
    """Bring a store up to date with documents.

    A document is read if its bytes, its row of metadata, the release or the settings have changed
    since it was stored. One whose file is gone keeps its rows, and ``vanished`` is true for it;
    one that fails keeps the rows that it had. Killed in the middle, the store holds whole
    documents, and the next call goes on.

    Parameters
    ----------
    paths, metadata
        As in `policynlp.read`.
    db : path
        The DuckDB file; made if it is not there.
    n_jobs : int
        Processes.
    model : str
        Name or folder of the pipeline.
    without : tuple of str
        Steps of cleaning to leave out.
    topic_model : path, optional
        A saved topic model for the topic weights of all passages. Default: the model that the store
        has; the first time, one is fitted on the passages and kept in the store.
    progress : callable
        Told the number of documents looked at so far.

    Returns
    -------
    Indexed

    Raises
    ------
    ReadError
        If a path does not exist.
    StoreError
        If the store can't be opened.
    """
    done = Indexed()
    found = sources(paths, metadata=metadata)
    connection = connect(Path(db), writing=True)
    try:
        _Indexing(connection, IndexJob(model, without), done, progress).run(found, n_jobs)
        done.vanished = _mark_vanished(connection, paths)
        done.topics = weigh_topics(connection, None if topic_model is None else Path(topic_model))
    finally:
        connection.close()
    return done


class _Indexing:
    """One pass over the documents."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        job: IndexJob,
        done: Indexed,
        progress: Callable[[int], None],
    ) -> None:
        self._connection = connection
        self._job = job
        self._done = done
        self._progress = progress
        # What is being read: its hash, its path, and whether the store has it already.
        self._begun: dict[str, tuple[str, str, bool]] = {}

    def run(self, found: Iterator[Item], n_jobs: int) -> None:
        self._connection.execute("CREATE OR REPLACE TEMP TABLE seen (id VARCHAR)")
        self._connection.execute("DELETE FROM failures")
        changed = filter(None, map(self._fresh, handfuls(found)))
        for outcomes in in_order(self._job, changed, n_jobs):
            self._connection.begin()
            self._store(outcomes)
            self._connection.commit()
            done = self._done
            self._progress(done.added + done.changed + done.unchanged + done.failed)

    def _fresh(self, items: list[Item]) -> list[Item]:
        """Those of a handful that have to be read."""
        documents = self._named([item for item in items if isinstance(item, Source)])
        known = contents(self._connection, [item.id for item in documents])
        self._connection.execute("INSERT INTO seen SELECT unnest(?)", [[i.id for i in documents]])
        kept: list[Item] = [item for item in items if isinstance(item, Skipped)]
        for item in documents:
            try:
                content = content_hash(item, self._job.settings())
            except OSError:
                content = ""  # the reader will tell what is wrong with it
            if content and known.get(item.id, ("", ""))[1] == content:
                self._done.unchanged += 1
            else:
                self._begun[item.id] = (content, _absolute(item.path), item.id in known)
                kept.append(item)
        return kept

    def _named(self, documents: list[Source]) -> list[Source]:
        """With longer ids for those whose id the store has given to a document of another file."""
        taken = contents(self._connection, [item.id for item in documents])
        named = []
        for item in documents:
            path = _absolute(item.path)
            if item.id in taken and taken[item.id][0] != path:
                item = replace(item, id=path if item.raw is None else f"{path}#{item.id}")
            named.append(item)
        return named

    def _store(self, outcomes: list[Outcome]) -> None:
        tables: dict[str, list[dict[str, Any]]] = {}
        read = []
        for outcome in outcomes:
            content, path, known = self._begun.pop(outcome.id, ("", "", False))
            if outcome.problem is not None:
                self._fail(outcome)
                continue
            rows = json.loads(outcome.lines)
            rows["documents"][0] |= {"content": content, "path": path}
            read.append(outcome.id)
            self._done.changed += known
            self._done.added += not known
            for table, found in rows.items():
                tables.setdefault(table, []).extend(found)
        delete(self._connection, read)
        for table, found in tables.items():
            insert(self._connection, table, found)

    def _fail(self, outcome: Outcome) -> None:
        problem = outcome.problem
        assert problem is not None
        self._done.failed += problem.failed
        self._connection.execute(
            "INSERT INTO failures VALUES (?, ?, ?, ?)",
            [_absolute(problem.path), outcome.id, problem.reason, problem.failed],
        )


def _mark_vanished(
    connection: duckdb.DuckDBPyConnection, paths: str | Path | Sequence[str | Path]
) -> int:
    """Note which documents under these paths were not there; their number."""
    given = [paths] if isinstance(paths, (str, Path)) else paths
    begins = [_absolute(str(path)) for path in given]
    connection.begin()
    connection.execute("UPDATE documents SET vanished = FALSE WHERE vanished AND id IN (FROM seen)")
    for path in begins:
        folder = os.path.join(path, "")
        connection.execute(
            "UPDATE documents SET vanished = TRUE WHERE (path = ? OR starts_with(path, ?)) "
            "AND NOT vanished AND id NOT IN (FROM seen)",
            [path, folder],
        )
    connection.commit()
    row = connection.execute("SELECT count(*) FROM documents WHERE vanished").fetchone()
    return 0 if row is None else int(row[0])


def _absolute(path: str) -> str:
    """The same file from wherever it is named, without bytes that are no UTF-8."""
    return os.path.abspath(path).encode("utf-8", "backslashreplace").decode("utf-8")
