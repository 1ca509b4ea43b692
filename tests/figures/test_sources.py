"""Who reports a figure, and the document that it is taken from."""

from __future__ import annotations

import pytest

from policynlp.figures import Metric, bind
from policynlp.grammar import find_quantities


def facts_of(text: str, *bodies: str) -> list[Metric]:
    known = [(text.index(body), text.index(body) + len(body), "ORG") for body in bodies]
    return bind(text, find_quantities(text), entities=sorted(known))


@pytest.mark.parametrize(
    "text",
    [
        "海关总署数据显示，出口增长5%。",
        "据海关总署统计，出口增长5%。",
        "另据海关总署统计，出口增长5%。",
        "来自海关总署的数据显示，出口增长5%。",
        "记者今天（3月9日）从海关总署获悉，出口增长5%。",
        "新华社北京3月9日电（记者李某）海关总署9日发布数据，出口增长5%。",
    ],
)
def test_the_body_that_reports(text: str) -> None:
    bodies = [name for name in ("海关总署", "新华社") if name in text]
    assert [fact.actor for fact in facts_of(text, *bodies)] == ["海关总署"]


def test_each_clause_has_the_body_and_the_document_told_before_it() -> None:
    text = "财政部安排资金8亿元，教育部安排资金5亿元。"
    assert [fact.actor for fact in facts_of(text, "财政部", "教育部")] == ["财政部", "教育部"]
    text = "《甲报告》显示，出口增长5%，《乙报告》显示，进口增长6%。"
    assert [fact.source for fact in facts_of(text)] == ["《甲报告》", "《乙报告》"]
