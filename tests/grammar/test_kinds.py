"""What tells a level, a share or a change, and its direction and factor."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policynlp.grammar import find_quantities
from tests.grammar.figures import one


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


@pytest.mark.parametrize(
    ("text", "value", "factor"),
    [
        ("收入翻一番", 2, 2),
        ("收入翻两番", 4, 4),
        ("产量增长两倍", 2, 3),
        ("产量增长到两倍", 2, 2),
        ("产量增长1.6倍", Decimal("1.6"), Decimal("2.6")),
        ("产量增加到原来的3倍", 3, 3),
        ("成本降低一半", 50, Decimal("0.5")),
        ("能耗下降10%", 10, Decimal("0.9")),
        ("产值增长5%", 5, Decimal("1.05")),
    ],
)
def test_factor_is_new_over_old(text, value, factor):
    quantity = one(text)
    assert (quantity.value, quantity.factor, quantity.kind) == (value, factor, "change")


@pytest.mark.parametrize(
    ("text", "kind", "direction"),
    [
        ("产值增长5%", "change", "up"),
        ("产值下降5%", "change", "down"),
        ("人口自然增长率为4‰", "share", ""),
        ("收入差距缩小2个百分点", "change", "down"),
        ("比重提高到5%", "share", ""),
        ("税率降至13%", "share", ""),
        ("价格涨幅2%左右", "change", "up"),
        ("新增床位6639张", "change", "up"),
        ("城镇新增就业50万人", "level", ""),
        ("新增贷款50亿元", "level", ""),
        ("新增供水能力9立方米", "level", ""),
        ("新增企业50家", "change", "up"),
        ("贷款余额增加了50亿元", "change", "up"),
        ("企业增长到50家", "level", ""),
        ("新建学校12所", "level", ""),
        ("减少企业税负3500亿元", "change", "down"),
        ("高于全国0.4个百分点", "change", "up"),
        ("慢于全国0.4个百分点", "change", "down"),
        ("工业增加值3000亿元", "level", ""),
        ("整治提升2500个乡村", "level", ""),
        ("5%左右的预期增长目标", "change", "up"),
        ("覆盖率达90%", "share", ""),
        ("占全国三成", "share", ""),
        ("数量为5个", "level", ""),
        ("比计划提前71天突破", "change", "down"),
        ("应当提前30日公告", "level", ""),
        ("人口自然增长率为4.1‰", "share", ""),
        ("好于预期3.6个百分点", "change", "up"),
        ("增速降至3%", "change", "up"),
        ("增速有望达到6%", "change", "up"),
        ("增速放缓0.3个百分点", "change", "down"),
        ("同比少增300亿元", "change", "down"),
        ("销量锐减20%", "change", "down"),
        ("排名提升4个位次", "change", "up"),
        ("增长预期下调至2.8%", "change", "up"),
        ("增长目标定为5%左右", "change", "up"),
        ("降幅收窄至3%", "change", "down"),
        ("人口增长率降到4‰", "share", ""),
        ("增速最快的行业占比提高到5%", "share", ""),
        ("超省定任务30万亩", "change", "up"),
        ("比上年同期多5万吨", "change", "up"),
        ("比上年同期少5万吨", "change", "down"),
        ("新增渔船是上年新增量的4倍", "level", ""),
        ("利润增速达到营收增速的三倍", "level", ""),
        ("产量增加到原来的三倍", "change", "up"),
        ("废弃率不高于捕捞总量20%", "share", ""),
    ],
)
def test_kind_and_direction(text, kind, direction):
    quantity = one(text)
    assert (quantity.kind, quantity.direction) == (kind, direction)


@pytest.mark.parametrize(
    "text", ["增速分别为10%、20%", "出口增速由8%回落至3%", "增速由去年的8%放缓至6%"]
)
def test_both_rates_of_growth_are_changes(text):
    assert [q.direction for q in find_quantities(text)] == ["up", "up"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("收入保持了17.7%的高增速", "change"),
        ("每万人基站34个，高于规划目标8.4个", "change"),
        ("高于各国84.7%的平均水平", "share"),
        ("用于增加职工工资1755亿元", "level"),
    ],
)
def test_what_is_compared_is_told_from_what_changes(text, kind):
    assert find_quantities(text)[-1].kind == kind
