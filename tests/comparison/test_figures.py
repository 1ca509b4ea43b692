"""The same indicator in two documents: the seeds' pairs, and the laws."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from policynlp import Corpus, facts
from policynlp.comparison.figures import FigureComparison, FigurePair, compare_figures
from policynlp.figures import Fact

GOLD = Path(__file__).parent.parent / "gold" / "figure_pairs.tsv"
NO_PAIR = "no pair"


@pytest.fixture(scope="module")
def groups(seeds: Corpus) -> dict[str, list[Fact]]:
    """Facts of each seed, under the first three digits of its name."""
    found: dict[str, list[Fact]] = {}
    for fact in facts(seeds):
        found.setdefault(fact.document[:3], []).append(fact)
    return found


@pytest.fixture(scope="module")
def found(groups: dict[str, list[Fact]]) -> FigureComparison:
    return compare_figures(groups)


def with_value(found: FigureComparison, words: str, value: str) -> list[FigurePair]:
    """Pairs of an indicator of which one side has a value."""
    return [
        pair
        for pair in found
        if words in pair.left.facts[0].metric.indicator + pair.right.facts[0].metric.indicator
        and Decimal(value) in {f.facts[0].metric.value for f in (pair.left, pair.right)}
    ]


def sides(pairs: list[FigurePair]) -> set[tuple[str, str]]:
    return {(pair.left.group, pair.right.group) for pair in pairs}


def all_of(*names: str) -> set[tuple[str, str]]:
    """Each two of these groups."""
    return {(a, b) for i, a in enumerate(names) for b in names[i + 1 :]}


@pytest.mark.parametrize(
    ("words", "value", "expected"),
    [
        ("电子政务发展指数", "45", all_of("000", "001", "002", "004")),
        ("电子政务发展指数", "0.7948", all_of("000", "002")),
        ("在线服务", "9", all_of("000", "002", "004")),
        ("国务院部门", "46", all_of("000", "001", "003", "004")),
        ("省级行政许可事项", "82.13", all_of("001", "003", "004")),
        ("软件", "8160000000000", all_of("001", "003")),
        ("数字经济核心产业增加值", "7.8", all_of("001", "003")),
        ("农村网络零售额", "1790000000000", all_of("001", "003")),
    ],
)
def test_figures_that_agree(
    found: FigureComparison, words: str, value: str, expected: set[tuple[str, str]]
) -> None:
    pairs = [pair for pair in with_value(found, words, value) if pair.verdict == "agree"]
    assert sides(pairs) == expected


@pytest.mark.parametrize(
    ("words", "value", "other"),
    [
        ("网民", "989000000", "1011000000"),
        ("工业互联网平台", "80", "100"),
        ("工业设备连接数", "60000000", "76000000"),
        ("5G基站", "718000", "1396000"),
        ("创新指数", "14", "12"),
    ],
)
def test_figures_of_other_periods(
    found: FigureComparison, words: str, value: str, other: str
) -> None:
    pairs = with_value(found, words, value)
    (pair,) = [pair for pair in pairs if pair.verdict != "not comparable"]
    assert (pair.left.group, pair.right.group) == ("001", "003")
    assert pair.right.facts[0].metric.value == Decimal(other)
    assert pair.verdict == "other period"


def test_two_bounds_without_a_period_are_unclear(found: FigureComparison) -> None:
    (pair,) = with_value(found, "实名", "400000000")
    assert (pair.left.group, pair.right.group, pair.verdict) == ("001", "004", "unclear")


def test_a_figure_said_twice_counts_once(found: FigureComparison) -> None:
    (pair,) = with_value(found, "软件", "8160000000000")
    assert [f.metric.value for f in pair.left.facts] == [8160000000000, 8161600000000]


def test_nothing_in_the_seeds_differs(found: FigureComparison) -> None:
    assert found.of("differ") == []


def test_what_only_sounds_alike_is_no_pair(found: FigureComparison) -> None:
    """4G in 98 % of the villages is not fibre and 4G in more than 99 %."""
    for pair in found:
        values = {pair.left.facts[0].metric.value, pair.right.facts[0].metric.value}
        assert values != {98, 99}


def test_judged_pairs_of_the_seeds(found: FigureComparison) -> None:
    given = {
        (one.document, one.source_start, other.document, other.source_start): pair.verdict
        for pair in found
        for one in pair.left.facts
        for other in pair.right.facts
    }
    lines = [line for line in GOLD.read_text("utf-8").splitlines() if not line.startswith("#")]
    judged = []
    for line in lines:
        left, start, right, end, _, _, verdict = line.split("\t")
        judged.append((verdict, given.get((left, int(start), right, int(end)), NO_PAIR)))
    true = [result for verdict, result in judged if verdict != NO_PAIR]
    told = [verdict == result for verdict, result in judged if result != NO_PAIR]
    assert sum(result != NO_PAIR for result in true) / len(true) > 0.85
    assert sum(told) / len(told) > 0.95


def test_a_document_agrees_with_itself(groups: Mapping[str, list[Fact]]) -> None:
    for facts_of_one in groups.values():
        beside = compare_figures({"a": facts_of_one, "b": facts_of_one})
        assert len(beside) > 0.9 * len({fact.metric for fact in facts_of_one})
        for pair in beside:
            assert pair.verdict == "agree"
            assert pair.left.facts == pair.right.facts


def test_swapping_swaps_the_sides_and_nothing_else(groups: Mapping[str, list[Fact]]) -> None:
    one = compare_figures({"a": groups["001"], "b": groups["003"]})
    other = compare_figures({"b": groups["003"], "a": groups["001"]})
    assert {(p.left.facts, p.right.facts, p.verdict, p.indicator) for p in one} == {
        (p.right.facts, p.left.facts, p.verdict, p.indicator) for p in other
    }


def test_tables(found: FigureComparison) -> None:
    frame = found.to_frame()
    assert len(frame) == len(found) == sum(found.counts().values())
    row = frame[frame["indicator"] == "农村网络零售额"].iloc[0]
    assert "1.79万亿元" in row["left_sentence"]
    assert row["right_figure"] == "1.8 万亿元"
    plain = found.to_dict()["pairs"][0]
    assert set(plain) == {"indicator", "verdict", "confidence", "left", "right"}
    assert plain["left"]["facts"][0]["sentence"]


def test_nothing_to_compare() -> None:
    assert len(compare_figures({"a": [], "b": []})) == 0
    assert len(compare_figures({})) == 0
