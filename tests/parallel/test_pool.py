"""Several processes: the same output, no document lost to a death, nobody left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import policynlp
from policynlp import Lexicon, process
from policynlp.parallel import RecordFile, SegmentJob, TagJob, run
from policynlp.parallel.jobs import Job
from policynlp.streaming import Skipped, sources
from tests.parallel.trial import ROOT, N, TrialJob

SEEDS = ROOT / "seeds"


@pytest.mark.parametrize(
    "job", [TagJob(), SegmentJob(lexicon=Lexicon.from_terms(["数字政府建设加快"]))], ids=repr
)
def test_two_processes_write_what_one_writes(job: Job, tmp_path: Path) -> None:
    one, two = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    some = str(SEEDS / "00[24]*")
    run(sources(some), job, RecordFile(one))
    run(sources(some), job, RecordFile(two), n_jobs=2)
    assert one.read_bytes() == two.read_bytes()
    assert one.stat().st_size > 10_000


def test_the_users_lexicon_goes_to_the_workers(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("移动政务服务平台粤省事小程序上线。", "utf-8")
    words = Lexicon.from_terms(["务服"])
    (row,) = process(path, "segment", lexicon=words, n_jobs=2)
    assert isinstance(row, dict)
    assert "务服" in [token["text"] for token in row["tokens"]]


def test_a_document_that_kills_its_process_is_named_and_the_rest_is_done(
    path: Path,
    whole: bytes,
    tmp_path: Path,
) -> None:
    out = tmp_path / "out.jsonl"
    summary = run(sources(path), TrialJob(kills="r50"), RecordFile(out), n_jobs=2)
    assert (summary.documents, summary.failed) == (N - 1, 1)
    assert "died" in summary.problems[0].reason
    assert out.read_bytes() == b"".join(
        line for line in whole.splitlines(keepends=True) if b'"r50-' not in line
    )


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_no_worker_outlives_its_parent(path: Path, tmp_path: Path, how: int) -> None:
    notes = tmp_path / "workers"
    notes.mkdir()
    job = f"TrialJob(waits=0.1, notes={str(notes)!r})"
    code = f"main({str(path)!r}, {str(tmp_path / 'out.jsonl')!r}, {job}, n_jobs=2)"
    parent = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "tests.parallel.trial", code], cwd=ROOT, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    _until(lambda: len(list(notes.iterdir())) == 2)
    # Ctrl-C goes to the whole group of processes, as a terminal sends it.
    os.killpg(parent.pid, how) if how == signal.SIGINT else parent.kill()
    parent.wait(30)
    _until(lambda: not any(_alive(int(note.name)) for note in notes.iterdir()))


def test_a_mistake_in_the_job_is_the_callers_error() -> None:
    with pytest.raises(ValueError, match="magic"):
        list(process(SEEDS, "segment", without=("magic",), n_jobs=2))
    with pytest.raises(policynlp.PolicyNLPError, match="no pipeline of this name"):
        list(process(SEEDS, "tag", model="nowhere"))


def test_a_script_without_a_guard_is_told_so(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        f"import policynlp; list(policynlp.process({str(SEEDS)!r}, 'segment', n_jobs=2))"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(script)], capture_output=True, text=True, check=False
    )
    assert "__name__ == '__main__'" in done.stderr.splitlines()[-1]


def test_failures_come_in_their_place(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "数字政府"}) + "\n{\n" + json.dumps({"text": "乡村"}))
    first, error, last = process(path, "segment")
    assert isinstance(error, Skipped)
    assert isinstance(first, dict)
    assert isinstance(last, dict)


def _until(condition: object, seconds: float = 20) -> None:
    """Wait for something that will happen soon."""
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
