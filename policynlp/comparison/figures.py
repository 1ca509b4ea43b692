"""The same figure in two places: which figures measure the same, and whether they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from policynlp.comparison.indicators import Profile, probability, profile, weight
from policynlp.comparison.readings import Reading, readings
from policynlp.comparison.rounding import same
from policynlp.comparison.times import Days
from policynlp.comparison.verdicts import VERDICTS, Verdict, verdict
from policynlp.comparison.views import figures_table

if TYPE_CHECKING:
    import pandas as pd

    from policynlp.figures import Fact

_SURE = 0.5
_COMMON = 0.35
"""Least part of the shorter indicator that two candidates share."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a group, with every place where it stands.

    Attributes
    ----------
    group : str
    facts : tuple of Fact
        One figure said twice counts once; first the place that tells most of time and scope.
    """

    group: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class FigurePair:
    """Two figures of two groups that measure the same.

    Attributes
    ----------
    indicator : str
        What they measure: the shorter wording of the two.
    left, right : Figure
        In the order of the groups.
    verdict : Verdict
        See `policynlp.comparison.verdicts.verdict`.
    confidence : float
        Probability that they measure the same, in [0.5, 1].
    """

    indicator: str
    left: Figure
    right: Figure
    verdict: Verdict
    confidence: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values: for each side group, sentence and place of every fact."""
        return {
            "indicator": self.indicator,
            "verdict": self.verdict,
            "confidence": round(self.confidence, 3),
            "left": _side(self.left),
            "right": _side(self.right),
        }


def _side(figure: Figure) -> dict[str, Any]:
    return {"group": figure.group, "facts": [fact.to_dict() for fact in figure.facts]}


@dataclass(frozen=True, slots=True, eq=False)
class FigureComparison(Sequence[FigurePair]):
    """Pairs of figures, by verdict (differing ones first), then by indicator.

    Attributes
    ----------
    groups : tuple of str
    pairs : tuple of FigurePair
    """

    groups: tuple[str, ...]
    pairs: tuple[FigurePair, ...]

    def __len__(self) -> int:
        return len(self.pairs)

    def __getitem__(self, key: Any) -> Any:
        return self.pairs[key]

    def of(self, wanted: Verdict) -> list[FigurePair]:
        """Pairs with one verdict."""
        return [pair for pair in self.pairs if pair.verdict == wanted]

    def counts(self) -> dict[Verdict, int]:
        """Pairs of each verdict."""
        return {kind: len(self.of(kind)) for kind in VERDICTS}

    def rows(self) -> list[dict[str, Any]]:
        """One flat row a pair, with the first place of each side."""
        return [_row(pair) for pair in self.pairs]

    def to_frame(self) -> pd.DataFrame:
        """The same as a table."""
        import pandas as pd

        return pd.DataFrame(self.rows())

    def to_dict(self) -> dict[str, Any]:
        """Plain values, with every place."""
        return {"counts": self.counts(), "pairs": [pair.to_dict() for pair in self.pairs]}

    def _repr_html_(self) -> str:
        return figures_table(self.pairs)

    def __repr__(self) -> str:
        found = ", ".join(f"{n} {kind}" for kind, n in self.counts().items() if n)
        return f"<FigureComparison: {len(self)} pairs ({found or 'none'})>"


def _row(pair: FigurePair) -> dict[str, Any]:
    row: dict[str, Any] = {"indicator": pair.indicator, "verdict": pair.verdict}
    for side, figure in (("left", pair.left), ("right", pair.right)):
        fact = figure.facts[0].to_dict()
        row[side] = figure.group
        for name in ("figure", "period", "scope", "status", "sentence", "document", "passage"):
            row[f"{side}_{name}"] = fact[name]
        row[f"{side}_start"], row[f"{side}_end"] = fact["start"], fact["end"]
        row[f"{side}_places"] = len(figure.facts)
    row["confidence"] = round(pair.confidence, 3)
    return row


def compare_figures(
    groups: Mapping[str, Sequence[Fact]],
    metadata: Mapping[str, Mapping[str, Any]] | None = None,
) -> FigureComparison:
    """The figures that stand in two groups or more.

    Parameters
    ----------
    groups : mapping of str to sequence of Fact
        Name of each group, and its facts.
    metadata : mapping of str to mapping, optional
        Metadata of the documents by their ids: ``province`` and ``level`` tell the place of figures
        that name none, ``date`` what 今年 is.

    Returns
    -------
    FigureComparison
        In each two groups a figure meets at most one of the other that is reported (or aimed at)
        as it is, the likeliest: one of the same time before one of another. A target is set beside
        a reported figure only where both hold for the same time.
    """
    names = tuple(groups)
    found = [
        reading
        for number, name in enumerate(names)
        for reading in readings(groups[name], number, metadata or {})
    ]
    items = list(_merged(found))
    matched = _align(items, _matches(items))
    pairs = [_pair(items[i], items[j], kind, p, names) for i, j, kind, p in matched]
    pairs.sort(key=_order)
    return FigureComparison(names, tuple(pairs))


@dataclass(frozen=True, slots=True)
class _Item:
    """A figure of a group: all readings that say the same, the first for all."""

    readings: tuple[Reading, ...]
    words: Profile

    @property
    def reading(self) -> Reading:
        return self.readings[0]


def _merged(found: Iterable[Reading]) -> Iterator[_Item]:
    """Readings of one group that say the same, put together."""
    by_value: dict[tuple[object, ...], list[list[tuple[Reading, Profile]]]] = defaultdict(list)
    for reading in found:
        words = profile(reading)
        if not words.pieces:
            continue
        key = (reading.group, reading.kind, reading.dimension, reading.amount.bound)
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
            yield _Item(tuple(reading for reading, _ in figure), figure[0][1])


def _matches(items: Sequence[_Item]) -> Iterator[tuple[int, int, float]]:
    """Pairs of different groups that measure the same, through an index of rare pieces."""
    index: dict[str, list[int]] = defaultdict(list)
    for j, item in enumerate(items):
        shared: dict[int, float] = defaultdict(float)
        for piece in item.words.pieces:
            for i in index[piece]:
                shared[i] += weight(piece)
            index[piece].append(j)
        for i, common in shared.items():
            other = items[i]
            if other.reading.group == item.reading.group:
                continue
            if common < _COMMON * min(other.words.weight, item.words.weight):
                continue
            sure = probability(other.reading, item.reading, other.words, item.words)
            if sure > _SURE:
                yield i, j, sure


Match = tuple[int, int, Verdict, float]


def _align(items: Sequence[_Item], matches: Iterable[tuple[int, int, float]]) -> list[Match]:
    """Of the matches of each two groups those that `compare_figures` keeps."""
    by_groups: dict[tuple[int, int], list[Match]] = defaultdict(list)
    for i, j, sure in matches:
        a, b = sorted((i, j), key=lambda k: items[k].reading.group)
        kind = verdict(items[a].reading, items[b].reading)
        by_groups[items[a].reading.group, items[b].reading.group].append((a, b, kind, sure))
    kept: list[Match] = []
    for found in by_groups.values():
        found.sort(key=lambda match: _rank(items, match))
        taken: set[tuple[int, bool]] = set()
        for a, b, kind, sure in found:
            crossed = items[a].reading.fact.metric.status != items[b].reading.fact.metric.status
            if crossed and kind not in ("agree", "differ"):
                continue
            if (a, crossed) in taken or (b, crossed) in taken:
                continue
            if kind == "not comparable" and any((k, c) in taken for k in (a, b) for c in (0, 1)):
                continue
            taken |= {(a, crossed), (b, crossed)}
            kept.append((a, b, kind, sure))
    return kept


def _rank(items: Sequence[_Item], match: Match) -> tuple[object, ...]:
    a, b, kind, sure = match
    one, other = items[a].reading, items[b].reading
    return (
        kind == "not comparable",
        kind in ("other period", "other scope"),
        kind != "agree",
        -round(sure, 2),
        one.amount.value != other.amount.value,
        _gap(one.days, other.days),
        one.fact.sentence != other.fact.sentence,
        one.fact.source_start,
        other.fact.source_start,
    )


def _gap(a: Days, b: Days) -> int:
    """Days between the ends of two times."""
    return abs((a.last - b.last).days) if a.last and b.last else 0


def _pair(a: _Item, b: _Item, kind: Verdict, sure: float, names: Sequence[str]) -> FigurePair:
    wordings = (a.reading.fact.metric.indicator, b.reading.fact.metric.indicator)
    return FigurePair(
        min(wordings, key=lambda words: (len(words), words)),
        Figure(names[a.reading.group], tuple(r.fact for r in a.readings)),
        Figure(names[b.reading.group], tuple(r.fact for r in b.readings)),
        kind,
        sure,
    )


def _order(pair: FigurePair) -> tuple[object, ...]:
    left, right = pair.left.facts[0], pair.right.facts[0]
    return (
        VERDICTS.index(pair.verdict), pair.indicator, left.document, left.source_start,
        right.document, right.source_start,
    )  # fmt: skip
