"""Laws and cases of segmentation."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from policynlp.errors import ResourceError
from policynlp.folding import fold
from policynlp.grammar import find_quantities
from policynlp.segment import Conflict, Entry, JiebaEngine, Lexicon, Segmenter

COARSE = Segmenter("coarse")
FINE = Segmenter("fine")
TEXT = st.text(
    st.sampled_from(list("数字政府建设加快推进全国新興５Ｇ，。“”《》 \n\t\u3000abcC+1.%"))
    | st.characters(),
    max_size=80,
)

ORDERED = "数字政府建设的 +C3.9个亿元第十年月号〔〕20\n\u3000１Ａ興《》“"


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
    "term",
    [
        "《“十四五”国家信息化规划》",
        "5G 基站",
        "C++",
        "的建",
        "议",
        "数据要素×",
        "粤省事",
        "第一\n条",
        "9个百",
        "2020年1",
        "〔2021〕2",
        "\U00020bb7野家",
    ],
)
def test_the_users_word_is_an_order(term: str) -> None:
    text = f"关于{term}的建议，{term}。国发〔2021〕29号：2020年11月增长3.9个百分点"
    for granularity in ("coarse", "fine"):
        tokens = Segmenter(granularity, Lexicon.from_terms([term])).segment(text)
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
    segmenter = Segmenter(lexicon=Lexicon([Entry("粤省事"), Entry("省事平台", scope="coarse")]))
    texts = ["广东的粤省事平台", "推进数字政府建设", ""]
    expected = [segmenter.segment(text) for text in texts]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(segmenter.segment, texts)) == expected
    assert expected[0].words()[-2:] == ["粤省事", "平台"]


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


@settings(deadline=None, max_examples=40)
@given(st.lists(TEXT, max_size=6))
@example(["AAA0", "0A'"])  # the hash of a stretch over the border is that of a term, by chance
def test_many_texts_at_once_are_cut_as_each_alone(texts: list[str]) -> None:
    assert list(COARSE.segment_many(texts)) == [COARSE.segment(text) for text in texts]


@settings(deadline=None)
@given(TEXT)
def test_parts_are_the_fine_words_of_a_coarse_unit(text: str) -> None:
    coarse = COARSE.segment(text)
    parts = [part for token in coarse for part in token.parts]
    assert "".join(part.text for part in parts) == text
    assert [(p.text, p.start, p.end) for p in parts] == [
        (t.text, t.start, t.end) for t in FINE.segment(text)
    ]
    assert [token.parts for token in coarse] == [coarse[i].parts for i in range(len(coarse))]


@settings(deadline=None)
@given(
    TEXT | st.text(ORDERED),
    st.lists(st.text(ORDERED, min_size=1, max_size=4), min_size=1, max_size=5),
)
def test_every_winning_occurrence_of_a_users_word_is_one_token(text: str, terms: list[str]) -> None:
    terms = [term for term in terms if term.strip()] or ["建"]
    lexicon = Lexicon.from_terms(terms)
    for granularity in ("coarse", "fine"):
        tokens = {(t.start, t.end) for t in Segmenter(granularity, lexicon).segment(text)}
        at = 0
        while at < len(text):
            fitting = [t for t in terms if fold(text).startswith(fold(t), at)]
            if fitting:
                longest = max(map(len, fitting))
                assert (at, at + longest) in tokens
                at += longest
            else:
                at += 1


def test_a_scope_says_at_which_granularity_a_word_is_an_order() -> None:
    text = "加快数字政府建设"
    coarse = Lexicon([Entry("政府建设", scope="coarse")])
    assert "政府建设" in Segmenter("coarse", coarse).segment(text).words()
    assert "政府建设" not in Segmenter("fine", coarse).segment(text).words()
    (token,) = [t for t in Segmenter("coarse", coarse).segment(text) if t.text == "政府建设"]
    assert [part.text for part in token.parts] == ["政府", "建设"]
    fine = Lexicon([Entry("数字政府", scope="fine")])
    assert "数字政府" in Segmenter("fine", fine).segment(text).words()


def test_partial_overlaps_of_the_lexicon_are_reported() -> None:
    lexicon = Lexicon.from_terms(["数据要素", "要素市场", "市场", "数据"])
    text = "培育数据要素市场和市场主体"
    assert lexicon.conflicts(text) == [Conflict("数据要素", "要素市场", 2, 8)]
    assert lexicon.conflicts("数据和市场") == []


def test_a_lexicon_file_may_give_the_scope(tmp_path: Path) -> None:
    path = tmp_path / "words.tsv"
    path.write_text("数字政府\tterm\tcoarse\n粤省事\t\tfine\n", encoding="utf-8")
    assert [entry.scope for entry in Lexicon.from_file(path)] == ["coarse", "fine"]
    path.write_text("数字政府\tterm\tboth of them\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"line 1: scope 'both of them'"):
        Lexicon.from_file(path)


def test_threads_share_a_segmenter() -> None:
    texts = ["加快数字政府建设，优化营商环境。", "2020年11月，增长3.9个百分点。"] * 20
    expected = list(COARSE.segment_many(texts))
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(COARSE.segment, texts)) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("增长3.9个百分点，", ["增长", "3.9_个_百分点", "，"]),
        ("2020年11月，", ["2020年_11月", "，"]),
        ("达1,800.5亿元，", ["达", "1,800.5亿_元", "，"]),
        ("排名第45位", ["排名", "第_45_位"]),
        ("超过110多亿个", ["超过", "110_多_亿_个"]),
        ("占46.6%", ["占", "46.6%"]),
        ("国发〔2021〕29号文件", ["国发_〔_2021_〕_29号", "文件"]),
        ("第六十四条规定", ["第_六十四_条", "规定"]),
        ("12月22-23日", ["12月_22_-_23日"]),
        ("自22日起", ["自", "22日", "起"]),
        ("下降10个基点", ["下降", "10_个_基点"]),
        ("２０２０年达１２．５％", ["２０２０年", "达", "１２．５％"]),
    ],
)
def test_the_grammar_of_figures_makes_words(text: str, words: list[str]) -> None:
    tokens = COARSE.segment(text)
    assert ["_".join(part.text for part in token.parts) for token in tokens] == words
    rule = [token for token in tokens if token.origin == "rule"]
    assert rule, "made by the grammar, not by chance"
    fine = FINE.segment(text).words()
    assert fine == [word for unit in words for word in unit.split("_")]


@pytest.mark.parametrize("code", ["5G", "IPv6", "TFT-LCD", "PM2.5", "25G", "NB-IoT", "COVID-19"])
def test_a_code_is_never_cut(code: str) -> None:
    for segmenter in (COARSE, FINE):
        tokens = segmenter.segment(f"推广{code}技术")
        assert not {t.start for t in tokens} & set(range(3, 2 + len(code)))


def test_a_chapter_number_takes_no_unit() -> None:
    assert COARSE.segment("如表1所示").words()[-2:] != ["1所", "示"]


def test_every_quantity_of_the_grammar_is_a_word() -> None:
    text = "总规模达32.16万亿元，同比增长1.9%，惠及53.1万家企业，覆盖5169万公里。"
    tokens = {(t.start, t.end) for t in COARSE.segment(text)}
    assert {(q.start, q.end) for q in find_quantities(text)} <= tokens


def test_a_long_text_in_stretches_is_cut_as_in_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = [
        "加快推进数字政府建设",
        "，",
        "达1,800.5万亿元",
        "“一网通办”",
        "\n",
        "发展中国家",
        "；",
    ]
    text = "".join(pieces[i * i % len(pieces)] for i in range(400))
    whole = COARSE.segment(text)
    monkeypatch.setattr("policynlp.segment.learned._CHUNK", 100)
    assert COARSE.segment(text) == whole
