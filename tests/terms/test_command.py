"""``policynlp terms`` as a user calls it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policynlp.cli.terms import command
from policynlp.segment import Lexicon

SENTENCES = [
    "各地优化营商环境。",
    "营商环境持续改善。",
    "企业评价营商环境，",
    "良好的营商环境。",
    "营商环境好。",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number, sentence in enumerate(SENTENCES):
        text = f"{sentence}本市今年的工作就是这样开展起来的，大家都很满意，明年还要继续这样做下去。"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def call(*args: str | Path) -> Result:
    return CliRunner().invoke(command, [*map(str, args), "--no-shipped-lexicon"])


def test_the_table_shows_term_counts_and_example(folder: Path) -> None:
    result = call(folder)
    assert result.exit_code == 0
    row = next(line for line in result.output.splitlines() if line.split()[:2] == ["1", "营商环境"])
    assert row.split()[2:4] == ["5", "5"]
    assert len(row.split()) > 4


def test_two_processes_find_what_one_finds(folder: Path) -> None:
    found = {call(folder, "--format", "json", "--jobs", jobs).output for jobs in ("1", "2")}
    assert len(found) == 1
    assert "营商环境" in found.pop()


def test_a_document_that_fails_is_recorded_and_the_rest_is_done(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 20)
    out = folder.parent / "terms.csv"
    assert call(folder, "-o", out).exit_code == 1
    assert "营商环境" in out.read_text("utf-8-sig")
    (row,) = map(json.loads, (folder.parent / "terms.csv.errors.jsonl").read_text().splitlines())
    assert row["path"].endswith("bad.txt")
    (folder / "bad.txt").unlink()
    assert call(folder, "-o", out).exit_code == 0
    assert not (folder.parent / "terms.csv.errors.jsonl").exists()


def test_csv_and_json_tell_where_the_example_stands(folder: Path) -> None:
    row = next(csv.DictReader(io.StringIO(call(folder, "--format", "csv").output)))
    raw = (folder / f"{row['document']}.txt").read_text(encoding="utf-8")
    assert raw[int(row["start"]) : int(row["end"])] == row["text"] == "营商环境"
    first = json.loads(call(folder, "--format", "json").output)[0]
    assert first["words"] == ["营商", "环境"]
    assert first["example"]["sentence"] in raw


def test_the_lexicon_it_writes_is_known_in_the_next_call(folder: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.tsv"
    assert call(folder, "--format", "tsv-lexicon", "-o", words).exit_code == 0
    assert "营商环境" in Lexicon.from_file(words)
    result = call(folder, "--lexicon", words)
    assert "No terms; a lower --min-count finds rarer ones." in result.output


def test_top_and_min_count_bound_the_list(folder: Path) -> None:
    assert "营商环境" not in call(folder, "--min-count", "6").output
    assert len(call(folder, "--min-count", "2", "--top", "1").output.splitlines()) == 2
    assert call(folder, "--min-count", "1").exit_code == 2


def test_the_shipped_terms_are_left_out_by_default(folder: Path) -> None:
    result = CliRunner().invoke(command, [str(folder)])
    assert result.exit_code == 0
    assert "营商环境" not in result.output
