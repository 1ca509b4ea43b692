"""Results that leave the program."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from policynlp.cli.console import bar
from policynlp.cli.output import deliver, to_csv


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
