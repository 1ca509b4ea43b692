"""Several processes, each with its own models; results in the order of the work."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.connection import wait
from typing import Any

from policynlp.errors import PolicyNLPError, UsageError
from policynlp.parallel.jobs import Job
from policynlp.parallel.outcome import Item, Outcome
from policynlp.streaming import Skipped

_AHEAD = 3
"""Handfuls a process has waiting: enough to be busy, few enough to keep memory small."""

_worker: Callable[[Any], Any] | None = None


def in_order(job: Job, handfuls: Iterable[Sequence[Item]], n_jobs: int) -> Iterator[list[Outcome]]:
    """Outcomes of each handful, in order; only a few handfuls are in memory at a time."""
    if n_jobs == 1:
        worker = job.start()
        yield from map(worker, handfuls)
        return
    pool = _Pool(job.start, n_jobs)
    for items, future in pool.ahead(handfuls):
        try:
            yield future.result()
        except BrokenProcessPool:
            yield [outcome for item in items for outcome in pool.alone(item)]


def process_map(n_jobs: int, function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
    """``map`` in several processes: in order, few at a time; the function goes to each once.

    Raises
    ------
    PolicyNLPError
        If a process dies.
    """
    if n_jobs == 1:
        yield from map(function, items)
        return
    for _, future in _Pool(partial(_itself, function), n_jobs).ahead(items):
        try:
            yield future.result()
        except BrokenProcessPool:
            raise PolicyNLPError("a worker process died (out of memory?)") from None


def _itself(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return function


class _Pool:
    """An executor that survives the death of a process, and names the document that killed it."""

    def __init__(self, begin: Callable[[], Callable[[Any], Any]], n_jobs: int) -> None:
        self._begin = begin
        self._n_jobs = n_jobs
        self._start()

    def ahead(self, items: Iterable[Any]) -> Iterator[tuple[Any, Future[Any]]]:
        """Each item and its result to come, in order; only a few are in memory at a time."""
        waiting: deque[tuple[Any, Future[Any]]] = deque()
        try:
            for item in items:
                waiting.append((item, self.submit(item)))
                if len(waiting) > _AHEAD * self._n_jobs:
                    yield waiting.popleft()
            while waiting:
                yield waiting.popleft()
        finally:
            self.stop()

    def _start(self) -> None:
        # A new process that still imports its script must not start others: told so before there
        # is any semaphore, which a process that is then ended would leave behind.
        if getattr(multiprocessing.current_process(), "_inheriting", False):
            raise _no_guard()
        # Spawned, not forked: a fork copies threads and locks of the libraries in any state.
        self._executor = ProcessPoolExecutor(
            self._n_jobs, multiprocessing.get_context("spawn"), _begin, (self._begin,)
        )
        # One task for each process starts them all at once; one loaded shows that they can start.
        loading = [self._executor.submit(_load) for _ in range(self._n_jobs)]
        try:
            loading[0].result()
        except BrokenProcessPool:
            self.stop()  # waits for the last word of each process, so that ours comes after it
            raise _no_guard() from None

    def submit(self, items: Any) -> Future[Any]:
        try:
            return self._executor.submit(_run, items)
        except BrokenProcessPool:
            self.stop()
            self._start()
            return self._executor.submit(_run, items)

    def alone(self, item: Item) -> list[Outcome]:
        """Outcomes of one document that others may have been lost with."""
        try:
            found: list[Outcome] = self.submit([item]).result()
            return found
        except BrokenProcessPool:
            assert not isinstance(item, Skipped)
            reason = "the process that worked on it died (out of memory?)"
            return [Outcome(item.id, problem=Skipped(item.path, reason))]

    def stop(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)


def _no_guard() -> UsageError:
    return UsageError(
        "worker processes can't start; a script that asks for n_jobs has to do its work "
        "under: if __name__ == '__main__':"
    )


def _begin(begin: Callable[[], Callable[[Any], Any]]) -> None:
    """In a new process: Ctrl-C is the parent's to handle, and nobody outlives the parent."""
    global _make
    _make = begin
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
        _worker = _make()


def _run(items: Any) -> Any:
    _load()
    assert _worker is not None
    return _worker(items)


_make: Callable[[], Callable[[Any], Any]]
