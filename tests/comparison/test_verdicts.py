"""Verdicts by period, place, kind and unit, on sentences of our own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policynlp.comparison.figures import compare_figures
from policynlp.comparison.times import Days, Setting, days, relation
from policynlp.comparison.wording import plain
from policynlp.figures import Fact, bind
from policynlp.grammar import find_quantities


def figures(document: str, text: str, section: tuple[str, ...] = ()) -> list[Fact]:
    """Facts of one sentence that is a document."""
    metrics = bind(text, find_quantities(text), section=section)
    return [Fact(m, document, f"{document}-1", section, text, 0, m.start, m.end) for m in metrics]


def verdicts(one: str, other: str, **metadata: dict[str, Any]) -> list[str]:
    found = compare_figures({"a": figures("a", one), "b": figures("b", other)}, metadata)
    return [pair.verdict for pair in found]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2020年，5G基站达71.8万个。", "2020年，5G基站达72万个。", "agree"),
        ("2020年，5G基站达71.8万个。", "2020年，5G基站达71.5万个。", "differ"),
        ("2020年，5G基站达71.8万个。", "5G基站达71.5万个。", "unclear"),
        ("2020年，5G基站达71.8万个。", "5G基站达71.8万个。", "agree"),
        ("2020年，5G基站达71.8万个。", "2021年，5G基站达139.6万个。", "other period"),
        ("2020年，5G基站达71.8万个。", "2021年，5G基站达71.8万个。", "other period"),
        ("2020年，5G基站超过70万个。", "2020年，5G基站达71.8万个。", "agree"),
        ("2020年，5G基站超过70万个。", "5G基站达139.6万个。", "unclear"),
        ("2020年，5G基站超过70万个。", "2020年，5G基站超过71万个。", "unclear"),
        ("2020年，财政收入1.2万亿元。", "2020年，财政收入12000亿元。", "agree"),
        ("2020年，造林面积1500亩。", "2020年，造林面积100公顷。", "agree"),
        ("2020年，财政收入1.2万亿元。", "2020年，财政收入增长6%。", "not comparable"),
        ("2020年，财政收入增长6%。", "2020年，财政收入提高6个百分点。", "not comparable"),
        ("2020年，进出口总额3万亿美元。", "2020年，进出口总额20万亿元。", "not comparable"),
        ("2020年，财政收入增长6%。", "2020年，财政收入下降6%。", "differ"),
    ],
)
def test_verdict(one: str, other: str, expected: str) -> None:
    assert verdicts(one, other) == [expected]


@pytest.mark.parametrize("scope", ["我国", "中国", "全国"])
def test_the_nation_by_any_name_is_one_scope(scope: str) -> None:
    one, other = "2020年，我国网民规模达9.89亿。", f"2020年，{scope}网民规模达9.9亿。"
    assert verdicts(one, other) == ["agree"]


def test_figures_of_provinces_are_of_other_scopes() -> None:
    text = "2025年，地区生产总值增长5%。"
    assert verdicts(text, text, a={"province": "山东省"}, b={"province": "江苏省"}) == [
        "other scope"
    ]
    assert verdicts(text, text, a={"province": "山东省"}, b={"province": "山东省"}) == ["agree"]


def test_trade_with_the_same_partners_is_of_each_province() -> None:
    one = "2025年，对共建“一带一路”国家进出口增长12.1%。"
    other = "2025年，对共建“一带一路”国家进出口增长14.7%。"
    found = verdicts(one, other, a={"province": "上海市"}, b={"province": "甘肃省"})
    assert found == ["other scope"]


def test_this_year_is_counted_from_the_date_of_the_document() -> None:
    one, other = "今年财政赤字1万亿元。", "今年财政赤字2万亿元。"
    assert verdicts(one, other, a={"date": "2020"}, b={"date": "2021"}) == ["other period"]
    assert verdicts(one, other) == ["unclear"]


def test_a_reported_figure_is_not_of_a_later_year() -> None:
    """Without a period of its own it can't be of the year after its document."""
    reported = Days(until=date(2020, 12, 30))
    later = Days(date(2021, 1, 1), date(2021, 12, 31))
    assert relation(reported, later, is_change=False) == "other"
    assert relation(later, reported, is_change=False) == "other"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("新建公路1200公里。", "新建公路1300公里。", ["other period"]),
        ("新建公路1200公里。", "新建公路1200公里。", ["agree"]),
        ("累计新建公路1200公里。", "累计新建公路1300公里。", ["unclear"]),
    ],
)
def test_undated_figures_are_presumed_of_the_year_before(
    one: str, other: str, expected: list[str]
) -> None:
    assert verdicts(one, other, a={"date": "2022"}, b={"date": "2023"}) == expected


def test_a_presumed_time_makes_no_figure_differ() -> None:
    one, other = "新建公路1200公里。", "新建公路1300公里。"
    assert verdicts(one, other, a={"date": "2022"}, b={"date": "2022"}) == ["unclear"]


def test_a_heading_names_the_years_of_a_review() -> None:
    facts = figures("a", "新建公路1200公里。", ("一、过去五年的工作",))
    assert days(facts[0], Setting(2023, 2022)) == Days(
        date(2018, 1, 1), date(2022, 12, 31), until=date(2023, 12, 30), presumed=True
    )


def test_a_sum_is_of_the_years_that_its_heading_names() -> None:
    (fact,) = figures("a", "累计新建公路1200公里。", ("一、过去五年的工作",))
    found = days(fact, Setting(2023, 2022))
    assert (found.first, found.last, found.presumed) == (date(2018, 1, 1), date(2022, 12, 31), True)


def test_a_rise_over_the_years_of_a_heading_begins_on_their_eve() -> None:
    facts = figures("a", "公路里程从400万公里增加到500万公里。", ("一、过去五年的工作",))
    found = [days(fact, Setting(2023, 2022)).last for fact in facts]
    assert found == [date(2017, 12, 31), date(2022, 12, 31)]


def test_a_rise_over_the_last_years_ends_with_the_document() -> None:
    """近6年来从X升至Y: X is of the year before the six, Y of the last."""
    long = "近6年来，我国全球创新指数排名从第29位跃升至第12位。"
    assert verdicts("2015年，我国全球创新指数居第29位。", long, b={"date": "2022"}) == ["agree"]
    assert verdicts("2020年，我国全球创新指数居第14位。", long, b={"date": "2022"}) == [
        "other period", "other period",
    ]  # fmt: skip


def test_a_target_meets_what_was_reached_in_its_year() -> None:
    one, other = "2021年，城镇新增就业要达到1100万人以上。", "2021年，城镇新增就业1269万人。"
    assert verdicts(one, other) == ["agree"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2020年，城镇居民收入增长6%。", "2020年，农村居民收入增长7%。"),
        ("2020年，城镇登记失业率4.2%。", "2020年，城镇调查失业率5.2%。"),
        ("2020年，铁路投资8000亿元。", "2020年，公路投资8500亿元。"),
        ("2020年，中央财政赤字2万亿元。", "2020年，地方财政赤字1万亿元。"),
    ],
)
def test_look_alikes_are_no_pairs(one: str, other: str) -> None:
    assert verdicts(one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2020年，网民规模达9.89亿。", "2020年，网民数量达9.89亿。"),
        ("2020年，GDP增长2.3%。", "2020年，国内生产总值增长2.3%。"),
        ("2020年，服务业占比54.5%。", "2020年，服务业比重54.5%。"),
        ("2020年，高铁营业里程3.8万公里。", "2020年，高速铁路运营里程达3.8万公里。"),
    ],
)
def test_wording_need_not_be_equal(one: str, other: str) -> None:
    assert verdicts(one, other) == ["agree"]


def test_times_without_days_are_unknown() -> None:
    assert relation(Days(), Days(), is_change=False) == "unknown"


def test_pm25_is_no_m2() -> None:
    """“PM2.5” lost its dot before synonyms were looked up, and “m2” is 广义货币."""
    assert plain("PM2.5年均浓度") == plain("细颗粒物平均浓度")
    assert plain("广义货币M2") == plain("M2") != plain("PM2.5")


def test_a_synonym_with_marks_is_found() -> None:
    assert plain("省（区、市）") == plain("省、自治区、直辖市")
    assert plain("专精特新“小巨人”企业") == plain("“小巨人”企业")


def test_the_digital_economy_is_not_the_economy() -> None:
    assert plain("数字经济总量") == plain("数字经济规模") != plain("经济总量")


def test_an_expected_growth_is_a_change() -> None:
    one, other = "广义货币M2预期增长13%左右。", "广义货币M2预期增长目标拟定为12%左右。"
    found = verdicts(one, other, a={"date": "2012"}, b={"date": "2013"})
    assert found
    assert "not comparable" not in found


def test_what_is_said_of_an_indicator_is_no_part_of_it() -> None:
    pair = ("2010年，粮食产量屡创历史新高，达到1.09万亿斤。", "2011年，粮食产量1.14万亿斤。")
    assert verdicts(*pair) == ["other period"]


def test_presumed_years_that_differ_agree_only_if_the_figures_are_equal() -> None:
    one, other = "2021年，全国财政收入突破20万亿元。", "全国财政收入增加到20.4万亿元。"
    assert verdicts(one, other, b={"date": "2023"}) == ["other period"]


def test_a_figure_left_over_joins_one_of_another_period_but_none_that_agrees() -> None:
    rise = "2012年，国内生产总值51.9万亿元。2008年，国内生产总值31.9万亿元。"
    assert verdicts(rise, "2013年，国内生产总值56.9万亿元。") == ["other period"] * 2
    assert verdicts(rise, "2012年，国内生产总值51.9万亿元。") == ["agree"]


def test_each_figure_meets_all_that_measure_the_same_at_other_times() -> None:
    one = "2012年，国内生产总值增长7.9%。2011年，国内生产总值增长9.6%。"
    other = "2013年，国内生产总值增长7.8%。2014年，国内生产总值增长7.4%。"
    assert verdicts(one, other) == ["other period"] * 4


def test_a_level_that_has_no_other_is_set_beside_a_change_that_has() -> None:
    one = "2020年，快递业务量增长31%。2020年，快递业务量830亿件。"
    other = "2021年，快递业务量增长30%。"
    assert sorted(verdicts(one, other)) == ["not comparable", "other period"]


def test_a_change_over_years_is_not_one_of_a_year() -> None:
    one, other = "2013—2017年，居民消费价格年均上涨1.9%。", "2016年，居民消费价格上涨1.9%。"
    assert verdicts(one, other) == ["other period"]


@pytest.mark.parametrize("world", ["世界", "全世界"])
def test_the_world_by_any_name_is_one_scope(world: str) -> None:
    one, other = "2020年，全球快递业务量830亿件。", f"2020年，{world}快递业务量830亿件。"
    assert verdicts(one, other) == ["agree"]


def test_who_pays_is_no_place() -> None:
    one, other = "2020年，中央财政支农支出3万亿元。", "2020年，全国财政支农支出3万亿元。"
    assert verdicts(one, other) != ["other scope"]
    one, other = "2020年，中央财政赤字2万亿元。", "2021年，中央财政赤字3万亿元。"
    assert verdicts(one, other) == ["other period"]


def test_a_month_without_a_year_is_presumed_of_the_latest_year() -> None:
    one = "2020年底，互联网普及率达到70%。"
    other = "2021年，软件业务收入9万亿元。截至6月底，互联网普及率达到72%。"
    assert verdicts(one, other) == ["other period"]


def test_the_end_of_last_year_is_counted_from_the_date_of_the_document() -> None:
    one, other = "2021年底，经营主体达到1.5亿户。", "去年底，经营主体达到1.6亿户。"
    assert verdicts(one, other, b={"date": "2023"}) == ["other period"]
    assert verdicts(one, other, b={"date": "2022"}) == ["differ"]


def test_what_was_added_is_not_all_there_is() -> None:
    one, other = "2021年，新建改建高速公路9000公里。", "2022年，高速公路里程达到17.7万公里。"
    assert verdicts(one, other) == ["not comparable"]
    other = "快递网点由2017年的20万个增加到2022年的41万个。"
    assert "not comparable" in verdicts("2021年，新建快递网点3万个。", other)
    one, other = "2021年，新建港口泊位50个。", "2022年，新增港口泊位60个。"
    assert verdicts(one, other) == ["other period"]
    one, other = "2021年，新建高标准农田1亿亩。", "2022年，新建高标准农田8000万亩。"
    assert verdicts(one, other) == ["other period"]


def test_town_and_country_said_together_are_two() -> None:
    both = "2024年，城乡居民人均可支配收入分别增长4.4%、6.3%。"
    one, other = (
        compare_figures({"a": figures("a", both), "b": figures("b", text)}).pairs
        for text in (
            "2025年，城镇居民人均可支配收入增长4.2%。",
            "2025年，农村居民人均可支配收入增长5.8%。",
        )
    )
    assert [str(pair.left.facts[0].metric.value) for pair in one] == ["4.4"]
    assert [str(pair.left.facts[0].metric.value) for pair in other] == ["6.3"]


def test_a_sum_elsewhere_in_the_sentence_is_not_this_figure() -> None:
    (fact,) = figures("a", "累计建成农村公路，新建公路1200公里。")
    assert days(fact, Setting(2023, 2022)).presumed
    (fact,) = figures("a", "累计新建公路1200公里。")
    assert days(fact, Setting(2023, 2022)).last is None


def test_few_words_get_the_name_that_stands_before_the_figure() -> None:
    one, other = "2025年，智能算力规模突破15万P。", "2026年，算力总规模达到18万P。"
    assert verdicts(one, other) == ["other period"]


def test_growth_is_no_part_of_the_name_of_what_grows() -> None:
    one, other = "2025年，进出口总额增速5%。", "2026年，进出口总额增长6%。"
    assert verdicts(one, other) == ["other period"]


@pytest.mark.parametrize("share", ["在国内生产总值中的比重", "与国内生产总值之比"])
def test_a_share_is_one_however_it_is_put(share: str) -> None:
    one = "2021年，海洋经济增加值占国内生产总值的比重为8%。"
    assert verdicts(one, f"2022年，海洋经济增加值{share}为9%。") == ["other period"]


def test_provinces_of_other_matters_are_no_pair() -> None:
    """What 31个省（区、市） is of is told by the words around it."""
    one = "全国信用信息共享平台已联通31个省(区、市)，归集信息600亿条。"
    other = "跨省就医管理系统上线，广泛覆盖全国31个省（区、市）和400个统筹区。"
    again = "信用信息共享平台联通31个省（区、市），归集信息500亿条。"
    assert verdicts(one, other) == []
    assert "agree" in verdicts(one, again)
