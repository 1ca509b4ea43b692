"""Reading as a stream: one document in memory, ids unique, the same as reading all at once."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from pathlib import Path

import pytest

from policynlp import Document, Skipped, read, stream
from policynlp.seen import Seen
from policynlp.streaming import Source, sources

SENTENCE = "加快推进数字政府建设，提升政务服务效能，优化营商环境，更好服务企业和群众。"


def records(n: int, characters: int = 100) -> bytes:
    text = SENTENCE * (characters // len(SENTENCE))
    return "".join(
        json.dumps({"id": f"r{i}", "text": text}, ensure_ascii=False) + "\n" for i in range(n)
    ).encode("utf-8")


def test_a_stream_gives_what_reading_gives(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "b.jsonl").write_bytes(records(3))
    (tmp_path / "c.txt").write_bytes(b"")
    items = list(stream(tmp_path))
    documents = [item for item in items if isinstance(item, Document)]
    assert [d.to_dict() for d in documents] == [d.to_dict() for d in read(tmp_path)]
    assert [i for i in items if isinstance(i, Skipped)] == list(read(tmp_path).skipped)


def test_memory_does_not_grow_with_the_number_of_records(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl.gz"
    path.write_bytes(gzip.compress(records(2_000, characters=10_000), 1))  # 60 MB of text
    tracemalloc.start()
    count = sum(isinstance(source, Source) for source in sources(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 2_000
    assert peak < 5_000_000


def test_records_before_the_place_where_a_file_breaks_off_are_read(tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl.gz"
    path.write_bytes(gzip.compress(records(9_000), 0)[:-10_000])
    *found, error = sources(path)
    assert len(found) > 5_000
    assert isinstance(error, Skipped)
    assert "broken gzip" in error.reason


def test_an_endless_line_is_refused_and_the_next_one_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICYNLP_MAX_MIB", "1")
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "' + b" " * (1 << 23) + b'"}\n' + records(1)))
    error, document = stream(path)
    assert isinstance(error, Skipped)
    assert error.reason.startswith("line 1: more than 1 MiB")
    assert isinstance(document, Document)


def test_a_billion_blank_lines_end_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"\n" * 3_000_000 + records(1)))
    (error,) = stream(path)
    assert isinstance(error, Skipped)
    assert "blank lines" in error.reason


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "gb18030", "utf-8-sig"])
def test_records_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(records(20_000).decode("utf-8").encode(encoding))  # beyond the first MiB
    texts = [source.raw.text for source in sources(path) if isinstance(source, Source)]  # type: ignore[union-attr]
    assert len(texts) == 20_000
    assert set(texts) == {SENTENCE * 2}


def test_the_same_id_in_two_files_is_told_apart(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_bytes(records(1))
    assert [document.id for document in read(tmp_path)] == ["r0", "r0~2"]


def test_seen_remembers_the_first_number() -> None:
    seen = Seen()
    assert seen.add("名\udcff", 3) is None
    assert seen.add("名\udcff", 4) == 3
    assert "名\udcff" in seen
    assert "名" not in seen
