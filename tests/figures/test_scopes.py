"""Whom a figure is about: places, bodies and groups that the passage names."""

from __future__ import annotations

import pytest

from policynlp.figures import bind
from policynlp.grammar import find_quantities


def scopes(text: str, *bodies: str) -> list[str]:
    known = [(text.index(body), text.index(body) + len(body), "ORG") for body in bodies]
    return [metric.scope for metric in bind(text, find_quantities(text), entities=known)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("成都新增企业30家，昆山完成投资30亿元。", ["成都", "昆山"]),
        ("苏州地区生产总值增长5%。", ["苏州"]),
        ("今年上半年，杭州市西湖区实现税收30亿元。", ["杭州市西湖区"]),
        ("青岛建成基站3万个，累计投资20亿元。", ["青岛"] * 2),
        ("来宾达300人。", [""]),
        ("大连—沈阳高速公路获批，新增里程30公里。", [""]),
        ("无锡国际机场建成投用，全市新增航线3条。", ["全市"]),
        ("合肥、芜湖、蚌埠3个城市开展试点。", [""]),
        ("新增市场主体300户、规模以上工业企业42户。", ["", ""]),
        ("在全国城市排名上升2位至第7位。", ["", "全国城市"]),
    ],
)
def test_places(text: str, expected: list[str]) -> None:
    assert scopes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("泰国共接待游客30万人次，同比增长5%。", ["泰国"] * 2),
        ("2025年，长沙市发展演艺经济。全市剧场达71家。", ["长沙市"]),
        ("前7个月，江苏省出口2万亿元。7月份，我省出口3000亿元。", ["江苏省"] * 2),
        ("全省经济平稳，出口增长5%。", ["全省"]),
        ("在产粮大县山东郓城，种植小麦14万亩。", ["山东郓城"]),
        ("大湾区高新技术企业超过6万家。其机器人产量占全国40%。", ["大湾区"] * 2),
        ("办理市人大代表建议140件、市政协提案125件。", ["", ""]),
        ("新华社曼谷9月7日电（记者李某）越南出口增长5%。", ["越南"]),
    ],
)
def test_a_place_that_was_named_before(text: str, expected: list[str]) -> None:
    assert scopes(text) == expected


def test_news_media_are_no_scope() -> None:
    assert scopes("新华社报道，广西食糖产量600万吨。", "新华社") == ["广西"]


def test_a_place_within_the_name_of_a_body_is_no_scope() -> None:
    text = "成都某某科技有限公司打造的平台，节约成本30万元。"
    assert scopes(text, "成都某某科技有限公司") == [""]
