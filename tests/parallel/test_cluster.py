"""A real scheduler and two worker processes over TCP; one is killed in the middle."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from policynlp import TopicModel, process
from policynlp.errors import UsageError
from policynlp.parallel import FactsJob, RecordFile, run
from policynlp.parallel import parts as parts_module
from policynlp.parallel.parts import parts
from policynlp.streaming import Skipped, sources
from policynlp.topics import fit_online
from tests.cli.calling import policynlp
from tests.parallel.trial import ROOT, N, TrialJob

pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("ignore")  # Dask's own


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[int]]]:
    """Address of a scheduler with two workers, and the ids of their processes."""
    folder = tmp_path_factory.mktemp("dask")
    file = folder / "scheduler.json"
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1",
               "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]  # fmt: skip
    started = [subprocess.Popen(command, cwd=ROOT, **quiet)]  # noqa: S603
    command = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file),
               "--no-nanny", "--nthreads", "1", "--no-dashboard",
               "--local-directory", str(folder)]  # fmt: skip
    started += [subprocess.Popen(command, cwd=ROOT, **quiet) for _ in range(2)]  # noqa: S603
    import distributed

    with distributed.Client(scheduler_file=str(file), set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        address = client.scheduler.address
    yield address, [worker.pid for worker in started[1:]]
    for process_ in started:
        process_.kill()
        process_.wait()


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts_module, "PART_BYTES", 3_000)


def test_lines_of_parts_are_the_lines_of_the_file(
    path: Path, small_parts: None, tmp_path: Path
) -> None:
    with path.open("a") as file:
        file.write('{oops\n{"text": "没有编号。"}\n')
    expected = list(sources(path))
    cut = list(parts(path))
    assert len(cut) > 5
    found = [item for part in cut for item in part.read()]
    assert [getattr(item, "id", item) for item in found] == [
        getattr(item, "id", item) for item in expected
    ]
    zipped = tmp_path / "in.jsonl.gz"
    zipped.write_bytes(gzip.compress(path.read_bytes()))
    (whole,) = parts(zipped)
    assert len(list(whole.read())) == len(found)


def test_a_cluster_gives_what_one_process_gives(scheduler: tuple[str, list[int]]) -> None:
    import distributed

    some = [str(ROOT / "seeds" / "004*")]
    with distributed.Client(scheduler[0], set_as_default=False) as client:
        job = FactsJob()  # reads, cleans, tags and binds: all that there is
        found = list(process(some, job, client=client))
    assert len(found) > 10
    assert found == list(process(some, job))


def test_topics_on_a_cluster_are_those_of_one_process(
    scheduler: tuple[str, list[int]], path: Path, small_parts: None
) -> None:
    import distributed

    from policynlp.parallel.cluster import cluster_map, passages_of

    cut = list(parts([path, str(ROOT / "seeds" / "00[24]*")]))
    alone = fit_online(TopicModel(4, None), cut, passages_of)
    with distributed.Client(scheduler[0], set_as_default=False) as client:
        there = fit_online(TopicModel(4, None), cut, passages_of, partial(cluster_map, client))
    assert np.array_equal(alone.components_, there.components_)


def test_rows_as_a_bag(scheduler: tuple[str, list[int]], path: Path, small_parts: None) -> None:
    import distributed

    from policynlp.parallel.cluster import bag

    with distributed.Client(scheduler[0], set_as_default=False) as client:
        rows = client.compute(bag(path, TrialJob())).result()
    assert [row["id"] for row in rows] == [f"r{i}-000" for i in range(N)]


def test_an_id_that_two_parts_have_is_an_error(
    scheduler: tuple[str, list[int]], path: Path, small_parts: None
) -> None:
    import distributed

    with path.open("a") as file:
        file.write(json.dumps({"id": "r0", "text": "再一次。"}) + "\n")
    with distributed.Client(scheduler[0], set_as_default=False) as client:
        found = list(process(path, TrialJob(), client=client))
    assert isinstance(found[-1], Skipped)
    assert "r0 again" in found[-1].reason


def test_the_command_works_there_too(
    scheduler: tuple[str, list[int]], path: Path, tmp_path: Path
) -> None:
    here, there = tmp_path / "here.txt", tmp_path / "there.txt"
    for out, more in ((here, ()), (there, ("--cluster", scheduler[0]))):
        code, _, err = policynlp("segment", path, "-o", out, *more)
        assert (code, f"{N} documents" in err) == (0, True), err
    assert here.read_bytes() == there.read_bytes()


def test_topics_come_from_there_too(scheduler: tuple[str, list[int]], tmp_path: Path) -> None:
    here, there = tmp_path / "here.jsonl", tmp_path / "there.jsonl"
    args = ("topics", "seeds/00[24]*", "-k", "4", "--themes", "none", "--online")
    for out, more in ((here, ()), (there, ("--cluster", scheduler[0]))):
        code, _, err = policynlp(*args, "-o", out, *more)
        assert (code, "2 documents" in err) == (0, True), err
    assert here.read_bytes() == there.read_bytes()


def test_a_worker_killed_in_the_middle_changes_nothing(
    scheduler: tuple[str, list[int]], path: Path, whole: bytes, small_parts: None, tmp_path: Path
) -> None:
    import distributed

    address, workers = scheduler
    out = tmp_path / "out.jsonl"
    killed: list[int] = []

    def kill_one(done: int) -> None:
        if done > 20 and not killed:
            killed.append(workers[0])
            os.kill(workers[0], signal.SIGKILL)

    with distributed.Client(address, set_as_default=False) as client:
        job = TrialJob(waits=0.02)
        summary = run(parts(path), job, RecordFile(out), client=client, progress=kill_one)
        assert len(client.nthreads()) == 1
    assert killed
    assert (summary.documents, summary.failed) == (N, 0)
    assert out.read_bytes() == whole


def test_nobody_at_the_address_is_an_error() -> None:
    from policynlp.parallel.cluster import connect

    with pytest.raises(UsageError, match="no Dask scheduler"):
        connect("nonsense://x")
