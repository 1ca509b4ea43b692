"""Figures that are reported, and figures that are aimed at."""

from __future__ import annotations

import pytest

from policynlp.figures import bind
from policynlp.grammar import find_quantities


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
    ],
)
def test_status(text: str, expected: list[str]) -> None:
    assert [metric.status for metric in bind(text, find_quantities(text))] == expected
