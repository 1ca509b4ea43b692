"""What a verdict rests on is shown, also where no word of the sentence names it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from policynlp import compare
from policynlp.comparison import Comparison
from policynlp.figures.days import days_written
from policynlp.report import render
from policynlp.report.comparison import comparison
from policynlp.report.page import both
from tests.cli.calling import policynlp
from tests.comparison.making import document

HEADED = "一、2016—2020年工作回顾"
SAID = "新建农村公路{}公里，群众出行更加便利。"


@pytest.fixture(scope="module")
def found() -> Comparison:
    """A figure of a heading's years beside one that is presumed to be of the year before."""
    return compare(
        document("a", HEADED, SAID.format("1200")),
        document("b", "五年来，" + SAID.format("1500"), date="2022"),
    )


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2020, 1, 1), date(2020, 12, 31), "2020"),
        (date(2016, 1, 1), date(2020, 12, 31), "2016—2020"),
        (date(2020, 2, 1), date(2020, 2, 29), "2020-02"),
        (date(2020, 1, 1), date(2020, 6, 30), "2020-01—2020-06"),
        (date(2020, 6, 30), date(2020, 6, 30), "2020-06-30"),
        (date(2020, 6, 3), date(2021, 6, 30), "2020-06-03—2021-06-30"),
        (None, date(2020, 12, 31), "2020-12-31"),
        (date(9999, 12, 1), date(9999, 12, 31), "9999-12"),
        (None, None, ""),
    ],
)
def test_days_are_written_as_years_or_months(
    first: date | None, last: date | None, written: str
) -> None:
    assert days_written(first, last) == written


def test_rows_tell_days_and_where_they_are_from(found: Comparison) -> None:
    (row,) = found.figures.rows()
    assert row["verdict"] == "other period"
    assert [row[f"left_period{end}"] for end in ("", "_start", "_end", "_from")] == [
        "", "2016-01-01", "2020-12-31", "section",
    ]  # fmt: skip
    assert [row[f"right_period{end}"] for end in ("", "_start", "_end", "_from")] == [
        "五年来", "2017-01-01", "2021-12-31", "document",
    ]  # fmt: skip
    (pair,) = found.to_dict(["figures"])["figures"]["pairs"]
    assert pair["left"]["period_end"] == "2020-12-31"
    assert pair["right"]["period_from"] == "document"


def test_views_tell_them_too(found: Comparison) -> None:
    assert "2016—2020 (section)" in found.figures._repr_html_()
    page = render(("比较", "Comparison"), [comparison(found, ["figures"])])
    assert "2016—2020（" + both("节", "section") + "）" in page
    assert "五年来 2017—2021（" in page
    data = page.split('id="pairs-data">')[1].split("</script>")[0]
    columns = json.loads(data)["columns"]
    assert {"left_period_start", "right_period_from"} <= set(columns)


def test_the_terminal_shows_the_whole_span(tmp_path: Path) -> None:
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path, length in zip(paths, ("1200", "1500"), strict=True):
        path.write_text(f"{HEADED}\n\n{SAID.format(length)}\n", encoding="utf-8")
    code, out, err = policynlp("compare", *paths, "--only", "figures")
    assert code == 0, err
    assert out.count("2016—2020 (section)") == 2
    assert max(map(cell_len, out.splitlines())) <= 100
    code, out, _ = policynlp("compare", *paths, "--only", "figures", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert row["left_period_end"] == "2020-12-31"
