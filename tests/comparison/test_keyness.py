"""Statistics of keyness, by hand-worked figures and by law."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import chi2_contingency

from policynlp.comparison.keyness import dispersion, log_likelihood, log_odds, log_ratio

counts = arrays(np.float64, 6, elements=st.integers(0, 50).map(float))


def test_log_likelihood_is_that_of_scipy() -> None:
    table = [[12.0, 5.0], [988.0, 1495.0]]
    expected = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    found = log_likelihood(np.array([12.0]), np.array([5.0]), 1000.0, 1500.0)
    assert found[0] == pytest.approx(expected)


def test_log_odds_by_hand() -> None:
    # (9 + 1) / (100 + 10 - 9 - 1) against (4 + 1) / (50 + 10 - 4 - 1)
    delta, z = log_odds(
        np.array([9.0]), np.array([4.0]), 100.0, 50.0, np.array([1.0, 9.0])[:1] * 1.0
    )
    odds = np.log(10 / (100 + 1 - 9 - 1)) - np.log(5 / (50 + 1 - 4 - 1))
    assert delta[0] == pytest.approx(odds)
    assert z[0] == pytest.approx(odds / np.sqrt(1 / 10 + 1 / 5))


@given(counts, counts)
def test_swapping_two_texts_swaps_the_signs(
    a: np.ndarray[tuple[int], np.dtype[np.float64]], b: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> None:
    n_a, n_b = a.sum() + 10, b.sum() + 10
    prior = (a + b + 1) / 10
    for one, other in (
        (log_likelihood(a, b, n_a, n_b), log_likelihood(b, a, n_b, n_a)),
        (log_ratio(a, b, n_a, n_b), log_ratio(b, a, n_b, n_a)),
        (log_odds(a, b, n_a, n_b, prior)[1], log_odds(b, a, n_b, n_a, prior)[1]),
    ):
        assert one == pytest.approx(-other, abs=1e-9)


@given(counts)
def test_equal_texts_have_no_difference(
    a: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> None:
    n = a.sum() + 1
    assert log_likelihood(a, a, n, n) == pytest.approx(0, abs=1e-9)
    assert log_ratio(a, a, n, n) == pytest.approx(0)


def test_dispersion_is_one_in_the_smallest_part_and_zero_where_even() -> None:
    # Parts of 10, 10 and 20 words; words: even, only in the first part, nowhere.
    table = sp.csc_matrix(np.array([[1.0, 3, 0], [1, 0, 0], [2, 0, 0]]))
    found = dispersion(table, np.array([10.0, 10, 20]))
    assert found[:2] == pytest.approx([0, 1])
    assert np.isnan(found[2])


def test_dispersion_by_hand() -> None:
    # Half of the word in each of the first two parts: (|.5-.25| + |.5-.25| + .5) / 2 / (1 - .25)
    table = sp.csc_matrix(np.array([[2.0], [2], [0]]))
    assert dispersion(table, np.array([10.0, 10, 20]))[0] == pytest.approx(0.5 / 0.75)
