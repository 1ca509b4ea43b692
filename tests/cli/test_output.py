"""Results that leave the program."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from policynlp.cli.console import bar
from policynlp.cli.output import deliver, to_csv
from tests.cli.calling import policynlp


@pytest.mark.parametrize("cell", ['=HYPERLINK("http://x")', "+1", "-1", "@x", "\tx"])
def test_a_formula_in_a_cell_becomes_text(cell: str) -> None:
    (row,) = csv.DictReader(io.StringIO(to_csv([{"a": cell, "b": -1.5}])))
    assert row["a"] == "'" + cell
    assert row["b"] == "-1.5"


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
