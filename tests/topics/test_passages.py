"""Passages that are gone through, not held."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp import TopicModel
from policynlp.topics import model as models
from policynlp.topics.passages import Batches, even_sample


@given(st.lists(st.text(max_size=2), max_size=40), st.integers(2, 8))
def test_an_even_sample_of_different_texts(texts: list[str], size: int) -> None:
    different = list(dict.fromkeys(texts))
    rows = np.linspace(0, len(different) - 1, size).round().astype(int)
    few = len(different) <= size
    expected = different if few else [different[row] for row in rows]
    assert even_sample(texts, size) == (expected, len(different))


def test_batches_begin_anew() -> None:
    batches = Batches("abcde", 2)
    assert list(batches) == list(batches) == [["a", "b"], ["c", "d"], ["e"]]


def test_a_fit_on_a_sample_is_the_fit(
    fields: tuple[list[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "FIT_PASSAGES", 30)
    passages, _ = fields
    whole = TopicModel(4, None).fit(passages)
    part = TopicModel(4, None).fit_sample(iter(passages))
    assert np.array_equal(whole.components_, part.components_)
    assert (len(whole.weights_), len(part.weights_)) == (48, 30)
    assert np.allclose(part.transform(passages), whole.weights_)
    assert [topic.name for topic in part.topics_] == [topic.name for topic in whole.topics_]


def test_a_model_is_the_same_after_a_trip_as_bytes(fields: tuple[list[str], list[str]]) -> None:
    passages, _ = fields
    model = TopicModel(4, None).fit(passages)
    again = TopicModel.from_bytes(model.to_bytes())
    assert np.array_equal(again.transform(passages), model.transform(passages))
    assert again.to_bytes() == model.to_bytes()
