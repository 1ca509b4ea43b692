"""Numerals: exact values, both scripts, both widths."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.grammar import format_number, parse_number, parse_share


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("五十三点七亿", "5370000000"),
        ("10.5万亿", "10500000000000"),
        ("10.11 亿", "1011000000"),
        ("１２．５", "12.5"),
        ("1,234,567", "1234567"),
        ("７，８００", "7800"),
        ("3亿5000万", "350000000"),
        ("四亿零七百万", "407000000"),
        ("十二万三千亿", "12300000000000"),
        ("二〇二五", "2025"),
        ("三万五", "35000"),
        ("一百二", "120"),
        ("一百零二", "102"),
        ("一百一十", "110"),
        ("两千三百万", "23000000"),
        ("千亿", "100000000000"),
        ("万亿", "1000000000000"),
        ("零点三五", "0.35"),
        ("壹佰贰拾", "120"),
        ("一千零三十四", "1034"),
        ("三四百", "300"),
        ("一百二三十", "120"),
        ("三万五六", "35000"),
        ("二〇二三", "2023"),
    ],
)
def test_value(text, value):
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "数", "点五", "三点", "1.2.3", "二十万千", "5%", "一" * 65])
def test_no_numeral_is_refused(text):
    with pytest.raises(ValueError, match="no numeral"):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三分之二", Fraction(2, 3)),
        ("百分之五十", Fraction(1, 2)),
        ("百分之五点三", Fraction(53, 1000)),
        ("千分之三", Fraction(3, 1000)),
        ("七成", Fraction(7, 10)),
        ("七成五", Fraction(3, 4)),
        ("六成半", Fraction(13, 20)),
        ("一半", Fraction(1, 2)),
        ("半数", Fraction(1, 2)),
    ],
)
def test_share(text, value):
    assert parse_share(text) == value


@pytest.mark.parametrize("text", ["", "七", "零分之一", "分之二"])
def test_no_share_is_refused(text):
    with pytest.raises(ValueError, match="no "):
        parse_share(text)


@given(st.integers(min_value=0, max_value=10**24 - 1))
def test_what_is_written_is_read_back(n):
    assert parse_number(format_number(n)) == n


@given(st.decimals(min_value=0, max_value=10**12, places=6, allow_nan=False, allow_infinity=False))
def test_decimals_are_read_back(n):
    assert parse_number(format_number(n)) == n


@given(st.integers(min_value=0, max_value=10**18))
def test_arabic_with_separators_and_in_full_width(n):
    assert parse_number(f"{n:,}") == n
    full = str(n).translate({0x30 + i: 0xFF10 + i for i in range(10)})
    assert parse_number(full) == n


@given(st.text())
def test_any_text_is_a_number_or_a_value_error(text):
    try:
        parse_number(text)
    except ValueError:
        return


@pytest.mark.parametrize("value", [-1, Decimal("NaN"), Decimal("Infinity"), 10**24])
def test_what_can_not_be_written(value):
    with pytest.raises(ValueError, match="can't be written"):
        format_number(value)
