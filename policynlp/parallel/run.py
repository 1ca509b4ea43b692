"""A job over many documents: written as it comes, and resumed where it was interrupted."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policynlp.parallel.jobs import Job
from policynlp.parallel.journal import Journal
from policynlp.parallel.outcome import Item, Outcome, handfuls
from policynlp.parallel.output import Output
from policynlp.parallel.pool import in_order
from policynlp.streaming import Skipped

if TYPE_CHECKING:
    import distributed

    from policynlp.parallel.parts import Part

_NAMED = 20

Batch = tuple[list[str], list[Outcome]]
"""What is done with a batch, by the keys that its items are known by when a run is resumed."""


@dataclass(slots=True)
class Summary:
    """What a run has done.

    Attributes
    ----------
    documents, before : int
        Documents written by this run, and by the runs that it resumed.
    whole : bool
        There was nothing to do: the output was whole already.
    failed, skipped : int
        Inputs that failed, and that were left alone with a reason.
    problems : tuple of Skipped
        The first of those.
    errors : Path or None
        The file that has them all.
    """

    documents: int = 0
    before: int = 0
    whole: bool = False
    failed: int = 0
    skipped: int = 0
    problems: tuple[Skipped, ...] = ()
    errors: Path | None = None


def run(
    items: Iterable[Item] | Iterable[Part],
    job: Job,
    output: Output,
    *,
    n_jobs: int = 1,
    resume: bool = False,
    client: distributed.Client | None = None,
    progress: Callable[[int], None] = lambda done: None,
) -> Summary:
    """Do a job to each document, and write what comes out in the order of the documents.

    Parameters
    ----------
    items : iterable of Source or Skipped, or of Part
        See `policynlp.streaming.sources`; for a cluster `policynlp.parallel.parts.parts`.
    job : Job
    output : Output
    n_jobs : int
        Processes.
    resume : bool
        Go on with the output of an interrupted run: what is safe in it is not done again, and
        what failed is tried again. Nothing is done where the output is whole.
    client : distributed.Client, optional
        A cluster that works on the parts, in place of processes.
    progress : callable
        Told the number of documents done so far.

    Raises
    ------
    UsageError
        If a run is to be resumed that was begun with other settings.
    OSError
        If the output can't be written; what is safe of it can be resumed.
    """
    summary = Summary()
    if output.part is None:
        output.begin(0)
        _run(items, job, output, None, summary, n_jobs, client, progress)
        return summary
    target = output.part.with_name(output.part.name.removesuffix(".part"))
    if resume and target.exists() and not output.part.exists():
        summary.whole = True
        return summary
    output.part.parent.mkdir(parents=True, exist_ok=True)
    begun = resume and output.part.exists()
    journal = Journal(target.with_name(f"{target.name}.journal"), job.settings(), resume=begun)
    errors = target.with_name(f"{target.name}.errors.jsonl")
    if client is None or not begun:
        errors.unlink(missing_ok=True)  # what failed is tried again
    try:
        output.begin(journal.position)
        summary.before = journal.count
        summary.errors = errors
        _run(items, job, output, journal, summary, n_jobs, client, progress)
        journal.remove()
        if not errors.exists():
            summary.errors = None
    finally:
        output.close()
        journal.close()
    return summary


def _run(
    items: Iterable[Any],
    job: Job,
    output: Output,
    journal: Journal | None,
    summary: Summary,
    n_jobs: int,
    client: distributed.Client | None,
    progress: Callable[[int], None],
) -> None:
    if journal is not None:
        items = (i for i in items if isinstance(i, Skipped) or i.id not in journal.done)
    keys: list[str] = []
    count = 0
    for done, outcomes in _batches(items, job, n_jobs, client):
        for outcome in outcomes:
            if outcome.problem is None:
                output.write(outcome.lines)
                count += 1
            else:
                _note(outcome, summary)
        keys += done
        position = output.commit()
        if journal is not None and position is not None:
            journal.note(position, keys, count)
            summary.documents += count
            keys, count = [], 0
        progress(summary.before + summary.documents + count + summary.failed)
    summary.documents += count
    output.finish()


def _batches(
    items: Iterable[Any], job: Job, n_jobs: int, client: distributed.Client | None
) -> Iterator[Batch]:
    if client is not None:
        from policynlp.parallel.cluster import on_cluster

        yield from on_cluster(job, items, client)
        return
    for outcomes in in_order(job, handfuls(items), n_jobs):
        yield [o.id for o in outcomes if o.problem is None], outcomes


def _note(outcome: Outcome, summary: Summary) -> None:
    problem = outcome.problem
    assert problem is not None
    summary.failed += problem.failed
    summary.skipped += not problem.failed
    if len(summary.problems) < _NAMED:
        summary.problems += (problem,)
    if summary.errors is not None:
        row = {
            "path": problem.path,
            "id": outcome.id,
            "error": problem.reason,
            "failed": problem.failed,
        }
        with summary.errors.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
