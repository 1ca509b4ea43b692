"""Which time a figure holds for, what it is called, and its days."""

from __future__ import annotations

from datetime import date

import pytest

from policynlp.figures import Metric, bind
from policynlp.figures.days import period_shown
from policynlp.grammar import find_quantities


def facts_of(text: str, **known: object) -> list[Metric]:
    return bind(text, find_quantities(text), **known)  # type: ignore[arg-type]


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
        ("甲由2002年3元增加到2007年5元，乙由2元增加到4元。", ["2002年", "2007年"] * 2),
        ("去年渔业产值9亿元，比灾情最重的2020年增加2亿元。", ["去年", "去年"]),
        ("渔船数量至今年9月达9万艘。", ["今年9月"]),
        ("今年以来，渔业加快，截至6月底，新增渔船9万艘。", ["6月底"]),
        ("今年渔业向好。5月份产值9亿元。", ["5月份"]),
        ("去年产值9亿元。上半年产值7亿元。", ["去年", "上半年"]),
        ("2023年前三季度运行平稳。今年以来渔业向好。前三季度，产值9亿元。", ["2023年前三季度"]),
        ("上半年，渔船新增9万艘，是去年全年新增量的4倍。", ["上半年", "上半年"]),
        ("今年前8月，渔港完成投资9亿元，其中今年新开工项目5个。", ["今年前8月"] * 2),
        ("2024年7月，渔港投入使用。至此，码头达9座。", ["2024年7月"]),
        ("海丰渔业2024年第三季度财报显示盈利，营收达9亿元。", ["2024年第三季度"]),
    ],
)
def test_period(text: str, periods: list[str]) -> None:
    assert [metric.period for metric in facts_of(text)] == periods


def test_days_of_a_rise_within_a_span() -> None:
    first, last = facts_of("“十三五”期间，产值由3亿元增长到5亿元。")
    assert (first.period_start, first.period_end) == (date(2016, 1, 1), date(2016, 1, 1))
    assert (last.period_start, last.period_end) == (date(2020, 12, 31), date(2020, 12, 31))
    assert first.period == last.period == "“十三五”期间"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("产值从2014年的3亿元增长到2020年的5亿元。", (2014, 2020)),
        ("2020年，占比由2018年的3%提升至7%。", (2018, 2020)),
        ("2016—2020年，产值由3亿元增长到5亿元。", (2016, 2020)),
        ("产值由2015年的3亿元增长到2020年的5亿元，渔船由1万艘增长到2万艘。", (2015, 2020) * 2),
    ],
)
def test_years_of_a_rise_that_are_named_are_whole(text: str, years: tuple[int, ...]) -> None:
    days = [(metric.period_start, metric.period_end) for metric in facts_of(text)]
    assert days == [(date(year, 1, 1), date(year, 12, 31)) for year in years]


def test_a_rise_within_one_year_is_from_its_start_to_its_end() -> None:
    first, last = facts_of("2020年，占比由3%提升至7%。")
    assert (first.period_start, first.period_end) == (date(2020, 1, 1), date(2020, 1, 1))
    assert (last.period_start, last.period_end) == (date(2020, 12, 31), date(2020, 12, 31))


def test_now_is_the_day_of_the_document() -> None:
    (metric,) = facts_of("目前，用户达3亿。", anchor_date=date(2021, 3, 1))
    assert metric.period_start == metric.period_end == date(2021, 3, 1)
    assert metric.period_from == "document"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("去年，产值增长5%。", date(2025, 1, 1), date(2025, 12, 31)),
        ("前三季度，产值增长5%。", date(2025, 1, 1), date(2025, 9, 30)),
        ("全年产值增长5%。", date(2025, 1, 1), date(2025, 12, 31)),
        ("3月份产值增长5%。", date(2026, 3, 1), date(2026, 3, 31)),
        ("截至2月底，用户达3亿。", date(2026, 2, 28), date(2026, 2, 28)),
        ("党的十八大以来，减贫1亿人。", date(2012, 11, 8), date(2026, 3, 5)),
        ("2025年发布年报，全年收入3亿元。", date(2025, 1, 1), date(2025, 12, 31)),
        ("10月1日至8日，出游5亿人次。", date(2025, 10, 1), date(2025, 10, 8)),
        ("截至12月，产值9亿元。", date(2025, 12, 31), date(2025, 12, 31)),
        ("9月以来，产值9亿元。", date(2025, 9, 1), date(2026, 3, 5)),
        ("12月份产值9亿元。", date(2025, 12, 1), date(2025, 12, 31)),
        ("力争12月底产值达9亿元。", date(2026, 12, 31), date(2026, 12, 31)),
        ("自2024年9月启动以来，融资9亿元。", date(2024, 9, 1), date(2026, 3, 5)),
        ("“十四五”末，产值达5亿元。", date(2025, 12, 31), date(2025, 12, 31)),
    ],
)
def test_first_and_last_day(text: str, first: date, last: date) -> None:
    (metric,) = facts_of(text, anchor_date=date(2026, 3, 5))
    assert (metric.period_start, metric.period_end) == (first, last)


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
    ("text", "periods"),
    [
        ("一季度和二季度渔业产值分别增长5.4%和5.2%。", ["一季度", "二季度"]),
        ("2024年、2025年，渔业产值分别为3亿元、4亿元。", ["2024年", "2025年"]),
        ("2023、2024和2025年，产值分别为3亿元、4亿元和5亿元。", ["2023年", "2024年", "2025年"]),
        ("一、二季度，产值分别增长3%、4%。", ["一季度", "二季度"]),
        ("2025年一、二季度，产值分别增长3%、4%。", ["2025年一季度", "2025年二季度"]),
        ("1月、2月出口分别增长3%、4%，进口分别增长1%、2%。", ["1月", "2月"] * 2),
        ("到2027年和2030年，覆盖率分别达到70%和90%。", ["2027年", "2030年"]),
        ("2025年上半年和全年产值分别增长6%和5%。", ["2025年上半年", "2025年"]),
        ("2025年，渔业、林业产值分别增长6%和5%。", ["2025年"] * 2),
    ],
)
def test_each_figure_of_a_row_has_its_own_time(text: str, periods: list[str]) -> None:
    assert [metric.period for metric in facts_of(text)] == periods


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("上月出口增长8%，本月下降2%，去年同期为3%。", ["上月", "本月", "去年同期"]),
        ("9月份价格上涨3%，上月为1%，涨幅扩大2个百分点。", ["9月份", "上月", "9月份"]),
        ("6月出口3亿元，当月进口2亿元。", ["6月", "6月"]),
        ("今年上半年渔业向好。初步核算，上半年产值9亿元。", ["今年上半年"]),
        ("今年1—5月份渔业向好。5月份产值9亿元。", ["5月份"]),
        ("去年产值9亿元。如今，渔船达9艘。", ["去年", "如今"]),
        ("2025年产值9亿元，Q4产值3亿元。", ["2025年", "2025年Q4"]),
        ("上半年产值5亿元，高于去年同期的4亿元。", ["上半年", "去年同期"]),
        ("上年同期的利润为3亿元。", ["上年同期"]),
        ("一季度产值5亿元，增速比上月提高2个百分点。", ["一季度"] * 2),
        ("一季度产值5亿元，与去年同期相比增长5%。", ["一季度"] * 2),
        ("上半年出口5亿元。同期，进口3亿元。", ["上半年"] * 2),
        ("一周期投入5亿元。", [""]),
    ],
)
def test_times_beside_the_one_that_is_told(text: str, periods: list[str]) -> None:
    assert [metric.period for metric in facts_of(text)] == periods


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026年春节假期，出游5亿人次。", "2026年春节假期"),
        ("2026 年春节9天假期，出游5亿人次。", "2026 年春节"),
        ("2025年国庆中秋假期出游8亿人次。", "2025年国庆中秋假期"),
        ("今年“五一”假期，出游3亿人次。", "今年“五一”假期"),
        ("端午节假期，出游1亿人次。", "端午节假期"),
        ("2025年春运期间，发送旅客90亿人次。", "2025年春运期间"),
        ("2025年暑期，发送旅客9亿人次。", "2025年暑期"),
        ("2025年春节联欢晚会请来90名演员。", "2025年"),
        ("2024—2025学年，在校生9万人。", "2024—2025学年"),
        ("自2024年10月至2025年3月，渔船增加9艘。", "2024年10月至2025年3月"),
        ("去年10月至今年3月，渔船增加9艘。", "去年10月至今年3月"),
        ("2024年9月至今，渔船增加9艘。", "2024年9月至今"),
        ("本世纪以来，降水增加9%。", "本世纪以来"),
        ("上世纪90年代，渔船达9万艘。", "上世纪90年代"),
        ("到本世纪中叶，渔船达9万艘。", "本世纪中叶"),
        ("自2024年9月启动以来，改造渔船9艘。", "2024年9月启动以来"),
        ("一个纳税年度内，扣除9万元。", "一个纳税年度"),
        ("自2020年至2024年，渔业向好，一季度产值9亿元。", "2024年一季度"),
        ("截至2月22日，2026年电影票房达9亿元。", "2026年2月22日"),
        ("截至12月末，2025年新增贷款9亿元。", "2025年12月末"),
        ("2025年，渔业产值连续6年居全国第一。", "2025年"),
        ("渔业产值连续6年居全国第一。", "连续6年"),
        ("渔业产值连续8个季度增长9%。", "连续8个季度"),
    ],
)
def test_words_of_a_period(text: str, period: str) -> None:
    assert {metric.period for metric in facts_of(text) if metric.unit != "天"} == {period}


def test_a_length_holds_for_its_clause_alone() -> None:
    text = "渔业产值连续6年居全国第一，占全球的30%。"
    assert [metric.period for metric in facts_of(text)] == ["连续6年", ""]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("上月产值9亿元。", date(2026, 2, 1), date(2026, 2, 28)),
        ("上季度产值9亿元。", date(2025, 10, 1), date(2025, 12, 31)),
        ("本周产值9亿元。", date(2026, 3, 2), date(2026, 3, 8)),
        ("上月末贷款9亿元。", date(2026, 2, 28), date(2026, 2, 28)),
        ("截至2月22日，2026年票房达9亿元。", date(2026, 2, 22), date(2026, 2, 22)),
        ("去年10月至今年3月，产值9亿元。", date(2025, 10, 1), date(2026, 3, 31)),
        ("1月产值8亿元，当月贷款9亿元。", date(2026, 1, 1), date(2026, 1, 31)),
        ("二季度末，贷款9亿元。", date(2025, 6, 30), date(2025, 6, 30)),
    ],
)
def test_days_counted_from_the_day_of_the_text(text: str, first: date, last: date) -> None:
    metric = facts_of(text, anchor_date=date(2026, 3, 5))[-1]
    assert (metric.period_start, metric.period_end) == (first, last)


def test_a_heading_shows_where_the_words_give_no_period() -> None:
    (metric,) = facts_of("财政收入增长5%。", section=("一、2025年工作回顾",))
    assert (metric.period, period_shown(metric)) == ("", "2025")


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "“十四五”期间，渔业更强。去年产值9亿元。各港建设继续加快，渔船3万艘。",
            ["去年", "“十四五”期间"],
        ),
        ("本报称，2025年，渔业向好。全市建成码头9座。", ["2025年"]),
        ("2025年是关键之年。过去一年，渔业向好。全市建成码头9座。", ["过去一年"]),
        ("6月1日至3日，渔业展开幕。共展出渔船9艘。", ["6月1日至3日"]),
        ("“十四五”以来，渔业更强。渔船达3万艘。", [""]),
        ("截至6月底，渔港完工。渔船达3万艘。", [""]),
        ("1998年发生洪水后，渔业更强。渔船达3万艘。", [""]),
        ("2027年前，渔业更强。各项工作全面推进，改造渔船9艘。", ["2027年"]),
        ("未来4年，渔船达3万艘。各项工作全面推进，货船达9艘。", ["未来4年", ""]),
        ("目前，渔业更强。渔船达3万艘。", [""]),
        ("各地加快建设渔港，2025年渔业向好。接着全市建成码头9座，改造9座。", ["2025年", "2025年"]),
    ],
)
def test_a_time_that_opens_a_passage_without_figures_is_what_it_is_about(
    text: str, periods: list[str]
) -> None:
    assert [metric.period for metric in facts_of(text)] == periods


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2026年5月，产值9亿元。从品种看，鱼类产值5亿元。", ["2026年5月"] * 2),
        ("2026年5月，产值9亿元。渔船产值5亿元。", ["2026年5月"] * 2),
        ("2026年5月底，渔船9艘。货船5艘。", ["2026年5月底", ""]),
        ("今年前7月，产值9亿元。各业齐增。其中，养殖产值5亿元。", ["今年前7月"] * 2),
        ("产值稳居第二，2024年达到9亿元。渔船8万艘。", ["", "2024年", ""]),
        ("在多方努力下，2024年产值达到9亿元。渔船8万艘。", ["2024年"] * 2),
    ],
)
def test_sentences_that_go_on_from_the_one_before(text: str, periods: list[str]) -> None:
    assert [metric.period for metric in facts_of(text)] == periods


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("渔业去年产值9亿元，利润3亿元。", ["去年"] * 2),
        ("市局制定2025年工作目标，改造渔船9艘。", ["2025年"]),
        ("落实2030年发展目标的进展较好，8项进展较快。", [""]),
        ("对2023年产值前十位的省份，奖励不超过9亿元。", ["2023年", ""]),
        ("渔船产值5年增长6%，货船9艘。", ["5年", ""]),
        ("印发《2025年渔业要点》，改造渔船9艘，年底建成码头5座。", ["", "2025年底"]),
        ("渔船增幅高于2024年的5%，达到6%。", ["2024年", ""]),
        ("渔船增幅高于2024年（5%）和上年。", ["2024年"]),
        ("渔船产值占全年产值的5%。", [""]),
        ("3月5日，记者从市局获悉，渔船达9万艘。", [""]),
        ("3月5日，渔船达9万艘。", ["3月5日"]),
        ("2019年成立，当年四季度改造渔船9艘。", ["2019年四季度"]),
        ("2021年年度产值9亿元。", ["2021年"]),
        ("近两年每年改造渔船9艘。", ["近两年"]),
        ("渔船由上世纪末的9万艘转为目前的8万艘。", ["上世纪末", "目前"]),
        ("第六条 2025年内，补助不超过9万元。", ["2025年内"]),
    ],
)
def test_times_in_the_middle_of_a_sentence(text: str, periods: list[str]) -> None:
    assert [metric.period for metric in facts_of(text)] == periods


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("渔港运行以来，改造渔船9艘。", ["渔港运行以来"]),
        ("据介绍，自渔港运行以来，渔船增长9%，数量达8艘。", ["渔港运行以来", ""]),
        ("长期以来，渔船达9艘。", [""]),
        ("“十四五”以来，渔业增长9%，渔船达8艘。", ["“十四五”以来", ""]),
        ("“十四五”以来，累计改造渔船超过8艘。", ["“十四五”以来"]),
        ("截至7日11时，改造渔船9艘。", ["7日11时"]),
        ("截至9月7日11时30分，改造渔船9艘。", ["9月7日11时30分"]),
        ("9月7日11时，渔船相撞，造成9人受伤。", ["9月7日"]),
        ("截至今年6月底，渔船达9艘，提前实现8艘的目标。", ["今年6月底", ""]),
        ("出口由上月下降9%转为增长8%。", ["上月", ""]),
    ],
)
def test_times_since_and_until(text: str, periods: list[str]) -> None:
    assert [metric.period for metric in facts_of(text)] == periods


@pytest.mark.parametrize(
    "piece", ["当月5%，", "一、二季度5%、", "其中，2020年5%。", "2020、", "截至7日，2026年5%，"]
)
def test_repeated_times_do_no_harm(piece: str) -> None:
    # A step of quadratic time would take minutes here; benchmarks measure, tests don't.
    text = piece * 8000
    quantities = find_quantities(text)
    assert len(bind(text, quantities)) == len(quantities)
