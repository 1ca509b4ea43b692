"""Document numbers and titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.grammar import find_document_numbers, find_titles


@pytest.mark.parametrize(
    ("text", "span", "canonical"),
    [
        ("国发〔2021〕29号", "国发〔2021〕29号", "国发〔2021〕29号"),
        ("根据（国办发[2021]5号）", "国办发[2021]5号", "国办发〔2021〕5号"),
        ("按照国发﹝2018﹞32号精神", "国发﹝2018﹞32号", "国发〔2018〕32号"),
        ("京政发(2020)１号", "京政发(2020)１号", "京政发〔2020〕1号"),
        ("工信厅科函〔2018〕 83 号", "工信厅科函〔2018〕 83 号", "工信厅科函〔2018〕83号"),
        ("国务院令第707号", "令第707号", "令第707号"),
        ("国务院令\n第七百四十四号", "令\n第七百四十四号", "令第744号"),
        ("公告2023年第12号", "公告2023年第12号", "公告〔2023〕第12号"),
    ],
)
def test_document_number(text, span, canonical):
    (number,) = find_document_numbers(text)
    assert text[number.start : number.end] == span
    assert number.canonical == canonical


@pytest.mark.parametrize("text", ["（2021）5号", "2021年第3号", "12号文件", "〔2021〕"])
def test_no_document_number(text):
    assert find_document_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "《网络安全法》和《数据安全法(草案)》",
            [("《网络安全法》", 0), ("《数据安全法(草案)》", 0)],
        ),
        ("《关于修改〈广告法〉的决定》", [("《关于修改〈广告法〉的决定》", 0)]),
        ("《《规划》解读》", [("《《规划》解读》", 0), ("《规划》", 1)]),
        ("《未完", []),
        ("完了》", []),
        ("《甲《乙》", [("《乙》", 0)]),
        ("《分成\n两行》", [("《分成\n两行》", 0)]),
        ("《前段\n\n后段》", []),
    ],
)
def test_titles(text, expected):
    assert [(text[t.start : t.end], t.depth) for t in find_titles(text)] == expected


@given(st.text(alphabet="《》甲\n ", max_size=60))
def test_titles_nest(text):
    titles = find_titles(text)
    for title in titles:
        assert text[title.start] == "《"
        assert text[title.end - 1] == "》"
    for one in titles:
        for other in titles:
            apart = one.end <= other.start or other.end <= one.start
            inside = one.start <= other.start and other.end <= one.end
            assert apart or inside or (other.start <= one.start and one.end <= other.end)
