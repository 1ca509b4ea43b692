"""Many documents read once, in several processes, into a corpus whose texts lie on disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policynlp.cleaning import Cleaner
from policynlp.corpus import Corpus
from policynlp.documents import Document
from policynlp.parallel.columns import Columns
from policynlp.parallel.jobs import Worker
from policynlp.parallel.outcome import Outcome, handfuls, work
from policynlp.parallel.parts import Part, parts
from policynlp.parallel.pool import in_order
from policynlp.spool import Spool, pack
from policynlp.streaming import Cleaned, Progress, Skipped, sources

if TYPE_CHECKING:
    import distributed


@dataclass(frozen=True, slots=True)
class ReadJob:
    """The document itself, read and cleaned; ``without`` as of `Cleaner`."""

    without: tuple[str, ...] = ()

    @property
    def columns(self) -> Columns:
        return {}

    def settings(self) -> dict[str, Any]:
        return {"job": "ReadJob", "without": self.without}

    def start(self) -> Worker:
        cleaner = Cleaner(self.without)
        return partial(work, read=lambda source: source.document(cleaner), lines=_lines)


def _lines(documents: Sequence[Document]) -> Iterator[bytes]:
    return map(pack, documents)


def gather(
    paths: str | Path | Sequence[str | Path],
    *,
    without: tuple[str, ...] = (),
    n_jobs: int = 1,
    client: distributed.Client | None = None,
    metadata: str | Path | None = None,
    progress: Progress | None = None,
) -> Corpus:
    """`policynlp.read` for more documents than memory holds: they lie in a temporary file.

    The file takes about twice the bytes of the texts, in the folder that the environment variable
    TMPDIR names.

    Parameters
    ----------
    paths, metadata, progress
        As in `policynlp.read`.
    without : tuple of str
        Steps of cleaning to leave out.
    n_jobs : int
        Processes; the corpus is the same with any number.
    client : distributed.Client, optional
        A Dask cluster, in place of processes; see `policynlp.process`.

    Raises
    ------
    ReadError
        As `policynlp.read`.
    """
    spool = Spool()
    skipped: list[Skipped] = []
    for outcome in _outcomes(paths, ReadJob(without), n_jobs, client, metadata, progress):
        if outcome.problem is None:
            spool.add(outcome.lines)
        else:
            skipped.append(outcome.problem)
    return Corpus(spool, skipped)


def _outcomes(
    paths: str | Path | Sequence[str | Path],
    job: ReadJob,
    n_jobs: int,
    client: distributed.Client | None,
    metadata: str | Path | None,
    progress: Progress | None,
) -> Iterator[Outcome]:
    if client is None:
        found = sources(paths, metadata=metadata, progress=progress)
        for outcomes in in_order(job, handfuls(found), n_jobs):
            yield from outcomes
        return
    from policynlp.parallel.cluster import on_cluster

    for _, outcomes in on_cluster(job, parts(paths, metadata=metadata), client):
        yield from outcomes


def gathered(corpus: Corpus) -> Iterator[Cleaned | Skipped]:
    """What `gather` read as items for further work, what it could not read before them."""
    yield from corpus.skipped
    spool = corpus.documents
    assert isinstance(spool, Spool)
    for number, document in enumerate(spool):
        yield Cleaned(document.id, document.path, packed=spool.packed(number))


def gathered_parts(corpus: Corpus) -> Iterator[Part]:
    """The same for a cluster; a part has the same id whenever the same documents were read."""
    for number, items in enumerate(handfuls(gathered(corpus), 1000, 1_000_000)):
        yield Part(f"{number}", tuple(items))
