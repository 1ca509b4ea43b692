"""What a reader sees in the seeds must be seen in the result."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policynlp import Corpus, Document

GOLD = Path(__file__).parent.parent / "gold"


def document(seeds: Corpus, number: str) -> Document:
    return next(d for d in seeds if d.id.startswith(number))


def test_seeds_give_five_documents(seeds: Corpus) -> None:
    assert [d.id[:3] for d in seeds] == ["000", "001", "002", "003", "004"]
    assert not seeds.skipped
    assert {d.encoding for d in seeds} == {"utf-8"}


def test_newspaper_page_holds_six_articles_with_their_headlines(seeds: Corpus) -> None:
    page = document(seeds, "000")
    assert [a.title for a in page.articles] == [
        "提高治理能力 数字政务进入2.0时代",
        "总值32.16万亿元 我国货物贸易进出口再创新高",
        "超七成用户每天使用移动支付",
        "年销售额近4000亿元 电商助力农民收入实现翻番",
        "2020中国海归就业创业调查报告发布",
        "央企熠星大赛新一代信息技术赛道现场复选收官",
    ]
    assert [a.author for a in page.articles] == [
        "李洋", "李争粉", "于大勇", "戈清平", "罗晓燕", "李争粉",
    ]  # fmt: skip
    assert sum(p.kind == "caption" and "超导电" in p.text for p in page.marginalia) == 1


def test_press_review_holds_seven_articles(seeds: Corpus) -> None:
    review = document(seeds, "003")
    assert [a.source for a in review.articles] == [
        "光明理论", "中安在线", "浙江在线", "人民日报", "证券日报", None, "中国网",
    ]  # fmt: skip
    sixth = review.articles[5]
    assert sixth.title == "大力推动我国数字经济健康发展"
    assert sixth.author == "国家发展和改革委员会"
    chapters = {p.section[0] for p in sixth.passages if p.section}
    assert chapters == {
        "一、发展数字经济意义重大",
        "二、我国数字经济发展较快、成效显著",
        "三、不断做强做优做大我国数字经济",
    }


def test_journal_page_holds_one_article_and_ten_teasers(seeds: Corpus) -> None:
    page = document(seeds, "002")
    assert len(page.articles) == 1
    assert sum(p.kind == "teaser" for p in page.marginalia) == 10
    assert "论文部分内容阅读" in [p.text for p in page.marginalia if p.kind == "furniture"]
    abstract, first = page.articles[0].passages[:2]
    assert abstract.repeats == first.id
    assert abstract not in list(page.passages())
    headings = {p.section for p in page.passages() if p.section}
    assert headings == {("从建到用发挥高效能",), ("让惠民服务触手可及",)}


def test_report_has_a_preamble_and_ten_chapters(seeds: Corpus) -> None:
    report = document(seeds, "001")
    (article,) = report.articles
    assert article.title == "数字中国发展报告(2020年)"
    assert article.source == "网信中国"
    chapters = list(dict.fromkeys(p.section[0] for p in article.passages if p.section))
    assert [c[:2] for c in chapters] == [f"{n}、" for n in "一二三四五六七八九十"]
    assert [p.section for p in article.passages[:2]] == [(), ()]
    captions = [p.text for p in article.passages if p.kind == "caption"]
    assert "数据来源:CNNIC" in captions
    assert sum(c.startswith("图") for c in captions) == 10


def test_news_report_names_its_reporter_at_the_end(seeds: Corpus) -> None:
    (article,) = document(seeds, "004").articles
    assert article.title == "数字化转型提升政府治理能力现代化水平"
    assert article.author == "郭倩"


@pytest.mark.parametrize(
    ("number", "piece"),
    [
        ("003", "紧扣网络内容创新发展新趋势"),
        ("003", "丰富应用场景优势"),
        ("003", "工业设备连接数超过 7600 万台"),
        ("003", "新疆生产建设兵团和46 个国务院部门"),
        ("003", "少跑腿"),
        ("003", "10.11 亿"),
        ("000", "电子政务发展指数从2018年的0.6811提高到2020年的0.7948"),
        ("000", "对上述贸易伙伴进出口分别为4.74、4.5、4.06、2.2和1.97万亿元"),
    ],
)
def test_broken_phrase_is_in_one_piece(seeds: Corpus, number: str, piece: str) -> None:
    assert any(piece in p.text for p in document(seeds, number).passages())


def test_every_gold_sentence_is_found_in_the_passages(seeds: Corpus) -> None:
    # The readers repaired the layout by hand; cutting may differ, the characters may not.
    gold = (GOLD / "seeds_entities.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in gold.splitlines()]
    texts = {}
    for d in seeds:
        passages = list(d.passages(every=True))
        headings = [heading for p in passages for heading in p.section]
        texts[d.id[:3]] = "".join("".join([*(p.text for p in passages), *headings]).split())
    missing = [
        sentence
        for row in rows
        for sentence in "".join(row["text"].split()).split("。")
        if len(sentence) > 12 and sentence not in texts[row["doc"]]
    ]
    assert missing == []


def test_passages_are_of_readable_length(seeds: Corpus) -> None:
    lengths = [len(p.text) for p in seeds.passages()]
    assert max(lengths) <= 400
    assert sum(n < 60 for n in lengths) <= 0.02 * len(lengths)
