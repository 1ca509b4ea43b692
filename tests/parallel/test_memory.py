"""Memory does not grow with the number of documents."""

from __future__ import annotations

import json
import random
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from policynlp import Corpus, TopicModel
from policynlp import spool as spools
from policynlp.parallel import topics as weighing
from policynlp.parallel.gathering import gather
from policynlp.parallel.topics import weigh
from policynlp.topics import fit_online
from policynlp.topics import model as models
from policynlp.topics import online as onlines
from policynlp.topics.passages import Batches, CorpusTexts

FIELDS = (
    ["数字乡村建设", "农村电商发展", "智慧农业应用", "农产品流通"],
    ["营商环境优化", "政务服务改革", "行政审批事项", "一网通办平台"],
    ["高等学校教育", "教师队伍建设", "学生综合素质", "课程教材改革"],
)


def sampled(corpus: Corpus) -> TopicModel:
    return TopicModel(3, None).fit_sample(corpus)


def online(corpus: Corpus) -> TopicModel:
    return fit_online(TopicModel(3, None), Batches(CorpusTexts(corpus), 100), list)


def write(path: Path, n: int) -> Path:
    """So many documents of two passages."""
    chance = random.Random(0)  # noqa: S311 (a test)
    with path.open("w", encoding="utf-8") as file:
        for i in range(n):
            parts = [
                "，".join(chance.choices(FIELDS[i % 3], k=12)) + f"，第{i}号。" for _ in range(2)
            ]
            file.write(json.dumps({"id": str(i), "text": "\n\n".join(parts)}) + "\n")
    return path


@pytest.mark.parametrize("fit", [sampled, online])
def test_topics_hold_no_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fit: Callable[[Corpus], TopicModel]
) -> None:
    monkeypatch.setattr(spools, "_IN_MEMORY", 1)
    monkeypatch.setattr(models, "FIT_PASSAGES", 40)
    monkeypatch.setattr(onlines, "FIT_PASSAGES", 40)
    monkeypatch.setattr(weighing, "Batches", partial(Batches, size=100))

    def peak(n: int) -> int:
        path = write(tmp_path / f"{n}.jsonl", n)
        tracemalloc.start()
        corpus = gather(path)
        weights = weigh(fit(corpus), corpus, map)
        assert len(weights) == 2 * n
        _, found = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return found

    peak(50)  # what is loaded at first use
    once, five_times = peak(100), peak(500)
    assert five_times < 1.25 * once
