"""Several processes, each with its own models; results in the order of the work."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait

from policynlp.errors import UsageError
from policynlp.parallel.jobs import Job, Worker
from policynlp.parallel.outcome import Item, Outcome
from policynlp.streaming import Skipped

_AHEAD = 3
"""Handfuls a process has waiting: enough to be busy, few enough to keep memory small."""

_worker: Worker | None = None


def in_order(job: Job, handfuls: Iterable[Sequence[Item]], n_jobs: int) -> Iterator[list[Outcome]]:
    """Outcomes of each handful, in order; only a few handfuls are in memory at a time."""
    if n_jobs == 1:
        worker = job.start()
        yield from map(worker, handfuls)
        return
    pool = _Pool(job, n_jobs)
    waiting: deque[tuple[Sequence[Item], Future[list[Outcome]]]] = deque()
    try:
        for items in handfuls:
            waiting.append((items, pool.submit(items)))
            if len(waiting) > _AHEAD * n_jobs:
                yield pool.result(*waiting.popleft())
        while waiting:
            yield pool.result(*waiting.popleft())
    finally:
        pool.stop()


class _Pool:
    """An executor that survives the death of a process, and names the document that killed it."""

    def __init__(self, job: Job, n_jobs: int) -> None:
        self._job = job
        self._n_jobs = n_jobs
        self._start()

    def _start(self) -> None:
        # Spawned, not forked: a fork copies threads and locks of the libraries in any state.
        self._executor = ProcessPoolExecutor(
            self._n_jobs, multiprocessing.get_context("spawn"), _begin, (self._job,)
        )
        # One task for each process starts them all at once; one loaded shows that they can start.
        loading = [self._executor.submit(_load) for _ in range(self._n_jobs)]
        try:
            loading[0].result()
        except BrokenProcessPool:
            raise UsageError(
                "worker processes can't start; a script that asks for n_jobs has to do its work "
                "under: if __name__ == '__main__':"
            ) from None

    def submit(self, items: Sequence[Item]) -> Future[list[Outcome]]:
        try:
            return self._executor.submit(_run, items)
        except BrokenProcessPool:
            self.stop()
            self._start()
            return self._executor.submit(_run, items)

    def result(self, items: Sequence[Item], future: Future[list[Outcome]]) -> list[Outcome]:
        try:
            return future.result()
        except BrokenProcessPool:
            return [outcome for item in items for outcome in self._alone(item)]

    def _alone(self, item: Item) -> list[Outcome]:
        try:
            return self.submit([item]).result()
        except BrokenProcessPool:
            assert not isinstance(item, Skipped)
            reason = "the process that worked on it died (out of memory?)"
            return [Outcome(item.id, problem=Skipped(item.path, reason))]

    def stop(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)


def _begin(job: Job) -> None:
    """In a new process: Ctrl-C is the parent's to handle, and nobody outlives the parent."""
    global _job
    _job = job
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None
    threading.Thread(target=_leave_with, args=(parent.sentinel,), daemon=True).start()


def _leave_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _load() -> None:
    global _worker
    if _worker is None:
        _worker = _job.start()


def _run(items: Sequence[Item]) -> list[Outcome]:
    _load()
    assert _worker is not None
    return _worker(items)


_job: Job
