"""What a figure measures, of whom, when, stated or aimed at."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.figures import Metric, bind
from policynlp.grammar import find_quantities


def facts_of(text: str, **known: object) -> list[Metric]:
    return bind(text, find_quantities(text), **known)  # type: ignore[arg-type]


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
        ("投资增长6%，居全国第四。", ["投资", "投资增长"]),
        ("5个村入选美丽村庄名单。", ["村入选美丽村庄名单"]),
        ("12个国家建立合作机制。", ["国家建立合作机制"]),
        ("拥有7个全球领先的实验室。", ["全球领先的实验室"]),
        ("产值过3亿元的企业达5家。", ["产值", "产值过3亿元的企业"]),
        ("普及率达62%，这一比例提高1个百分点。", ["普及率"] * 2),
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
        ("按该单位缴费数额的110%确定。", ["按该单位缴费数额"]),
        ("市区50米内换乘比例达91%。", ["换乘比例"] * 2),
        ("海关数据显示，我国排名升至第45位。", ["排名"]),
        ("某组织发布的营商便利指数排名显示，我国升至第45位。", ["营商便利指数排名"]),
        ("毛入园率为92%，比十年前提高了28个百分点。", ["毛入园率", "毛入园率"]),
    ],
)
def test_indicator(text: str, indicators: list[str]) -> None:
    assert [metric.indicator for metric in facts_of(text)] == indicators


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("今年财政收入增长5%，支出增长6%。", ["今年", "今年"]),
        ("今年稳中求进。财政收入增长5%。", ["今年"]),
        ("截至2020年底，平台用户达3亿。手机用户达2亿。", ["2020年底", ""]),
        ("财政收入比上年增长5%。", [""]),
        ("产值由2015年的3亿元增长到2020年的5亿元。", ["2015年", "2020年"]),
        ("2015年至2020年，产值由3亿元增长到5亿元。", ["2015年", "2020年"]),
        ("连续8年居全国第一，产值达3亿元。", ["连续8年", ""]),
        ("2020年，产值3亿元，6月底存款5亿元。", ["2020年", "2020年6月底"]),
        ("到2025年，建成5个园区。", ["2025年"]),
        ("工信部1月28日发布数据，用户达3亿。", [""]),
        ("按照上年不变价计算，收入增长5%。", [""]),
        ("指数从2018年的0.681提高到2020年的0.794，居第45位。", ["2018年", "2020年", "2020年"]),
        (
            "规模由2015年的6亿元增长到2020年的9亿元，占比由5%提升到7%。",
            ["2015年", "2020年", "2015年", "2020年"],
        ),
        ("2020年3月至年底，验放4385亿元。", ["2020年3月至年底"]),
        ("12月17-18日，选出5个项目。", ["12月17-18日"]),
        ("五年累计利用外资2894亿美元。", ["五年"]),
        ("近三年，投资5亿元。", ["近三年"]),
        ("前三季度，收入5亿元。投资3亿元。", ["前三季度", "前三季度"]),
        ("今年，外汇储备6月底达5亿元，增加1亿元。", ["今年6月底", "今年6月底"]),
        ("春节假期，出游5亿人次。", ["春节假期"]),
        ("前10月出口3亿元。", ["前10月"]),
        ("全年出口3亿元。进口达2亿元。", ["全年", "全年"]),
        ("全年出口3亿元。外贸结构持续优化，进口达2亿元。", ["全年", ""]),
        ("“十四五”以来，建成5个园区。培育企业3家。", ["“十四五”以来", ""]),
        ("五年来，交通改善。里程突破5400公里，建桥5座。", ["", "五年来"]),
        ("五年来，交通改善。普及率98%，已建成公园8个。", ["", ""]),
        ("过去十年来，收入增长73%。", ["过去十年"]),
        ("全年产值9亿元。其中，渔业产值2亿元。", ["全年", "全年"]),
        ("2024年，产值9亿元。渔业2亿元。林业1亿元。", ["2024年"] * 3),
        ("2024年，产值9亿元。沿海各地渔业稳步向好，共2亿元。", ["2024年", ""]),
        ("2024年渔业向好。各港建设加快，共建码头2座。", ["2024年"]),
        ("2024年底，渔船9万艘。货船2万艘。", ["2024年底", ""]),
        ("上半年产值下降1%，全年增长3%。货运增长5%。", ["上半年", "全年", ""]),
        ("当地力争到2027年渔业占比达5%，其中养殖达3%。", ["2027年", "2027年"]),
        ("货运连续5年居全国第一，其中水运3亿吨。", ["连续5年", ""]),
        ("到2027年底，渔业更强。设施更好。港口达9个。", ["2027年底"]),
        ("2024年，占比由2020年的3%提升至7%。", ["2020年", "2024年"]),
        ("渔船由2020年3万艘增长到5万艘。", ["2020年", ""]),
        ("去年渔业产值9亿元，比灾情最重的2020年增加2亿元。", ["去年", "去年"]),
        ("渔船数量至今年9月达9万艘。", ["今年9月"]),
    ],
)
def test_period(text: str, periods: list[str]) -> None:
    assert [metric.period for metric in facts_of(text)] == periods


def test_days_of_a_rise_within_a_span() -> None:
    first, last = facts_of("“十三五”期间，产值由3亿元增长到5亿元。")
    assert (first.period_start, first.period_end) == (date(2016, 1, 1), date(2016, 1, 1))
    assert (last.period_start, last.period_end) == (date(2020, 12, 31), date(2020, 12, 31))
    assert first.period == last.period == "“十三五”期间"


def test_now_is_the_day_of_the_document() -> None:
    (metric,) = facts_of("目前，用户达3亿。", anchor_date=date(2021, 3, 1))
    assert metric.period_start == metric.period_end == date(2021, 3, 1)
    assert metric.period_from == "document"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("去年，产值增长5%。", date(2025, 1, 1), date(2025, 12, 31)),
        ("前三季度，产值增长5%。", date(2026, 1, 1), date(2026, 9, 30)),
        ("截至2月底，用户达3亿。", date(2026, 2, 28), date(2026, 2, 28)),
        ("党的十八大以来，减贫1亿人。", date(2012, 11, 8), date(2026, 3, 5)),
        ("2025年发布年报，全年收入3亿元。", date(2025, 1, 1), date(2025, 12, 31)),
        ("10月1日至8日，出游5亿人次。", date(2026, 10, 1), date(2026, 10, 8)),
        ("“十四五”末，产值达5亿元。", date(2025, 12, 31), date(2025, 12, 31)),
    ],
)
def test_first_and_last_day(text: str, first: date, last: date) -> None:
    (metric,) = facts_of(text, anchor_date=date(2026, 3, 5))
    assert (metric.period_start, metric.period_end) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["据商务部数据，出口3亿元。", "记者从商务部获悉，出口3亿元。", "2月1日商务部发布，出口3亿元。"],
)
def test_the_body_that_a_report_comes_from_is_the_actor(text: str) -> None:
    start = text.index("商务部")
    (metric,) = facts_of(text, entities=[(start, start + 3, "ORG")])
    assert metric.actor == "商务部"


def test_a_heading_dates_what_has_no_time_of_its_own() -> None:
    (metric,) = facts_of("财政收入增长5%。", section=("一、2025年工作回顾",))
    assert (metric.period, metric.period_from) == ("", "section")
    assert (metric.period_start, metric.period_end) == (date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    "heading", ["一、2025年和“十四五”时期工作回顾", "2025年工作完成情况及2026年工作打算"]
)
def test_a_heading_of_two_times_dates_nothing(heading: str) -> None:
    (metric,) = facts_of("财政收入增长5%。", section=("政府工作报告（2026年）", heading))
    assert (metric.period_start, metric.period_end, metric.period_from) == (None, None, "")


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("全省财政收入增长5%，支出增长3%。粮食产量增长6%。", ["全省", "全省", ""]),
        ("我国用户达3亿户。基站达5万个，占比达6%。", ["我国"] * 3),
        ("我国发展良好。基站达5万个。", [""]),
        ("全国用户达3亿户。基站达5万个。", ["全国", ""]),
        ("公司实现收入3亿元。研发投入1亿元。", ["公司"] * 2),
        ("各位代表！这是云南发展很不平凡的一年，全省经济稳进。财政收入增长5%。", ["云南"]),
        ("科技型中小企业突破1000家。", [""]),
        ("国家图书馆累计接待3亿人次。", ["国家图书馆"]),
        ("各省、自治区主管部门推荐案例不超过5项。", ["各省、自治区主管部门"]),
        ("每个主体牵头申报不超过3项，参与申报不超过5项。", ["每个主体"] * 2),
        ("74%的用户每天支付，比上年提高4个百分点。", ["用户"] * 2),
        ("受访企业中，六成已布局物流。", ["受访企业"]),
        ("中央财政安排资金3亿元。", ["中央财政"]),
        ("我国东部地区用户达3亿户。", ["我国东部地区"]),
        ("为了树立典型。对北京市推进改革等130项做法予以表扬。", [""]),
        ("产值居全国第二。", ["全国"]),
        ("全国人大代表提出建议500件。", [""]),
        ("对于磁介质，覆写至少3次。", ["磁介质"]),
        ("运营者应当在24小时内向主管部门报告。", ["运营者"]),
        ("74%的用户每天支付。", ["用户"]),
        ("31个省级政府建成平台。", ["省级"]),
        ("服务覆盖全国53万个村。", ["全国"]),
        ("江苏加快建设，用户数达到3万个。", ["江苏"]),
        ("江苏、浙江等2个省位居前列。", [""]),
        ("在南山区，企业达到3万家。", ["南山区"]),
        ("在南山区，企业达3万家。“十四五”期间，该区专利达5万件。", ["南山区"] * 2),
        ("公司实现营业收入3亿元，净利润1亿元。", ["公司"] * 2),
        ("各省级主管部门推荐案例不超过5项。", ["各省级主管部门"]),
        ("对直接负责的主管人员处1万元以上5万元以下罚款。", ["直接负责的主管人员"] * 2),
        ("国家医保信息平台累计支付3亿笔，访问量5亿次。", ["国家医保信息平台"] * 2),
        ("我国对东盟、欧盟进出口分别为3亿元、2亿元。", ["东盟", "欧盟"]),
        (
            "对东盟、欧盟出口分别为3亿元、2亿元，同比分别增长7%、5%。",
            ["东盟", "欧盟", "东盟", "欧盟"],
        ),
        ("全县渔业产值9亿元。其中，养殖产值5亿元。", ["全县", "全县"]),
        ("2024年临江县渔业产值9亿元，增长5%。养殖产值5亿元。", ["临江县"] * 3),
        ("全县渔业产值9亿元。养殖产值5亿元。", ["全县", ""]),
        ("北岭港货物吞吐量3亿吨，集装箱5万标箱，居全球第三。", ["北岭港"] * 3),
        ("全球“灯塔工厂”3家，“小巨人”企业90家。", ["全球", ""]),
        ("汾渭平原优良天数比例增长3%。酸雨次数下降5%。", ["汾渭平原"] * 2),
        ("到2027年，力争全市研发投入增长9%，专利增长5%。", ["全市"] * 2),
        ("全国法院受理案件9万件，结案8万件。", ["全国法院"] * 2),
        ("城乡居民人均可支配收入分别增长4%、6%左右。", ["城", "乡"]),
        ("城乡居民人均可支配收入分别为5万元和2万元，增长4%和6%。", ["城", "乡"] * 2),
        ("城乡居民收入比缩小到2倍。", [""]),
        ("专利数居全国省会城市第5位，用水效率居西南第一。", ["全国省会城市", "西南"]),
        ("规模以上工业企业总数突破9万家。", [""]),
        ("本报上海5月6日电 新规印发。渔船更新5万艘。", [""]),
        ("青岛市加快建设渔港，改造码头9座。", ["青岛市"]),
    ],
)
def test_scope(text: str, scopes: list[str]) -> None:
    assert [metric.scope for metric in facts_of(text)] == scopes


def test_a_known_body_in_front_of_the_indicator_is_the_scope() -> None:
    text = "江海集团出口额达到5亿元。"
    (metric,) = facts_of(text, entities=[(0, 4, "ORG")])
    assert (metric.scope, metric.indicator) == ("江海集团", "出口额")


@pytest.mark.parametrize("verb", ["等12部门发布办法", "联合12家单位发布办法"])
def test_a_body_that_only_speaks_is_no_scope(verb: str) -> None:
    (metric,) = facts_of(f"国家网信办{verb}。", entities=[(0, 5, "ORG")])
    assert metric.scope == ""


def test_a_partner_that_is_a_body_is_a_scope() -> None:
    text = "对东盟、欧盟进出口分别为3亿元、2亿元。"
    metrics = facts_of(text, entities=[(1, 3, "ORG"), (4, 6, "ORG")])
    assert [metric.scope for metric in metrics] == ["东盟", "欧盟"]


def test_a_company_keeps_the_figures_of_the_next_sentence() -> None:
    text = "江海集团发展良好。公司实现收入3亿元。"
    (metric,) = facts_of(text, entities=[(0, 4, "ORG")])
    assert metric.scope == "江海集团"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("到2027年，突破100项技术。", "target"),
        ("第八条 按照每月400元定额扣除。", "target"),
        ("争取新获批5所学校。", "target"),
        ("预计到2029年出货量将突破4000万台。", "target"),
        ("今后几年，发生5次强震。", "target"),
        ("平台已联通31个省。", "fact"),
        ("这五年，转移劳动力4500万人。", "fact"),
        ("规模有望突破2万亿元。", "target"),
        ("截至2020年底，完成目标任务，基站达3万个。", "fact"),
        ("力争财政收入增长5%。", "target"),
        ("今年主要预期目标是：地区生产总值增长5%左右。", "target"),
        ("期限不得超过30日。", "target"),
        ("截至2020年底，用户达到3亿。", "fact"),
        ("《发展报告》显示，财政收入同比增长5%。", "fact"),
        ("晚会请来300多名演员。", "fact"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert [metric.status for metric in facts_of(text)] == [status]


def test_headings_decide_where_the_words_do_not() -> None:
    text = "建设园区5个。"
    (back,) = facts_of(text, section=("一、过去五年工作回顾",))
    (ahead,) = facts_of(text, section=("三、重点工作",))
    assert (back.status, ahead.status) == ("fact", "target")


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
