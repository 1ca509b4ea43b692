"""Coherence, stability and smoothing on cases small enough to check by hand."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse as sp

from policynlp.topics.graph import passage_graph, smooth
from policynlp.topics.quality import agreement, coherence
from policynlp.topics.results import mean_weights
from policynlp.topics.words import WordAnalyzer, character_pairs, is_content_word


def test_coherence_of_terms_that_always_meet_and_never_meet() -> None:
    terms = sp.csr_matrix([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]])
    topics = np.array([[0.5, 0.4, 0, 0], [0, 0, 0.5, 0.5], [1, 0, 0, 0]])
    assert coherence(topics, terms).tolist() == pytest.approx([1, -1, 0])


def test_coherence_of_terms_that_meet_by_chance() -> None:
    terms = sp.csr_matrix([[1, 1], [1, 0], [0, 1], [0, 0]])
    assert coherence(np.array([[1.0, 0.5]]), terms)[0] == pytest.approx(0)


def test_coherence_of_terms_that_stand_everywhere() -> None:
    assert coherence(np.array([[1.0, 0.5]]), sp.csr_matrix([[1, 1], [1, 1]]))[0] == 1


def test_agreement_does_not_depend_on_order() -> None:
    topics = np.eye(3).repeat(10, axis=1) + 0.01
    assert agreement(topics, topics[[2, 0, 1]]).tolist() == [1, 1, 1]
    assert agreement(topics, topics[[0]]).tolist() == [1, 0, 0]


def test_smoothing_keeps_rows_and_signs() -> None:
    terms = sp.random(30, 50, 0.2, rng=np.random.default_rng(1)).tocsr()
    smoothed = smooth(terms, passage_graph(terms))
    norms = np.sqrt(np.asarray(smoothed.multiply(smoothed).sum(axis=1))).ravel()
    known = np.diff(terms.indptr) > 0
    assert norms[known] == pytest.approx(1)
    assert (smoothed.data >= 0).all()


def test_a_passage_without_neighbours_keeps_its_terms() -> None:
    alone = sp.csr_matrix([[1.0, 0, 0], [0, 0.6, 0.8], [0, 0.8, 0.6]])
    assert smooth(alone, passage_graph(alone)).toarray()[0].tolist() == [1, 0, 0]


def test_a_graph_is_symmetric_without_loops() -> None:
    graph = passage_graph(sp.random(40, 30, 0.3, rng=np.random.default_rng(2)).tocsr())
    assert abs(graph - graph.T).max() == pytest.approx(0)
    assert graph.diagonal().sum() == 0


def test_mean_weights_by_group() -> None:
    weights = np.array([[1.0, 0], [0.5, 0.5], [0, 0]])
    means = mean_weights(weights, np.array([0, 0, 2]), 3)
    assert means.tolist() == [[0.75, 0.25], [0, 0], [0, 0]]


def test_words_that_can_carry_a_topic() -> None:
    assert [
        w
        for w in ("数字政府", "5G", "IPv6", "第三条", "二十", "的", "hello", "2020")
        if is_content_word(w)
    ] == [
        "数字政府",
        "5G",
        "IPv6",
    ]


def test_terms_follow_words() -> None:
    text = "推进数字政府建设"
    fine, coarse = WordAnalyzer("fine")(text), WordAnalyzer("coarse")(text)
    assert coarse[: len(fine)] == fine
    assert "数字政府" in coarse
    assert "数字政府" not in fine


def test_pairs_of_characters_stop_at_marks() -> None:
    assert character_pairs("數字，5G基站") == ["数字", "基站"]
