"""Concordance lines: each occurrence in its context, in linear time whatever the pattern."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from policynlp import Corpus, kwic, read
from policynlp.aligned import AlignedText
from policynlp.cli.kwic import command
from policynlp.concordance.lines import iter_lines
from policynlp.documents import Article, Document, Passage
from policynlp.errors import UsageError
from tests.cli.calling import policynlp


def document(text: str) -> Document:
    passage = Passage("a-001", AlignedText.of(text), section=("一、总则",))
    return Document("a", "a.txt", text, articles=(Article("a", passages=(passage,)),))


def keywords(text: str, pattern: str, by: str = "text") -> list[str]:
    return list(kwic([document(text)], pattern, by=by).keyword)  # type: ignore[arg-type]


def test_each_line_leads_back_to_the_source(seeds: Corpus) -> None:
    found = kwic(seeds, "数字经济", width=8)
    assert len(found) > 50
    for line in found.itertuples():
        raw = seeds[line.document].raw[line.start : line.end]
        assert raw.replace("\n", "").replace(" ", "") == line.keyword == "数字经济"
        assert len(line.left) <= 8
        assert len(line.right) <= 8


def test_lines_are_a_data_frame_also_without_any(seeds: Corpus) -> None:
    found, none = kwic(seeds, "政务服务"), kwic(seeds, "没有这样的词")
    columns = ["left", "keyword", "right", "document", "section", "passage", "start", "end"]
    for frame in (found, none):
        assert isinstance(frame, pd.DataFrame)
        assert list(frame.columns) == columns
        assert list(frame.dtypes) == [pd.Series([], dtype="str").dtype] * 6 + ["int64"] * 2
    assert set(found.keyword) == {"政务服务"}
    assert len(none) == 0
    assert [*found.iloc[0]] == [*astuple(next(iter_lines(seeds, "政务服务")))]


def test_what_is_selected_from_lines_is_a_concordance_and_its_frame_is_plain(seeds: Corpus) -> None:
    found = kwic(seeds, "政务服务")
    chosen = found[found.document == found.document.iloc[0]].sort_values("left")
    assert 0 < len(chosen) < len(found)
    assert "<mark>" in chosen._repr_html_()
    assert type(found.to_frame()) is pd.DataFrame
    assert "<mark>" not in found.to_frame()._repr_html_()
    assert "<mark>" not in found.groupby("document").count()[["end"]]._repr_html_()


def test_a_bad_pattern_is_told_before_a_document_is_read() -> None:
    def unread() -> Iterator[Document]:
        pytest.fail("read")
        yield

    with pytest.raises(UsageError):
        iter_lines(unread(), "(", by="regex")


def test_text_is_found_in_traditional_and_full_width_form_and_is_no_pattern() -> None:
    assert keywords("５Ｇ与5G，新興产业", "5G") == ["５Ｇ", "5G"]
    assert keywords("５Ｇ与5G，新興产业", "新兴") == ["新興"]
    assert keywords("(a+)+，aaa", "(a+)+") == ["(a+)+"]


def test_regular_expressions_know_chinese_and_leave_out_empty_matches() -> None:
    assert keywords("增长12%，😀下降3.5%", r"[\d.]+%", "regex") == ["12%", "3.5%"]
    assert keywords("a政策b", r"\p{Han}*", "regex") == ["政策"]
    assert keywords("\ud800增长12%", r"\d+", "regex") == ["12"]
    assert keywords("\ud800增长12%", "增长") == ["增长"]


def test_names_are_found_by_label_and_by_what_they_stand_for() -> None:
    text = "工信部与财政部印发《数据管理办法》。工业和信息化部负责解释。"
    assert keywords(text, "ORG", "label") == ["工信部", "财政部", "工业和信息化部"]
    assert keywords(text, "工业和信息化部", "canonical") == ["工信部", "工业和信息化部"]


@pytest.mark.parametrize(
    ("pattern", "by"),
    [
        ("", "text"),
        ("(", "regex"),
        ("a{99999999}", "regex"),
        ("(?R)", "regex"),
        ("(?:a?){1000}" * 50, "regex"),
        ("(" * 5000 + ")" * 5000, "regex"),
        ("GPE", "label"),
    ],
)
def test_a_bad_pattern_is_one_clear_error(pattern: str, by: str) -> None:
    with pytest.raises(UsageError):
        keywords("甲", pattern, by)


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(a|a)*b", "(.*?,){11}P", "(((a?)*)*)*b", "^(a?){300}b"]
)
def test_a_pattern_that_would_backtrack_for_ever_does_not(pattern: str) -> None:
    assert keywords("a," * 20_000, pattern, "regex") == []


def test_the_view_is_aligned_and_escaped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "关于<b>园区</b>的说明，<script>alert(1)</script>，园区成效明显，值得推广。"
    path.write_text(text, encoding="utf-8")
    view = kwic(read(path), "园区")._repr_html_()
    assert "<script>" not in view
    assert "<b>" not in view
    assert "<mark>园区</mark>" in view
    assert view.count("text-align:right") == view.count("text-align:center") == 3
    assert "2 lines" in view


@given(
    st.text(alphabet="ab甲Ａ新興\n ", max_size=40),
    st.text(alphabet="ab甲a新兴", min_size=1, max_size=3),
)
def test_lines_are_cut_from_the_text(text: str, pattern: str) -> None:
    end = 0
    for line in iter_lines([document("。" + text)], pattern, width=4):
        assert line.start >= end
        end = line.end
        around = line.left + line.keyword + line.right
        assert ("。" + text).startswith(around, line.start - len(line.left))


def test_the_table_fits_a_hundred_columns_with_keywords_in_one_column(tmp_path: Path) -> None:
    text = "全市QX平台用户达到三百万人，" + "比上年增长，成效明显，" * 5 + "各地QX建设加快。"
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    code, out, err = policynlp("kwic", "QX", path)
    assert code == 0, err
    lines = [line for line in out.splitlines() if "QX" in line]
    assert len({cell_len(line[: line.index("QX")]) for line in lines}) == 1 < len(lines)
    assert max(map(cell_len, out.splitlines())) <= 100


def test_the_command_writes_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("政务服务能力明显提升，电子政务发展指数全球排名上升。", encoding="utf-8")
    texts = {}
    for format_ in ("csv", "json"):
        asked = ["政务", str(path), "--format", format_, "--width", "2"]
        result = CliRunner().invoke(command, asked)
        assert result.exit_code == 0, result.output
        texts[format_] = result.stdout
    rows = list(csv.DictReader(io.StringIO(texts["csv"])))
    assert [(row["left"], row["keyword"], row["right"]) for row in rows] == [
        ("", "政务", "服务"),
        ("电子", "政务", "发展"),
    ]
    assert len(json.loads(texts["json"])["lines"]) == 2


def test_the_command_tells_of_a_bad_pattern_in_one_line() -> None:
    code, out, err = policynlp("kwic", "(", "seeds/004*", "--by", "regex")
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
