"""One form for what statistics give under several names."""

from __future__ import annotations

import pytest

from policynlp.comparison.wording import plain, standard
from policynlp.grammar.tables import rows


@pytest.mark.parametrize(
    "names",
    [
        ("城镇新增就业", "新增城镇就业人数", "城镇新增就业人数"),
        ("R&D经费投入强度", "全社会研发经费支出与国内生产总值之比", "研发投入占GDP的比重"),
        ("社零总额", "社会消费品零售总额"),
        ("空气优良天数比例", "环境空气质量优良天数比例", "空气质量优良天数比率"),
        ("外贸进出口", "货物进出口总额", "进出口总值"),
        ("原煤产量", "煤炭产量", "生产原煤"),
        ("“专精特新”中小企业", "专精特新中小企业"),
        ("全体居民人均可支配收入", "居民人均可支配收入"),
    ],
)
def test_names_of_one_indicator(names: tuple[str, ...]) -> None:
    found = {standard(name) for name in names}
    assert len(found) == 1
    assert all(name for _, name in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
        ("规上工业增加值", "工业增加值"),
        ("进出口总额", "出口总额"),
        ("常住人口城镇化率", "户籍人口城镇化率"),
        ("民生支出", "民生支出占一般公共预算支出比重"),
        ("国家级创新平台", "省级创新平台"),
    ],
)
def test_names_of_two_indicators(one: str, other: str) -> None:
    assert standard(one) != standard(other)
    assert standard(one)[1] != standard(other)[1]


def test_the_name_is_what_an_indicator_ends_in() -> None:
    assert standard("全口径粮食产量")[1] == standard("粮食产量")[1]
    assert standard("粮食产量占全国比重")[1] == ""
    assert standard("外资企业")[1] == ""  # though 外资 alone is one


def test_first_verbs_say_nothing_but_leave_a_word() -> None:
    assert standard("认真办理政协提案") == standard("政协提案")
    assert standard("培育企业")[0] == "培育企业"


def test_latin_letters_end_where_chinese_ones_begin() -> None:
    assert plain("投入与GDP之比") == plain("投入与国内生产总值之比")


def test_each_name_stands_for_one_indicator() -> None:
    table = rows("comparison/indicators.tsv", 2)
    names = [name for name, _ in table]
    assert len(set(names)) == len(names)
    for name, others in table:
        assert {standard(other)[1] for other in others.split()} <= {standard(name)[1]}, name
