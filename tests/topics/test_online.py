"""Topics of more passages than fit into memory: parts don't matter, topics come out as they do."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from policynlp import Corpus, TopicModel
from policynlp.errors import UsageError
from policynlp.topics.online import Counts, _count, fit_online
from policynlp.topics.vectorizer import PassageVectorizer

FIELDS = (
    ["数字乡村建设", "农村电商发展", "智慧农业应用", "农产品流通"],
    ["营商环境优化", "政务服务改革", "行政审批事项", "一网通办平台"],
    ["高等学校教育", "教师队伍建设", "学生综合素质", "课程教材改革"],
)


@pytest.fixture(scope="module")
def passages() -> list[str]:
    chance = random.Random(0)  # noqa: S311 (a test)
    return ["，".join(chance.choices(FIELDS[i % 3], k=4)) + f"，第{i}号。" for i in range(600)]


def test_fields_come_out_as_topics(passages: list[str]) -> None:
    parts = [passages[i : i + 50] for i in range(0, 600, 50)]
    model = fit_online(TopicModel(3, None), parts, list)
    found = model.transform(passages).argmax(axis=1)
    assert len({tuple(sorted(set(found[i::3]))) for i in range(3)}) == 3
    assert all(len(set(found[i::3])) == 1 for i in range(3))
    assert model.topics_[0].coherence > 0


def test_the_counts_do_not_depend_on_the_parts(passages: list[str]) -> None:
    vectorizer = PassageVectorizer()
    whole = _count(list, vectorizer, passages)
    pieces = Counts()
    for i in range(0, 600, 7):
        pieces.add(_count(list, vectorizer, passages[i : i + 7]))
    assert pieces.n == whole.n
    assert pieces.frequencies == whole.frequencies
    assert pieces.sample == whole.sample


def test_themes_have_their_topics_and_the_model_can_be_saved(seeds: Corpus, tmp_path: Path) -> None:
    texts = [passage.text for passage in seeds.passages()]
    parts = [texts[i : i + 40] for i in range(0, len(texts), 40)]
    model = fit_online(TopicModel(15), parts, list)
    plain = TopicModel(15).fit(texts)
    assert {t.name for t in model.themes_} == {t.name for t in plain.themes_}
    same = model.transform(texts).argmax(axis=1) == plain.transform(texts).argmax(axis=1)
    assert np.mean(same) > 0.8
    model.save(tmp_path / "m.zip")
    assert np.allclose(TopicModel.load(tmp_path / "m.zip").transform(texts), model.transform(texts))


def test_parts_may_come_from_a_stream(passages: list[str]) -> None:
    class Parts:
        def __iter__(self) -> Iterator[list[str]]:
            for i in range(0, 600, 100):
                yield passages[i : i + 100]

    assert len(fit_online(TopicModel(3, None), Parts(), list).topics_) == 3


def test_nothing_to_find_topics_in() -> None:
    with pytest.raises(UsageError, match="Chinese word"):
        fit_online(TopicModel(2), [["abc"], ["def"]], list)
