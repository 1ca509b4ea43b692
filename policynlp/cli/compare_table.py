"""A comparison as tables for a terminal: what matters most in the first lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile
from string import ascii_uppercase
from typing import TYPE_CHECKING

import numpy as np
from rich.console import Console
from rich.table import Table
from rich.text import Text

from policynlp.cli.compare_headlines import HEADLINES, MOST_COLUMNS, shortened
from policynlp.cli.console import bar, plain, table

if TYPE_CHECKING:
    from policynlp.comparison import Comparison
    from policynlp.comparison.figures import Figure
    from policynlp.comparison.names import Name
    from policynlp.comparison.terms import Keyness
    from policynlp.comparison.text import TextMatch
    from policynlp.figures import Fact

_KEYWORDS, _FEW_KEYWORDS = 15, 8
_MATCHES = 8
_MARK, _TOPIC = 16, 8
_NAMES = 15
_LONGEST = 160
_FIGURES = 12
# Characters of a sentence on each side of its figure.
_CONTEXT = 20
_LABELS = {"ORG": "body", "POLICY": "policy", "REPORT": "report"}


def draw(comparison: Comparison, parts: Sequence[str], out: Console) -> None:
    """Draw the parts of a comparison, headlines first."""
    marks = _marks(comparison)
    _groups(comparison, marks, out)
    out.print()
    lines = Table.grid(padding=(0, 2, 0, 0))
    lines.add_column()
    lines.add_column(overflow="fold")
    for part in parts:
        lines.add_row(Text(part, style="bold"), HEADLINES[part](comparison, marks))
    out.print(lines)
    for part in parts:
        out.print()
        _DETAILS[part](comparison, marks, out)


def _marks(comparison: Comparison) -> list[str]:
    """A, B, C … for a few groups, or else what tells their titles apart."""
    if len(comparison.groups) <= MOST_COLUMNS:
        return list(ascii_uppercase[: len(comparison.groups)])
    titles = [group.title or group.name for group in comparison.groups]
    return [shortened(title, _MARK) for title in _told_apart(titles)]


def _told_apart(titles: list[str]) -> list[str]:
    """Titles without what all begin and end with: 2026年…政府工作报告."""
    head = _alike(titles)
    tail = _alike([title[head:][::-1] for title in titles])
    parts = [title[head : len(title) - tail] for title in titles]
    return parts if all(parts) and len(set(parts)) == len(set(titles)) else titles


def _alike(titles: Sequence[str]) -> int:
    """With how many characters all titles begin."""
    return sum(1 for _ in takewhile(lambda c: len(set(c)) == 1, zip(*titles, strict=False)))


def _groups(comparison: Comparison, marks: Sequence[str], out: Console) -> None:
    sizes = [group.to_dict() for group in comparison.groups]
    if len(marks) > MOST_COLUMNS:
        passages = sum(int(str(size["passages"])) for size in sizes)
        out.print(Text(f"{len(marks)} groups, {passages:,} passages", style="bold"))
        return
    rows = table("", "", "documents", "passages", "characters",
                 right=("documents", "passages", "characters"))  # fmt: skip
    rows.show_header = True
    for mark, group, size in zip(marks, comparison.groups, sizes, strict=True):
        name = group.title if group.title == group.name else f"{group.title}  {group.name}"
        rows.add_row(
            Text(mark, style="bold"), plain(shortened(name, 50)), str(len(group.documents)),
            f"{size['passages']:,}", f"{size['characters']:,}",
        )  # fmt: skip
    out.print(rows)


def _topics(comparison: Comparison, marks: Sequence[str], out: Console) -> None:
    topics = comparison.topics
    order = [topic for topic, _ in topics.telling()]
    if len(marks) > MOST_COLUMNS:
        rows = table("topics", "strongest", "")
        for mark, mixture in zip(marks, topics.mixtures, strict=True):
            strongest = np.argsort(-mixture, kind="stable")[:3]
            told = "  ".join(
                f"{bar(mixture[k], 3)}{mixture[k]:>4.0%} {shortened(topics.topics[k], _TOPIC)}"
                for k in strongest
            )
            rows.add_row(plain(mark), Text(told, no_wrap=True, overflow="ellipsis"))
        out.print(rows)
        return
    rows = table("topics", *marks, right=())
    for topic in order:
        shares = topics.mixtures[:, topics.topics.index(topic)]
        rows.add_row(
            Text(topic),
            *(Text(f"{bar(s, 6)}{s:>4.0%}" if s >= 0.005 else "·".rjust(10)) for s in shares),
        )
    out.print(rows)


def _terms(comparison: Comparison, marks: Sequence[str], out: Console) -> None:
    top = _FEW_KEYWORDS if len(marks) > MOST_COLUMNS else _KEYWORDS
    rows = table("terms", "used more than elsewhere, with the times here : elsewhere")
    for number, mark in enumerate(marks):
        words = comparison.terms.keywords(number, top)
        told = plain("、".join(map(_times, words)))
        if not words:
            chance = comparison.terms.keywords(number, _FEW_KEYWORDS, every=True)
            most = f"; most: {'、'.join(map(_times, chance))}" if chance else ""
            told = Text(f"none beyond chance{most}", style="dim")
        rows.add_row(Text(mark, style="bold"), told)
    out.print(rows)


def _times(keyness: Keyness) -> str:
    return f"{keyness.term}\u00a0{keyness.count}:{keyness.count_elsewhere}"


def _text(comparison: Comparison, marks: Sequence[str], out: Console) -> None:
    found = comparison.text
    if not found.matches:
        return
    names = [group.name for group in comparison.groups]
    mark_of = dict(zip(names, marks, strict=True))
    rows = table("text", "taken over, the longest first: only in the first [-…-], the second [+…+]")
    shown = _distinct(found.matches)
    for match in shown:
        where = f"{mark_of[match.a.group]} · {mark_of[match.b.group]}"
        rows.add_row(
            Text(f"{where}\n{match.similarity:.0%} of {match.same}", style="bold"),
            _difference(match),
        )
    out.print(rows)
    if len(found.matches) > len(shown):
        out.print(Text(f"… and {len(found.matches) - len(shown)} more", style="dim"))


def _distinct(matches: Sequence[TextMatch]) -> list[TextMatch]:
    """The longest matches; a passage that many groups share is shown once."""
    seen: set[str] = set()
    kept: list[TextMatch] = []
    for match in matches:
        if len(kept) < _MATCHES and not {match.a.passage, match.b.passage} & seen:
            kept.append(match)
        seen |= {match.a.passage, match.b.passage}
    return kept


def _difference(match: TextMatch) -> Text:
    """Both texts in one, word by word, cut where they are long."""
    text = Text()
    for part in match.alignment():
        if len(text) > _LONGEST:
            text.append("…")
            break
        if part.change == "equal":
            text.append(plain(part.a))
            continue
        if part.a:
            text.append(f"[-{part.a}-]", style="red")
        if part.b:
            text.append(f"[+{part.b}+]", style="green")
    return text


def _names(comparison: Comparison, marks: Sequence[str], out: Console) -> None:
    names = comparison.names
    shared = [name for name in names.names if name.spread > 1][:_NAMES]
    few = len(marks) <= MOST_COLUMNS
    columns = marks if few else ["groups", "mentions"]
    rows = table("names in several groups", "is", *columns, right=tuple(columns))
    for name in shared:
        numbers = name.counts if few else (name.spread, sum(name.counts))
        cells = (str(number) if number else "·" for number in numbers)
        rows.add_row(plain(shortened(name.name, 40)), _LABELS[name.label], *cells)
    if shared:
        out.print(rows)
    if few:
        rows = table("names", "only here")
        for number, mark in enumerate(marks):
            only = names.only(number)[:_NAMES]
            rows.add_row(Text(mark, style="bold"), plain("、".join(map(_named, only)) or "–"))
        out.print(rows)


def _named(name: Name) -> str:
    times = max(name.counts)
    return shortened(name.name, 24) + (f"\u00a0{times}" if times > 1 else "")


def _figures(comparison: Comparison, marks: Sequence[str], out: Console) -> None:
    figures = comparison.figures
    if not figures.pairs:
        return
    names = [group.name for group in comparison.groups]
    mark_of = dict(zip(names, marks, strict=True))
    rows = table("figures in several groups", "period", "", right=("period",))
    shown = figures.pairs[:_FIGURES]
    for pair in shown:
        rows.add_row(plain(shortened(pair.indicator, 24)), "", Text(pair.verdict, style="bold"))
        for figure in (pair.left, pair.right):
            fact = figure.facts[0]
            rows.add_row(
                Text(f"  {mark_of[figure.group]}  {fact.to_dict()['figure']}"),
                plain(_when(figure)),
                plain(_around(fact)),
            )
    out.print(rows)
    if len(figures) > len(shown):
        out.print(Text(f"… and {len(figures) - len(shown)} more pairs", style="dim"))


def _when(figure: Figure) -> str:
    """The time that the verdict rests on, and where it is from if not from the sentence."""
    if not figure.period_written:
        return "–"
    found = figure.period_elsewhere
    return f"{figure.period_written} ({found})" if found else figure.period_written


def _around(fact: Fact) -> str:
    """What stands before and behind a figure in its sentence."""
    at = fact.metric.start - fact.sentence_start
    start, end = max(0, at - _CONTEXT), at + fact.metric.end - fact.metric.start + _CONTEXT
    return ("…" if start else "") + fact.sentence[start:end] + "…" * (end < len(fact.sentence))


_DETAILS: dict[str, Callable[[Comparison, Sequence[str], Console], None]] = {
    "topics": _topics,
    "terms": _terms,
    "text": _text,
    "names": _names,
    "figures": _figures,
}
