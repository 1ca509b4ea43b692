"""Equal within the rounding that digits allow, and bounds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.comparison.rounding import Amount, agreement, same, step_of

NUMBERS = st.decimals(0, 10**6, places=3, allow_nan=False, allow_infinity=False)


def amount(figure: str, value: str, bound: str = "") -> Amount:
    return Amount(Decimal(value), step_of(figure, Decimal(value)), bound)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("figure", "value", "step"),
    [
        ("8.16万亿元", "8160000000000", "10000000000"),
        ("81616亿元", "8161600000000", "100000000"),
        ("1,079万人", "10790000", "10000"),
        ("４.74", "4740000000000", "10000000000"),
        ("九成", "90", "10"),
        ("1万6千多户", "16000", "1000"),
        ("第45位", "45", "1"),
        ("0", "0", "1"),
    ],
)
def test_step_of_the_last_digit(figure: str, value: str, step: str) -> None:
    assert step_of(figure, Decimal(value)) == Decimal(step)


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        (("8.16万亿元", "8160000000000"), ("81616亿元", "8161600000000"), "yes"),
        (("1.79万亿元", "1790000000000"), ("1.8万亿元", "1800000000000"), "yes"),
        (("7.8%", "7.8"), ("7.9%", "7.9"), "no"),
        (("82%", "82", ">="), ("82.13%", "82.13"), "yes"),
        (("82%", "82", ">="), ("85%", "85"), "near"),
        (("82%", "82", ">="), ("81.2%", "81.2"), "no"),
        (("4亿", "400000000", ">="), ("5亿", "500000000", ">="), "open"),
        (("4亿", "400000000", ">="), ("4亿", "400000000", ">="), "yes"),
        (("5.5%", "5.5", "<="), ("5.1%", "5.1"), "near"),
        (("5.5%", "5.5", "<="), ("5.6%", "5.6"), "no"),
        (("5%", "5", "~"), ("5.2%", "5.2"), "yes"),
        (("3%", "3", "~"), ("2%", "2"), "no"),
    ],
)
def test_agreement(a: tuple[str, ...], b: tuple[str, ...], found: str) -> None:
    assert agreement(amount(*a), amount(*b)) == found
    assert agreement(amount(*b), amount(*a)) == found


@given(NUMBERS, st.sampled_from(["", ">=", "<=", "~"]))
def test_a_figure_agrees_with_itself(value: Decimal, bound: str) -> None:
    one = amount(f"{value:f}", str(value), bound)
    assert agreement(one, one) == "yes"


@given(NUMBERS, st.integers(0, 2))
def test_rounded_values_are_the_same(value: Decimal, places: int) -> None:
    rounded = round(value, places)
    assert same(amount(f"{value:f}", str(value)), amount(f"{rounded:f}", str(rounded)))
