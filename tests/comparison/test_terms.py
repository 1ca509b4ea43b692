"""Which terms can be keywords."""

from __future__ import annotations

from policynlp import compare
from policynlp.comparison.words import count_terms
from tests.comparison.making import document

FILLER = "要加快发展步伐，提升服务水平，增强群众获得感，形成工作合力，推动各项任务落到实处。"


def test_a_term_of_one_passage_is_no_keyword() -> None:
    scattered = [f"第{n}项工作是发展跨境电商，{FILLER}" for n in range(1, 9)]
    once = "养老托育" + "、养老托育" * 11 + "。" + FILLER
    plain = [f"第{n}项工作要抓好农田灌溉，{FILLER}" for n in range(1, 10)]
    terms = compare(document("甲", *scattered, once), document("乙", *plain)).terms
    found = {k.term: k for k in terms if k.group == "甲" and k.g2 > 0}
    assert found["养老"].q < 0.05
    assert not found["养老"].key
    assert found["养老"].dispersion > 0.8
    assert found["电商"].key or found["跨境电商"].key
    words = {k.term for k in terms.keywords("甲")}
    assert not any("养老" in word for word in words)
    assert any("电商" in word for word in words)
    (farm,) = (k for k in terms.keywords("乙") if k.term.startswith("农田"))
    assert len(farm.passages) >= 3
    assert all(passage.startswith("乙-") for passage in farm.passages)


def test_no_place_level_figure_or_function_word_is_a_term() -> None:
    vocabulary, counts, words = count_terms(
        ["2025年全省建成云南省数字政府，而且省委和市和区都在推进。", "數字政府"]
    )
    assert "数字政府" in vocabulary
    assert {"数字", "政府"} <= {*vocabulary}
    assert not {"云南省", "云南", "全省", "省委", "而且", "2025年", "市和区"} & {*vocabulary}
    column = vocabulary.index("数字政府")
    assert counts[:, column].toarray().ravel().tolist() == [1, 1]
    assert words.tolist()[1] == 2


def test_a_term_of_one_document_among_three_is_no_keyword() -> None:
    own = [f"第{n}项工作是发展跨境电商，{FILLER}" for n in range(1, 9)]
    shared = [f"第{n}项工作要抓好农田灌溉，{FILLER}" for n in range(1, 9)]
    other = document("乙", *[f"第{n}项工作要办好职业学校，{FILLER}" for n in range(1, 20)])
    one, two, three = document("一", *own, *shared), document("二", *shared), document("三", FILLER)
    terms = compare({"甲": [one, two, three], "乙": other}).terms
    words = {k.term for k in terms.keywords("甲")}
    assert not any("电商" in word for word in words)
    assert any("农田" in word for word in words)
    alone = {k.term for k in compare(one, other).terms.keywords("一")}
    assert any("电商" in word for word in alone)
