"""``policynlp.process``: a job over many documents, from Python."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from policynlp.parallel.jobs import FactsJob, Job, SegmentJob, TagJob
from policynlp.parallel.outcome import Outcome, handfuls
from policynlp.parallel.pool import in_order
from policynlp.streaming import Skipped, sources

if TYPE_CHECKING:
    import distributed

Name = Literal["tag", "facts", "segment"]
_JOBS: dict[str, type] = {"tag": TagJob, "facts": FactsJob, "segment": SegmentJob}


def process(
    paths: str | Path | Sequence[str | Path],
    job: Name | Job,
    *,
    n_jobs: int = 1,
    client: distributed.Client | None = None,
    metadata: str | Path | None = None,
    **settings: Any,
) -> Iterator[dict[str, Any] | Skipped]:
    """Tag, read the figures of, or segment documents as a stream, in several processes.

    Parameters
    ----------
    paths, metadata
        As in `policynlp.read`.
    job : {"tag", "facts", "segment"} or Job
    n_jobs : int
        Processes; the rows are the same for any number. A script has to call this under
        ``if __name__ == "__main__":`` with more than one, as with any Python multiprocessing.
    client : distributed.Client, optional
        A Dask cluster, in place of processes; its workers have to see the files under the same
        absolute paths. Ids of records must be unique over all files.
    **settings
        Of the job, e.g. ``labels=("ORG",)`` or ``lexicon=``.

    Yields
    ------
    dict or Skipped
        Rows as ``policynlp tag|facts|segment --format jsonl`` writes them, in the order of the
        documents; in the place of a document that failed, why.
    """
    made: Job = _JOBS[job](**settings) if isinstance(job, str) else job
    if client is not None:
        from policynlp.parallel.cluster import on_cluster
        from policynlp.parallel.parts import parts

        found = on_cluster(made, parts(paths, metadata=metadata), client)
        return _rows(outcomes for _, outcomes in found)
    return _rows(in_order(made, handfuls(sources(paths, metadata=metadata)), n_jobs))


def _rows(batches: Iterable[list[Outcome]]) -> Iterator[dict[str, Any] | Skipped]:
    for outcomes in batches:
        for outcome in outcomes:
            if outcome.problem is not None:
                yield outcome.problem
            for line in outcome.lines.splitlines():
                yield json.loads(line)
