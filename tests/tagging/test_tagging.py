"""Laws of the linear-chain tagger: against brute force, and in the shape of its results."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from policynlp.tagging.automaton import Automaton
from policynlp.tagging.crf import TrainingSet, marginals, train
from policynlp.tagging.hashing import Substrings, scatter
from policynlp.tagging.packing import pack
from policynlp.tagging.viterbi import best_tags
from policynlp.tagging.weights import Weights, limit

PAIRS = Automaton(tuple((a, b) for a in range(3) for b in range(3)), 2, 2)
# Outside, and one kind of name: begin, middle, end, single.
NAMES = Automaton(((0, 0), (0, 1), (1, 1), (1, 0), (0, 0)), 0, 0)

lengths_of = st.lists(st.integers(1, 4), min_size=1, max_size=5)


def _sequences(automaton: Automaton, length: int) -> list[tuple[int, ...]]:
    """All well-formed tag sequences."""

    def fits(tags: tuple[int, ...]) -> bool:
        arcs = [automaton.arcs[tag] for tag in tags]
        return (
            arcs[0][0] == automaton.first
            and arcs[-1][1] == automaton.last
            and all(a[1] == b[0] for a, b in pairwise(arcs))
        )

    return [tags for tags in product(range(automaton.n_tags), repeat=length) if fits(tags)]


def _starts(lengths: list[int]) -> np.ndarray:
    return np.cumsum([0, *lengths[:-1]])


@given(lengths_of)
def test_packing_holds_every_position_once_and_shrinks_from_step_to_step(
    lengths: list[int],
) -> None:
    packed = pack(_starts(lengths), np.array(lengths))
    assert sorted(packed.index.tolist()) == list(range(sum(lengths)))
    sizes = np.diff(packed.bounds)
    assert (sizes[1:] <= sizes[:-1]).all()
    for t in range(1, packed.n_steps):
        here = packed.index[packed.bounds[t] : packed.bounds[t + 1]]
        before = packed.index[packed.bounds[t - 1] :][: len(here)]
        assert (here == before + 1).all()


@settings(deadline=None)
@given(st.sampled_from([PAIRS, NAMES]), lengths_of, st.integers(0, 2**32 - 1))
def test_decoding_finds_the_best_of_all_sequences(
    automaton: Automaton, lengths: list[int], seed: int
) -> None:
    scores = np.random.default_rng(seed).integers(
        -50, 50, (sum(lengths), automaton.n_tags), dtype=np.int32
    )
    starts = _starts(lengths)
    packed = pack(starts, np.array(lengths))
    tags = np.empty(sum(lengths), dtype=np.int64)
    tags[packed.index] = best_tags(scores[packed.index], packed, automaton)
    for start, length in zip(starts.tolist(), lengths, strict=True):
        found = tuple(tags[start : start + length].tolist())
        totals = {
            sequence: sum(int(scores[start + i, tag]) for i, tag in enumerate(sequence))
            for sequence in _sequences(automaton, length)
        }
        assert totals[found] == max(totals.values())


@settings(deadline=None)
@given(st.sampled_from([PAIRS, NAMES]), lengths_of, st.integers(0, 2**32 - 1))
def test_marginals_are_the_shares_of_all_sequences(
    automaton: Automaton, lengths: list[int], seed: int
) -> None:
    scores = np.random.default_rng(seed).normal(0, 2, (sum(lengths), automaton.n_tags))
    scores = scores.astype(np.float32)
    starts = _starts(lengths)
    packed = pack(starts, np.array(lengths))
    found = np.empty_like(scores)
    found[packed.index] = marginals(scores[packed.index], packed, automaton)
    for start, length in zip(starts.tolist(), lengths, strict=True):
        sequences = _sequences(automaton, length)
        weights = np.exp([sum(scores[start + i, t] for i, t in enumerate(s)) for s in sequences])
        expected = np.zeros((length, automaton.n_tags))
        for sequence, weight in zip(sequences, weights, strict=True):
            expected[range(length), sequence] += weight / weights.sum()
        np.testing.assert_allclose(found[start : start + length], expected, atol=2e-3)


def _copying_task(partial: bool) -> tuple[TrainingSet, np.ndarray]:
    """The bucket of a position tells its tag."""
    tags = np.array([0, 1, 2, 3, 4, 0] * 20)
    allowed = np.eye(NAMES.n_tags, dtype=bool)[tags]
    if partial:
        allowed[::3] = True
    starts = np.arange(0, 120, 6)
    return TrainingSet(tags[:, None].astype(np.int32), starts, np.full(20, 6), allowed), tags


@pytest.mark.parametrize("partial", [False, True])
def test_training_learns_what_the_features_tell(partial: bool) -> None:
    data, tags = _copying_task(partial)
    weights = train([data], NAMES, 8)
    assert weights.shape == (8, NAMES.n_tags)
    scores = np.round(weights[data.buckets[:, 0]] * 1000).astype(np.int32)
    packed = pack(data.starts, data.lengths)
    assert (best_tags(scores[packed.index], packed, NAMES) == tags[packed.index]).all()


def test_training_is_repeatable_and_its_seed_matters_little() -> None:
    data, _ = _copying_task(partial=False)
    assert np.array_equal(train([data], NAMES, 8), train([data], NAMES, 8))


def test_composed_weights_share_what_tags_have_in_common() -> None:
    data, tags = _copying_task(partial=False)
    composition = np.array([[0, 1, 0, 0, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]], dtype=np.float32)
    weights = train([data], NAMES, 8, composition)
    assert weights.shape == (8, 3)
    scores = (weights[data.buckets[:, 0]] @ composition * 1000).astype(np.int32)
    packed = pack(data.starts, data.lengths)
    assert (best_tags(scores[packed.index], packed, NAMES) == tags[packed.index]).all()


@given(
    hnp.arrays(np.float32, (64, 3), elements=st.floats(-8, 8, width=32)),
    st.integers(1, 40),
    st.sampled_from([1, 2]),
)
def test_packed_sums_are_the_sums_of_the_weights(
    values: np.ndarray, n_features: int, width: int
) -> None:
    weights = Weights.quantised(values, n_features)
    rng = np.random.default_rng(0)
    features = rng.integers(0, 2**32, (n_features, 5000), dtype=np.uint32)
    table = np.zeros((64, 3), dtype=np.int64)
    table[weights.rows] = weights.values
    expected = sum(table.reshape(-1, width, 3)[scatter(f, 7 - width)] for f in features)
    sums = weights.sums(features, width)
    assert np.array_equal(weights.unpacked(sums).T, np.reshape(expected, (-1, 3)))
    assert abs(table).max() <= limit(n_features)


def test_weights_survive_their_file_and_a_wrong_one_is_refused() -> None:
    weights = Weights.quantised(np.eye(8, 3, dtype=np.float32), 4)
    arrays = weights.arrays()
    again = Weights.from_arrays(arrays)
    features = np.tile(np.arange(9, dtype=np.uint32) << np.uint32(29), (4, 1))
    assert np.array_equal(again.sums(features), weights.sums(features))
    with pytest.raises(ValueError, match="outside"):
        Weights.from_arrays({**arrays, "rows": arrays["rows"] + 100})
    with pytest.raises(ValueError, match="too large"):
        Weights.from_arrays({**arrays, "values": arrays["values"] * 2})
    with pytest.raises(ValueError, match="too many"):
        Weights.from_arrays({**arrays, "values": np.zeros((len(weights.rows), 5), dtype=np.int16)})


@given(
    st.lists(st.integers(0, 0x10FFFF), min_size=1, max_size=20),
    st.lists(st.integers(0, 0x10FFFF), max_size=9),
)
def test_the_hash_of_a_stretch_depends_on_its_characters_alone(
    codes: list[int], before: list[int]
) -> None:
    alone = Substrings(np.array(codes, dtype=np.uint32))
    moved = Substrings(np.array(before + codes, dtype=np.uint32))
    for n in range(1, len(codes) + 1):
        grams = alone.ngrams(n)
        assert np.array_equal(grams, moved.ngrams(n)[len(before) :])
        assert np.array_equal(grams, alone.at(np.arange(len(codes) - n + 1), n))


def test_different_stretches_have_different_hashes() -> None:
    codes = np.random.default_rng(0).integers(0x4E00, 0x9FA5, 50_000).astype(np.uint32)
    for n in (2, 3, 5):
        assert len(np.unique(scatter(Substrings(codes).ngrams(n), 30))) > 49_990
