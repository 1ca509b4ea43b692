"""Figures of a row that are each of a place or a body of their own."""

from __future__ import annotations

import pytest

from policynlp.figures import bind
from policynlp.grammar import find_quantities


@pytest.mark.parametrize(
    ("text", "scopes", "indicator"),
    [
        ("甘肃、青海分别投资12亿元和15亿元。", ["甘肃", "青海"], "投资"),
        ("2024年，成都、重庆两地分别新增企业30家和28家。", ["成都", "重庆"], "企业"),
        ("云南、贵州地区生产总值分别增长5%、6%。", ["云南", "贵州"], "地区生产总值"),
        ("东部、中部、西部地区投资分别增长2%、4%、5%。", ["东部", "中部", "西部地区"], "投资"),
        ("美国和欧盟分别进口12亿美元和8亿美元。", ["美国", "欧盟"], "进口"),
        ("中央财政和地方财政分别安排资金20亿元、30亿元。", ["中央财政", "地方财政"], "资金"),
        ("法院、检察院分别受理案件60件和30件。", ["法院", "检察院"], "受理案件"),
        ("甲公司、乙公司营收分别为12亿元和8亿元。", ["甲公司", "乙公司"], "营收"),
        ("苏州工业园区、无锡新区完成投资3亿元、2亿元。", ["苏州工业园区", "无锡新区"], "完成投资"),
        (
            "广东、福建经济平稳，出口分别为9亿元和5亿元，分别增长5%和6%。",
            ["广东", "福建"] * 2,
            "出口",
        ),
    ],
)
def test_each_place_of_a_list_has_its_figure(text: str, scopes: list[str], indicator: str) -> None:
    metrics = bind(text, find_quantities(text))
    assert [metric.scope for metric in metrics] == scopes
    assert {metric.indicator for metric in metrics} == {indicator}


def test_bodies_that_the_caller_knows_are_told_apart() -> None:
    text = "中国电信、中国移动营收分别达5亿元和9亿元。"
    metrics = bind(text, find_quantities(text), entities=[(0, 4, "ORG"), (5, 9, "ORG")])
    assert [metric.scope for metric in metrics] == ["中国电信", "中国移动"]


def test_places_that_are_counted_are_no_scope() -> None:
    text = "高校、医院分别达到60所和30所。"
    metrics = bind(text, find_quantities(text))
    assert [(metric.scope, metric.indicator) for metric in metrics] == [("", "高校"), ("", "医院")]


@pytest.mark.parametrize(
    "piece",
    [
        "和",
        "与北京和",
        "北京、",
        "北京和上海各5个",
        "5个和",
        "在北京、上海",
        "该",
        "全国部门共",
        "继续",
    ],
)
def test_repetition_does_no_harm(piece: str) -> None:
    text = piece * (20_000 // len(piece)) + "两省各3个，出口分别增长5%、6%。"
    assert bind(text, find_quantities(text))
