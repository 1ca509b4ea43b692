"""Whom a rule is about, and what it asks within a time."""

from __future__ import annotations

import pytest

from tests.figures.facts import facts_of


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("第九条　经营者应当自收到通知之日起15日内，提交说明。", "经营者"),
        ("项目承担单位在项目执行期满3个月内，提交验收申请。", "项目承担单位"),
        ("企业按照工资总额的2%提取培训经费。", "企业"),
        ("规模较大的企业可以按照3%提取经费。", "规模较大的企业"),
        ("较大事故，是指造成直接经济损失1000万元以上的事故。", "较大事故"),
        ("对规模较小的纳税人，减按10%征收。", "规模较小的纳税人"),
        ("经营者违反本条例规定，受到处罚的，5年内不得申请许可。", "经营者"),
        ("符合条件的人员自主创业的，可申请最高15万元贷款。", "符合条件的人员"),
        ("受到处罚的，其主管人员5年内不得从事该业务。", "主管人员"),
        ("处理超过1000万人个人信息的处理者，应当每两年开展审计。", "处理者"),
        ("登记机关收到申请后，应当在3个工作日内作出决定。", "登记机关"),
        ("市场主体被吊销营业执照，6个月内未办理公告的，依法处理。", "市场主体"),
        ("对单位可并处以一千元以上五千元以下的罚款。", "单位"),
        ("评估报告和处理记录应当至少保存3年。", ""),
        ("招聘费用不得超过3万元。", ""),
        ("评审专家不得少于7人。", ""),
        ("罚款数额应当在法定幅度的30%以内。", ""),
    ],
)
def test_whom_a_rule_binds(text: str, scope: str) -> None:
    assert facts_of(text)[-1].scope == scope


@pytest.mark.parametrize(
    ("text", "indicator", "scope"),
    [
        ("登记机关应当自受理之日起20日内，作出登记决定。", "作出登记决定", "登记机关"),
        ("应当在整改完成后15日内，报送整改报告。", "报送整改报告", ""),
        ("并处违法所得2倍以上5倍以下罚款。", "罚款", ""),
        ("由公安机关处500元以上2000元以下罚款。", "罚款", ""),
    ],
)
def test_what_it_asks(text: str, indicator: str, scope: str) -> None:
    (*_, fact) = facts_of(text)
    assert (fact.indicator, fact.scope, fact.status) == (indicator, scope, "target")
