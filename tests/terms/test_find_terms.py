"""Term discovery: what is found, what is not, and where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policynlp import Corpus, read
from policynlp.segment import Lexicon, Segmenter
from policynlp.terms import Terms, find_terms

NONE = Lexicon()
FINE = Segmenter("fine")
# Sentences of our own; 营商环境 stands freely in all, 加快推进 opens clauses as predicates do.
TEXTS = [
    "各地要加快推进营商环境评价。",
    "加快推进城市更新，营商环境持续改善。",
    "企业对营商环境的满意度上升，要加快推进道路修建。",
    "加快推进农田灌溉，良好的营商环境吸引外商。",
    "营商环境好不好，企业说了算；加快推进旧房改造。",
]


@pytest.fixture(scope="module")
def plans_and_regulations(shared: Path) -> Terms:
    corpus = read([shared / "national_plans", shared / "digital_regulations"])
    return find_terms(corpus, known=NONE)


def texts_of(terms: Terms) -> list[str]:
    return [term.text for term in terms]


def test_a_noun_phrase_is_found_and_a_predicate_is_not() -> None:
    terms = texts_of(find_terms(TEXTS, known=NONE))
    assert terms[0] == "营商环境"
    assert "加快推进" not in terms


def test_a_verb_that_opens_clauses_begins_no_term_and_one_that_closes_them_does() -> None:
    # 维护 and 评价 are verbs to the dictionary, and neither is a stop word.
    opens = [
        "维护森林，",
        "要做到：维护森林。",
        "通知，维护森林的人",
        "维护森林，",
        "维护森林也好。",
    ]
    closes = ["水质评价，", "做好评价。", "经评价的", "评价标准。", "统一了评价标准，"] * 3
    found = texts_of(find_terms(opens + closes, min_count=3, known=NONE))
    assert "评价标准" in found
    assert "维护森林" not in found


@pytest.mark.parametrize("figure", ["二十一", "第十二条", "二〇二五年", "2025年", "第三"])
def test_figures_are_no_terms_and_stand_in_none(figure: str) -> None:
    words = Segmenter("fine", Lexicon.from_terms([figure, "森林"]))
    texts = [f"{lead}{figure}森林{tail}" for lead in "看说写" for tail in "。的，"]
    assert texts_of(find_terms(texts, known=NONE, segmenter=words)) == []


def test_a_word_that_the_general_dictionary_lacks_is_a_term_by_itself() -> None:
    words = Segmenter("fine", Lexicon.from_terms(["三农通", "互联网"]))
    texts = [f"{lead}三农通{tail}{lead}互联网{tail}" for lead in "看说写" for tail in "。的，"]
    assert texts_of(find_terms(texts, known=NONE, segmenter=words)) == ["三农通"]


def test_known_terms_are_left_out_in_any_script() -> None:
    known = Lexicon.from_terms(["營商環境"])
    assert "营商环境" not in texts_of(find_terms(TEXTS, known=known))


def test_the_shipped_lexicon_is_known_unless_told_otherwise() -> None:
    assert "营商环境" in Lexicon.shipped()
    assert "营商环境" not in texts_of(find_terms(TEXTS))


def test_traditional_and_simplified_occurrences_are_one_term() -> None:
    texts = [
        text.replace("营商环境", "營商環境") if i % 2 else text for i, text in enumerate(TEXTS)
    ]
    term = find_terms(texts, known=NONE)[0]
    assert (term.text, term.frequency, term.documents) == ("营商环境", 5, 5)


def test_no_term_goes_across_punctuation() -> None:
    assert texts_of(find_terms(["发展营商、环境问题。"] * 6, known=NONE)) == []


def test_a_part_of_a_longer_term_is_no_term() -> None:
    texts = [
        f"{word}个人信息保护影响评估。" for word in ("做好", "完成", "提交", "组织", "审查")
    ] * 3
    found = texts_of(find_terms(texts, known=NONE))
    assert "信息保护影响" not in found
    assert "保护影响评估" not in found


def test_the_example_stands_where_it_says(seeds: Corpus) -> None:
    terms = find_terms(seeds, min_count=3, known=NONE)
    assert len(terms) > 20
    for term in terms:
        example = term.example
        end = example.offset + len(term.text)
        assert example.sentence[example.offset : end] == term.text
        raw = seeds[example.document].raw[example.start : example.end]
        # Layout repair may have dropped a line break or spaces inside.
        assert "".join(raw.split()) == term.text
        assert any(p.id == example.passage for p in seeds[example.document].passages())


def test_plain_texts_are_documents_with_a_number() -> None:
    example = find_terms(TEXTS, known=NONE)[0].example
    text = TEXTS[int(example.document)]
    assert text[example.start : example.end] == "营商环境"
    assert example.sentence in text


def test_frequency_is_the_number_of_occurrences(seeds: Corpus) -> None:
    whole = "\n".join(passage.text for passage in seeds.passages())
    for term in find_terms(seeds, min_count=3, known=NONE)[:20]:
        assert 3 <= term.frequency <= whole.count(term.text)
        assert 1 <= term.documents <= min(term.frequency, len(seeds))


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.text(st.sampled_from("数字政府营商环境，。 的\n５G") | st.characters()), max_size=8)
)
def test_any_text_is_taken(texts: list[str]) -> None:
    terms = find_terms(texts * 2, min_count=2, known=NONE, segmenter=FINE)
    scores = [term.score for term in terms]
    assert scores == sorted(scores, reverse=True)
    assert len(set(texts_of(terms))) == len(terms)


def test_nothing_gives_no_terms() -> None:
    terms = find_terms([], known=NONE)
    assert len(terms) == 0
    assert list(terms.to_frame().columns[:3]) == ["text", "words", "score"]


def test_a_count_of_one_is_refused() -> None:
    with pytest.raises(ValueError, match="min_count must be 2 or more, not 1"):
        find_terms(TEXTS, min_count=1)


def test_the_same_corpus_gives_the_same_terms(seeds: Corpus) -> None:
    assert find_terms(seeds, known=NONE).rows() == find_terms(seeds, known=NONE).rows()


def test_a_saved_list_is_a_lexicon(tmp_path: Path) -> None:
    terms = find_terms(TEXTS, known=NONE)
    path = tmp_path / "words.tsv"
    terms.save(path)
    assert Lexicon.from_file(path).terms() == texts_of(terms) == terms.to_lexicon().terms()
    assert [p.name for p in tmp_path.iterdir()] == ["words.tsv"]
    assert texts_of(find_terms(TEXTS, known=terms.to_lexicon())) == []


@pytest.mark.parametrize("term", ["营商环境", "数据要素", "一网通办"])
def test_policy_terms_come_first_in_plans_and_regulations(
    plans_and_regulations: Terms, term: str
) -> None:
    assert term in texts_of(plans_and_regulations[:200])


def test_generic_verb_phrases_are_no_terms(plans_and_regulations: Terms) -> None:
    generic = {"加快推进", "全面推进", "进一步完善", "加强建设", "有关部门", "贯彻落实", "积极探索"}
    assert not generic & set(texts_of(plans_and_regulations))


def test_digital_government_comes_early_in_provincial_reports(shared: Path) -> None:
    terms = find_terms(read(shared / "government_work_reports_provincial"), known=NONE)
    assert "数字政府" in texts_of(terms[:500])
