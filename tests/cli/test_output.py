"""Results that leave the program."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from policynlp.cli.console import bar
from policynlp.cli.output import deliver, to_csv
from policynlp.figures import COLUMNS
from policynlp.ner import facts
from policynlp.parallel import FACTS
from tests.cli.calling import policynlp


@pytest.mark.parametrize("cell", ['=HYPERLINK("http://x")', "+1", "-1", "@x", "\tx"])
def test_a_formula_in_a_cell_becomes_text(cell: str) -> None:
    (row,) = csv.DictReader(io.StringIO(to_csv([{"a": cell, "b": -1.5}])))
    assert row["a"] == "'" + cell
    assert row["b"] == "-1.5"


@pytest.mark.parametrize("command", [["facts"], ["tag"], ["kwic", "经济"]])
def test_a_table_without_rows_has_its_header(command: list[str], tmp_path: Path) -> None:
    text, full = tmp_path / "none.txt", tmp_path / "some.txt"
    text.write_text("没有数字，也没有名称。\n", encoding="utf-8")
    full.write_text("2024年，工业和信息化部统计，数字经济规模达10万亿元。\n", encoding="utf-8")
    code, empty, err = policynlp(*command, text, "--format", "csv")
    assert (code, err) == (0, "")
    _, some, _ = policynlp(*command, full, "--format", "csv")
    header, row = some.splitlines()[:2]
    assert empty == header + "\n"
    assert row


def test_facts_have_the_columns_of_the_store() -> None:
    assert tuple(FACTS) == COLUMNS
    assert list(facts([]).to_frame()) == list(COLUMNS)


def test_nothing_half_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("policynlp.cli.output.os.replace", fail)
    with pytest.raises(OSError, match="disk full"):
        deliver("new", path)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_bars_are_as_long_as_their_share() -> None:
    assert bar(0) == "    "
    assert bar(1) == "████"
    assert bar(0.5) == "██  "
    assert len(bar(0.33)) == 4


@pytest.mark.parametrize("command", ["read", "segment", "facts", "tag", "terms", "topics"])
def test_a_suffix_that_no_format_has_is_refused(command: str) -> None:
    code, out, err = policynlp(command, "seeds", "-o", "table.xlsx")
    assert code == 2
    assert out == ""
    assert "no format named xlsx" in err


@pytest.mark.parametrize(
    ("command", "suffix"), [("read", "csv"), ("facts", "CSV"), ("tag", "json")]
)
def test_the_suffix_of_the_output_names_its_format(
    tmp_path: Path, command: str, suffix: str
) -> None:
    path = tmp_path / f"out.{suffix}"
    code, _, err = policynlp(command, "seeds/004*", "-o", path)
    assert code == 0, err
    text = path.read_text(encoding="utf-8-sig")
    if suffix == "json":
        json.loads(text)
    else:
        assert len(list(csv.DictReader(io.StringIO(text)))) > 3
