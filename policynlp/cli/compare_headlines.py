"""What matters most in a comparison, one line a part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, permutations
from typing import TYPE_CHECKING

from rich.text import Text

if TYPE_CHECKING:
    from policynlp.comparison import Comparison
    from policynlp.comparison.figures import FigurePair

# Groups that have room as columns, under letters; more are listed in rows, by their names.
MOST_COLUMNS = 6
_FEW = 4
# A smaller share is not worth a reader's eye.
_LEAST_SHOWN = 0.02


def shortened(text: str, length: int) -> str:
    """A text cut to at most so many characters."""
    return text if len(text) <= length else text[: length - 1] + "…"


def _percent(share: float) -> str:
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def _topics_line(comparison: Comparison, marks: Sequence[str]) -> Text:
    topics = comparison.topics
    text = Text()
    if len(marks) == 2:
        text.append(f"distance {topics.distances[0, 1]:.2f} (0 alike, 1 nothing in common)")
        differences = [d for d in topics.differences() if abs(d.share_a - d.share_b) >= 0.01]
        if differences:
            told = (
                f"{d.topic} {_percent(d.share_a)} : {_percent(d.share_b)}"
                for d in differences[:_FEW]
            )
            text.append(f"; differ most in {', '.join(told)}")
    else:
        pairs = sorted(
            (topics.distances[i, j], i, j) for i, j in combinations(range(len(marks)), 2)
        )
        (near, a, b), (far, c, d) = pairs[0], pairs[-1]
        text.append(f"nearest {marks[a]} and {marks[b]} ({near:.2f}), ")
        text.append(f"farthest {marks[c]} and {marks[d]} ({far:.2f})")
        told = (topic for topic, part in topics.telling()[:_FEW] if part > 0)
        text.append(f"; told apart by {'、'.join(told)}")
    shared = [t for t, share in topics.shared()[:_FEW] if share >= _LEAST_SHOWN]
    text.append(f"; shared {'、'.join(shared)}" if shared else "; no topic shared by all")
    return text


def _terms_line(comparison: Comparison, marks: Sequence[str]) -> Text:
    text = Text()
    if len(marks) > MOST_COLUMNS:
        counts = [len(comparison.terms.keywords(n)) for n in range(len(marks))]
        return text.append(f"{sum(counts)} keywords, at most {max(counts)} in a group")
    for number, mark in enumerate(marks):
        words = [k.term for k in comparison.terms.keywords(number, _FEW)]
        text.append("; " if number else "")
        text.append(f"{mark} says more often {'、'.join(words)}" if words else f"{mark} no keyword")
    return text


def _text_line(comparison: Comparison, marks: Sequence[str]) -> Text:
    found = comparison.text
    if not found.matches:
        return Text("no passage in common")
    pairs = sorted(
        ((float(found.shares[a, b]), a, b) for a, b in permutations(range(len(marks)), 2)),
        key=lambda pair: -pair[0],
    )
    told = (f"{_percent(share)} of {marks[a]} in {marks[b]}" for share, a, b in pairs[:_FEW])
    return Text(f"{len(found.matches)} passages in common; {', '.join(told)}")


def _names_line(comparison: Comparison, marks: Sequence[str]) -> Text:
    names = comparison.names
    everywhere = names.shared()
    text = Text(f"{len(everywhere)} in {'both' if len(marks) == 2 else 'all'}")
    if everywhere:
        text.append(f" ({'、'.join(shortened(n.name, 16) for n in everywhere[:_FEW])})")
    if len(marks) <= MOST_COLUMNS:
        only = (f"{len(names.only(number))} only in {mark}" for number, mark in enumerate(marks))
        return text.append(f", {', '.join(only)}")
    most = [n for n in names.names if n.label == "POLICY"][:_FEW]
    told = (f"{shortened(n.name, 24)} by {n.spread}" for n in most)
    return text.append(f"; most cited {', '.join(told)}")


def _figures_line(comparison: Comparison, marks: Sequence[str]) -> Text:
    figures = comparison.figures
    if not figures.pairs:
        return Text("none in common")
    counts = ((kind, number) for kind, number in figures.counts().items() if number)
    text = Text(f"{len(figures)} pairs: " + ", ".join(f"{n} {kind}" for kind, n in counts))
    conflicts = figures.of("differ")[:_FEW]
    if conflicts:
        text.append("; ")
        text.append("、".join(map(_conflict, conflicts)), style="red")
    return text


def _conflict(pair: FigurePair) -> str:
    left, right = (figure.facts[0].to_dict()["figure"] for figure in (pair.left, pair.right))
    return f"{shortened(pair.indicator, 16)}\u00a0{left} / {right}"


HEADLINES: dict[str, Callable[[Comparison, Sequence[str]], Text]] = {
    "topics": _topics_line,
    "terms": _terms_line,
    "text": _text_line,
    "names": _names_line,
    "figures": _figures_line,
}
"""One line for each part; marks stand for the groups."""
