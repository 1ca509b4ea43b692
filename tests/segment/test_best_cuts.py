"""The best boundaries are those that no other choice betters."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from policynlp.segment.decoding import best_cuts

WORTHS = st.lists(st.tuples(st.integers(-4, 4), st.integers(-4, 4)), min_size=1, max_size=9)


def _worth(cuts: tuple[bool, ...], gains: np.ndarray, pairs: np.ndarray) -> int:
    both = np.array(cuts[1:], dtype=bool) & np.array(cuts[:-1], dtype=bool)
    return int(gains[np.array(cuts)].sum() + pairs[1:][both].sum())


@given(WORTHS)
def test_no_other_choice_of_cuts_is_better(worths: list[tuple[int, int]]) -> None:
    gains, pairs = (np.array(column, dtype=np.int32) for column in zip(*worths, strict=True))
    pairs[0] = 0  # nothing stands before the first character
    found = best_cuts(gains, pairs)
    best = max(_worth(c, gains, pairs) for c in product((False, True), repeat=len(worths)))
    assert _worth(tuple(found.tolist()), gains, pairs) == best


@given(WORTHS)
def test_boundaries_apart_from_each_other_are_decided_alone(worths: list[tuple[int, int]]) -> None:
    gains, pairs = (np.array(column, dtype=np.int32) for column in zip(*worths, strict=True))
    wall = np.array([1 << 24], dtype=np.int32)
    twice = best_cuts(
        np.concatenate([gains, wall, gains]), np.concatenate([pairs, wall * 0, pairs])
    )
    alone = best_cuts(np.concatenate([gains, wall]), np.concatenate([pairs, wall * 0]))
    assert twice[: len(gains)].tolist() == alone[:-1].tolist()
