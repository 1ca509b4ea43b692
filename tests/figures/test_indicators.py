"""The words that name what a figure measures, and no others."""

from __future__ import annotations

import pytest

from policynlp.figures import bind
from policynlp.grammar import find_quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("贸易规模连续跨过5万亿元、6万亿元两个大的台阶。", ["贸易规模"] * 2),
        ("地区生产总值增长6%，迈上2万亿元新台阶。", ["地区生产总值"] * 2),
        ("建设用地供应5万亩以上。", ["用地供应"]),
        ("税收剔除不可比因素增长9%。", ["税收剔除不可比因素"]),
        ("工业规模以上企业增加值增长8%。", ["工业规模以上企业增加值"]),
        ("国民总收入[3]增长3%，劳动生产率［4］提高4%。", ["国民总收入", "劳动生产率"]),
        ("接待游客人次、旅游总收入分别增长40%和50%。", ["游客人次", "旅游总收入"]),
        ("新兴产业增加值增长8%，占地区生产总值比重达41%。", ["新兴产业增加值"]),
        ("出口9亿元，在全国城市排名第7位。", ["出口"] * 2),
        ("损失2000万欧元（约合人民币1.5亿元）。", ["损失"] * 2),
        ("划分了36个生态分区。", ["生态分区"]),
        ("央行以招标方式开展1万亿元逆回购操作。", ["逆回购操作"]),
        ("签约电费不低于前三年平均值的80%。", ["电费"]),
        ("服务贸易首次超过1万亿元，规模居全国第二。", ["服务贸易", "服务贸易规模"]),
        ("经济总量再上新台阶，突破3万亿元。", ["经济总量"]),
        ("汽车制造业继续发挥引领作用，增速达11%。", ["汽车制造业"]),
        ("财政部等5部门近日联合发文。", ["部门"]),
        ("（三）2026年底前开通定点机构占比达到80%。", ["定点机构占比"]),
        ("新增市场主体300户、规模以上工业企业42户。", ["市场主体", "规模以上工业企业"]),
    ],
)
def test_indicator(text: str, expected: list[str]) -> None:
    found = [metric.indicator for metric in bind(text, find_quantities(text))]
    assert [one[: len(two)] for one, two in zip(found, expected, strict=False)] == expected
    assert found[0] == expected[0]
