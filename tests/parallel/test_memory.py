"""Memory does not grow with the number of documents."""

from __future__ import annotations

import json
import random
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from policynlp import Corpus, Lexicon, TopicModel, find_terms
from policynlp import spool as spools
from policynlp.parallel import topics as weighing
from policynlp.parallel.gathering import gather
from policynlp.parallel.topics import weigh
from policynlp.terms import ngrams
from policynlp.terms import stream as streams
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
                "，".join(chance.choices(FIELDS[i % 3], k=12)) + f"，第{i % 7}号。"
                for _ in range(2)
            ]
            file.write(json.dumps({"id": str(i), "text": "\n\n".join(parts)}) + "\n")
    return path


def peak(path: Path, n: int, work: Callable[[Corpus], object]) -> int:
    """Bytes that reading so many documents and the work on them hold at most."""
    write(path, n)
    tracemalloc.start()
    corpus = gather(path)
    assert len(corpus) == n
    work(corpus)
    _, found = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return found


@pytest.mark.parametrize("fit", [sampled, online])
def test_topics_hold_no_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fit: Callable[[Corpus], TopicModel]
) -> None:
    monkeypatch.setattr(spools, "_IN_MEMORY", 1)
    monkeypatch.setattr(models, "FIT_PASSAGES", 40)
    monkeypatch.setattr(onlines, "FIT_PASSAGES", 40)
    monkeypatch.setattr(weighing, "Batches", partial(Batches, size=100))

    def work(corpus: Corpus) -> None:
        weights = weigh(fit(corpus), corpus, map)
        assert len(weights) == 2 * len(corpus)

    path = tmp_path / "in.jsonl"
    peak(path, 50, work)  # what is loaded at first use
    once, five_times = peak(path, 100, work), peak(path, 500, work)
    assert five_times < 1.25 * once


def test_terms_hold_no_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spools, "_IN_MEMORY", 1)
    monkeypatch.setattr(ngrams, "STRETCH", 1000)
    monkeypatch.setattr(ngrams, "MOST", 1000)
    monkeypatch.setattr(streams, "_BATCH", 20)

    def work(corpus: Corpus) -> None:
        assert len(find_terms(corpus, known=Lexicon())) > 5

    path = tmp_path / "in.jsonl"
    peak(path, 50, work)
    once, five_times = peak(path, 60, work), peak(path, 300, work)
    assert five_times < 1.25 * once
