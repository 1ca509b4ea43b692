"""Facts of documents: one row a figure, with its sentence and its place in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from policynlp.documents import Passage
from policynlp.figures.layout import Layout
from policynlp.figures.metric import Metric
from policynlp.figures.series import plot
from policynlp.figures.view import table

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

COLUMNS = (
    "document", "section", "passage", "start", "end", "figure",
    "value", "unit", "kind", "indicator", "period", "scope", "bound", "direction", "status",
    "factor", "period_start", "period_end", "period_from", "actor", "source", "sentence",
)  # fmt: skip
"""Of the rows of facts."""
_REACH = 240
"""Characters of a sentence kept on each side of its figure."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure in its document.

    Parameters
    ----------
    metric : Metric
        With offsets into the text of the passage.
    document, passage : str
        Ids.
    section : tuple of str
        Headings above the passage, outermost first.
    sentence : str
        The sentence, cut far from the figure if it is very long.
    sentence_start : int
        Where it begins in the text of the passage.
    source_start, source_end : int
        The figure in ``Document.raw``.
    actor, source : str
        Full names of those of the metric, where the document or the table of
        bodies gives one: 《报告》 is what it stands for.
    """

    metric: Metric
    document: str
    passage: str
    section: tuple[str, ...]
    sentence: str
    sentence_start: int
    source_start: int
    source_end: int
    actor: str = ""
    source: str = ""

    def to_dict(self) -> dict[str, Any]:
        """One flat row of plain values; offsets ``start`` and ``end`` are into the raw text.

        ``actor`` and ``source`` are full names.
        """
        values = self.metric.to_dict()
        first = self.metric.start - self.sentence_start
        last = self.metric.end - self.sentence_start
        for name in ("start", "end", "indicator_spans", "period_span", "scope_span"):
            del values[name]
        return {
            "document": self.document,
            "section": " > ".join(self.section),
            "passage": self.passage,
            "start": self.source_start,
            "end": self.source_end,
            "figure": self.sentence[first:last],
            **values,
            "actor": self.actor,
            "source": self.source,
            "sentence": self.sentence,
        }


class Facts(Sequence[Fact]):
    """Facts in reading order."""

    def __init__(self, rows: Iterable[Fact]) -> None:
        self._rows = tuple(rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, key: int) -> Fact: ...
    @overload
    def __getitem__(self, key: slice) -> Facts: ...
    def __getitem__(self, key: int | slice) -> Fact | Facts:
        return Facts(self._rows[key]) if isinstance(key, slice) else self._rows[key]

    def to_dicts(self) -> list[dict[str, Any]]:
        """One flat row a fact; see `Fact.to_dict`."""
        return [fact.to_dict() for fact in self._rows]

    def to_frame(self) -> pd.DataFrame:
        """One row a fact; `period_start` and `period_end` as ISO text."""
        import pandas as pd

        return pd.DataFrame(self.to_dicts(), columns=COLUMNS)

    def plot(self, indicator: str, unit: str | None = None, ax: Axes | None = None) -> Axes:
        """Values of an indicator over time, a line a scope; targets are hollow.

        Parameters
        ----------
        indicator : str
            Levels, shares and ranks whose indicator contains it, and whose period has a date.
        unit : str, optional
            Needed where they have several units.
        ax : matplotlib.axes.Axes, optional
            Default: new ones.

        Raises
        ------
        UsageError
            If there is no such figure, or there are several units.
        MissingExtraError
            If Matplotlib is not installed.
        """
        return plot(self, indicator, unit, ax)

    def _repr_html_(self) -> str:
        return table(self._rows)

    def __repr__(self) -> str:
        documents = len({fact.document for fact in self._rows})
        return f"<Facts: {len(self)} figures of {documents} documents>"


def facts_of_passage(
    document: str, passage: Passage, metrics: Sequence[Metric], full_names: Mapping[str, str]
) -> Iterator[Fact]:
    """Put the metrics of a passage in their sentences and their places in the source.

    Parameters
    ----------
    document : str
        Its id.
    passage : Passage
    metrics : sequence of Metric
        In order, with offsets into the text of the passage.
    full_names : mapping
        Names in the passage to the full names that they stand for.
    """
    text = passage.text
    layout = Layout(text, [(metric.start, metric.end) for metric in metrics])
    ends = {clause.sentence: clause.end for clause in layout.clauses}
    for metric in metrics:
        clause = layout.clause(metric.start)
        first = max(clause.sentence_start, metric.start - _REACH)
        first += len(text[first : metric.start]) - len(text[first : metric.start].lstrip())
        last = min(ends[clause.sentence] + 1, metric.end + _REACH)
        yield Fact(
            metric,
            document,
            passage.id,
            passage.section,
            text[first:last].rstrip(),
            first,
            *passage.to_source(metric.start, metric.end),
            actor=full_names.get(metric.actor, metric.actor),
            source=full_names.get(metric.source, metric.source),
        )
