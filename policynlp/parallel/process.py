"""``policynlp.process``: a job over many documents, from Python."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from policynlp.parallel.jobs import FactsJob, Job, SegmentJob, TagJob
from policynlp.parallel.outcome import handfuls
from policynlp.parallel.pool import in_order
from policynlp.streaming import Skipped, sources

Name = Literal["tag", "facts", "segment"]
_JOBS: dict[str, type] = {"tag": TagJob, "facts": FactsJob, "segment": SegmentJob}


def process(
    paths: str | Path | Sequence[str | Path],
    job: Name | Job,
    *,
    n_jobs: int = 1,
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
    **settings
        Of the job, e.g. ``labels=("ORG",)`` or ``lexicon=``.

    Yields
    ------
    dict or Skipped
        Rows as ``policynlp tag|facts|segment --format jsonl`` writes them, in the order of the
        documents; in the place of a document that failed, why.
    """
    made: Job = _JOBS[job](**settings) if isinstance(job, str) else job
    work = handfuls(sources(paths, metadata=metadata))
    return _rows(made, work, n_jobs)


def _rows(job: Job, work: Any, n_jobs: int) -> Iterator[dict[str, Any] | Skipped]:
    for outcomes in in_order(job, work, n_jobs):
        for outcome in outcomes:
            if outcome.problem is not None:
                yield outcome.problem
            for line in outcome.lines.splitlines():
                yield json.loads(line)
