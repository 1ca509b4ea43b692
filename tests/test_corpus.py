"""Reading and cleaning together: folders, metadata, what is skipped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policynlp import Corpus, Document, read
from policynlp.errors import ReadError, ResourceError

SENTENCE = "加快推进数字政府建设，提升政务服务效能，优化营商环境，更好服务企业和群众。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text(SENTENCE, encoding="gb18030")
    (tmp_path / "a.md").write_text(f"# 工作方案\n\n{SENTENCE}", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text(SENTENCE * 2, encoding="utf-8-sig")
    (tmp_path / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(bytes(range(256)) * 20)
    rows = [{"id": "r1", "text": SENTENCE, "year": 2021}, {"id": "r2", "text": SENTENCE}]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (tmp_path / "records.jsonl").write_text("\n".join([lines[0], "{oops", lines[1]]), "utf-8")
    return tmp_path


def test_a_folder_of_mixed_files_gives_what_can_be_read(folder: Path) -> None:
    corpus = read(folder)
    assert [d.id for d in corpus] == ["a", str(folder / "b.txt"), "r1", "r2",
                                      str(folder / "sub" / "b.txt")]  # fmt: skip
    assert [d.encoding for d in corpus][:2] == ["utf-8", "gb18030"]
    reasons = {Path(s.path).name: s for s in corpus.skipped}
    assert not reasons["old.doc"].failed
    assert "soffice" in reasons["old.doc"].reason
    assert reasons["empty.txt"].reason == "empty file"
    assert reasons["picture.txt"].failed
    assert "line 2" in reasons["records.jsonl"].reason


def test_the_result_does_not_depend_on_the_file_systems_order(folder: Path) -> None:
    once, again = read(folder), read([folder])
    assert [d.to_dict() for d in once] == [d.to_dict() for d in again]


def test_fields_of_a_record_are_its_metadata(folder: Path) -> None:
    record = read(folder / "records.jsonl")["r1"]
    assert record.metadata["year"] == 2021
    assert record.metadata_origin["year"] == "file"


def test_a_metadata_table_wins_over_what_the_text_says(folder: Path) -> None:
    (folder / "metadata.csv").write_text("file,province,year\na.md,浙江省,2022\n", "utf-8")
    document = read(folder)["a"]
    assert document.metadata["province"] == "浙江省"
    assert document.metadata_origin["province"] == "metadata table"


def test_a_metadata_table_with_a_wrong_name_is_an_error(folder: Path) -> None:
    (folder / "metadata.csv").write_text("file,year\nnowhere.txt,2022\n", "utf-8")
    with pytest.raises(ResourceError, match=r"metadata\.csv, line 2: nowhere\.txt"):
        read(folder)


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "nowhere")


def test_a_glob_and_a_list_are_read(folder: Path) -> None:
    assert len(read(str(folder / "*.md"))) == 1
    assert len(read([folder / "a.md", folder / "b.txt"])) == 2


def test_progress_names_each_file(folder: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    read(folder / "a.md", progress=lambda *step: seen.append(step))
    assert seen == [(0, 1, str(folder / "a.md"))]


def test_corpus_is_a_sequence_with_a_table(seeds: Corpus) -> None:
    assert len(seeds[:2]) == 2
    assert seeds[seeds[0].id] is seeds[0]
    frame = seeds.to_frame()
    assert list(frame["passages"]) == [len(list(d.passages())) for d in seeds]
    assert len(list(seeds.articles())) == 16


def test_two_documents_with_one_id_are_refused() -> None:
    document = Document("x", "x.txt", "")
    with pytest.raises(ValueError, match="same id"):
        Corpus([document, document])
