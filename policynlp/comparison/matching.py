"""Which figures of two groups are set beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from policynlp.comparison.indicators import (
    Profile,
    apart,
    probability,
    profile,
    told_apart,
    weight,
)
from policynlp.comparison.readings import Reading
from policynlp.comparison.rounding import same
from policynlp.comparison.times import Days
from policynlp.comparison.verdicts import Verdict, verdict

_SURE = 0.35
"""Least probability that two figures measure the same."""
_SURE_TO_DIFFER = 0.75
"""Whoever says that two figures contradict each other has to be surer that they can."""
_SURE_TO_JOIN = 0.8
"""And whoever sets a figure beside one that has a partner already."""
_COMMON = 0.2
"""Least part of the shorter indicator that two candidates share."""
_BLOCK = 512
"""Items that are held against all others at a time."""
_A_YEAR = 0.05
"""How much probability a year between the times of two figures is worth, in the choice of one."""


Match = tuple[int, int, Verdict, float]
"""Places of two items, the verdict on them, and the probability that they measure the same."""


@dataclass(frozen=True, slots=True)
class Item:
    """A figure of a group: the readings that say the same, and the words of the first.

    The first is one that tells time and place, if any does: it stands for all.
    """

    readings: tuple[Reading, ...]
    words: Profile

    @property
    def reading(self) -> Reading:
        return self.readings[0]


def merged(found: Iterable[Reading]) -> Iterator[Item]:
    """Readings of one group that say the same, put together."""
    by_value: dict[tuple[object, ...], list[list[tuple[Reading, Profile]]]] = defaultdict(list)
    for reading in found:
        words = profile(reading)
        if not words.pieces:
            continue
        amount = reading.amount
        key = (
            reading.group, reading.kind, reading.dimension, amount.bound, amount.value.adjusted(),
        )  # fmt: skip
        for same_figure in by_value[key]:
            other, other_words = same_figure[0]
            if (
                same(other.amount, reading.amount)
                and verdict(other, reading) == "agree"
                and probability(other, reading, other_words, words) > _SURE
            ):
                same_figure.append((reading, words))
                break
        else:
            by_value[key].append([(reading, words)])
    for figures in by_value.values():
        for figure in figures:
            figure.sort(key=lambda one: (one[0].days.last is None, not one[0].place))
            yield Item(tuple(reading for reading, _ in figure), figure[0][1])


def matches(items: Sequence[Item]) -> Iterator[tuple[int, int, float]]:
    """Places of two items of different groups that measure the same, with the probability.

    Candidates share a good part of the shorter indicator: products of sparse matrices find them, so
    that not every pair of a large collection is looked at.
    """
    columns: dict[str, int] = {}
    if not items:
        return
    found = [
        [columns.setdefault(piece, len(columns)) for piece in sorted(item.words.pieces)]
        for item in items
    ]
    groups = np.array([item.reading.group for item in items], dtype=np.intp)
    weights = np.array([item.words.weight for item in items])
    has = _rows(found, len(columns))
    weighted = has @ sparse.diags_array(np.array([weight(piece) for piece in columns]))
    has = has.T.tocsr()
    for start in range(0, len(items), _BLOCK):
        common = (weighted[start : start + _BLOCK] @ has).tocoo()
        one, other = common.row + start, common.col
        enough = common.data >= _COMMON * np.minimum(weights[one], weights[other])
        enough &= (one > other) & (groups[one] != groups[other])
        for j, i in zip(one[enough].tolist(), other[enough].tolist(), strict=True):
            a, b = items[i], items[j]
            sure = probability(a.reading, b.reading, a.words, b.words)
            if sure > _SURE:
                yield i, j, sure


def _rows(found: Sequence[Sequence[int]], width: int) -> sparse.csr_array:
    """A row of 0 and 1 for each list of columns."""
    ends = np.cumsum([0, *map(len, found)])
    columns = np.fromiter((column for row in found for column in row), np.intp, int(ends[-1]))
    return sparse.csr_array((np.ones(len(columns)), columns, ends), (len(found), width))


def align(items: Sequence[Item], matches: Iterable[tuple[int, int, float]]) -> list[Match]:
    """Of the matches of each two groups those that `compare_figures` keeps, the best first."""
    by_groups: dict[tuple[int, int], list[Match]] = defaultdict(list)
    for i, j, sure in matches:
        a, b = sorted((i, j), key=lambda k: items[k].reading.group)
        kind = verdict(items[a].reading, items[b].reading)
        doubtful = sure < _SURE_TO_DIFFER or told_apart(items[a].words, items[b].words)
        if kind == "differ" and doubtful:
            continue
        by_groups[items[a].reading.group, items[b].reading.group].append((a, b, kind, sure))
    kept: list[Match] = []
    for found in by_groups.values():
        ranked = sorted((_rank(items, match), match) for match in found)
        kept += _kept([(last, crossed, match) for (last, crossed, *_), match in ranked])
    return kept


def _kept(ranked: Sequence[tuple[bool, bool, Match]]) -> Iterator[Match]:
    """Of the matches of two groups each figure's best, and those that join them.

    Whatever surely measures the same at another time or place joins: both 26.6万亿元 and 51.9万亿元
    (从…增加到…) of one report are set beside the figure of the next year. A figure that has no
    other is set beside a level or a change that has one. A figure that agrees with one needs no
    more.
    """
    taken: set[tuple[int, bool]] = set()
    settled: set[tuple[int, bool]] = set()
    left: list[Match] = []
    for last, crossed, match in ranked:
        a, b, kind, _ = match
        lanes = (False, True) if last else (crossed,)
        if crossed and settled & {(a, False), (b, False)}:
            continue
        if taken & {(k, lane) for k in (a, b) for lane in lanes}:
            left += [] if crossed else [match]
            continue
        taken |= {(a, crossed), (b, crossed)}
        settled |= {(a, crossed), (b, crossed)} if kind == "agree" else set()
        yield match
    placed = {k for k, _ in taken}
    for a, b, kind, sure in left:
        if kind == "not comparable":
            joins = not placed >= {a, b}
        else:
            joins = kind in ("other period", "other scope") and sure >= _SURE_TO_JOIN
        if joins and not settled & {(a, False), (b, False)}:
            placed |= {a, b}
            yield a, b, kind, sure


def _rank(items: Sequence[Item], match: Match) -> tuple[Any, ...]:
    """What comes first, as a key.

    Its first two say whether a match is only for figures that have no other, and whether it sets a
    target beside a reported figure.
    """
    a, b, kind, sure = match
    one, other = items[a].reading, items[b].reading
    crossed = one.fact.metric.status != other.fact.metric.status
    last = kind == "not comparable" or (crossed and not _of_one_time(one, other, kind))
    return (
        last,
        crossed,
        kind == "not comparable",
        kind not in ("agree", "differ") and not (kind == "unclear" and _are_known(one, other)),
        kind != "agree",
        round((_A_YEAR * _years_apart(one.days, other.days) - sure) / _A_YEAR),
        one.amount.value != other.amount.value,
        round(apart(one, other), 1),
        one.fact.sentence != other.fact.sentence,
        -one.fact.source_start - other.fact.source_start,
        -max(one.fact.source_start, other.fact.source_start),
    )


def _of_one_time(a: Reading, b: Reading, kind: Verdict) -> bool:
    """Whether a target and a reported figure hold for the same time, or are simply equal."""
    if kind == "agree" and a.amount.value == b.amount.value:
        return True
    return _are_known(a, b) and kind in ("agree", "differ", "unclear")


def _are_known(a: Reading, b: Reading) -> bool:
    """Whether the times of both are said."""
    return all(one.days.last and not one.days.presumed for one in (a, b))


def _years_apart(a: Days, b: Days) -> float:
    """Years between the beginnings of two times and between their ends, together; at most 5."""
    if not (a.last and b.last):
        return 3.0
    firsts = (a.first or a.last) - (b.first or b.last)
    return min((abs((a.last - b.last).days) + abs(firsts.days)) / 365, 5.0)
