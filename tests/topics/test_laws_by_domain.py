"""Names from the text: each field of law finds its word in a topic of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policynlp.topics import TopicModel

# The field in the file names, and the words of which one must stand in the name or among the
# first five terms of some topic.
_FIELD_WORDS = {
    "agriculture": ("农",),
    "culture_tourism": ("文化", "文物", "旅游", "图书馆"),
    "education": ("教育", "学校"),
    "environment": ("环境", "污染", "噪声"),
    "finance_market": ("金融", "预算", "价格"),
    "health": ("医疗", "卫生", "药品"),
    "labour_social": ("劳动", "就业", "社会保险"),
    "transport": ("交通", "运输", "铁路", "道路", "航道"),
}


@pytest.fixture(scope="module")
def passages(shared: Path) -> list[str]:
    """Articles of 60 to 400 characters, at most 40 a law."""
    texts = []
    for file in sorted((shared / "laws_by_domain").glob("*__*.txt")):
        articles = re.split(
            r"\n(?=第[一二三四五六七八九十百]+条)", file.read_text(encoding="utf-8")
        )
        texts += [a.strip() for a in articles if 60 <= len(a.strip()) <= 400][:40]
    return texts


def test_each_field_names_a_topic(passages: list[str]) -> None:
    model = TopicModel(12, themes=None).fit(passages)
    shown = [[t.name, *(term for term, _ in t.terms[:5])] for t in model.topics_]
    missing = [
        field
        for field, words in _FIELD_WORDS.items()
        if not any(word in term for terms in shown for term in terms for word in words)
    ]
    assert not missing, shown
