"""Quantities: spans by the annotation guide, values, and what they state."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.grammar import find_quantities
from tests.grammar.figures import one, spans


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("总值五十三点七亿元", "五十三点七亿元", 5_370_000_000, "元"),
        ("产值突破10.5万亿", "10.5万亿", 10_500_000_000_000, "元"),
        ("网民达 10.11 亿，", "10.11 亿", 1_011_000_000, "网民"),
        ("模型参数量达6710亿", "6710亿", 671_000_000_000, "参数"),
        ("网站总数量达300万", "300万", 3_000_000, "网站"),
        ("2024年底总量达300万", "300万", 3_000_000, ""),
        ("全国机动车保有量达4.4亿", "4.4亿", 440_000_000, "机动车"),
        ("项目数量突破500。", "500", 500, "项目"),
        ("参与人数超过2000，", "2000", 2000, "人"),
        ("投资千亿元，建设铁路", "千亿元", 100_000_000_000, "元"),
        ("带动百万人就业", "百万人", 1_000_000, "人"),
        ("收入超亿元企业很多", "亿元", 100_000_000, "元"),
        ("有7.68亿用户", "7.68亿", 768_000_000, "用户"),
        ("增长１２．５％", "１２．５％", Decimal("12.5"), "%"),
        ("装机二十万千瓦以上", "二十万千瓦", 200_000, "千瓦"),
        ("带宽100Tbps", "100Tbps", 100, "Tbps"),
        ("水泥7，800万吨", "7，800万吨", 78_000_000, "吨"),
        ("电价0.5元/千瓦时", "0.5元/千瓦时", Decimal("0.5"), "元/千瓦时"),
        ("补助50元/人·月", "50元/人·月", 50, "元/人·月"),
        ("补助50元／（人·月）", "50元／（人·月）", 50, "元/(人·月)"),
        ("浓度为120mg/L", "120mg/L", 120, "mg/L"),
        ("浓度为3.5μg/m3", "3.5μg/m3", Decimal("3.5"), "μg/m³"),
        ("煤耗302克标准煤/千瓦时", "302克标准煤/千瓦时", 302, "克标准煤/千瓦时"),
        ("能耗0.5吨标准煤/万元", "0.5吨标准煤/万元", Decimal("0.5"), "吨标准煤/万元"),
        ("床位8张/千人", "8张/千人", 8, "张/千人"),
        ("处理规模5万t/d", "5万t/d", 50_000, "t/d"),
        ("浓度为35微克每立方米", "35微克每立方米", 35, "微克/立方米"),
        ("算力3.5ZFLOPS", "3.5ZFLOPS", Decimal("3.5"), "ZFLOPS"),
        ("火箭6发。", "6发", 6, "发"),
        ("降息25BP", "25BP", 25, "个基点"),
        ("指数为0.7948", "0.7948", Decimal("0.7948"), ""),
        ("收入比缩小到2.4∶1，", "2.4∶1", Decimal("2.4"), ""),
        ("产值与投资之比为3：1。", "3：1", 3, ""),
        ("死亡率下降1.2个千分点", "1.2个千分点", Decimal("1.2"), "个千分点"),
        ("等13部门印发", "13", 13, "部门"),
        ("超1900多家", "1900多家", 1900, "家"),
        ("办理540余亿次", "540余亿次", 54_000_000_000, "次"),
        ("亏损三亿五千多万元", "三亿五千多万元", 350_000_000, "元"),
        ("企业突破百家", "百家", 100, "家"),
        ("加收2‰的滞纳金", "2‰", 2, "‰"),
        ("约占七成五", "七成五", 75, "%"),
        ("下降百分之五十", "百分之五十", 50, "%"),
        ("实现翻两番", "翻两番", 4, "倍"),
        ("出口增长超过4成", "4成", 40, "%"),
        ("仅占全国的1／4", "1／4", 25, "%"),
        ("仅占全国的１/４", "１/４", 25, "%"),
        ("出生率下降0.4个千分点", "0.4个千分点", Decimal("0.4"), "个千分点"),
        ("城乡收入比缩小到1.79:1", "1.79:1", Decimal("1.79"), ""),
        ("城乡收入比缩小到1.79，", "1.79", Decimal("1.79"), ""),
        ("中心的PUE降至1.25", "1.25", Decimal("1.25"), ""),
        ("年满18周岁", "18周岁", 18, "周岁"),
        ("自处罚生效之日起3年内不予受理", "3年", 3, "年"),
        ("企业应当在2年内完成改造", "2年", 2, "年"),
        ("具有5年以上从业经历", "5年", 5, "年"),
        ("档案至少保存10年", "10年", 10, "年"),
        ("受教育年限由9.8年起步", "9.8年", Decimal("9.8"), "年"),
        ("提前3个月通知用人单位", "3个月", 3, "个月"),
    ],
)
def test_span_value_and_unit(text, span, value, unit):
    quantity = one(text)
    assert text[quantity.start : quantity.end] == span
    assert (quantity.value, quantity.unit) == (value, unit)


@pytest.mark.parametrize("text", ["以3：1取胜，比分为3：1。", "比例尺为2：10。", "早8:1比赛开始。"])
def test_a_score_is_no_ratio(text):
    assert not [span for span in spans(text) if "1" in span[1:]]


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("三项指标分别居全国第二、第七、第九。", ["第二", "第七", "第九"]),
        ("两市分别位居全球第二和第四。", ["第二", "第四"]),
        ("居第一、第二产业之间。", []),
    ],
)
def test_list_of_ranks(text, ranks):
    assert spans(text) == ranks


def test_large_values_are_exact():
    text = f"投资{'7' * 40}元，余额-{'7' * 40}元，共{'7' * 40}年以上"
    assert [q.value for q in find_quantities(text)] == [
        int("7" * 40),
        -int("7" * 40),
        int("7" * 40),
    ]


def test_two_thirds():
    assert abs(one("约三分之二的企业").value - Decimal(200) / 3) < Decimal("1e-9")


def test_percentage_points_are_no_percent():
    quantity = one("比上年提高3.9个百分点")
    assert (quantity.value, quantity.unit, quantity.kind) == (Decimal("3.9"), "个百分点", "change")
    assert quantity.factor is None


def test_place_in_a_ranking_is_no_bit():
    quantity = one("排名上升至第45位")
    assert (quantity.value, quantity.unit, quantity.kind) == (45, "位", "rank")


def test_seventy_percent_and_more():
    quantity = one("七成以上用户")
    assert (quantity.value, quantity.unit, quantity.bound) == (70, "%", ">=")


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("超过50%", ">="),
        ("不超过50%", "<="),
        ("不低于50%", ">="),
        ("近50%", "~"),
        ("附近50%", ""),
        ("约50%", "~"),
        ("节约50%", ""),
        ("50%以上", ">="),
        ("50%以内", "<="),
        ("50%左右", "~"),
        ("10个工作日内", "<="),
        ("至少选择1个", ">="),
        ("不得超过营业收入的10%", "<="),
        ("达到50%", ""),
        ("增长50%", ""),
    ],
)
def test_bound(text, bound):
    assert one(text).bound == bound


def test_list_shares_unit_and_magnitude():
    text = "分别为4.74、4.5、4.06、2.2和1.97万亿元"
    assert spans(text) == ["4.74", "4.5", "4.06", "2.2", "1.97万亿元"]
    assert [q.value for q in find_quantities(text)] == [
        Decimal(f"{v}E12") for v in ("4.74", "4.5", "4.06", "2.2", "1.97")
    ]
    assert {q.unit for q in find_quantities(text)} == {"元"}


def test_list_of_changes_keeps_verb_and_bound():
    first, second = find_quantities("城乡居民收入分别增长5%、6.5%左右")
    assert (first.kind, first.direction, first.bound) == ("change", "up", "~")
    assert (second.kind, second.direction, second.bound) == ("change", "up", "~")


def test_each_of_several_has_the_bound_and_the_change_that_leads_them():
    assert {q.bound for q in find_quantities("营收分别接近8千亿元和7千亿元")} == {"~"}
    assert {q.direction for q in find_quantities("新增院士5名、工作站10家")} == {"up"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3000元至10000元", ["3000元", "10000元"]),
        ("10%—15%", ["10%", "15%"]),
        ("新建2—3家中心", ["2", "3家"]),
        ("快于全国3.4个、1个百分点", ["3.4个", "1个百分点"]),
    ],
)
def test_both_ends_of_a_range(text, expected):
    assert spans(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("进出口规模居全国第二", ["第二"]),
        ("全球第二大经济体", ["第二"]),
        ("吞吐量居全国首位", ["首位"]),
        ("成交额前十位的省份", ["十位"]),
        ("分别居全国第5、第6位", ["第5", "第6位"]),
        ("分别居全国第二、第七和第九。", ["第二", "第七", "第九"]),
        ("把人民放在第一位", []),
        ("第一、第二、第三产业", []),
        ("第一梯队", []),
        ("第二次会议", []),
    ],
)
def test_ranks(text, expected):
    assert spans(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2020年12月31日",
        "1—6月",
        "2016—2020年",
        "“十三五”期间",
        "二〇三五年",
        "20世纪90年代",
        "10:30",
        "连续8年、近3年、五年来",
        "5G、IPv6、3D、PM2.5",
        "5A级景区、4K电视、2023发布",
        "附件：1.2023年工作要点",
        "12315平台",
        "“1+5+2”体系",
        "“80后”",
        "图1、表2、专栏3",
        "第三条、第24、25、26条",
        "国发〔2021〕29号",
        "国务院令第707号",
        "迈入2.0时代",
        "《2020联合国电子政务调查报告》",
        "15分钟便民生活圈",
        "两个维护、三大攻坚战、一系列措施",
        "亿元以上项目",
        "新增亿元以上项目",
        "投资（亿元）",
        "惠及千家万户",
        "平均数为3.5",
        "百亿级企业",
        "每千人口",
        "2019-03-24",
        "世界500强",
        "4号线一期",
        "7×24小时",
        "几千万人",
        "1．强化管理",
        "近3年内无违法记录",
        "力争用3年时间基本建成",
        "未来5年以上",
        "连续12个月单月",
        "以2:1获胜",
        "2成立于",
    ],
)
def test_no_quantity(text):
    assert spans(text) == []


@given(
    st.text(
        alphabet="第前翻首一二三百千万亿点分之成半0１2.，,、-%％元个位倍番余多"
        "近超增长《》“”（)年月 国\ud800",
        max_size=60,
    )
)
def test_spans_are_in_order_and_inside(text):
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.value.is_finite()
        assert (quantity.kind == "change") == bool(quantity.direction)
        end = quantity.end


def test_the_object_of_a_verb_is_the_unit_of_a_number_without_one():
    assert one("新增学位149万，更多孩子上学").unit == "学位"
