"""Laws of every comparison: nothing differs from itself, and the order of the sides is nothing."""

from __future__ import annotations

import numpy as np
import pytest

from policynlp import Comparison, Corpus, TopicModel, compare
from policynlp.errors import UsageError
from tests.comparison.making import document

ONE, OTHER = "002_0bbbeaa48a5f1158", "004_23f1948c691057e7"


@pytest.fixture(scope="module")
def itself(seeds: Corpus) -> Comparison:
    """A document beside itself."""
    return compare(seeds[OTHER], seeds[OTHER])


@pytest.fixture(scope="module")
def pair(seeds: Corpus) -> Comparison:
    """Two articles on digital government."""
    return compare(seeds[ONE], seeds[OTHER])


@pytest.fixture(scope="module")
def swapped(seeds: Corpus) -> Comparison:
    """The same two the other way round."""
    return compare(seeds[OTHER], seeds[ONE])


def test_a_document_does_not_differ_from_itself(itself: Comparison) -> None:
    assert itself.topics.distances.tolist() == [[0, 0], [0, 0]]
    assert all(d.contribution == 0 for d in itself.topics.differences())
    assert not any(itself.terms.keywords(number) for number in (0, 1))
    assert all(k.g2 == pytest.approx(0) and k.q == pytest.approx(1) for k in itself.terms)
    assert itself.text.shares.tolist() == [[1, 1], [1, 1]]
    assert not itself.names.only(0)
    assert not itself.names.only(1)
    assert all(n.counts[0] == n.counts[1] for n in itself.names.names)
    assert {pair.verdict for pair in itself.figures.pairs} == {"agree"}


def test_swapping_swaps_the_signs_of_topics(pair: Comparison, swapped: Comparison) -> None:
    assert pair.topics.distances == pytest.approx(swapped.topics.distances)
    there = {d.topic: d for d in pair.topics.differences()}
    back = {d.topic: d for d in swapped.topics.differences()}
    assert there.keys() == back.keys()
    for topic, difference in there.items():
        assert difference.contribution == pytest.approx(-back[topic].contribution)
        assert difference.passages_a == back[topic].passages_b


def test_contributions_add_up_to_the_distance(pair: Comparison) -> None:
    parts = [abs(d.contribution) for d in pair.topics.differences()]
    assert sum(parts) == pytest.approx(pair.topics.distances[0, 1] ** 2)
    assert 0 < pair.topics.distances[0, 1] < 1


def test_terms_do_not_depend_on_the_order(pair: Comparison, swapped: Comparison) -> None:
    there = {(k.group, k.term): k for k in pair.terms}
    back = {(k.group, k.term): k for k in swapped.terms}
    assert there == back
    for (group, term), found in there.items():
        other = there[OTHER if group == ONE else ONE, term]
        assert found.g2 == pytest.approx(-other.g2)
        assert found.z == pytest.approx(-other.z)
        assert found.log_ratio == pytest.approx(-other.log_ratio)
        assert 0 <= found.p <= found.q <= 1


def test_text_and_names_do_not_depend_on_the_order(pair: Comparison, swapped: Comparison) -> None:
    assert pair.text.shares == pytest.approx(swapped.text.shares[::-1, ::-1])
    there = {(m.a, m.b, m.similarity, m.contained_a) for m in pair.text.matches}
    assert there == {(m.b, m.a, m.similarity, m.contained_b) for m in swapped.text.matches}
    assert [(n.name, n.counts) for n in pair.names.names] == [
        (n.name, n.counts[::-1]) for n in swapped.names.names
    ]


def test_figures_do_not_depend_on_the_order(pair: Comparison, swapped: Comparison) -> None:
    there = {(p.indicator, p.verdict, p.left, p.right) for p in pair.figures.pairs}
    assert len(there) > 2
    assert there == {(p.indicator, p.verdict, p.right, p.left) for p in swapped.figures.pairs}


def test_a_group_of_no_words_is_as_far_as_can_be() -> None:
    from policynlp.comparison.topics import distances

    assert distances(np.array([[0.0, 0], [0.5, 0.5], [0, 0]])).tolist() == [
        [0, 1, 0],
        [1, 0, 1],
        [0, 1, 0],
    ]


@pytest.mark.parametrize("texts", [("", ""), ("短", "文"), ("。。。", "数字政府")])
def test_next_to_nothing_can_be_compared(texts: tuple[str, str]) -> None:
    one, other = (document(name, text) for name, text in zip("甲乙", texts, strict=True))
    found = compare({"甲": [one], "乙": [other]})
    assert found.text.matches == ()
    assert not list(found.terms)
    assert found.names.names == ()
    assert len(found.figures) == 0
    with pytest.raises(UsageError, match="topics"):
        _ = found.topics
    assert found.to_dict(["terms", "text", "names", "figures"])["left_out"] == []


def test_a_given_model_is_used_as_it_is(seeds: Corpus) -> None:
    model = TopicModel(n_topics=4, themes=None).fit(seeds)
    found = compare(seeds, model=model).topics
    assert list(found.topics) == [str(name) for name in model.get_feature_names_out()]
    assert found.mixtures.shape == (5, 4)
    assert found.mixtures.sum(axis=1) == pytest.approx(1)
    assert {passage.split("-")[0] for passage in found.passages[0][0]} <= {found.groups[0]}
