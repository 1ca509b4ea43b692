"""The topic model as a scikit-learn estimator, and what it finds."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.metrics import normalized_mutual_info_score
from sklearn.utils import estimator_checks as checks

from policynlp import Corpus
from policynlp.errors import UsageError
from policynlp.topics import Theme, Themes, TopicModel, UnknownWordsWarning

Fields = tuple[list[str], list[str]]

# `check_estimator` stops after its first check where an estimator takes no two-dimensional array.
# These are all the others of scikit-learn that don't need numeric input.
_CHECKS = (
    checks.check_estimator_cloneable,
    checks.check_estimator_tags_renamed,
    checks.check_valid_tag_types,
    checks.check_estimator_repr,
    checks.check_no_attributes_set_in_init,
    checks.check_fit_score_takes_y,
    checks.check_parameters_default_constructible,
    checks.check_get_params_invariance,
    checks.check_set_params,
    checks.check_do_not_raise_errors_in_init_or_set_params,
    checks.check_mixin_order,
    checks.check_transformers_unfitted,
)


@pytest.fixture(scope="module")
def model(fields: Fields) -> TopicModel:
    """Four topics of the four fields, without themes."""
    return TopicModel(4, themes=None).fit(fields[0])


@pytest.mark.parametrize("check", _CHECKS, ids=lambda check: check.__name__)
def test_checks_of_scikit_learn(check: Callable[..., None]) -> None:
    if check is checks.check_fit_score_takes_y:  # fits numbers; only its look at the signature
        assert list(checks.signature(TopicModel.fit).parameters)[:3] == ["self", "X", "y"]
        return
    check("TopicModel", TopicModel(2, themes=None))


def test_check_estimator_has_nothing_to_object() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", checks.SkipTestWarning)
        results = checks.check_estimator(TopicModel(2, themes=None), on_fail=None)
    assert [r["status"] for r in results] == ["passed"] * len(results)
    assert results


def test_fit_keeps_parameters_and_returns_itself(fields: Fields) -> None:
    model = TopicModel(3, themes=None)
    before = dict(model.get_params())
    assert model.fit(fields[0]) is model
    assert model.get_params() == before
    assert not hasattr(clone(model), "components_")


def test_transform_before_fit_says_so(fields: Fields) -> None:
    with pytest.raises(NotFittedError):
        TopicModel().transform(fields[0])
    with pytest.raises(NotFittedError):
        TopicModel().get_feature_names_out()


def test_shapes_and_sums(fields: Fields, model: TopicModel) -> None:
    weights = model.transform(fields[0])
    assert weights.shape == (len(fields[0]), 4)
    np.testing.assert_allclose(weights.sum(axis=1), 1)
    assert (weights >= 0).all()
    assert model.components_.shape == (4, len(model.terms_))
    assert (model.components_ >= 0).all()
    np.testing.assert_allclose(np.linalg.norm(model.components_, axis=1), 1)
    assert len(set(model.get_feature_names_out())) == 4


def test_fields_are_told_apart(fields: Fields, model: TopicModel) -> None:
    found = model.weights_.argmax(axis=1)
    assert normalized_mutual_info_score(fields[1], found) > 0.9


def test_fit_transform_is_fit_then_transform(fields: Fields) -> None:
    given_twice = fields[0] + fields[0][:3]
    model = TopicModel(4, themes=None)
    together = model.fit_transform(given_twice)
    np.testing.assert_allclose(together, model.transform(given_twice))
    np.testing.assert_array_equal(together[:3], together[-3:])


def test_same_passages_same_topics(fields: Fields) -> None:
    first, second = (TopicModel(themes=None).fit(fields[0]) for _ in range(2))
    np.testing.assert_array_equal(first.weights_, second.weights_)
    assert [t.to_dict() for t in first.topics_] == [t.to_dict() for t in second.topics_]


def test_new_passages_go_to_the_topic_of_their_words(model: TopicModel, fields: Fields) -> None:
    new = ["铁路运输企业应当保障客运车辆安全。", "医疗机构的医生应当为患者保密。"]
    by_field = {f: model.weights_[fields[1].index(f)].argmax() for f in ("交通", "医疗")}
    assert model.transform(new).argmax(axis=1).tolist() == [by_field["交通"], by_field["医疗"]]


def test_order_of_passages_does_not_matter_to_transform(model: TopicModel, fields: Fields) -> None:
    weights = model.transform(fields[0][:10])
    np.testing.assert_allclose(model.transform(fields[0][:10][::-1]), weights[::-1])
    np.testing.assert_allclose(model.transform(fields[0][3:4]), weights[3:4])


def test_unknown_words_give_zeros_and_a_warning(model: TopicModel) -> None:
    with pytest.warns(UnknownWordsWarning, match="2 of 3 passages"):
        weights = model.transform(["铁路运输", "？！", "hello world"])
    np.testing.assert_allclose(weights.sum(axis=1), [1, 0, 0])


def test_no_passages_give_no_rows(model: TopicModel) -> None:
    assert model.transform([]).shape == (0, 4)


@given(st.lists(st.text(max_size=40), max_size=4))
@settings(deadline=None, max_examples=40)
def test_whatever_the_text_rows_sum_to_one_or_zero(texts: list[str]) -> None:
    model = _fitted()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnknownWordsWarning)
        sums = model.transform(texts).sum(axis=1)
    assert np.all(np.isclose(sums, 1) | (sums == 0))


_CACHE: list[TopicModel] = []


def _fitted() -> TopicModel:
    if not _CACHE:
        texts = [
            "农民种植粮食",
            "农民使用农机",
            "学生上课考试",
            "教师和学生",
            "粮食和农机",
            "教师考试",
        ]
        _CACHE.append(TopicModel(2, themes=None).fit(texts))
    return _CACHE[0]


def test_topics_describe_themselves(model: TopicModel, fields: Fields) -> None:
    topics = model.topics_
    assert sum(topic.share for topic in topics) == pytest.approx(1)
    assert sorted(p for topic in topics for p in topic.passages) == list(range(len(fields[0])))
    for number, topic in enumerate(topics):
        assert topic.support == len(topic.passages)
        own = model.weights_[list(topic.passages), number]
        assert (np.diff(own) <= 0).all()
        strengths = [weight for _, weight in topic.terms]
        assert strengths == sorted(strengths, reverse=True)
        assert -1 <= topic.coherence <= 1
        assert 0 <= topic.stability <= 1
        assert topic.theme is None


def test_auto_shows_its_curve_and_says_why(fields: Fields) -> None:
    model = TopicModel(themes=None).fit(fields[0])
    curve = model.selection_.curve
    assert [point.n_topics for point in curve] == list(range(2, 2 + len(curve)))
    best = max(point.score for point in curve)
    fewest = next(point for point in curve if point.score >= best - 0.03)
    assert fewest.n_topics == model.selection_.n_topics == model.n_topics_ == len(model.topics_)
    assert model.selection_.explanation.startswith(f"{model.n_topics_} topics")
    assert "\n" not in model.selection_.explanation
    assert 3 <= model.n_topics_ <= 6


def test_a_theme_needs_three_passages(fields: Fields) -> None:
    farming = Theme("农业", ("农民", "粮食", "耕地"))
    two_passages = Theme("幼教", (fields[0][12], fields[0][13]))
    absent = Theme("航天", ("火箭",))
    model = TopicModel(4, Themes([absent, farming, two_passages])).fit(fields[0])
    assert [theme.name for theme in model.themes_] == ["农业"]
    assert model.n_topics_ == 4
    topic = model.topics_[0]
    assert topic.name == topic.theme == "农业"
    assert topic.support >= 3
    assert [t.theme for t in model.topics_[1:]] == [None] * 3
    assert {fields[1][p] for p in topic.passages} == {"农业"}


def test_fewer_topics_than_themes_keep_those_with_most_support(fields: Fields) -> None:
    names = ("农业", "教育", "交通")
    words = (("农民", "粮食", "耕地"), ("学校", "教师", "学生"), ("铁路", "公路", "车辆"))
    themes = Themes([Theme(n, w) for n, w in zip(names, words, strict=True)])
    fewer_farms = [p for p, f in zip(*fields, strict=True) if f != "农业"] + fields[0][:4]
    model = TopicModel(2, themes).fit(fewer_farms)
    assert {theme.name for theme in model.themes_} == {"教育", "交通"}
    assert model.n_topics_ == 2


def test_a_corpus_is_its_passages(seeds: Corpus) -> None:
    model = TopicModel(8, themes=None).fit(seeds)
    texts = [passage.text for passage in seeds.passages()]
    assert len(model.weights_) == len(texts)
    np.testing.assert_allclose(model.transform(texts), model.weights_)


def test_shipped_themes_on_the_seeds(seeds: Corpus) -> None:
    model = TopicModel().fit(seeds)
    names = set(model.get_feature_names_out())
    assert names >= {"数字政府", "数字经济", "数字乡村", "网络治理", "数字惠民", "技术创新"}
    assert all(topic.support >= 3 for topic in model.topics_ if topic.theme)


def test_tables_instead_of_arrays(fields: Fields) -> None:
    table = TopicModel(3, themes=None).set_output(transform="pandas").fit_transform(fields[0])
    assert table.shape == (len(fields[0]), 3)
    assert not table.columns.duplicated().any()


@pytest.mark.parametrize(
    ("texts", "n_topics", "message"),
    [
        (["农民种植粮食", "教师和学生"], 5, "5 topics for 2 different passages"),
        (["农民种植粮食"], "auto", "at least two different passages; found 1"),
        (["农民种植粮食"] * 4, "auto", "at least two different passages; found 1"),
        ([], "auto", "at least two different passages; found 0"),
        (["The quick fox", "jumps over dogs"], "auto", "without a Chinese word"),
        ([f"农民种植{chr(0x4E00 + i)}草" for i in range(30)], "auto", "without a Chinese word"),
        (["……", "？！"], "auto", "without a Chinese word"),
        (["农民种植粮食", "教师和学生"], 0, "'auto' or a number from 1, not 0"),
        (["农民种植粮食", "教师和学生"], "many", "'auto' or a number from 1, not 'many'"),
        ("农民种植粮食", "auto", "one text; put it in a list"),
        (["农民种植粮食", None], "auto", "passage 1 is NoneType, not text"),
    ],
)
def test_bad_input_gives_one_clear_line(texts: object, n_topics: object, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        TopicModel(n_topics, themes=None).fit(texts)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


def test_few_passages_still_have_topics() -> None:
    model = TopicModel(themes=None).fit(["农民种植粮食。", "教师教育学生。"])
    assert model.n_topics_ == 2
    assert model.weights_.argmax(axis=1).tolist() in ([0, 1], [1, 0])
