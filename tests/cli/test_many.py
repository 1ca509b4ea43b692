"""Commands over many documents, as a user calls, interrupts and resumes them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.calling import ROOT, policynlp

TEXT = "国务院办公厅印发《数字乡村发展规划》，到2025年农村网民达到3亿人。"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    rows = [{"id": f"r{i}", "text": f"{i}。{TEXT}"} for i in range(40)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_two_processes_write_the_same_and_parquet_holds_it(records: Path, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    code, one, err = policynlp("facts", records, "--format", "jsonl")
    assert code == 0, err
    code, two, err = policynlp("facts", records, "--format", "jsonl", "--jobs", "2")
    assert code == 0, err
    assert one == two
    out = tmp_path / "facts.parquet"
    code, _, err = policynlp("facts", records, "-o", out)
    assert code == 0, err
    assert "40 documents" in err
    assert pq.read_table(out).to_pylist() == [json.loads(line) for line in one.splitlines()]


@pytest.mark.parametrize("format_", ["jsonl", "parquet"])
def test_every_column_of_tags_has_a_place_in_a_table(tmp_path: Path, format_: str) -> None:
    pytest.importorskip("pyarrow")
    out = tmp_path / f"out.{format_}"
    code, _, err = policynlp("tag", "seeds/00[24]*", "-o", out)
    assert code == 0, err
    assert out.exists()


def test_a_run_that_is_stopped_says_how_to_go_on(records: Path, tmp_path: Path) -> None:
    out = tmp_path / "words.jsonl"
    with records.open("a") as file:  # enough to be in the middle of
        file.writelines(json.dumps({"id": f"s{i}", "text": TEXT * 100}) + "\n" for i in range(200))
    run = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", "from policynlp.cli import main; main()", "segment", str(records),
         "-o", str(out)],
        cwd=ROOT, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    end = time.monotonic() + 60
    while not Path(f"{out}.journal").exists() or Path(f"{out}.journal").stat().st_size < 400:
        assert time.monotonic() < end
        time.sleep(0.02)
    os.kill(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "--resume goes on" in err
    assert not out.exists()
    code, _, err = policynlp("segment", records, "-o", out, "--resume")
    assert code == 0, err
    assert "240 documents, " in err
    ids = [json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()]
    assert len({name.rpartition("-")[0] for name in ids}) == 240
    assert len(ids) == len(set(ids))
    code, _, err = policynlp("segment", records, "-o", out, "--resume")
    assert (code, "whole already" in err) == (0, True)


def test_failures_are_listed_beside_the_output(records: Path, tmp_path: Path) -> None:
    with records.open("a") as file:
        file.write('{"id": "bad"}\n')
    out = tmp_path / "words.tsv"
    code, _, err = policynlp("segment", records, "-o", out)
    assert code == 1
    assert "40 documents; 1 failed" in err
    (row,) = map(json.loads, Path(f"{out}.errors.jsonl").read_text("utf-8").splitlines())
    assert row["error"] == 'line 41: no field "text" with a string in it'
    assert out.read_text("utf-8").startswith("id\tstart\tend\torigin\tword\n")


def test_mistakes_in_the_call(records: Path) -> None:
    for args, words in (
        (("--jobs", "2"), "go with --format jsonl"),
        (("--format", "jsonl", "--resume"), "--resume needs -o"),
        (("--format", "parquet"), "needs -o FOLDER"),
    ):
        code, _, err = policynlp("tag", records, *args)
        assert (code, words in err) == (2, True), err
