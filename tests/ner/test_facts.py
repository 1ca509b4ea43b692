"""Facts of documents: places in the source, table, notebook view, command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from policynlp import Corpus, facts, read
from policynlp.cli.facts import command
from policynlp.figures import Facts


@pytest.fixture(scope="module")
def found(seeds: Corpus) -> Facts:
    return facts(seeds)


def test_each_figure_stands_at_its_place_in_the_source(seeds: Corpus, found: Facts) -> None:
    assert len(found) > 400
    for fact in found:
        raw = seeds[fact.document].raw[fact.source_start : fact.source_end]
        first = fact.metric.start - fact.sentence_start
        figure = fact.sentence[first : first + fact.metric.end - fact.metric.start]
        assert raw.replace("\n", "").replace(" ", "") == figure.replace(" ", "")


def test_the_frame_has_one_row_a_figure(found: Facts) -> None:
    frame = found.to_frame()
    assert len(frame) == len(found)
    assert {"value", "unit", "indicator", "period", "scope", "status", "sentence"} <= {*frame}


def test_the_view_marks_and_escapes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "关于<b>园区</b>的说明\n\n2020年，<script>产值增长5%，成效明显。\n", encoding="utf-8"
    )
    view = facts(read(path))._repr_html_()
    assert "<script>" not in view
    assert "&lt;script&gt;" in view
    assert '<mark class="figure" title="figure"' in view
    assert '<mark class="period" title="period"' in view


def test_a_long_sentence_is_cut_around_its_figure(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲" * 3000 + "增长5%" + "乙" * 3000, encoding="utf-8")
    (fact,) = facts(read(path))
    assert len(fact.sentence) < 600
    assert "增长5%" in fact.sentence


@pytest.mark.parametrize("format_", ["json", "jsonl", "csv", "table"])
def test_the_command_writes_every_format(tmp_path: Path, format_: str) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "out"
    source.write_text("力争2025年产值增长5%，建成园区3个。\n", encoding="utf-8")
    result = CliRunner().invoke(
        command, [str(source), "--format", format_, "-o", str(target), "-q"]
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    text = target.read_text(encoding="utf-8")
    assert "产值" in text
    if format_ == "json":
        rows = json.loads(text)["facts"]
        assert [row["value"] for row in rows] == [5, 3]
        assert {row["status"] for row in rows} == {"target"}
