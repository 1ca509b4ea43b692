"""Runs that are killed, run out of disk, or meet documents that fail; and go on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from policynlp.errors import UsageError
from policynlp.parallel import ParquetFolder, RecordFile, run
from policynlp.parallel import output as outputs
from policynlp.streaming import Skipped, sources
from tests.parallel.trial import ROOT, N, TrialJob


def call(path: Path, out: Path, job: str = "TrialJob()", more: str = "", before: str = "") -> int:
    """Run in a process of its own; its exit code."""
    code = f"{before}main({str(path)!r}, {str(out)!r}, {job}{more})"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "tests.parallel.trial", code], cwd=ROOT, capture_output=True,
        check=False,
    )  # fmt: skip
    return done.returncode


def test_a_run_killed_in_the_middle_goes_on_without_loss_or_duplicates(
    path: Path, whole: bytes, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    for killer in ("r40", "r77"):
        assert call(path, out, f"TrialJob(kills={killer!r})", ", resume=True") == -9
        assert not out.exists()
    summary = run(sources(path), TrialJob(), RecordFile(out), resume=True)
    assert summary.before >= 64
    assert summary.before + summary.documents == N
    assert out.read_bytes() == whole
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl", "whole.jsonl"]


@pytest.mark.parametrize("torn", [0, 1, 17, 300])
def test_what_a_crash_tore_is_cut_off(path: Path, whole: bytes, tmp_path: Path, torn: int) -> None:
    out = tmp_path / "out.jsonl"
    call(path, out, "TrialJob(kills='r70')")
    with (tmp_path / "out.jsonl.part").open("ab") as part:
        part.write(whole[:torn])
    journal = tmp_path / "out.jsonl.journal"
    journal.write_bytes(journal.read_bytes()[: -torn or None])
    run(sources(path), TrialJob(), RecordFile(out), resume=True)
    assert out.read_bytes() == whole


def test_a_full_disk_loses_nothing(path: Path, whole: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    limit = len(whole) * 2 // 3
    full = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
    code = call(path, out, before=f"exec({full!r}) or ")
    assert code == 1
    assert not out.exists()
    summary = run(sources(path), TrialJob(), RecordFile(out), resume=True)
    assert summary.before > 0
    assert out.read_bytes() == whole


def test_parquet_is_resumed_by_whole_files(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(outputs, "PART_BYTES", 2_000)
    out = tmp_path / "out.parquet"
    small = "outputs.PART_BYTES = 2_000"
    before = f"exec('from policynlp.parallel import output as outputs; {small}') or "
    assert call(path, out, "TrialJob(kills='r70')", before=before) == -9
    assert len(list((tmp_path / "out.parquet.part").iterdir())) == 2
    (tmp_path / "out.parquet.part" / "part-00002.parquet").write_bytes(b"torn")
    summary = run(sources(path), TrialJob(), ParquetFolder(out, TrialJob.columns), resume=True)
    assert summary.before == 64
    found = pq.read_table(out).to_pylist()
    assert [row["id"] for row in found] == [f"r{i}-000" for i in range(N)]


def test_no_rows_are_a_parquet_file_too(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    run([], TrialJob(), ParquetFolder(tmp_path / "out.parquet", TrialJob.columns))
    assert pq.read_table(tmp_path / "out.parquet").column_names == ["id", "text"]


def test_a_document_that_fails_is_recorded_and_the_run_goes_on(path: Path, tmp_path: Path) -> None:
    with path.open("a") as file:
        file.write("{oops\n")
    out = tmp_path / "out.jsonl"
    summary = run(sources(path), TrialJob(fails="r5"), RecordFile(out))
    assert (summary.documents, summary.failed) == (N - 1, 2)
    assert summary.errors is not None
    rows = [json.loads(line) for line in summary.errors.read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["r5", ""]
    assert rows[0]["error"] == "ValueError: this document is not liked"
    assert rows[1]["error"].startswith(f"line {N + 1}: not JSON")
    assert isinstance(summary.problems[0], Skipped)


def test_what_failed_is_tried_again_by_a_resumed_run(
    path: Path, whole: bytes, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    call(path, out, "TrialJob(kills='r70', fails='r5')")
    summary = run(sources(path), TrialJob(), RecordFile(out), resume=True)
    assert summary.failed == 0
    assert sorted(out.read_bytes().splitlines()) == sorted(whole.splitlines())


def test_other_settings_can_not_resume(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.jsonl"
    call(path, out, "TrialJob(kills='r70')")
    monkeypatch.setattr(TrialJob, "settings", lambda self: {"job": "another"})
    with pytest.raises(UsageError, match="other settings"):
        run(sources(path), TrialJob(), RecordFile(out), resume=True)


def test_a_finished_run_is_not_done_again(path: Path, whole: bytes, tmp_path: Path) -> None:
    out = tmp_path / "whole.jsonl"
    summary = run(sources(path), TrialJob(fails="r1"), RecordFile(out), resume=True)
    assert (summary.documents, summary.failed) == (0, 0)
    assert out.read_bytes() == whole
