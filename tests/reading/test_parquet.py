"""Parquet as an input: rows are documents, read a few at a time."""

from __future__ import annotations

import gzip
import sys
import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp import read
from policynlp.documents import RawDocument
from policynlp.errors import FormatError, MissingExtraError, ReadError
from policynlp.parallel.parts import parts
from policynlp.reading import read_file
from policynlp.streaming import sources

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

TEXT = "加快推进数字政府建设，提升政务服务效能，优化营商环境，更好服务企业和群众。"


def write(path: Path, columns: dict[str, Any], **options: Any) -> Path:
    pq.write_table(pa.table(columns), path, **options)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    columns = {
        "year": [2021, None, 2022],
        "text": [TEXT, f"第二。{TEXT}", TEXT],
        "id": ["a", None, "a"],
        "date": [date(2021, 3, 1), None, None],
    }
    return write(tmp_path / "in.parquet", columns)


def test_rows_are_documents_and_their_other_columns_metadata(path: Path) -> None:
    first, second, again = read_file(path)
    assert isinstance(first, RawDocument)
    assert isinstance(second, RawDocument)
    assert (first.record, first.text, first.format) == ("a", TEXT, "parquet")
    assert first.metadata == {"year": 2021, "date": "2021-03-01"}
    assert (second.record, second.metadata) == (2, {})
    assert str(again) == f"{path}, row 3: the id of row 1 again"
    corpus = read(path.parent)
    assert [document.id for document in corpus] == ["a", "2"]
    assert corpus["a"].metadata["date"] == "2021-03-01"


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"body": [TEXT]}, 'no column "text"; found body'),
        ({"text": [1]}, 'the column "text" holds int64, not texts'),
        ({"text": [TEXT], "id": [1.5]}, 'the column "id" holds double, not texts or integers'),
        ({"text": [None]}, "not texts"),
        ({"text": pa.array([None], pa.string())}, 'row 1: the column "text" is null'),
        ({"text": pa.array([], pa.string())}, "empty file"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(
    tmp_path: Path, columns: dict[str, Any], problem: str
) -> None:
    (error,) = read_file(write(tmp_path / "in.parquet", columns))
    assert isinstance(error, FormatError)
    assert problem in str(error)


def test_broken_files_are_errors(path: Path, tmp_path: Path) -> None:
    data = path.read_bytes()
    cut, torn, zipped = (tmp_path / n for n in ("cut.parquet", "torn.parquet", "z.parquet.gz"))
    cut.write_bytes(data[:-20])
    torn.write_bytes(data[:4] + b"\0" * 200 + data[204:])
    zipped.write_bytes(gzip.compress(data))
    for file, problem in ((cut, "broken Parquet"), (torn, "broken Parquet"), (zipped, "gzipped")):
        *_, error = read_file(file)
        assert problem in str(error)
    (error,) = read_file(tmp_path / "no.parquet")
    assert isinstance(error, ReadError)


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_file_with_other_bytes_in_it_gives_rows_or_errors(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, int]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "changed.parquet"
    write(path, {"text": [f"{n}。{TEXT}" for n in range(9)], "id": list(range(9))})
    data = bytearray(path.read_bytes())
    for place, byte in changes:
        data[-1 - place % len(data)] = byte
    path.write_bytes(data)
    assert all(isinstance(item, RawDocument | ReadError) for item in read_file(path))


def test_bytes_that_are_no_text_cost_their_row_alone(tmp_path: Path) -> None:
    texts = pa.array([b"\xff\xfe", TEXT.encode()]).view(pa.string())
    error, good = read_file(write(tmp_path / "in.parquet", {"text": texts}))
    assert "row 1: bytes that are not UTF-8" in str(error)
    assert isinstance(good, RawDocument)


def test_without_pyarrow_the_file_is_skipped_and_the_extra_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError):
        list(read_file(path))
    (path.parent / "a.txt").write_text(TEXT, "utf-8")
    corpus = read(path.parent)
    assert [document.id for document in corpus] == ["a"]
    assert "policynlp[parquet]" in corpus.skipped[0].reason


def test_row_groups_are_the_parts_of_a_cluster(tmp_path: Path) -> None:
    path = write(tmp_path / "in.parquet", {"text": [f"{n}。{TEXT}" for n in range(25)]},
                 row_group_size=10)  # fmt: skip
    cut = list(parts(path))
    assert len(cut) == 3
    found = [item for part in cut for item in part.read()]
    assert [getattr(item, "id", item) for item in found] == [str(n + 1) for n in range(25)]
    assert [item.raw for item in found] == [item.raw for item in sources(path)]


def test_a_large_text_that_packs_well_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYNLP_MAX_MIB", "1")
    path = write(tmp_path / "in.parquet", {"text": ["政" * (1 << 21), TEXT]}, use_dictionary=False)
    assert [isinstance(item, RawDocument) for item in read_file(path)] in ([False], [False, True])


def test_one_long_text_in_many_rows_is_not_in_memory_many_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYNLP_MAX_MIB", "1")
    path = write(tmp_path / "in.parquet", {"text": ["政" * 300_000] * 200})
    assert path.stat().st_size < 100_000
    before = pa.total_allocated_bytes()
    assert max(pa.total_allocated_bytes() - before for _ in read_file(path)) < 10 << 20


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    def peak(n: int) -> int:
        texts = [f"{i}。{TEXT * 20}" for i in range(n)]
        path = write(tmp_path / f"{n}.parquet", {"text": texts}, row_group_size=n)
        del texts
        tracemalloc.start()
        allocated = pa.total_allocated_bytes()
        most = max(pa.total_allocated_bytes() - allocated for _ in read_file(path))
        _, python = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most + python

    peak(100)
    assert peak(5000) < 2 * peak(1000)
