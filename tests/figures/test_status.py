"""Figures that are reported, and figures that are aimed at."""

from __future__ import annotations

import pytest

from policynlp.figures import bind
from policynlp.grammar import find_quantities
from tests.figures.facts import facts_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("网上零售额稳居第一，今年有望突破20万亿元。", ["fact", "target"]),
        ("过去三年出口年均增长5%。", ["fact"]),
        ("经查，该团伙由6人组成。", ["fact"]),
        ("已引资800亿元，提前完成了700亿元的引资目标。", ["fact", "target"]),
        ("单户贷款额度上限500万元，最多可享受贴息20万元。", ["target"] * 2),
        ("该公司将于明年开展3场活动。", ["target"]),
        ("到2027年，体系基本形成。能耗下降13%，覆盖率达到24%。", ["target"] * 2),
        ("到2027年，体系基本形成。截至去年底，覆盖率达到24%。", ["fact"]),
        ("到2027年，体系基本形成。突破百项关键技术，培育百家企业。", ["target"] * 2),
        ("2027年底前开通率达到80%以上。", ["target"]),
        ("火灾造成5人死亡、3人受伤。", ["fact"] * 2),
        ("如果冲突升级，经济增长可能降至2%。", ["target"]),
        ("改造将覆盖80%的产能。", ["target"]),
        ("近日，农业农村部等7部门印发方案。", ["fact"]),
        ("今年收入预计达2000万元，目前订单额已超1000万元。", ["target", "fact"]),
        ("预计今年出口5亿元，进口6亿元。", ["target"] * 2),
        ("近日，交通运输部等4部委联合印发方案。", ["fact"]),
        ("办法印发，明确到2030年，产能更优，比重提升至87%。", ["target"]),
        ("对首次入选的企业给予最高100万元奖励。", ["target"]),
        ("公司有信心使销量翻一番。", ["target"]),
        ("经审查，批准该公司等20家单位为定点单位。", ["fact"]),
        ("公司预计损失2000万欧元（约合人民币1.5亿元）。", ["target"] * 2),
        ("公司损失2000万欧元（约合人民币1.5亿元）。", ["fact"] * 2),
        ("今年主要预期目标是：产值增长7%。投资增长8%，其中民间投资增长9%。", ["target"] * 3),
        ("近日，市政府出台意见，提出20条措施。", ["fact"]),
        ("今年市里计划新建充电桩3000个，改造小区120个。", ["target"] * 2),
        ("今年计划完成投资300亿元，上半年已完成180亿元。", ["target", "fact"]),
        ("“强基”行动计划实施以来，培训人员5万人次。", ["fact"]),
        ("方案提出到2027年底，每万人专利拥有量达到12件。", ["target"]),
        ("2025年前十个月，市里牵头制定标准275项。", ["fact"]),
        ("按要求，今年基本实现80%的地区全覆盖。", ["target"]),
        ("常委会今年共审议议案40件。", ["fact"]),
        ("展会共有300家企业参展，其间将举办34场活动。", ["fact", "target"]),
        ("今年下达241亿元补助资金，惠及2400万人次。", ["fact"] * 2),
        ("使用地方政府债务结存限额5500亿元。", ["fact"]),
        ("省里将12类疾病纳入筛查。", ["fact"]),
        ("据介绍，资金将用于16个领域6700个项目。", ["target"] * 2),
        ("（一）科技金融方面5项：扩大试点。", ["fact"]),
        ("今年中央财政安排支出2019亿元，比去年增加247亿元。", ["target"] * 2),
        ("规划分为5个方面，共30条措施。", ["fact"] * 2),
        ("近日，省里印发规划，部署9项任务、7个专栏。", ["fact"] * 2),
        ("工程总投资9亿元。建成后将灌溉30万亩，保障60万人用水。", ["fact", "target", "target"]),
        ("两国签署经贸、教育等领域20项合作文件。", ["fact"]),
        ("今天（3月5日），全国招聘会汇聚3000家单位。", ["fact"]),
        ("按照以下标准发给补助：每人为月工资的20倍。", ["target"]),
    ],
)
def test_status(text: str, expected: list[str]) -> None:
    assert [metric.status for metric in bind(text, find_quantities(text))] == expected


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
        ("项目总投资120亿元。", "fact"),
        ("总投资85亿元的电池项目开工。", "fact"),
        ("该公司在沿海设有3家工厂。", "fact"),
        ("该园区现有企业320家。", "fact"),
        ("全市实现地区生产总值3268.4亿元。", "fact"),
        ("今年安排预算内投资3268亿元。", "target"),
        ("全年用电量预计增长5%。", "target"),
        ("人均预期寿命79.25岁。", "fact"),
        ("到目前，建设渔港9个。", "fact"),
        ("全省目前已争取渔港项目12个。", "fact"),
        ("预计全年，渔业产值同比增长5%。", "target"),
    ],
)
def test_status_of_one(text: str, status: str) -> None:
    assert [metric.status for metric in facts_of(text)] == [status]


def test_headings_decide_where_the_words_do_not() -> None:
    text = "建设园区5个。"
    (back,) = facts_of(text, section=("一、过去五年工作回顾",))
    (ahead,) = facts_of(text, section=("三、重点工作",))
    assert (back.status, ahead.status) == ("fact", "target")
