"""The pipeline over whole documents: what one passage can't tell of itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import DocBin

from policynlp import Corpus, facts, read
from policynlp.aligned import AlignedText
from policynlp.documents import Article, Document, Passage
from policynlp.ner import tag_document, tag_documents
from policynlp.ner.rows import entity_rows

NOTICE = """# 关于数字政府建设的通报

## 2023年建设情况

工信部发布《数字中国发展报告（2022年）》。全省建成5G基站12万个，12345热线办结率达到98.5%。

目前，平台用户超过300万人。

## 下一步安排

据《报告》显示，电子政务发展指数居全球第45位，“1+5+2”体系全面形成，各地抓好落实。
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("notices")
    (folder / "notice.md").write_text(NOTICE, encoding="utf-8")
    (folder / "empty.md").write_text("# 题目\n", encoding="utf-8")
    (folder / "metadata.csv").write_text(
        "file,issuer,date\nnotice.md,省数据局,2024-03-01\n", encoding="utf-8"
    )
    return read(folder)


def test_docs_stand_beside_the_passages_of_their_document(nlp: Language, corpus: Corpus) -> None:
    tagged = list(tag_documents(nlp, corpus))
    assert [document.id for document, _ in tagged] == [document.id for document in corpus]
    for document, docs in tagged:
        assert [doc.text for doc in docs] == [p.text for p in document.passages()]
    assert [] in [docs for _, docs in tagged]


def test_documents_are_read_one_by_one(nlp: Language, corpus: Corpus) -> None:
    def endless() -> object:
        while True:
            yield corpus["notice"]

    with nlp.select_pipes(enable=[]):
        small = nlp.batch_size
        nlp.batch_size = 4
        try:
            first = next(tag_documents(nlp, endless()))  # type: ignore[arg-type]
        finally:
            nlp.batch_size = small
    assert first[0] is corpus["notice"]


def test_short_names_find_their_full_names_on_an_earlier_page(
    nlp: Language, corpus: Corpus
) -> None:
    docs = tag_document(nlp, corpus["notice"])
    names = {e.text: e._.canonical for doc in docs for e in doc.ents}
    assert names["《报告》"] == "《数字中国发展报告（2022年）》"
    assert names["工信部"] == "工业和信息化部"


def test_two_processes_give_the_same_docs(nlp: Language, corpus: Corpus) -> None:
    def found(n_process: int) -> list[object]:
        return [
            [(e.text, e.label_, e._.canonical, e._.metric) for e in doc.ents]
            for _, docs in tag_documents(nlp, corpus, n_process=n_process)
            for doc in docs
        ]

    assert found(2) == found(1)


def test_the_facts_of_a_document_know_its_names_headings_date_and_issuer(corpus: Corpus) -> None:
    rows = {row["figure"]: row for row in facts(corpus).to_dicts()}
    assert {*rows} == {"12万个", "98.5%", "300万人", "第45位"}
    assert rows["12万个"]["period_end"] == "2023-12-31"
    assert rows["12万个"]["period_from"] == "section"
    assert rows["300万人"]["period_from"] == "document"
    assert rows["300万人"]["period_end"] == "2024-03-01"
    assert rows["300万人"]["actor"] == "省数据局"
    assert rows["第45位"]["source"] == "《数字中国发展报告（2022年）》"


def test_files_name_what_python_names(nlp: Language) -> None:
    doc = nlp("《数字中国发展报告》显示，数字经济规模达50万亿元。")
    report, figure = entity_rows(doc, {"REPORT", "METRIC"})
    assert [row["proposer"] for row in (report, figure)] == [e._.source for e in doc.ents]
    assert figure["source"] == doc.ents[1]._.metric.source == "《数字中国发展报告》"
    assert "source" not in report


def test_facts_take_a_pipeline_of_ones_own(nlp: Language, corpus: Corpus) -> None:
    with nlp.select_pipes(disable=["policy_facts"]):
        assert len(facts(corpus, nlp)) == 0
    assert len(facts(corpus, nlp)) == 4


def test_a_document_is_enough_for_facts(corpus: Corpus) -> None:
    document: Document = corpus["notice"]
    assert len(facts([document])) == 4


def test_what_was_set_before_the_run_is_stored_with_a_doc(nlp: Language) -> None:
    doc = nlp.make_doc("目前，平台用户超过300万人。")
    doc._.date, doc._.section, doc._.issuer = date(2024, 3, 1), ("一、总体情况",), "省数据局"
    doc = nlp(doc)
    (again,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert again._.date == date(2024, 3, 1)
    assert list(again._.section) == ["一、总体情况"]
    assert again.ents[0]._.metric.actor == "省数据局"
    assert again.ents[0]._.metric.period_end == date(2024, 3, 1)


def test_each_fact_leads_back_to_the_source(corpus: Corpus) -> None:
    for fact in facts(corpus):
        raw = corpus[fact.document].raw
        figure = raw[fact.source_start : fact.source_end]
        first = fact.metric.start - fact.sentence_start
        assert fact.sentence[first : first + len(figure)] == figure


def test_the_issuer_is_named_in_full(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("平台用户超过300万人，群众满意度提升。", encoding="utf-8")
    (tmp_path / "metadata.csv").write_text("file,issuer\na.txt,工信部\n", encoding="utf-8")
    assert [row["actor"] for row in facts(read(tmp_path)).to_dicts()] == ["工业和信息化部"]


def test_a_short_title_is_that_of_its_own_article(nlp: Language) -> None:
    texts = [
        "《数字中国发展报告》发布，成效明显。",
        "《甲省算力发展报告》发布。",
        "《报告》显示，规模扩大。",
    ]
    raw = "\n".join(texts)
    passages = []
    for number, text in enumerate(texts):
        start = raw.index(text)
        aligned = AlignedText.of(raw, start, start + len(text))
        passages.append(Passage(f"page-{number}", aligned))
    first = Article("page#1", passages=(passages[0],))
    second = Article("page#2", passages=tuple(passages[1:]))
    moved = Article("page#2", passages=(passages[2],))
    page = Document("page", "page.txt", raw, articles=(first, second))
    assert tag_document(nlp, page)[2].ents[0]._.canonical == "《甲省算力发展报告》"
    page = Document("page", "page.txt", raw, articles=(first, moved))
    assert tag_document(nlp, page)[1].ents[0]._.canonical == "《报告》"
