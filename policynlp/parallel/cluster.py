"""Jobs on a Dask cluster that exists already; workers read shared storage."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from policynlp.cleaning import Cleaner
from policynlp.errors import MissingExtraError, UsageError
from policynlp.parallel.jobs import Job, Worker
from policynlp.parallel.outcome import Outcome, handfuls
from policynlp.parallel.parts import Part, parts
from policynlp.seen import Seen
from policynlp.streaming import Skipped, Source

if TYPE_CHECKING:
    import dask.bag
    import distributed

R = TypeVar("R")

_AHEAD = 2
"""Parts that wait for each thread of the cluster."""
_RETRIES = 3

_workers: dict[str, Worker] = {}
_lock = threading.Lock()


def connect(address: str) -> distributed.Client:
    """A client of a scheduler, e.g. ``tcp://scheduler:8786``.

    Raises
    ------
    MissingExtraError
        Without Dask.
    UsageError
        If nobody answers there.
    """
    try:
        import distributed
    except ImportError:
        raise MissingExtraError("a cluster", "cluster") from None
    try:
        return distributed.Client(address, timeout="20s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers at {address}: {error}") from None


def cluster_map(
    client: distributed.Client, function: Callable[[Any], R], items: Iterable[Any]
) -> Iterator[R]:
    """``map`` on a cluster: in order, few at a time; what a dead worker held is done again."""
    return _ahead(client, items, partial(client.submit, function))


def cluster_run(
    client: distributed.Client, function: Callable[[Any], R], items: Iterable[Any]
) -> Iterator[R]:
    """The same for a function that is large, with a model in it: it goes to each worker once.

    It is lost only with all workers that there were at the beginning.
    """
    there = client.scatter(function, broadcast=True, hash=False)
    return _ahead(client, items, partial(client.submit, _call, there))


def _call(function: Callable[[Any], R], item: Any) -> R:
    return function(item)


def _ahead(
    client: distributed.Client, items: Iterable[Any], submit: Callable[..., Any]
) -> Iterator[Any]:
    waiting: deque[Any] = deque()
    for item in items:
        waiting.append(submit(item, pure=False, retries=_RETRIES))
        if len(waiting) > _AHEAD * max(1, sum(client.nthreads().values())):
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def on_cluster(
    job: Job, of_input: Iterable[Part], client: distributed.Client
) -> Iterator[tuple[list[str], list[Outcome]]]:
    """Outcomes of each part, in order, with the part's id; for `run`.

    An id that another part has had is an error: no worker can know it.
    """
    seen = Seen()
    for name, outcomes in cluster_map(client, partial(_work_on, job), of_input):
        checked = []
        for outcome in outcomes:
            again = outcome.problem is None and seen.add(outcome.id) is not None
            problem = Skipped(name, f"the id {outcome.id} again")
            checked.append(replace(outcome, lines=b"", problem=problem) if again else outcome)
        yield [name], checked


def _work_on(job: Job, part: Part) -> tuple[str, list[Outcome]]:
    """In a worker: one job at a time in each process, whatever its number of threads."""
    with _lock:
        key = json.dumps([type(job).__qualname__, job.settings()], sort_keys=True, default=str)
        if key not in _workers:
            _workers[key] = job.start()
        worker = _workers[key]
        return part.id, [outcome for items in handfuls(part.read()) for outcome in worker(items)]


def bag(paths: Any, job: Job, *, metadata: Any = None) -> dask.bag.Bag:
    """Rows of a job as a Dask bag, one partition a part; failures are left out.

    For what comes after in Dask, e.g. ``bag(…).to_dataframe()``; nothing is computed yet.

    Raises
    ------
    MissingExtraError
        Without Dask.
    """
    try:
        import dask.bag
        from dask import delayed
    except ImportError:
        raise MissingExtraError("a cluster", "cluster") from None
    lazy = delayed(partial(_rows, job), pure=False)
    return dask.bag.from_delayed([lazy(part) for part in parts(paths, metadata=metadata)])


def _rows(job: Job, part: Part) -> list[dict[str, Any]]:
    _, outcomes = _work_on(job, part)
    return [json.loads(line) for o in outcomes for line in o.lines.splitlines()]


def passages_of(part: Part, without: tuple[str, ...] = ()) -> list[str]:
    """Texts of the passages of a part; what can't be read is left out.

    With `policynlp.topics.fit_online` topics are fitted on a cluster::

        run = partial(cluster_map, client)
        fit_online(TopicModel(20), list(parts("laws.jsonl")), passages_of, run)
    """
    cleaner = Cleaner(without)
    texts: list[str] = []
    for item in part.read():
        if isinstance(item, Source):
            try:
                texts += [passage.text for passage in item.document(cleaner).passages()]
            except Exception:  # noqa: S112 (a document that fails costs no other)
                continue
    return texts
