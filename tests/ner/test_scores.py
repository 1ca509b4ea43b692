"""Attributes of metrics against an annotation: what makes a difference, and what is not scored."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from policynlp.cli.evaluate import command
from policynlp.errors import FormatError
from policynlp.figures import Metric
from policynlp.ner.annotations import AnnotatedText, Annotation, read_annotations
from policynlp.ner.evaluation import evaluate_pipeline
from policynlp.ner.metric_scores import annotated, attribute_scores, compare

METRIC = Metric(
    0, 4, Decimal("32160000000000"), "元", "level", indicator="进出口总值", period="2020年底",
    scope="我国", bound=">=", status="target",
)  # fmt: skip
GOLD: dict[str, Any] = {
    "value": 32.16e12, "unit": "元", "kind": "level", "indicator": "进出口总值",
    "period": "2020年底", "scope": "我国", "bound": ">=", "status": "target",
}  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"value": 32.17e12},
        {"unit": " 元"},
        {"scope": "全国"},
        {"scope": "中国"},
        {"period": "截至2020年末"},
        {"period": "2020"},
        {"indicator": "进出口 总值"},
    ],
)
def test_what_makes_no_difference(change: dict[str, Any]) -> None:
    assert set(compare(METRIC, GOLD | change).values()) == {1.0}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("value and unit", {"value": 32.5e12}),
        ("value and unit", {"unit": "美元"}),
        ("kind", {"kind": "share"}),
        ("bound", {"bound": "~"}),
        ("direction", {"direction": "up"}),
        ("status", {"status": ""}),
        ("period", {"period": "2021年底"}),
        ("scope", {"scope": ""}),
        ("indicator", {"indicator": "进口总值"}),
    ],
)
def test_what_makes_a_difference(name: str, change: dict[str, Any]) -> None:
    agreed = compare(METRIC, GOLD | change)
    assert agreed.pop(name) < 1
    assert set(agreed.values()) == {1.0}


def test_the_percentage_point_has_two_names() -> None:
    metric = Metric(0, 4, Decimal("3.9"), "个百分点", "change")
    assert compare(metric, {"value": 3.9, "unit": "百分点"})["value and unit"] == 1
    assert compare(metric, {"value": 3.9, "unit": "%"})["value and unit"] == 0


words = st.text(alphabet="甲乙丙 ", max_size=6)


@given(words, words)
def test_the_overlap_of_indicators_is_symmetric_and_within_0_and_1(one: str, other: str) -> None:
    def overlap(found: str, gold: str) -> float:
        metric = Metric(0, 1, Decimal(1), "", "level", indicator=found)
        return compare(metric, {"indicator": gold})["indicator"]

    assert 0 <= overlap(one, other) == overlap(other, one) <= 1
    assert overlap(one, one) == 1


def test_an_attribute_that_no_annotation_has_is_not_scored() -> None:
    assert annotated([{"value": 5, "unit": "%"}, {"scope": "全国"}]) == ("value and unit", "scope")
    assert annotated([{}]) == ()
    scores = attribute_scores(
        [[{"bound": 1.0}], [], [{"bound": 0.0, "kind": 1.0}]], ["bound", "kind"]
    )
    assert (scores["bound"].count, scores["bound"].score) == (2, 0.5)
    assert scores["kind"].count == 1
    low, high = scores["bound"].interval
    assert low <= 0.5 <= high


TEXT = "2020年底，我国网民规模达9.89亿人。"


def passage(**values: Any) -> AnnotatedText:
    start = TEXT.index("9.89")
    return AnnotatedText("a", "a", TEXT, (Annotation(start, start + 6, "METRIC", values),))


def test_a_status_that_was_not_annotated_is_not_wrong(nlp: Language) -> None:
    result = evaluate_pipeline(nlp, [passage(value=9.89e8, unit="人", kind="level")])
    assert set(result.attributes) == {"value and unit", "kind"}
    assert result.errors == []


def test_a_wrong_attribute_is_an_error_that_says_both(nlp: Language) -> None:
    result = evaluate_pipeline(
        nlp, [passage(value=9.89e8, unit="人", kind="level", period="2021年底")]
    )
    (error,) = result.errors
    assert (error.kind, error.label, error.found, error.gold) == (
        "period", "METRIC", "2020年底", "2021年底",
    )  # fmt: skip
    assert result.attributes["period"].score == 0


def test_the_command_gives_both_as_json_and_as_a_table(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    start = TEXT.index("9.89")
    span = {"start": start, "end": start + 6, "label": "METRIC"}
    span |= {"value": 9.89e8, "unit": "人", "kind": "share"}
    path.write_text(json.dumps({"id": "a", "text": TEXT, "spans": [span]}), encoding="utf-8")
    result = CliRunner().invoke(command, [str(path), "--format", "json"])
    found = json.loads(result.output)
    assert found["scores"]["METRIC"]["f1"] == 1
    assert found["attributes"]["kind"]["score"] == 0
    assert [error["kind"] for error in found["errors"]] == ["kind"]
    shown = CliRunner().invoke(command, [str(path)]).output
    assert "value and unit" in shown
    assert "found 'level', not 'share'" in shown


@pytest.mark.parametrize("values", [{"value": "many"}, {"value": None}, {"scope": 5}])
def test_an_attribute_of_another_type_is_named_with_its_line(
    tmp_path: Path, values: dict[str, Any]
) -> None:
    path = tmp_path / "gold.jsonl"
    span = {"start": 0, "end": 5, "label": "METRIC", **values}
    path.write_text(json.dumps({"id": "a", "text": TEXT, "spans": [span]}), encoding="utf-8")
    with pytest.raises(FormatError, match="line 1"):
        read_annotations(path)
