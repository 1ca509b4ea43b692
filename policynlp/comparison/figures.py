"""The same figure in two places: which figures measure the same, and whether they agree."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from policynlp.comparison.matching import Item, align, matches, merged
from policynlp.comparison.readings import readings
from policynlp.comparison.tabular import Tabular
from policynlp.comparison.times import Days
from policynlp.comparison.verdicts import VERDICTS, Verdict
from policynlp.comparison.views import figures_table
from policynlp.figures.days import days_written
from policynlp.figures.metric import PeriodFrom

if TYPE_CHECKING:
    from policynlp.figures import Fact

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a group, with every place where it stands.

    Attributes
    ----------
    group : str
    facts : tuple of Fact
        One figure said twice counts once; first the place that tells most of time and scope.
    days : Days
        Those that the verdict rests on: of the first place, counted from the date of the document
        (今年) or presumed where its text gives none.
    """

    group: str
    facts: tuple[Fact, ...]
    days: Days

    @property
    def period_from(self) -> PeriodFrom | Literal["presumed"]:
        """Where the days are from: see `Metric`, or presumed (see docs/verdicts.md)."""
        metric = self.facts[0].metric
        if self.days.presumed:
            return "presumed"
        return metric.period_from if metric.period_end or not self.days.last else "document"

    @property
    def period_written(self) -> str:
        """The period in the words of the text, and its days where these don't name a year."""
        words = self.facts[0].metric.period
        days = "" if _YEAR.search(words) else days_written(self.days.first, self.days.last)
        return " ".join(filter(None, (words, days)))

    @property
    def period_elsewhere(self) -> str:
        """`period_from` if the sentence of the figure does not tell its period."""
        found = self.period_from
        return "" if found in ("figure", "sentence") else found

    def period(self) -> dict[str, Any]:
        """Plain values of what the verdict rests on: words, days and where they are from."""
        return {
            "period": self.facts[0].metric.period,
            "period_start": _iso(self.days.first),
            "period_end": _iso(self.days.last),
            "period_from": self.period_from,
        }


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
        Probability that they measure the same, in [0.35, 1].
    """

    indicator: str
    left: Figure
    right: Figure
    verdict: Verdict
    confidence: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values: for each side group and period, sentence and place of every fact."""
        return {
            "indicator": self.indicator,
            "verdict": self.verdict,
            "confidence": round(self.confidence, 3),
            "left": _side(self.left),
            "right": _side(self.right),
        }


def _side(figure: Figure) -> dict[str, Any]:
    facts = [fact.to_dict() for fact in figure.facts]
    return {"group": figure.group, **figure.period(), "facts": facts}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@dataclass(frozen=True, slots=True, eq=False)
class FigureComparison(Tabular, Sequence[FigurePair]):
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
        """One flat row a pair, with period and first place of each side."""
        return [_row(pair) for pair in self.pairs]

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
        row[f"{side}_figure"] = fact["figure"]
        row |= {f"{side}_{name}": value for name, value in figure.period().items()}
        for name in ("scope", "status", "sentence", "document", "passage"):
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
        In each two groups a figure meets one of the other, the likeliest: one of the same time
        before one of another; where it agrees with none, others that surely measure the same at
        another time or place join (see docs/verdicts.md). Reported figures meet reported ones, and
        targets targets; a target also meets a reported figure of the same time, unless one of the
        two agrees with another already.
    """
    names = tuple(groups)
    found = [
        reading
        for number, name in enumerate(names)
        for reading in readings(groups[name], number, metadata or {})
    ]
    items = list(merged(found))
    matched = align(items, matches(items))
    pairs = [_pair(items[i], items[j], kind, p, names) for i, j, kind, p in matched]
    pairs.sort(key=_order)
    return FigureComparison(names, tuple(pairs))


def _pair(a: Item, b: Item, kind: Verdict, sure: float, names: Sequence[str]) -> FigurePair:
    wordings = (a.reading.fact.metric.indicator, b.reading.fact.metric.indicator)
    return FigurePair(
        min(wordings, key=lambda words: (len(words), words)),
        _figure(a, names),
        _figure(b, names),
        kind,
        sure,
    )


def _figure(item: Item, names: Sequence[str]) -> Figure:
    reading = item.reading
    return Figure(names[reading.group], tuple(r.fact for r in item.readings), reading.days)


def _order(pair: FigurePair) -> tuple[object, ...]:
    left, right = pair.left.facts[0], pair.right.facts[0]
    return (
        VERDICTS.index(pair.verdict), pair.indicator, left.document, left.source_start,
        right.document, right.source_start,
    )  # fmt: skip
