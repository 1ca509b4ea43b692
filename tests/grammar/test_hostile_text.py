"""Hostile text: no exception, and an answer in reasonable time."""

from __future__ import annotations

import pytest

from policynlp.grammar import find_dates, find_document_numbers, find_quantities, find_titles

FINDERS = (find_titles, find_document_numbers, find_dates, find_quantities)
PIECES = ["《", "《》", "“", "1", "９", "一", "亿", "年", "国", "\ud800", "\x00", "第一", "1、"]
PIECES += [
    "1,111",
    "〔2021〕",
    "2020年",
    "百分之",
    "一点",
    "增长1%、",
    "令第",
    "近",
    " ",
    "\n",
    "1-",
    "3 000",
    "1×10^8",
    "三四",
    "千亿",
    "增速由8%",
    "5元/元·",
    "项目数量突破5",
    "-5%",
    "翻近",
]


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("finder", FINDERS)
def test_repetition_does_no_harm(finder, piece):
    # A step of quadratic time would take minutes here; benchmarks measure, tests don't.
    text = piece * (100_000 // len(piece))
    found = finder(text)
    assert all(0 <= item.start < item.end <= len(text) for item in found)


def test_a_title_that_is_never_closed_swallows_nothing():
    text = "根据《数据安全法，" + "推进数字政府建设。" * 40 + "《网络安全法》施行"
    assert [text[t.start : t.end] for t in find_titles(text)] == ["《网络安全法》"]
    assert len(find_quantities("《报告显示，增长5%。" + "数字" * 100 + "，共3个》")) == 2
