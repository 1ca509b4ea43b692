"""The segmenter inside a spaCy pipeline."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

spacy = pytest.importorskip("spacy")

from policynlp.segment import Lexicon, Segmenter  # noqa: E402
from policynlp.segment.spacy_tokenizer import Tokenizer  # noqa: E402

TEXT = "  建成5G 基站\n 用 C++  写，服务数字政府。"
TERMS = ["5G 基站", "C++"]


def pipeline(**settings: object) -> spacy.Language:
    tokenizer = {"@tokenizers": "policynlp.Tokenizer.v1", **settings}
    return spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})


NLP = pipeline()


def test_the_registry_has_it() -> None:
    tokens = [token.text for token in pipeline(terms=TERMS)(TEXT)]
    assert {*TERMS, "数字政府"} <= set(tokens)


def test_granularity_is_a_setting() -> None:
    assert [t.text for t in pipeline(granularity="fine")("数字政府")] == ["数字", "政府"]


@settings(deadline=None)
@given(st.text(st.sampled_from("数字政府 \n　5GC+。") | st.characters(exclude_categories=["Cs"])))
def test_the_text_stays_as_it_is(text: str) -> None:
    assert NLP(text).text == text


def test_a_pipeline_on_disk_keeps_its_words(tmp_path: Path) -> None:
    nlp = spacy.blank("zh")
    nlp.tokenizer = Tokenizer(nlp.vocab, Segmenter("fine", Lexicon.from_terms(TERMS)))
    nlp.tokenizer.to_disk(tmp_path / "tokenizer")
    again = Tokenizer(nlp.vocab, Segmenter()).from_disk(tmp_path / "tokenizer")
    assert [t.text for t in again(TEXT)] == [t.text for t in nlp(TEXT)]
    whole = pipeline(terms=TERMS)
    whole.to_disk(tmp_path / "whole")
    assert [t.text for t in spacy.load(tmp_path / "whole")(TEXT)] == [t.text for t in whole(TEXT)]


def test_it_can_be_sent_to_a_worker_process() -> None:
    tokenizer = pipeline(terms=TERMS).tokenizer
    again = pickle.loads(pickle.dumps(tokenizer))  # noqa: S301
    assert [t.text for t in again(TEXT)] == [t.text for t in tokenizer(TEXT)]
