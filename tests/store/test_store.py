"""A corpus in one file: what goes in, what stays, what a stranger's question can't do."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import policynlp
from policynlp.errors import StoreError, UsageError
from policynlp.store import index
from tests.cli.calling import ROOT
from tests.cli.calling import policynlp as call

duckdb = pytest.importorskip("duckdb")

PLAN = """关于加快数字乡村建设的实施意见

浙政办发〔2022〕15号

到2025年，数字乡村建设取得重要进展，力争农村互联网普及率达到85%以上。省农业农村厅要确保
农产品网络零售额突破2000亿元。加快农村电商、乡村振兴和网络扶贫。

浙江省人民政府办公厅
2022年3月18日
"""
OTHER = "2023年，全省数字经济核心产业增加值增长10.1%。深化“放管服”改革，政务服务网上可办率达到90%。"

QUESTION = """
SELECT f.actor, d.year, f.indicator, f.figure
FROM facts f JOIN documents d ON d.id = f.document
WHERE f.status = 'target' AND f.actor <> '' AND d.year > 2021
  AND f.passage IN (SELECT id FROM passages WHERE text LIKE '%数字乡村%')
ORDER BY f.start
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "plan.txt").write_text(PLAN, "utf-8")
    (folder / "other.txt").write_text(OTHER, "utf-8")
    return folder


@pytest.fixture(scope="module")
def db(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    db = tmp_path_factory.mktemp("store") / "corpus.duckdb"
    index(folder, db)
    return db


@pytest.fixture
def copy(folder: Path, db: Path, tmp_path: Path) -> tuple[Path, Path]:
    """Folder and store to change; the store knows the documents by the copy's paths."""
    shutil.copytree(folder, tmp_path / "corpus")
    copied = tmp_path / "corpus.duckdb"
    shutil.copy(db, copied)
    with duckdb.connect(copied) as connection:
        old, new = str(folder), str(tmp_path / "corpus")
        connection.execute("UPDATE documents SET path = replace(path, ?, ?)", [old, new])
    return tmp_path / "corpus", copied


def test_the_example_question_is_answered(db: Path) -> None:
    with policynlp.open(db) as store:
        answer = store.query(QUESTION)
    assert set(answer["year"]) == {2022}
    assert dict(zip(answer["figure"], answer["actor"], strict=True)) == {
        "85%": "浙江省人民政府办公厅",
        "2000亿元": "省农业农村厅",
    }


def test_what_is_stored_is_what_the_commands_give(folder: Path, db: Path) -> None:
    corpus = policynlp.read(folder)
    with policynlp.open(db) as store:
        texts = store.query("SELECT text FROM passages ORDER BY document, place")["text"]
        figures = store.query("SELECT figure, value FROM facts ORDER BY document, start")
    assert list(texts) == [p.text for p in corpus.passages()]
    expected = policynlp.facts(corpus).to_frame()
    assert list(figures["figure"]) == list(expected["figure"])
    assert list(figures["value"]) == [float(value) for value in expected["value"]]


def test_a_second_index_reads_nothing(copy: tuple[Path, Path]) -> None:
    folder, db = copy
    done = index(folder, db)
    assert (done.added, done.changed, done.unchanged, done.vanished) == (0, 0, 2, 0)


def test_only_what_has_changed_is_read_and_what_is_gone_is_marked(copy: tuple[Path, Path]) -> None:
    folder, db = copy
    (folder / "plan.txt").unlink()
    (folder / "other.txt").write_text(OTHER.replace("10.1%", "9.9%"), "utf-8")
    (folder / "broken.docx").write_bytes(b"x")
    done = index(folder, db)
    assert (done.added, done.changed, done.unchanged, done.vanished, done.failed) == (0, 1, 0, 1, 1)
    with policynlp.open(db) as store:
        gone = store.query("SELECT id FROM documents WHERE vanished")["id"]
        figures = store.query("SELECT figure FROM facts WHERE document = 'other'")["figure"]
        failures = store.query("SELECT path, error FROM failures")
        kept = store.query("SELECT count(*) AS n FROM facts WHERE document = 'plan'")["n"]
    assert list(gone) == ["plan"]
    assert "9.9%" in set(figures)
    assert "10.1%" not in set(figures)
    assert failures["path"][0].endswith("broken.docx")
    assert kept[0] > 0


def test_a_document_that_comes_back_is_no_longer_vanished(copy: tuple[Path, Path]) -> None:
    folder, db = copy
    (folder / "plan.txt").rename(folder.parent / "plan.txt")
    assert index(folder, db).vanished == 1
    (folder.parent / "plan.txt").rename(folder / "plan.txt")
    assert index(folder, db).vanished == 0


def test_files_of_one_name_in_two_folders_do_not_replace_each_other(
    copy: tuple[Path, Path], tmp_path: Path
) -> None:
    _, db = copy
    another = tmp_path / "another"
    another.mkdir()
    (another / "other.txt").write_text("国务院印发《数字乡村规划》。", "utf-8")
    assert index(another, db).added == 1
    assert index(another, db).unchanged == 1
    with policynlp.open(db) as store:
        ids = store.query("SELECT id FROM documents ORDER BY id")["id"]
    assert list(ids) == [str(another / "other.txt"), "other", "plan"]


def test_an_index_killed_in_the_middle_is_whole_after_the_next(tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    rows = [f'{{"id": "r{i}", "text": "{i}月，{OTHER}"}}\n' for i in range(80)]
    many.write_text("".join(rows), "utf-8")
    db = tmp_path / "corpus.duckdb"
    killed = (
        "import os; from policynlp.store import index;"
        f"index({str(many)!r}, {str(db)!r}, progress=lambda n: n >= 64 and os.kill(os.getpid(), 9))"
    )
    done = subprocess.run([sys.executable, "-c", killed], cwd=ROOT, check=False)  # noqa: S603
    assert done.returncode == -9
    again = index(many, db)
    assert (again.added, again.unchanged) == (16, 64)
    whole = tmp_path / "whole.duckdb"
    index(many, whole)
    for table in ("documents", "passages", "entities", "facts", "topic_weights"):
        found = []
        for path in (db, whole):
            with policynlp.open(path) as store:
                found.append(store.query(f"FROM {table} ORDER BY ALL"))
        assert found[0].equals(found[1]), table


HOSTILE = [
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM '/etc/passwd'",
    "SELECT * FROM glob('/etc/*')",
    "COPY documents TO '/tmp/stolen.csv'",
    "EXPORT DATABASE '/tmp/stolen'",
    "ATTACH '/tmp/other.duckdb'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "DELETE FROM documents",
    "CREATE TABLE t AS SELECT 1",
    "SELECT * FROM frame",
    "SELEC",
]


@pytest.mark.parametrize("sql", HOSTILE)
def test_sql_of_a_stranger_reads_the_store_and_nothing_else(db: Path, sql: str) -> None:
    frame = [1]
    with policynlp.open(db) as store, pytest.raises(UsageError, match="the query failed"):
        store.query(sql)
    assert frame


def test_a_store_of_a_stranger_reaches_no_file(copy: tuple[Path, Path]) -> None:
    _, db = copy
    with duckdb.connect(db) as connection:
        connection.execute("CREATE VIEW trap AS SELECT * FROM read_text('/etc/hostname')")
    with policynlp.open(db) as store, pytest.raises(UsageError, match="disabled"):
        store.query("FROM trap")


def test_what_is_no_store_of_this_version_is_refused(copy: tuple[Path, Path]) -> None:
    folder, db = copy
    with duckdb.connect(db) as connection:
        connection.execute("UPDATE store SET version = 99")
    with pytest.raises(StoreError, match="version 99"):
        policynlp.open(db)
    with pytest.raises(StoreError, match="no such file"):
        policynlp.open(folder / "nowhere.duckdb")
    with pytest.raises(StoreError):
        policynlp.open(folder / "plan.txt")
    with duckdb.connect(folder / "foreign.duckdb") as connection:
        connection.execute("CREATE TABLE t (n INTEGER)")
    with pytest.raises(StoreError, match="no store of policynlp"):
        policynlp.open(folder / "foreign.duckdb")


def test_the_commands(copy: tuple[Path, Path]) -> None:
    folder, db = copy
    code, _, err = call("index", folder, "--db", db, "-q")
    assert (code, err.count("2 unchanged")) == (0, 1)
    sql = "SELECT id, year, NULL AS nothing FROM documents ORDER BY id"
    code, out, err = call("query", sql, "--db", db, "--format", "jsonl")
    assert code == 0, err
    assert out.splitlines()[1] == '{"id": "plan", "year": 2022, "nothing": null}'
    code, out, err = call("query", "FROM documents LIMIT 1", "--db", db)
    assert code == 0, err
    assert re.search(r"^id +other", out, re.M)  # too wide for a table: a row after the other
    code, _, err = call("query", "SELEC", "--db", db)
    assert (code, err[:24]) == (2, "Error: the query failed:")
