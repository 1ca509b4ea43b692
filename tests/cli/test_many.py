"""Commands over many documents, as a user calls, interrupts and resumes them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.calling import ROOT, policynlp

# Ctrl-C when the first handful of documents is safe, however fast or slow the machine is.
STOPPED = """
import signal
from policynlp.cli import main
from policynlp.parallel.journal import Journal

note = Journal.note

def stop(self, *args):
    note(self, *args)
    signal.raise_signal(signal.SIGINT)

Journal.note = stop
main()
"""
TEXT = "国务院办公厅印发《数字乡村发展规划》，到2025年农村网民达到3亿人。"


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    rows = [{"id": f"r{i}", "text": f"{i}。{TEXT}"} for i in range(40)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_two_processes_write_the_same_and_parquet_holds_it(records: Path, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    code, two, err = policynlp("facts", records, "--format", "jsonl", "--jobs", "2")
    assert code == 0, err
    out = tmp_path / "facts.parquet"
    code, _, err = policynlp("facts", records, "-o", out)
    assert code == 0, err
    assert "40 documents" in err
    one = pq.read_table(out).to_pylist()
    assert len(one) >= 40
    assert one == [json.loads(line) for line in two.splitlines()]


@pytest.mark.parametrize("format_", ["jsonl", "parquet"])
def test_every_column_of_tags_has_a_place_in_a_table(tmp_path: Path, format_: str) -> None:
    pytest.importorskip("pyarrow")
    out = tmp_path / f"out.{format_}"
    code, _, err = policynlp("tag", "seeds/00[24]*", "-o", out)
    assert code == 0, err
    assert out.exists()


def test_a_run_that_is_stopped_says_how_to_go_on(records: Path, tmp_path: Path) -> None:
    out = tmp_path / "words.jsonl"
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", STOPPED, "segment", str(records), "-o", str(out)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 130
    assert "--resume goes on" in run.stderr
    assert not out.exists()
    code, _, err = policynlp("segment", records, "-o", out, "--resume")
    assert code == 0, err
    assert "40 documents, 32 of them before" in err
    ids = [json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()]
    assert len({name.rpartition("-")[0] for name in ids}) == 40
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
