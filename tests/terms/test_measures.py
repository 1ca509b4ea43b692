"""N-grams and their statistics against counts made by hand and by brute force."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.terms import ngrams
from policynlp.terms.measures import branching_entropy, c_value, cohesion
from policynlp.terms.ngrams import NGrams, frequent_ngrams
from policynlp.terms.stream import BREAK, WordStream


@pytest.fixture(params=[(1 << 22, 1 << 24), (3, 5)], autouse=True)
def in_stretches(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """All at once, and as if there were more words than memory holds."""
    monkeypatch.setattr(ngrams, "STRETCH", request.param[0])
    monkeypatch.setattr(ngrams, "MOST", request.param[1])


# Numbers of words, 0 a break; few words, so that they repeat.
WORDS = st.lists(st.integers(0, 3), max_size=60)


def stream_of(words: list[int]) -> WordStream:
    found = np.array([*words, BREAK], dtype=np.int32)
    bounds = np.array([0, len(found)])
    return WordStream(["", *"abc"], found, found * 0, bounds, np.zeros(1, dtype=np.int32))


def spelled(grams: NGrams, stream: WordStream) -> list[tuple[int, ...]]:
    return [tuple(stream.words[at : at + grams.length].tolist()) for at in grams.first]


@given(WORDS, st.integers(2, 4))
def test_ngrams_are_those_of_a_plain_count(words: list[int], min_count: int) -> None:
    stream = stream_of(words)
    for grams in frequent_ngrams(stream, 4, min_count):
        n = grams.length
        windows = (tuple(words[i : i + n]) for i in range(len(words) - n + 1))
        counts = Counter(window for window in windows if BREAK not in window)
        least = min_count if n > 1 else 1
        expected = {window: count for window, count in counts.items() if count >= least}
        assert dict(zip(spelled(grams, stream), grams.counts.tolist(), strict=True)) == expected


@given(WORDS)
def test_places_of_an_ngram_are_where_it_stands(words: list[int]) -> None:
    stream = stream_of(words)
    for grams in frequent_ngrams(stream, 3, 2):
        names, number = spelled(grams, stream), 0
        for found in grams.occurrences(np.arange(len(grams))):
            assert found.heads(1)[:, 0].tolist() == grams.first[number:][: len(found)].tolist()
            for start, end in pairwise(found.bounds):
                for at in found.positions[start:end].tolist():
                    assert tuple(words[at : at + grams.length]) == names[number]
                    assert grams.at[at] == number
                number += 1
        assert number == len(grams)


def test_branching_entropy_is_that_of_the_neighbours() -> None:
    # 1 is followed by 2, 2, 3, and a break.
    stream = stream_of([1, 2, 1, 2, 1, 3, 1])
    grams = next(frequent_ngrams(stream, 1, 2))
    found = next(grams.occurrences(np.arange(len(grams))))
    after = stream.words[found.positions + 1].astype(np.int64)
    expected = -(0.5 * np.log(0.5) + 2 * 0.25 * np.log(0.25))
    assert branching_entropy(found, after)[0] == pytest.approx(expected)


def test_each_break_is_another_neighbour() -> None:
    stream = stream_of([1, 0, 1, 0, 1, 0, 1])
    grams = next(frequent_ngrams(stream, 1, 2))
    found = next(grams.occurrences(np.arange(len(grams))))
    after = stream.words[found.positions + 1].astype(np.int64)
    assert branching_entropy(found, after)[0] == pytest.approx(np.log(4))


def test_cohesion_is_one_where_no_part_stands_alone_and_less_elsewhere() -> None:
    stream = stream_of([1, 2, 0, 1, 2, 0, 3, 3])
    levels = list(frequent_ngrams(stream, 2, 2))
    assert cohesion(levels) == pytest.approx([1.0])
    stream = stream_of([1, 2, 0, 1, 2, 0, 2, 1, 0, 3])
    levels = list(frequent_ngrams(stream, 2, 2))
    # p(1 2) = 2/7, p(1) = p(2) = 3/7
    expected = np.log((2 / 7) / (3 / 7) ** 2) / -np.log(2 / 7)
    assert cohesion(levels) == pytest.approx([expected])


@given(WORDS)
def test_cohesion_is_at_most_one(words: list[int]) -> None:
    stream = stream_of(words)
    levels = list(frequent_ngrams(stream, 4, 2))
    for length in range(1, 5):
        assert (cohesion(levels[:length]) <= 1 + 1e-9).all()


def test_c_value_takes_off_what_longer_candidates_explain() -> None:
    # 1 2 stands four times, three of them in 1 2 3.
    stream = stream_of([1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2])
    levels = list(frequent_ngrams(stream, 3, 2))
    names = [spelled(grams, stream) for grams in levels]
    chosen = [np.array([], dtype=np.int64), np.array([names[1].index((1, 2))]), np.array([0])]
    _, pairs, triples = c_value(levels, chosen)
    assert pairs == pytest.approx([np.log2(3) * (4 - 3)])
    assert triples == pytest.approx([np.log2(4) * 3])
