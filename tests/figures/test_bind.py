"""What a figure measures, of whom, when, stated or aimed at."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policynlp.figures import bind
from policynlp.grammar import find_quantities
from tests.figures.facts import facts_of


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("固定资产投资增长7%左右。", ["固定资产投资"]),
        ("绿色建筑占比超过80%。", ["绿色建筑占比"]),
        ("完成造林20万亩、种草3万亩。", ["造林", "种草"]),
        ("新建农村公路300公里。", ["新建农村公路"]),
        ("培育5个特色小镇、6个产业园区。", ["特色小镇", "产业园区"]),
        ("开通8条公交线路和12条定制班线。", ["公交线路", "定制班线"]),
        ("财政收入5亿元、比上年增加3000万元。", ["财政收入", "财政收入"]),
        ("铁路里程由210公里增至305公里。", ["铁路里程", "铁路里程"]),
        ("用户规模由2015年底的6亿增长到2020年底的9亿。", ["用户规模", "用户规模"]),
        ("城乡收入比由3.1∶1缩小到2.9∶1。", ["城乡收入比"] * 2),
        ("人口自然增长率为4‰。", ["人口自然增长率"]),
        ("粮食、棉花产量分别增长3%、5%。", ["粮食产量", "棉花产量"]),
        ("铁路、公路、水路客运量分别增长3%、4%、5%。", ["铁路客运量", "公路客运量", "水路客运量"]),
        (
            "城镇、农村居民人均消费支出分别为3万元和2万元。",
            ["城镇居民人均消费支出", "农村居民人均消费支出"],
        ),
        ("出口和进口占国际市场份额分别达14%和10%。", ["出口占国际市场份额", "进口占国际市场份额"]),
        ("工业、农业、工业技改投资分别增长4%、5%、6%。", ["工业投资", "农业投资", "工业技改投资"]),
        ("参保人数、参保率分别达到300万人、98%。", ["参保人数", "参保率"]),
        ("全市小学、幼儿园分别达到60所和30所。", ["小学", "幼儿园"]),
        ("接待游客3亿人次，旅游收入2亿元，分别增长1%和5%。", ["游客", "旅游收入"] * 2),
        ("学习、创业、就业等选项分别占5%、2%、8%。", ["学习", "创业", "就业"]),
        ("网上零售额增长9%，占零售总额的比重为2%。", ["网上零售额", "网上零售额占零售总额的比重"]),
        ("共有基站8万个，占全球基站总数的7%。", ["基站", "基站占全球基站总数"]),
        ("赤字占生产总值的比重从2009年的3%降到2%。", ["赤字占生产总值的比重"] * 2),
        ("专利拥有量9万件、居全国省会城市首位。", ["专利拥有量"] * 2),
        ("申请量增长8%，以6万件位居全国第二。", ["申请量"] * 3),
        ("地区生产总值（GDP）50亿元，增长（下同）6%。", ["地区生产总值"] * 2),
        ("开工项目30个，完成投资5亿元。", ["开工项目", "完成投资"]),
        ("单日售票量最高达2万张。", ["单日售票量"]),
        ("新增贷款9亿元，新增企业30家。", ["新增贷款", "企业"]),
        ("投资增长6%，居全国第四。", ["投资", "投资增长"]),
        (
            "粮食、棉花产量分别增长3%、5%，分别居全国第二、第七。",
            ["粮食产量", "棉花产量", "粮食产量增长", "棉花产量增长"],
        ),
        (
            "“办事服务”累计上线事项9个，使用人次达5万。",
            ["“办事服务”累计上线事项", "“办事服务”使用人次"],
        ),
        (
            "出口增长6%，占总值的3%，对增长的贡献率为5%。",
            ["出口", "出口占总值", "出口对增长的贡献率"],
        ),
        ("5个村入选美丽村庄名单。", ["村入选美丽村庄名单"]),
        ("12个国家建立合作机制。", ["国家建立合作机制"]),
        ("拥有7个全球领先的实验室。", ["全球领先的实验室"]),
        ("产值过3亿元的企业达5家。", ["产值", "产值过3亿元的企业"]),
        ("普及率达62%，这一比例提高1个百分点。", ["普及率"] * 2),
        ("出台稳增长等措施，出口增长9%。", ["出口"]),
        ("研究经费，从2002年8亿元增加到2007年的9亿元。", ["研究经费"] * 2),
        ("煤炭、水泥分别淘汰落后产能1亿吨和2万吨。", ["煤炭淘汰落后产能", "水泥淘汰落后产能"]),
        ("跨境贸易快速发展，全年进出口额达3亿元。", ["跨境贸易进出口额"]),
        ("通信业发展平稳，收入完成9亿元。", ["通信业收入"]),
        ("智能汽车产业不断壮大，产业规模达3亿元。", ["智能汽车产业规模"]),
        ("公司快速发展，营业收入达3亿元。", ["营业收入"]),
        ("电子社保卡覆盖20个省，累计签发3亿张。", ["省", "电子社保卡累计签发"]),
        ("财政收入5亿元，产值9亿元。", ["财政收入", "产值"]),
        ("生产总值上半年由负转正，三季度加快恢复，全年增长3%。", ["生产总值"]),
        (
            "消费价格上涨1%。其中，衣着类下降2%、居住类上涨3%。",
            ["消费价格", "消费价格衣着类", "消费价格居住类"],
        ),
        (
            "民营经济增长6%，对生产总值增长的贡献率为5%。",
            ["民营经济", "民营经济对生产总值增长的贡献率"],
        ),
        ("江西工业增加值达1亿元，在沪企业达3家。", ["工业增加值", "在沪企业"]),
        ("签订国际、国内合作项目9个。", ["国际、国内合作项目"]),
        ("移动互联网接入流量达3亿GB。", ["移动互联网接入流量"]),
        ("第一、第二产业增加值分别增长3%、5%。", ["第一产业增加值", "第二产业增加值"]),
        ("61%的污水处理厂完成改造。", ["污水处理厂完成改造"]),
        ("一般公共预算收入增长2%、支出超过70亿元。", ["一般公共预算收入", "一般公共预算支出"]),
        ("水电装机达到1亿千瓦，占比由31%提升至54%。", ["水电装机"] + ["水电装机占比"] * 2),
        ("处一千元以上一万元以下的罚款。", ["罚款", "罚款"]),
        ("运营者应当在24小时内向主管部门报告。", ["向主管部门报告"]),
        ("进出口增速居全国第4位。", ["进出口增速"]),
        ("基本养老金提高5%。", ["基本养老金"]),
        ("由主管部门处5万元以上10万元以下罚款。", ["罚款", "罚款"]),
        ("电信业务收入累计完成9055亿元。", ["电信业务收入"]),
        ("接入300项政务服务事项。", ["政务服务事项"]),
        ("联通31个省（区、市）和新疆生产建设兵团。", ["省（区、市）"]),
        ("数控化率、工具普及率分别达到5%、6%。", ["数控化率", "工具普及率"]),
        ("贸易额增长7%，增速比上年提高2个百分点。", ["贸易额", "贸易额增速"]),
        ("累计发布岗位3万个。", ["累计发布岗位"]),
        ("为农民提供公益服务2亿次。", ["公益服务"]),
        ("我国全球创新指数排名升至第12位。", ["全球创新指数"]),
        ("平均资费水平相比2015年下降95%。", ["平均资费水平"]),
        ("按该单位缴费数额的110%确定。", ["该单位缴费数额"]),
        ("市区50米内换乘比例达91%。", ["换乘比例"] * 2),
        ("海关数据显示，我国排名升至第45位。", ["排名"]),
        ("某组织发布的营商便利指数排名显示，我国升至第45位。", ["营商便利指数排名"]),
        ("毛入园率为92%，比十年前提高了28个百分点。", ["毛入园率", "毛入园率"]),
    ],
)
def test_indicator(text: str, indicators: list[str]) -> None:
    assert [metric.indicator for metric in facts_of(text)] == indicators


@pytest.mark.parametrize(
    "text",
    ["据商务部数据，出口3亿元。", "记者从商务部获悉，出口3亿元。", "2月1日商务部发布，出口3亿元。"],
)
def test_the_body_that_a_report_comes_from_is_the_actor(text: str) -> None:
    start = text.index("商务部")
    (metric,) = facts_of(text, entities=[(start, start + 3, "ORG")])
    assert metric.actor == "商务部"


def test_actor_and_source() -> None:
    text = "国家统计局发布数据，用户达3亿。《发展报告》显示，产值5亿元。"
    first, second = facts_of(text, entities=[(0, 5, "ORG")])
    assert (first.actor, first.source) == ("国家统计局", "")
    assert (second.actor, second.source) == ("", "《发展报告》")


def test_values_of_the_quantity_are_kept() -> None:
    (metric,) = facts_of("产值下降10%以上。")
    assert (metric.value, metric.unit, metric.bound) == (Decimal(10), "%", ">=")
    assert (metric.kind, metric.direction, metric.factor) == ("change", "down", Decimal("0.9"))


_PIECES = st.sampled_from(
    [
        *"，。；：、（）《》“”\n的占比由至和年全省在对，",
        *(
            "增长",
            "5%",
            "3亿元",
            "2020年",
            "今年",
            "分别",
            "达到",
            "完成",
            "第一",
            "\ud800",
            "\u2003",
        ),
        *("（5%）", "应当", "目前", "平台", "其中", "比上年"),
    ]
)


@given(st.lists(_PIECES, max_size=40).map("".join))
@example("年和5%5%")
def test_any_text_gives_one_metric_a_quantity_with_spans_that_hold_its_words(text: str) -> None:
    quantities = find_quantities(text)
    metrics = bind(text, quantities)
    assert [(m.start, m.end) for m in metrics] == [(q.start, q.end) for q in quantities]
    for metric in metrics:
        joined = "".join(text[start:end] for start, end in metric.indicator_spans)
        assert metric.indicator == joined.replace("\n", "")
        spans = [s for s in (metric.period_span, metric.scope_span) if s]
        for start, end in [*metric.indicator_spans, *spans]:
            assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "piece",
    ["5%", "（5%）", "《", "“", "增长5%，", "5个、", "甲、乙分别增长5%、6%、", "全省", "占的比"],
)
def test_repetition_does_no_harm(piece: str) -> None:
    # A step of quadratic time would take minutes here; benchmarks measure, tests don't.
    text = piece * 8000 + "增长5%"
    quantities = find_quantities(text)
    assert len(bind(text, quantities)) == len(quantities)


@given(
    st.lists(
        st.sampled_from(["进出口", "出口", "进口", "占比", "总额", "对东盟、", "，"]), max_size=4
    )
)
def test_an_indicator_does_not_grow_with_what_stands_before(words: list[str]) -> None:
    text = ("".join(words) + "3亿元") * 40
    assert all(len(metric.indicator_spans) <= 4 for metric in bind(text, find_quantities(text)))
