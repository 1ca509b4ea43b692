"""``policynlp topics`` over more passages than the fit works on: processes, rows, resuming."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.calling import ROOT, policynlp

# A fit that works on few passages, so that most are weighed afterwards.
SMALL = """
import policynlp.topics.model as model, policynlp.topics.online as online
from policynlp.cli import main
model.FIT_PASSAGES = online.FIT_PASSAGES = 60
"""
# As kill -9 does, when the first handful of documents is safe.
KILLED = """
import os, signal
from policynlp.parallel.journal import Journal
note = Journal.note
def kill(self, *args):
    note(self, *args)
    os.kill(os.getpid(), signal.SIGKILL)
Journal.note = kill
"""
# What was found is not looked for again.
NOT_AGAIN = "model.TopicModel.fit = model.TopicModel.fit_sample = None\n"

FIELDS = (
    ["数字乡村建设", "农村电商发展", "智慧农业应用", "农产品流通体系"],
    ["营商环境优化", "政务服务改革", "行政审批事项", "一网通办平台"],
    ["高等学校教育", "教师队伍建设", "学生综合素质", "课程教材改革"],
)
ARGS = ("-k", "3", "--themes", "none")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ninety documents of three fields, three paragraphs each."""
    path = tmp_path_factory.mktemp("topics") / "in.jsonl"
    chance = random.Random(0)  # noqa: S311 (a test)
    with path.open("w", encoding="utf-8") as file:
        for i in range(90):
            paragraphs = [
                f"第{i}号文件第{n}段提出，要" + "，".join(chance.choices(FIELDS[i % 3], k=9)) + "。"
                for n in range(3)
            ]
            row = {"id": f"d{i}", "text": "\n\n".join(paragraphs)}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


def topics(*args: str | Path, before: str = "") -> tuple[int, str]:
    """Exit code and standard error of a call."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", f"{SMALL}{before}\nif __name__ == '__main__': main()", "topics",
         *map(str, args)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr


@pytest.fixture(scope="module")
def whole(records: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Rows of a run that nothing happens to."""
    out = tmp_path_factory.mktemp("whole") / "rows.jsonl"
    code, err = topics(records, *ARGS, "-o", out)
    assert (code, "90 documents" in err) == (0, True), err
    assert [path.name for path in out.parent.iterdir()] == ["rows.jsonl"]
    return out.read_bytes()


def test_each_field_is_a_topic_also_of_passages_outside_the_fit(whole: bytes) -> None:
    rows = [json.loads(line) for line in whole.splitlines()]
    assert len(rows) == 270
    for field in range(3):
        of_field = {row["topic"] for row in rows if int(row["document"][1:]) % 3 == field}
        assert len(of_field) == 1


@pytest.mark.parametrize("more", [(), ("--online",)])
def test_two_processes_write_what_one_writes(
    records: Path, tmp_path: Path, more: tuple[str, ...]
) -> None:
    for name in ("out.jsonl", "out.json"):
        found = set()
        for jobs in ("1", "2"):
            out = tmp_path / jobs / name
            code, err = topics(records, *ARGS, *more, "-o", out, "--jobs", jobs)
            assert code == 0, err
            found.add(out.read_bytes())
        assert len(found) == 1
        assert len(found.pop()) > 10_000


def test_a_run_that_was_killed_goes_on_with_its_model(
    records: Path, whole: bytes, tmp_path: Path
) -> None:
    out = tmp_path / "rows.jsonl"
    code, _ = topics(records, *ARGS, "-o", out, before=KILLED)
    assert code == -9
    left = {"rows.jsonl.part", "rows.jsonl.journal", "rows.jsonl.model.zip"}
    assert {path.name for path in tmp_path.iterdir()} == left
    code, err = topics(records, "-k", "2", "-o", out, "--resume")
    assert (code, "other settings" in err) == (2, True)
    code, err = topics(records, *ARGS, "-o", out, "--resume", before=NOT_AGAIN)
    assert code == 0, err
    assert "90 documents, 32 of them before" in err
    assert out.read_bytes() == whole
    assert list(tmp_path.iterdir()) == [out]
    code, err = topics(records, *ARGS, "-o", out, "--resume", before=NOT_AGAIN)
    assert (code, "whole already" in err) == (0, True)


def test_parquet_holds_the_same_rows_and_a_failure_is_recorded(
    records: Path, whole: bytes, tmp_path: Path
) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    bad, out = tmp_path / "bad.jsonl", tmp_path / "rows.parquet"
    bad.write_bytes(records.read_bytes() + b'{"id": "bad"}\n')
    code, err = topics(bad, *ARGS, "-o", out)
    assert (code, "90 documents; 1 failed" in err) == (1, True), err
    (row,) = map(json.loads, Path(f"{out}.errors.jsonl").read_text("utf-8").splitlines())
    assert row["error"] == 'line 91: no field "text" with a string in it'
    assert pq.read_table(out).to_pylist() == [json.loads(line) for line in whole.splitlines()]


def test_a_saved_model_gives_rows_too(records: Path, whole: bytes, tmp_path: Path) -> None:
    saved, out = tmp_path / "m.zip", tmp_path / "rows.jsonl"
    assert topics(records, *ARGS, "--save", saved)[0] == 0
    assert topics(records, "--model", saved, "-o", out)[0] == 0
    assert out.read_bytes() == whole


def test_mistakes_in_the_call(records: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.jsonl").mkdir()
    for args, words in (
        (("--resume",), "--resume goes with -o"),
        (("--resume", "-o", tmp_path / "tables"), "--resume goes with -o"),
        (("--format", "parquet"), "needs -o NAME.parquet"),
        (("--without", "magic"), "magic"),
        (("-o", tmp_path / "folder.jsonl"), "is a folder"),
    ):
        code, _, err = policynlp("topics", records, *args)
        assert (code, words in err) == (2, True), err
