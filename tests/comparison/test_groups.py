"""What can be compared with what."""

from __future__ import annotations

import pytest

from policynlp import Corpus, compare
from policynlp.errors import UsageError
from tests.comparison.making import document

A = document("甲", "推进数字政府建设，提升政务服务水平。", date="2020-03-01", province="云南省")
B = document("乙", "发展数字经济，培育数据要素市场。", date="2021-05", province="云南省")
C = document("丙", "建设数字乡村，发展农村电商。", date="2021", province="上海市")
D = document("丁", "没有日期的文件，也没有省份。")


def names(*sides: object, by: str | None = None) -> list[str]:
    return [group.name for group in compare(*sides, by=by).groups]  # type: ignore[arg-type]


def test_sides_may_be_documents_articles_corpora_lists_and_a_mapping() -> None:
    assert names(A, B) == ["甲", "乙"]
    assert names(Corpus([A, B, C])) == ["甲", "乙", "丙"]
    assert names([A, B.articles[0]]) == ["甲", "乙.1"]
    assert names(Corpus([A, B]), C) == ["side 1", "丙"]
    assert names({"西南": Corpus([A, B]), "华东": C}) == ["西南", "华东"]


def test_by_a_field_of_the_metadata_and_the_year_of_the_date() -> None:
    found = compare([A, B, C, D], by="year")
    assert [group.name for group in found.groups] == ["2020", "2021"]
    assert found.left_out == ("丁",)
    assert names([A, B, C], by="province") == ["上海市", "云南省"]
    assert sorted(names(A, [B, C], by="document")) == sorted(["甲", "乙", "丙"])


def test_each_article_of_a_newspaper_page(seeds: Corpus) -> None:
    found = compare(seeds["000_9b58d22e7fb4c6b8"], by="article")
    assert len(found.groups) == 6
    assert all(group.title != group.name for group in found.groups)


def test_a_document_twice_is_told_apart() -> None:
    assert names(A, A) == ["甲", "甲 (2)"]


@pytest.mark.parametrize(
    ("sides", "by", "said"),
    [
        ((), None, "there is none"),
        ((A,), None, "there is only one"),
        (([A, B],), "province", "all that have it share 云南省"),
        (([A, B],), "issuer", "no document has it; there are"),
        (("some text", "another"), None, "not str"),
    ],
)
def test_too_little_to_compare_says_what_there_is(
    sides: tuple[object, ...], by: str | None, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        compare(*sides, by=by)  # type: ignore[arg-type]
