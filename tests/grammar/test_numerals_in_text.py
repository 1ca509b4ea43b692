"""How numerals stand in running text: open ones, signs, powers, separators, sums as spoken."""

from __future__ import annotations

from decimal import Decimal

import pytest

from policynlp.grammar import find_quantities


def read(text):
    return [(text[q.start : q.end], q.value, q.unit, q.bound) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三四百家企业", ("三四百家", 300, "家", "~")),
        ("两三万人", ("两三万人", 20_000, "人", "~")),
        ("三五百家", ("三五百家", 300, "家", "~")),
        ("提高四五个百分点", ("四五个百分点", 4, "个百分点", "~")),
        ("占百分之二三十", ("百分之二三十", 20, "%", "~")),
        ("七八成企业", ("七八成", 70, "%", "~")),
        ("超过七八成", ("七八成", 70, "%", ">=")),
        ("增长两三倍", ("两三倍", 2, "倍", "~")),
        ("20几家企业", ("20几家", 20, "家", ">=")),
        ("十几万人", ("十几万人", 100_000, "人", ">=")),
        ("百来人参加", ("百来人", 100, "人", "~")),
        ("30来家单位", ("30来家", 30, "家", "~")),
        ("万余人参加", ("万余人", 10_000, "人", ">=")),
        ("3亿5000多万元", ("3亿5000多万元", 350_000_000, "元", ">=")),
        ("融资3个亿，", ("3个亿", 300_000_000, "元", "")),
        ("投入5个多亿元", ("5个多亿元", 500_000_000, "元", ">=")),
        ("花了两个亿。", ("两个亿", 200_000_000, "元", "")),
        ("储量1.2×10^8吨", ("1.2×10^8吨", 120_000_000, "吨", "")),
        ("密度为3.5×10⁶个", ("3.5×10⁶个", 3_500_000, "个", "")),
        ("约10的8次方次", ("10的8次方次", 100_000_000, "次", "~")),
        ("规模达3 000亿元", ("3 000亿元", 300_000_000_000, "元", "")),
        ("产量1\u2009234.5吨", ("1\u2009234.5吨", Decimal("1234.5"), "吨", "")),
        ("规模达 3 000 亿元", ("3 000 亿元", 300_000_000_000, "元", "")),
        ("补贴1'500元", ("1'500元", 1500, "元", "")),
        ("增长一倍半", ("一倍半", Decimal("1.5"), "倍", "")),
        ("用时3个半小时", ("3个半小时", Decimal("3.5"), "小时", "")),
        ("共有十几亿人口", ("十几亿", 1_000_000_000, "人口", ">=")),
    ],
)
def test_value_of_one(text, expected):
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "几十万人",
        "十几家",
        "百万来自农村的人",
        "3000来自外地",
        "“十三五”规划",
        "三四线城市",
        "东部 120 350家",
    ],
)
def test_what_states_no_figure(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("占五至七成", [50, 70]),
        ("占三、四成", [30, 40]),
        ("占5～8成", [50, 80]),
        ("气温-15℃至-5℃", [-15, -5]),
        ("气温-5至5℃", [-5, 5]),
    ],
)
def test_values_of_several(text, values):
    assert [q.value for q in find_quantities(text)] == values


@pytest.mark.parametrize(
    ("text", "value", "kind", "direction"),
    [
        ("出口负增长1.5%", "1.5", "change", "down"),
        ("同比增长-3.2%", "3.2", "change", "down"),
        ("增速为-0.8%", "0.8", "change", "down"),
        ("增速为+5.6%", "5.6", "change", "up"),
        ("同比＋5.6％", "5.6", "change", "up"),
        ("增速为负0.5%", "0.5", "change", "down"),
        ("GDP增长为-1.2%", "1.2", "change", "down"),
        ("增速为正5%", "5", "change", "up"),
        ("进口额-5.2%", "5.2", "change", "down"),
        ("误差±5%", "5", "share", ""),
        ("海拔-154米", "-154", "level", ""),
        ("净利润-3.2亿元", "-320000000", "level", ""),
        ("零下12摄氏度", "-12", "level", ""),
        ("收益率为-0.5%", "-0.5", "share", ""),
    ],
)
def test_a_sign_turns_a_change_and_makes_a_level_negative(text, value, kind, direction):
    (quantity,) = find_quantities(text)
    assert quantity.end == len(text)
    assert (quantity.value, quantity.kind, quantity.direction) == (Decimal(value), kind, direction)


def test_the_sign_of_one_figure_is_not_that_of_the_next():
    assert [q.direction for q in find_quantities("分别增长-3%、5%")] == ["down", "up"]


@pytest.mark.parametrize("text", ["3-5家", "10%-15%", "10亿元-15亿元", "为企业减负30亿元"])
def test_a_mark_that_ranges_or_a_word_that_ends_so_is_no_sign(text):
    assert all(q.value > 0 for q in find_quantities(text))


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("翻了近一番", 2, "~"),
        ("翻一番以上", 2, ">="),
        ("翻了两番多", 4, ">="),
        ("接近翻两番", 4, "~"),
        ("翻了2.5倍", Decimal("2.5"), ""),
    ],
)
def test_doublings(text, value, bound):
    (quantity,) = find_quantities(text)
    assert (quantity.value, quantity.bound, quantity.direction) == (value, bound, "up")


def test_no_power_is_worked_out_that_nobody_means():
    assert all(q.value < 10**9 for q in find_quantities("翻999999999番、翻99番"))


@pytest.mark.parametrize("text", ["第一千零三十四条", "第一千一百六十五条", "国道318线"])
def test_numbers_of_articles_and_roads(text):
    assert find_quantities(text) == []


def test_a_road_may_be_measured():
    assert [value for _, value, _, _ in read("国道120公里、省道56公里")] == [120, 56]
