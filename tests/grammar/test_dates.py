"""Time expressions and their days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.grammar import find_dates

ANCHOR = date(2021, 3, 5)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020年", "2020-01-01", "2020-12-31"),
        ("2020年底", "2020-12-31", "2020-12-31"),
        ("2020 年 12 月", "2020-12-01", "2020-12-31"),
        ("2021年1—6月", "2021-01-01", "2021-06-30"),
        ("2021年上半年", "2021-01-01", "2021-06-30"),
        ("2021年前三季度", "2021-01-01", "2021-09-30"),
        ("2016—2020年", "2016-01-01", "2020-12-31"),
        ("2018年至2020年", "2018-01-01", "2020-12-31"),
        ("“十三五”期间", "2016-01-01", "2020-12-31"),
        ("“十四五”时期", "2021-01-01", "2025-12-31"),
        ("“一五”时期", "1953-01-01", "1957-12-31"),
        ("截至2020年11月底", "2020-11-30", "2020-11-30"),
        ("截至2020年", "2020-12-31", "2020-12-31"),
        ("2024年2月底", "2024-02-29", "2024-02-29"),
        ("二〇三五年", "2035-01-01", "2035-12-31"),
        ("１９８４年", "1984-01-01", "1984-12-31"),
        ("90年代", "1990-01-01", "1999-12-31"),
        ("2019-03-24", "2019-03-24", "2019-03-24"),
        ("今年", "2021-01-01", "2021-12-31"),
        ("去年上半年", "2020-01-01", "2020-06-30"),
        ("目前", "2021-03-05", "2021-03-05"),
        ("近三年", "2018-03-05", "2021-03-05"),
        ("未来5年", "2021-03-05", "2026-03-05"),
        ("前11个月", "2021-01-01", "2021-11-30"),
        ("11月6日至8日", "2021-11-06", "2021-11-08"),
        ("党的十八大以来", "2012-11-08", "2021-03-05"),
    ],
)
def test_days(text, first, last):
    (found,) = find_dates(text, ANCHOR)
    assert text[found.start : found.end] == text
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize("text", ["去年", "目前", "上半年", "近三年", "11月6日"])
def test_without_an_anchor_nothing_is_guessed(text):
    (found,) = find_dates(text)
    assert (found.first, found.last) == (None, None)


def test_no_day_of_the_calendar_has_no_value():
    (found,) = find_dates("2021年2月30日")
    assert (found.first, found.last) == (None, None)


def test_spans_in_a_sentence():
    text = "电子政务发展指数从2018年的0.6811提高到2020年的0.7948，到2025年进一步提高。"
    assert [text[d.start : d.end] for d in find_dates(text)] == ["2018年", "2020年", "2025年"]


@given(
    st.text(
        alphabet="0123456789年月日底初至—到截今去近过“”五十一二三前后期间季度代来 ", max_size=40
    )
)
def test_spans_are_in_order_and_days_too(text):
    end = 0
    for found in find_dates(text, ANCHOR):
        assert end <= found.start < found.end <= len(text)
        end = found.end
