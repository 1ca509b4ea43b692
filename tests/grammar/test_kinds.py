"""Rarer words that tell a change, a share or a bound."""

from __future__ import annotations

import pytest

from policynlp.grammar import find_quantities


@pytest.mark.parametrize(
    ("text", "kind", "direction"),
    [
        ("我国5%的经济增速名列前茅", "change", "up"),
        ("贡献了三成的增加值", "share", ""),
        ("新增城镇就业50万人", "level", ""),
        ("将增长预期下调至3.1%", "change", "up"),
        ("今年增长可能进一步降至2.5%", "change", "up"),
        ("利润保持两位数增长，达到11.6%", "change", "up"),
        ("普及率持续增长，达到61.6%", "share", ""),
        ("比全省高1.2万元", "change", "up"),
        ("比全省低1.2万元", "change", "down"),
        ("比上年高出3万元", "change", "up"),
        ("每亩少丢10公斤", "change", "down"),
        ("亩均多收50斤", "change", "up"),
        ("面积年均扩展10万亩", "change", "up"),
        ("提升100个社区", "level", ""),
        ("最多用3次", "level", ""),
        ("每年贴息1.5个百分点", "level", ""),
        ("年均业务增长量超过20%", "change", "up"),
    ],
)
def test_kind(text: str, kind: str, direction: str) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.kind, quantity.direction) == (kind, direction)


def test_each_of_a_list_has_the_bound_that_leads_it() -> None:
    found = find_quantities("总量先后突破11万亿元、12万亿元、13万亿元")
    assert [quantity.bound for quantity in found] == [">="] * 3


@pytest.mark.parametrize(
    ("text", "bound"),
    [("额度上限500万元", "<="), ("最多可享受贴息15万元", "<="), ("约合人民币3亿元", "~")],
)
def test_bound(text: str, bound: str) -> None:
    assert [quantity.bound for quantity in find_quantities(text)] == [bound]


def test_a_bound_holds_over_what_it_is_a_part_of() -> None:
    (quantity,) = find_quantities("签约电量不低于前几年用电量平均值90%")
    assert quantity.bound == ">="
