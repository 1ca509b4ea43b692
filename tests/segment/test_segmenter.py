"""Laws and cases of segmentation."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.errors import ResourceError
from policynlp.folding import fold
from policynlp.segment import JiebaEngine, Lexicon, Segmenter

COARSE = Segmenter("coarse")
FINE = Segmenter("fine")
TEXT = st.text(
    st.sampled_from(list("数字政府建设加快推进全国新興５Ｇ，。“”《》 \n\t\u3000abcC+1.%"))
    | st.characters(),
    max_size=80,
)


@given(TEXT, st.lists(st.text(min_size=1, max_size=5).filter(str.strip), max_size=4))
def test_words_join_to_the_text(text: str, terms: list[str]) -> None:
    segmenter = Segmenter("fine", Lexicon.from_terms(terms), FINE.engine)
    tokens = segmenter.segment(text)
    assert "".join(tokens.words()) == text
    assert [t.text for t in tokens] == [text[t.start : t.end] for t in tokens]
    assert all(t.start < t.end for t in tokens)


def test_coarse_keeps_policy_terms_whole_and_fine_cuts_them() -> None:
    text = "加快数字政府建设"
    assert "数字政府" in COARSE.segment(text).words()
    assert FINE.segment(text).words() == ["加快", "数字", "政府", "建设"]


@pytest.mark.parametrize(
    "term", ["《“十四五”国家信息化规划》", "5G 基站", "C++", "的建", "数据要素×", "粤省事"]
)
def test_the_users_word_is_an_order(term: str) -> None:
    text = f"关于{term}的建议，{term}。"
    tokens = Segmenter(lexicon=Lexicon.from_terms([term])).segment(text)
    assert sum(t.text == term and t.origin == "lexicon" for t in tokens) == text.count(term)


def test_the_longest_of_the_users_words_wins() -> None:
    lexicon = Lexicon.from_terms(["数据", "数据要素", "要素市场"])
    words = Segmenter(lexicon=lexicon).segment("数据要素市场").words()
    assert words[0] == "数据要素"


def test_the_shipped_lexicon_does_not_cut_through_words() -> None:
    assert "发展中国家" in COARSE.segment("支持发展中国家提升能力").words()


def test_traditional_variants_and_full_width_match_plain_forms() -> None:
    assert fold("新興技術、過人之处，５Ｇ") == "新兴技术、过人之处，5G"
    tokens = Segmenter(lexicon=Lexicon.from_terms(["新兴技术", "5G"])).segment("新興技術和５Ｇ")
    assert [(t.text, t.origin) for t in tokens if t.origin == "lexicon"] == [
        ("新興技術", "lexicon"),
        ("５Ｇ", "lexicon"),
    ]


@given(st.text())
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_one_instance_does_not_leak_into_another() -> None:
    Segmenter(lexicon=Lexicon.from_terms(["设与治"]))
    assert "设与治" not in Segmenter().segment("建设与治理").words()


def test_a_segmenter_goes_to_a_worker_process() -> None:
    segmenter = Segmenter("fine", Lexicon.from_terms(["粤省事"]))
    again = pickle.loads(pickle.dumps(segmenter))  # noqa: S301 (made here)
    text = "广东的粤省事平台"
    assert again.segment(text) == segmenter.segment(text)


def test_jieba_stands_in_where_rjieba_is_missing() -> None:
    # jieba reads its own dictionary with a deprecated interface of setuptools.
    segmenter = Segmenter("fine", engine=JiebaEngine())
    assert segmenter.segment("加快数字政府建设").words() == ["加快", "数字", "政府", "建设"]


def test_tokens_behave_like_a_sequence() -> None:
    tokens = FINE.segment("加快数字政府建设")
    assert tokens[0].text == "加快"
    assert tokens[-1].end == 8
    assert [t.text for t in tokens[1:3]] == ["数字", "政府"]
    assert tokens.ends.dtype == np.int32
    with pytest.raises(IndexError):
        tokens[99]


def test_a_lexicon_file_tells_kinds_and_a_mistake_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "words.tsv"
    path.write_text("# mine\n数字政府\tterm\n粤省事\n", encoding="utf-8")
    lexicon = Lexicon.from_file(path)
    assert [(e.term, e.kind) for e in lexicon] == [("数字政府", "term"), ("粤省事", "")]
    path.write_text("数字政府\tterm\tmore\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="line 1"):
        Lexicon.from_file(path)


def test_lexicons_combine() -> None:
    a, b = Lexicon.from_terms(["甲方", "乙方"]), Lexicon.from_terms(["乙方", "丙方"])
    assert a.union(b).terms() == ["甲方", "乙方", "丙方"]
    assert a.difference(b).terms() == ["甲方"]
    with pytest.raises(ValueError, match="empty"):
        Lexicon.from_terms([" "])


def test_the_shipped_lexicon_is_sound() -> None:
    terms = Lexicon.shipped().terms()
    assert len(terms) > 2000
    assert all(2 <= len(term) <= 20 for term in terms)
