"""Entities as single tokens."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from policynlp.ner import merge
from policynlp.segment import Segmenter, Tokens

VOCAB = Vocab()


def _tokens(text: str, ends: list[int], fine: list[int]) -> Tokens:
    return Tokens(
        text,
        np.array(ends, dtype=np.int32),
        np.zeros(len(ends), dtype=np.uint8),
        np.array(fine, dtype=np.int32),
    )


def _doc(text: str, spans: list[tuple[int, int]]) -> Doc:
    doc = Doc(VOCAB, words=list(text), spaces=[False] * len(text))
    doc.ents = [Span(doc, start, end, "ORG") for start, end in spans]
    return doc


def test_an_entity_is_one_token_with_fine_words_as_parts(nlp: Language) -> None:
    text = "国家信息中心发布《数字经济发展报告》，2023年增长3.9%。"
    doc = nlp(text)
    for granularity in ("coarse", "fine"):
        merged = merge(Segmenter(granularity).segment(text), doc)
        of_entity = [token for token in merged if token.origin == "entity"]
        assert [t.text for t in of_entity] == [entity.text for entity in doc.ents]
        assert [p.text for p in of_entity[0].parts] == ["国家", "信息", "中心"]


def test_an_entity_that_cuts_a_word_leaves_the_rest() -> None:
    tokens = _tokens("在省委书记处工作", [1, 6, 8], [1, 3, 6, 8])
    merged = merge(tokens, _doc(tokens.text, [(1, 3), (3, 5)]))
    assert merged.words() == ["在", "省委", "书记", "处", "工作"]
    assert [token.origin for token in merged] == ["engine", "entity", "entity", "engine", "engine"]


def test_words_of_another_text_are_refused() -> None:
    with pytest.raises(ValueError, match="different texts"):
        merge(_tokens("甲", [1], [1]), _doc("乙", []))


cuts = st.sets(st.integers(1, 11))


@given(cuts, cuts, cuts, st.integers(0, 1))
def test_merging_keeps_the_text_and_every_other_border(
    coarse: set[int], fine: set[int], borders: set[int], first: int
) -> None:
    text = "一二三四五六七八九十百千"
    ends = sorted(coarse | {12})
    spans = list(pairwise([0, *sorted(borders), 12]))[first::2]
    merged = merge(_tokens(text, ends, sorted(coarse | fine | {12})), _doc(text, spans))
    assert "".join(merged.words()) == text
    places = {(token.start, token.end) for token in merged}
    assert set(spans) <= places
    inside = {at for start, end in spans for at in range(start + 1, end)}
    edges = {at for span in spans for at in span}
    assert {end for _, end in places} == (set(ends) - inside) | edges - {0}
    assert "".join(part.text for token in merged for part in token.parts) == text
