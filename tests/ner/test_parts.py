"""The tagger's arrays, the decision, annotated files, scores."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.errors import FormatError
from policynlp.ner.annotations import AnnotatedText, Annotation, read_annotations
from policynlp.ner.decision import decide
from policynlp.ner.evaluation import evaluate
from policynlp.ner.observation import observe
from policynlp.ner.proposals import Proposal
from policynlp.ner.training import train


@given(st.lists(st.text(alphabet="《》法、。\n1ａ新興 \ud800", max_size=20), max_size=5))
def test_an_observation_covers_its_texts(texts: list[str]) -> None:
    observed = observe(texts)
    assert len(observed.text) == len(observed.origin)
    assert len(observed.ends) == len(texts)
    seen = sum(int((observed.origin[s : s + n] >= 0).sum()) for s, n in
               zip(observed.starts, observed.lengths, strict=True))  # fmt: skip
    assert seen == int((observed.origin >= 0).sum())
    assert (observed.lengths > 0).all()


def test_titles_are_drawn_together() -> None:
    observed = observe(["按照《网络安全法》办理"])
    assert observed.text.strip() == "按照《》办理"
    assert observed.origin[observed.origin >= 0].tolist() == [0, 1, 2, 8, 9, 10]


spans = st.builds(
    lambda start, size: Proposal(start, start + size, "ORG", "list"),
    st.integers(0, 30),
    st.integers(1, 10),
)


@given(st.lists(st.lists(spans, max_size=8), min_size=1, max_size=4))
def test_decided_spans_are_apart_and_nothing_free_is_lost(groups: list[list[Proposal]]) -> None:
    kept = decide(groups)
    assert all(a.end <= b.start for a, b in pairwise(kept))
    for proposal in (p for group in groups for p in group):
        assert any(p.start < proposal.end and proposal.start < p.end for p in kept)


def test_the_users_own_name_wins_over_a_longer_one() -> None:
    own, longer = Proposal(2, 4, "ORG", "own"), Proposal(0, 6, "POLICY", "tagger")
    assert decide([[own], [longer]]) == [own]
    assert decide([[], [own, longer]]) == [longer]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "not an annotated passage"),
        ('{"id": 1, "spans": []}', "no 'text'"),
        ('{"text": "国务院", "spans": [{"start": 0, "end": 9, "label": "ORG"}]}', "0:9"),
        ('{"text": "国务院", "spans": [{"start": 0, "end": 3, "label": "GPE"}]}', "GPE"),
        ('{"text": "省", "spans": [{"start": 0, "end": 1, "label": "ORG", "text": "市"}]}', "0:1"),
    ],
)
def test_a_bad_record_is_named_with_its_line(tmp_path: Path, line: str, problem: str) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"text": "一", "spans": []}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(FormatError, match="line 2") as caught:
        read_annotations(file)
    assert problem in str(caught.value)


def test_the_inline_form(tmp_path: Path) -> None:
    file = tmp_path / "own.txt"
    file.write_text("# note\n⟦ORG|国务院⟧增长⟦METRIC|5%|value=5|unit=%⟧。\n", encoding="utf-8")
    (text,) = read_annotations(file)
    assert text.text == "国务院增长5%。"
    assert [(s.start, s.end, s.label) for s in text.spans] == [(0, 3, "ORG"), (5, 7, "METRIC")]


def test_scores_and_kinds_of_error() -> None:
    text = AnnotatedText("a", "a", "国务院办公厅印发", (Annotation(0, 6, "ORG", {}),))
    result = evaluate([text], [{(0, 3, "ORG"), (6, 8, "POLICY")}])
    assert result.scores["ORG"].f1 == 0
    assert result.scores["all"].spurious == 2
    assert sorted(error.kind for error in result.errors) == ["boundary", "spurious"]


def test_training_twice_gives_the_same_weights(tmp_path: Path) -> None:
    text = "甲乙公司与丙丁协会合作。"
    record = {"text": text, "spans": [{"start": 0, "end": 4, "label": "ORG"},
                                      {"start": 5, "end": 9, "label": "ORG"}]}  # fmt: skip
    file = tmp_path / "gold.jsonl"
    file.write_text((json.dumps(record, ensure_ascii=False) + "\n") * 4, encoding="utf-8")
    texts = read_annotations(file)
    once, again = (train(texts, epochs=2).get_pipe("policy_names") for _ in range(2))
    assert (once.tagger.weights == again.tagger.weights).all()  # type: ignore[attr-defined]
