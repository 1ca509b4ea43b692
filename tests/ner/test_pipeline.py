"""The pipeline works as spaCy users expect: pipe, disk, DocBin, select_pipes, any text."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from policynlp.errors import ModelError
from policynlp.ner import load
from policynlp.ner.pipeline import COMPONENTS

TEXT = (
    "国家发展改革委、国家数据局印发《数字经济2025年工作要点》，提出实施“人工智能+”行动，"
    "数字经济核心产业增加值占比超过10%。《工作要点》要求工信部做好衔接。"
)


def found(doc: Doc) -> list[tuple[str, str]]:
    return [(entity.label_, entity.text) for entity in doc.ents]


def test_every_label_in_one_text(nlp: Language) -> None:
    assert found(nlp(TEXT)) == [
        ("ORG", "国家发展改革委"),
        ("ORG", "国家数据局"),
        ("POLICY", "《数字经济2025年工作要点》"),
        ("POLICY", "“人工智能+”行动"),
        ("METRIC", "10%"),
        ("POLICY", "《工作要点》"),
        ("ORG", "工信部"),
    ]


def test_tokens_are_code_points(nlp: Language) -> None:
    text = "５Ｇ 基站　建成\n🙂10万个"
    doc = nlp(text)
    assert [token.text for token in doc] == list(text)
    assert [token.idx for token in doc] == list(range(len(text)))
    assert doc.text == text


def test_pipe_gives_what_single_calls_give(nlp: Language) -> None:
    texts = [TEXT, "", "国务院", "、工业和信息化部", TEXT[:30]] * 3
    together = [found(doc) for doc in nlp.pipe(texts)]
    assert together == [found(nlp(text)) for text in texts]


def test_two_processes(nlp: Language) -> None:
    texts = [TEXT] * 4
    assert [found(d) for d in nlp.pipe(texts, n_process=2, batch_size=2)] == [found(nlp(TEXT))] * 4


def test_a_saved_pipeline_is_the_same(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert again.pipe_names == list(COMPONENTS)
    assert found(again(TEXT)) == found(nlp(TEXT))
    assert again.max_length == nlp.max_length


def test_no_pickle_in_a_saved_pipeline(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    for file in tmp_path.rglob("*"):
        if file.is_file():
            assert not file.name.endswith((".pkl", ".pickle"))
            # Protocol 2 and above; a lone 0x80 is an empty map of msgpack.
            assert file.read_bytes()[:2] not in [bytes((0x80, n)) for n in range(2, 6)]


def test_docbin_keeps_attributes(nlp: Language) -> None:
    stored = DocBin(docs=[nlp(TEXT)], store_user_data=True).to_bytes()
    doc = next(iter(DocBin().from_bytes(stored).get_docs(nlp.vocab)))
    title = doc.ents[2]
    assert title._.policy.kind == "plan"
    assert title._.policy.issuer == "国家发展改革委、国家数据局"
    assert doc.ents[-1]._.canonical == "工业和信息化部"
    assert [alias.reason for alias in doc._.aliases][-1] == "short form"


def test_parts_of_the_pipeline_run_alone(nlp: Language) -> None:
    with nlp.select_pipes(enable=["policy_quantities", "policy_entities"]):
        assert found(nlp(TEXT)) == [("METRIC", "10%")]
    with nlp.select_pipes(disable=["policy_quantities"]):
        assert "METRIC" not in {label for label, _ in found(nlp(TEXT))}


def test_entities_know_what_proposed_them(nlp: Language) -> None:
    sources = {entity.text: entity._.source for entity in nlp(TEXT).ents}
    assert sources["《数字经济2025年工作要点》"] == "title"
    assert sources["10%"] == "grammar"
    assert sources["工信部"] in ("list", "tagger")
    for entity in nlp("记者从杭州芯火智能科技有限公司获悉，项目已投产。").ents:
        assert entity._.source == "tagger"
        assert 0 < entity._.score <= 1


def test_a_missing_pipeline_is_named() -> None:
    with pytest.raises(ModelError, match="zh_nothing"):
        load("zh_nothing")


def test_broken_weights_are_named(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    (tmp_path / "policy_names" / "weights.npz").write_bytes(b"no archive")
    with pytest.raises(ModelError, match=r"weights\.npz"):
        load(str(tmp_path))


CHARACTERS = "《》“”（）〔〕、，。本办法国务院部的通知关于行动工程12%亿\n \ud800\x00"


@given(st.text(alphabet=st.sampled_from(CHARACTERS), max_size=60))
@settings(max_examples=80, deadline=None)
def test_entities_lie_in_the_text_and_apart(text: str) -> None:
    doc = _shipped()(text)
    assert len(doc) == len(text)
    last = 0
    for entity in doc.ents:
        assert last <= entity.start_char < entity.end_char <= len(text)
        last = entity.end_char


def _shipped() -> Language:
    if not hasattr(_shipped, "nlp"):
        _shipped.nlp = load()  # type: ignore[attr-defined]
    return _shipped.nlp  # type: ignore[attr-defined,no-any-return]


UNITS = [
    "《", "》", "“", "“甲", "7", "%", "第", "公司", "国务院", "本办法", "的通知", "a", "《法》",
    "\ud800", "\x00\x1f", "（以下简称", "国务院（以下简称", "工信部（", "增长5%、",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_repetition_does_no_harm(nlp: Language, unit: str) -> None:
    # A step of quadratic time would take minutes here; benchmarks measure, tests don't.
    text = (unit * 20_000)[:20_000]
    assert len(nlp(text)) == len(text)


def test_each_metric_is_a_fact(nlp: Language) -> None:
    doc = nlp(
        "截至2020年底，我国数字经济核心产业增加值占国内生产总值比重达到7.8%。"
        "力争到2035年，数字经济核心产业增加值占比达到15%。"
    )
    first, second = (entity._.metric for entity in doc.ents if entity.label_ == "METRIC")
    assert (str(first.value), first.unit, first.kind) == ("7.8", "%", "share")
    assert "核心产业增加值" in first.indicator
    assert first.period.startswith("2020年")
    assert first.status == "fact"
    assert second.status == "target"
    assert second.period_end.year == 2035
    again = next(iter(DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)))
    assert [e._.metric for e in again.ents if e.label_ == "METRIC"] == [first, second]


def test_a_figure_too_large_for_64_bits_is_stored_to_the_last_digit(nlp: Language) -> None:
    doc = nlp(f"投资达{'7' * 30}元，增长5%。")
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (again,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert str(again.ents[0]._.metric.value) == "7" * 30
    assert again.ents[1]._.metric == doc.ents[1]._.metric
