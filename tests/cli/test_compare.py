"""``policynlp compare`` as a user calls it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.calling import policynlp

TWO = ("seeds/002*", "seeds/004*")


def test_the_first_lines_say_what_matters_and_all_fits() -> None:
    code, out, err = policynlp("compare", *TWO)
    assert code == 0, err
    assert err == ""
    lines = out.splitlines()
    assert max(map(cell_len, lines)) <= 100
    head = "\n".join(lines[:14])
    for start in ("topics +distance 0", "terms +A says more often", "text ", "names ", "figures "):
        assert re.search(f"^{start}", head, re.MULTILINE), start
    assert "电子政务发展指数" in out.split("figures in several groups")[1]
    assert "\x1b[" not in out


def test_many_groups_are_told_by_what_their_titles_do_not_share(tmp_path: Path) -> None:
    for place in "京津沪渝冀晋鲁":
        (tmp_path / f"2026_{place}_report.txt").write_text(
            f"要推进{place}的数字经济发展。\n\n培育数据要素市场。", encoding="utf-8"
        )
    code, out, err = policynlp("compare", tmp_path, "--only", "terms")
    assert code == 0, err
    assert re.search("^沪 +none beyond chance", out, re.MULTILINE)
    assert "7 groups, " in out


def test_a_folder_gets_a_table_for_each_part(tmp_path: Path) -> None:
    code, _, err = policynlp("compare", "seeds", "-o", tmp_path / "out", "--format", "json")
    assert code == 0, err
    everything = json.loads((tmp_path / "out" / "comparison.json").read_text("utf-8"))
    assert len(everything["groups"]) == 5
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names >= {
        "topics.csv",
        "terms.csv",
        "text.csv",
        "names.csv",
        "figures.csv",
        "citations.graphml",
    }
    assert everything["figures"]["counts"]["agree"] > 20
    rows = csv.DictReader(io.StringIO((tmp_path / "out" / "names.csv").read_text("utf-8-sig")))
    assert any(row["name"] == "国务院" for row in rows)


def test_one_part_as_csv_by_a_field(tmp_path: Path) -> None:
    for name, year in (("a", "2020"), ("b", "2021"), ("c", "2021")):
        text = f"{year}年，要发展第{name}项数字经济，培育数据要素市场，提升政务服务水平。"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "metadata.csv").write_text(
        "file,date\na.txt,2020-01-01\nb.txt,2021-01-01\n", encoding="utf-8"
    )
    code, out, err = policynlp(
        "compare", tmp_path, "--by", "year", "--only", "text", "--format", "csv"
    )
    assert code == 0, err
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["group_a"], row["group_b"], row["kind"]) == ("2020", "2021", "near-identical")
    assert err == "Left out 1 without year: c\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["seeds/002*"], "there is only one"),
        (["seeds", "--by", "nothing"], "nothing to compare by nothing"),
        (["seeds", "--format", "csv"], "name one part with --only"),
        (["seeds", "--only", "all"], "'all' is not one of"),
        (["nowhere.txt", "seeds"], "nowhere.txt"),
    ],
)
def test_bad_calls_give_one_clear_line(args: list[str], said: str) -> None:
    code, out, err = policynlp("compare", *args)
    assert code in (1, 2)
    assert out == ""
    assert "Traceback" not in err
    assert said in err


def test_two_texts_that_are_too_short_for_topics_are_compared_without(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("国务院要求加快推进数字政府建设。", encoding="utf-8")
    (tmp_path / "b.txt").write_text("国务院要求加快推进数字政府建设。", encoding="utf-8")
    code, out, err = policynlp("compare", tmp_path)
    assert code == 0, err
    assert err.startswith("No topics: ")
    assert "国务院" in out
    code, out, err = policynlp("compare", tmp_path, "--only", "topics")
    assert (code, out) == (2, "")
