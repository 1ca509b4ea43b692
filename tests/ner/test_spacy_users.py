"""What users of spaCy expect of any pipeline."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from policynlp.ner import load
from policynlp.ner.extensions import register
from policynlp.ner.pipeline import COMPONENTS

ROOT = Path(__file__).parent.parent.parent
TEXT = "工信部发布《数字经济发展报告》，2023年算力规模居全球第二位。"


def found(doc: Doc) -> list[tuple[str, str, str]]:
    return [(e.text, e.label_, e._.canonical) for e in doc.ents]


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Language:
    path = tmp_path_factory.mktemp("names") / "my.tsv"
    path.write_text("算力规模\tPOLICY\t“东数西算”工程\n", encoding="utf-8")
    return load(names=path)


def test_displacy_draws_the_entities_escaped(nlp: Language) -> None:
    page = displacy.render(nlp("<b>国务院</b>投资3亿元。"), style="ent", jupyter=False)
    assert "国务院" in page
    assert "ORG" in page
    assert "METRIC" in page
    assert "<b>" not in page


def test_components_of_ones_own_run_behind_ours(tmp_path: Path) -> None:
    @Language.component("count_bodies_for_a_test")
    def count_bodies(doc: Doc) -> Doc:
        doc.user_data["bodies"] = sum(e.label_ == "ORG" for e in doc.ents)
        return doc

    nlp = load()
    nlp.add_pipe("count_bodies_for_a_test")
    assert nlp(TEXT).user_data["bodies"] == 1
    nlp.to_disk(tmp_path / "model")
    assert spacy.load(tmp_path / "model")(TEXT).user_data["bodies"] == 1


def test_a_ruler_of_spacys_own_works_on_the_characters() -> None:
    nlp = load()
    ruler = nlp.add_pipe("span_ruler", config={"spans_key": "mine"})
    ruler.add_patterns([{"label": "TOPIC", "pattern": "算力规模"}])  # type: ignore[attr-defined]
    doc = nlp(TEXT)
    assert [span.text for span in doc.spans["mine"]] == ["算力规模"]


@pytest.mark.parametrize("place", [{"first": True}, {"before": "policy_entities"}])
def test_entities_of_a_component_in_front_win(place: dict[str, Any]) -> None:
    nlp = load()
    ruler = nlp.add_pipe("entity_ruler", **place)
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "TOPIC", "pattern": "数据资产", "id": "assets"},
            {"label": "POLICY", "pattern": "数字经济发展报告"},
        ]
    )
    text = "工信部发布《数字经济发展报告》，完善数据资产制度，增长5%。"
    doc = nlp(text)
    expected = [
        ("工信部", "ORG", "list"),
        ("数字经济发展报告", "POLICY", "user"),
        ("数据资产", "TOPIC", "user"),
        ("5%", "METRIC", "grammar"),
    ]
    assert [(e.text, e.label_, e._.source) for e in doc.ents] == expected
    assert doc.ents[2].ent_id_ == "assets"
    assert doc.ents[1]._.policy is not None
    assert [(e.text, e.label_, e._.source) for e in nlp(doc).ents] == expected
    assert [len(d.ents) for d in nlp.pipe([text] * 3)] == [4] * 3


def test_a_ruler_behind_the_decision_fills_what_is_free() -> None:
    nlp = load()
    ruler = nlp.add_pipe("entity_ruler", after="policy_entities")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [{"label": "TOPIC", "pattern": "算力规模"}, {"label": "TOPIC", "pattern": "工信"}]
    )
    assert [(e.text, e.label_) for e in nlp(TEXT).ents][::2] == [
        ("工信部", "ORG"),
        ("算力规模", "TOPIC"),
    ]


def test_bytes_and_folders_hold_the_whole_pipeline(named: Language, tmp_path: Path) -> None:
    expected = found(named(TEXT))
    assert ("算力规模", "POLICY", "“东数西算”工程") in expected
    blank = load()
    blank.add_pipe("policy_user_names", first=True)
    assert found(blank.from_bytes(named.to_bytes())(TEXT)) == expected
    named.to_disk(tmp_path / "model")
    assert found(spacy.load(tmp_path / "model")(TEXT)) == expected


def test_spacy_finds_the_components_without_our_package_imported() -> None:
    probe = (
        "import sys, spacy; assert 'policynlp' not in sys.modules;"
        f"print(len(spacy.load(sys.argv[1])({TEXT!r}).ents))"
    )
    command = [sys.executable, "-c", probe, str(ROOT / "models" / "zh_policy_core")]
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "3"


def test_two_processes_carry_every_attribute(named: Language) -> None:
    def everything(n_process: int) -> list[object]:
        return [
            [
                (e.text, e._.source, e._.score, e._.canonical, e._.policy, e._.metric)
                for e in doc.ents
            ]
            + [*doc._.aliases]
            for doc in named.pipe([TEXT] * 4, n_process=n_process, batch_size=2)
        ]

    assert everything(2) == everything(1)


def test_a_docbin_with_user_data_keeps_everything_and_without_it_the_spans(nlp: Language) -> None:
    doc = nlp(TEXT)
    for kept in (True, False):
        stored = DocBin(docs=[doc], store_user_data=kept).to_bytes()
        (again,) = DocBin().from_bytes(stored).get_docs(nlp.vocab)
        assert [(e.text, e.label_) for e in again.ents] == [(e.text, e.label_) for e in doc.ents]
        assert (again.ents[0]._.canonical == "工业和信息化部") is kept
        assert (again.ents[-1]._.metric is not None) is kept
        assert (len(again._.aliases) == 1) is kept


def test_scores_are_of_the_model_and_every_entity_has_a_source(nlp: Language) -> None:
    doc = nlp("记者从杭州芯火智能科技有限公司获悉，《数据条例》施行，增长5%。")
    assert all(entity._.source for entity in doc.ents)
    for entity in doc.ents:
        assert (entity._.score is not None) == (entity._.source == "tagger")


def test_each_component_may_be_left_out(nlp: Language) -> None:
    for name in COMPONENTS:
        with nlp.select_pipes(disable=name):
            assert isinstance(nlp(TEXT), Doc)


def test_attributes_exist_on_docs_that_the_pipeline_never_saw(nlp: Language) -> None:
    register()
    doc = nlp.make_doc(TEXT)
    assert doc._.aliases == ()
    span = Span(doc, 0, 3, label="ORG")
    assert (span._.canonical, span._.policy, span._.metric) == ("工信部", None, None)


def test_an_empty_doc_and_an_empty_stream_are_no_error(nlp: Language) -> None:
    assert len(nlp("")) == 0
    assert list(nlp.pipe([])) == []


def test_what_the_page_on_the_pipeline_shows_runs() -> None:
    page = (ROOT / "docs" / "pipeline.md").read_text(encoding="utf-8")
    code = "".join(re.findall(r"```python\n(.*?)```", page, re.DOTALL))
    names: dict[str, Doc] = {}
    exec(compile(code, "pipeline.md", "exec"), names)  # noqa: S102 (our own text)
    assert names["doc"].ents[0]._.canonical == "国家新闻出版广电总局"
