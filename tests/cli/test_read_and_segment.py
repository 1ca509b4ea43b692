"""``policynlp read`` and ``policynlp segment`` as a user calls them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.calling import ROOT, policynlp

SENTENCE = "加快推进数字政府建设，提升政务服务效能。"


def test_read_shows_articles_sections_and_passages() -> None:
    code, out, err = policynlp("read", "seeds")
    assert code == 0
    assert err == ""
    assert "总值32.16万亿元 我国货物贸易进出口再创新高" in out
    assert "一、发展数字经济意义重大" in out
    assert "[teaser]" in out


def test_read_as_json_and_csv_gives_places_in_the_source() -> None:
    code, out, _ = policynlp("read", "seeds", "--format", "json")
    assert code == 0
    documents = json.loads(out)["documents"]
    assert len(documents) == 5
    _, out, _ = policynlp("read", "seeds", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    raw = next((ROOT / "seeds").glob("004*")).read_text(encoding="utf-8")
    row = next(r for r in rows if r["document"].startswith("004") and r["text"])
    assert raw[int(row["start"]) : int(row["end"])] == row["text"]


def test_output_is_utf8_where_the_locale_is_c() -> None:
    code, out, _ = policynlp("read", "seeds", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert code == 0
    assert "数字中国发展报告" in out


def test_segment_reads_files_and_standard_input(tmp_path: Path) -> None:
    code, out, _ = policynlp("segment", given=SENTENCE.encode("gb18030"))
    assert code == 0
    assert "数字政府" in out.split()
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    _, out, _ = policynlp("segment", path, "--format", "tsv", "--granularity", "fine")
    header, *rows = [line.split("\t") for line in out.splitlines()]
    assert header == ["id", "start", "end", "origin", "word"]
    assert "".join(row[4] for row in rows) == SENTENCE
    _, out, _ = policynlp("segment", path, "--format", "jsonl")
    assert json.loads(out)["text"] == SENTENCE


def test_segment_obeys_the_users_lexicon(tmp_path: Path) -> None:
    lexicon = tmp_path / "words.txt"
    lexicon.write_text("推进数字\n", encoding="utf-8")
    _, out, _ = policynlp("segment", "--lexicon", lexicon, given=SENTENCE.encode())
    assert "推进数字" in out.split()


def test_some_failed_inputs_give_exit_code_1_and_a_summary(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    code, out, err = policynlp("read", tmp_path)
    assert code == 1
    assert SENTENCE in out
    assert "Skipped 1:" in err
    assert "empty.txt: empty file" in err


@pytest.mark.parametrize(
    ("args", "code", "line"),
    [
        (["read"], 2, "Missing argument"),
        (["read", "nowhere.txt"], 2, "nowhere.txt: no such file"),
        (["read", "seeds", "--without", "typo"], 2, "no cleaning step 'typo'"),
        (["read", "seeds", "--format", "yaml"], 2, "'yaml' is not one of"),
        (["segment", "seeds", "--lexicon", "nowhere.txt"], 2, "nowhere.txt"),
        (["reed"], 2, "No such command"),
        (["read", "seeds", "-o", "LICENSE/out.txt"], 2, "can't write"),
    ],
)
def test_a_mistake_gives_one_clear_line(args: list[str], code: int, line: str) -> None:
    status, out, err = policynlp(*args)
    assert status == code
    assert out == ""
    assert line in err
    assert "Traceback" not in err


def test_an_empty_folder_is_no_traceback(tmp_path: Path) -> None:
    code, _, err = policynlp("read", tmp_path)
    assert code == 1
    assert err.startswith("Error: no documents in")


def test_output_goes_whole_into_a_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "passages.csv"
    code, out, _ = policynlp("read", "seeds", "--format", "csv", "-o", path)
    assert code == 0
    assert out == ""
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [p.name for p in path.parent.iterdir()] == ["passages.csv"]


def test_help_names_every_command_and_is_quick_to_load() -> None:
    code, out, _ = policynlp("--help")
    assert code == 0
    assert all(name in out for name in ("topics", "read", "segment"))
    probe = (
        "import sys, policynlp.cli; print(sorted({'numpy', 'pandas', 'sklearn'} & {*sys.modules}))"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
