import os
from pathlib import Path

import pytest

from policynlp.errors import ReadError, UnsupportedFormatError
from policynlp.reading import find_files


def names(found):
    return [path.name for path in found.files]


@pytest.fixture
def tree(tmp_path):
    for name in ["b.txt", "a.md", "c.TXT.gz", "sub/d.jsonl", ".hidden.txt", ".git/e.txt",
                 "metadata.csv", "old.doc", "seal.ofd", "x.tar.gz", "README"]:  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    return tmp_path


def test_directory_in_stable_order(tree):
    found = find_files(tree)
    assert names(found) == ["a.md", "b.txt", "c.TXT.gz", "d.jsonl"]
    assert [path.name for path in found.tables] == ["metadata.csv"]


def test_skipped_files_say_what_to_do(tree):
    reasons = {error.path.name: error.problem for error in find_files(str(tree)).skipped}
    assert set(reasons) == {"old.doc", "seal.ofd", "x.tar.gz", "README"}
    assert "soffice --headless --convert-to docx old.doc" in reasons["old.doc"]
    assert "PDF" in reasons["seal.ofd"]


def test_folder_that_cannot_be_listed_loses_no_other(tree, monkeypatch):
    scandir = os.scandir

    def guarded(path):
        if os.fspath(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    found = find_files(tree)
    assert names(found) == ["a.md", "b.txt", "c.TXT.gz"]
    assert "Permission denied" in [error.problem for error in found.skipped]


def test_symbolic_link_loop_ends(tree):
    (tree / "sub" / "up").symlink_to(tree, target_is_directory=True)
    assert names(find_files(tree)) == ["a.md", "b.txt", "c.TXT.gz", "d.jsonl"]


def test_what_is_no_file_is_named_and_not_opened(tree):
    os.mkfifo(tree / "pipe.txt")
    (tree / "lost.txt").symlink_to(tree / "nowhere.txt")
    found = find_files(tree)
    assert names(found) == ["a.md", "b.txt", "c.TXT.gz", "d.jsonl"]
    problems = {Path(error.path).name: error.problem for error in found.skipped}
    assert "pipe" in problems["pipe.txt"]
    (pipe,) = (e for e in found.skipped if Path(e.path).name == "pipe.txt")
    assert isinstance(pipe, UnsupportedFormatError)  # nothing failed
    assert "leads nowhere" in problems["lost.txt"]


def test_globs_and_repeats(tree):
    assert names(find_files(f"{tree}/**/*.jsonl")) == ["d.jsonl"]
    assert names(find_files([tree / "b.txt", tree])) == ["b.txt", "a.md", "c.TXT.gz", "d.jsonl"]


@pytest.mark.parametrize("name", ["no.txt", "*.pdf"])
def test_nothing_there_is_an_error(tree, name):
    with pytest.raises(ReadError, match="no "):
        find_files(tree / name)


def test_brackets_in_a_real_name_are_no_pattern(tmp_path):
    (tmp_path / "国发[2021]1号.txt").write_text("x")
    assert names(find_files(tmp_path / "国发[2021]1号.txt")) == ["国发[2021]1号.txt"]
