"""A comparison as tables for a terminal: what matters most in the first lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, permutations
from string import ascii_uppercase
from typing import TYPE_CHECKING

import numpy as np
from rich.console import Console
from rich.table import Table
from rich.text import Text

from policynlp.cli.console import bar, plain, table

if TYPE_CHECKING:
    from policynlp.comparison import Comparison
    from policynlp.comparison.names import Name
    from policynlp.comparison.terms import Keyness
    from policynlp.comparison.text import TextMatch

# Groups that have room as columns; more are listed in rows.
_MOST_COLUMNS = 6
_IN_HEADLINE = 4
_KEYWORDS, _FEW_KEYWORDS = 15, 8
_MATCHES = 8
_NAMES = 15
_LONGEST = 160
# A smaller share is not worth a reader's eye.
_LEAST_SHOWN = 0.02
_LABELS = {"ORG": "body", "POLICY": "policy", "REPORT": "report"}


def draw(comparison: Comparison, parts: Sequence[str], out: Console) -> None:
    """Draw the parts of a comparison, headlines first."""
    marks = _marks(comparison)
    _groups(comparison, marks, out)
    out.print()
    lines = Table.grid(padding=(0, 2, 0, 0))
    for part in parts:
        lines.add_row(Text(part, style="bold"), _HEADLINES[part](comparison, marks))
    out.print(lines)
    for part in parts:
        out.print()
        _DETAILS[part](comparison, marks, out)


def _marks(comparison: Comparison) -> list[str]:
    """A, B, C … for a few groups, or else their names."""
    if len(comparison.groups) <= _MOST_COLUMNS:
        return list(ascii_uppercase[: len(comparison.groups)])
    return [_shortened(group.title or group.name, 16) for group in comparison.groups]


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _groups(comparison: Comparison, marks: Sequence[str], out: Console) -> None:
    sizes = [group.to_dict() for group in comparison.groups]
    if len(marks) > _MOST_COLUMNS:
        passages = sum(int(str(size["passages"])) for size in sizes)
        out.print(Text(f"{len(marks)} groups, {passages:,} passages", style="bold"))
        return
    rows = table("", "", "documents", "passages", "characters",
                 right=("documents", "passages", "characters"))  # fmt: skip
    rows.show_header = True
    for mark, group, size in zip(marks, comparison.groups, sizes, strict=True):
        name = group.title if group.title == group.name else f"{group.title}  {group.name}"
        rows.add_row(
            Text(mark, style="bold"), plain(_shortened(name, 50)), str(len(group.documents)),
            f"{size['passages']:,}", f"{size['characters']:,}",
        )  # fmt: skip
    out.print(rows)


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
                for d in differences[:_IN_HEADLINE]
            )
            text.append(f"; differ most in {', '.join(told)}")
    else:
        pairs = sorted(
            (topics.distances[i, j], i, j) for i, j in combinations(range(len(marks)), 2)
        )
        (near, a, b), (far, c, d) = pairs[0], pairs[-1]
        text.append(f"nearest {marks[a]} and {marks[b]} ({near:.2f}), ")
        text.append(f"farthest {marks[c]} and {marks[d]} ({far:.2f})")
        told = (topic for topic, part in topics.telling()[:_IN_HEADLINE] if part > 0)
        text.append(f"; told apart by {'、'.join(told)}")
    shared = [t for t, share in topics.shared()[:_IN_HEADLINE] if share >= _LEAST_SHOWN]
    text.append(f"; shared {'、'.join(shared)}" if shared else "; no topic shared by all")
    return text


def _terms_line(comparison: Comparison, marks: Sequence[str]) -> Text:
    text = Text()
    if len(marks) > _MOST_COLUMNS:
        counts = [len(comparison.terms.keywords(n)) for n in range(len(marks))]
        return text.append(f"{sum(counts)} keywords, at most {max(counts)} in a group")
    for number, mark in enumerate(marks):
        words = [k.term for k in comparison.terms.keywords(number, _IN_HEADLINE)]
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
    told = (
        f"{_percent(share)} of {marks[a]} in {marks[b]}" for share, a, b in pairs[:_IN_HEADLINE]
    )
    return Text(f"{len(found.matches)} passages in common; {', '.join(told)}")


def _names_line(comparison: Comparison, marks: Sequence[str]) -> Text:
    names = comparison.names
    everywhere = names.shared()
    text = Text(f"{len(everywhere)} in {'both' if len(marks) == 2 else 'all'}")
    if everywhere:
        text.append(f" ({'、'.join(_shortened(n.name, 16) for n in everywhere[:_IN_HEADLINE])})")
    if len(marks) <= _MOST_COLUMNS:
        only = (f"{len(names.only(number))} only in {mark}" for number, mark in enumerate(marks))
        return text.append(f", {', '.join(only)}")
    most = [n for n in names.names if n.label == "POLICY"][:_IN_HEADLINE]
    told = (f"{_shortened(n.name, 24)} by {n.spread}" for n in most)
    return text.append(f"; most cited {', '.join(told)}")


def _topics(comparison: Comparison, marks: Sequence[str], out: Console) -> None:
    topics = comparison.topics
    order = [topic for topic, _ in topics.telling()]
    if len(marks) > _MOST_COLUMNS:
        rows = table("topics", "strongest", "")
        for mark, mixture in zip(marks, topics.mixtures, strict=True):
            strongest = np.argsort(-mixture, kind="stable")[:3]
            told = "  ".join(
                f"{bar(mixture[k], 3)}{mixture[k]:>4.0%} {topics.topics[k]}" for k in strongest
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
    top = _FEW_KEYWORDS if len(marks) > _MOST_COLUMNS else _KEYWORDS
    rows = table("terms", "used more than elsewhere, with the times here : elsewhere")
    for number, mark in enumerate(marks):
        words = comparison.terms.keywords(number, top)
        told = "、".join(_times(k) for k in words) if words else "–"
        rows.add_row(Text(mark, style="bold"), plain(told))
    out.print(rows)


def _times(keyness: Keyness) -> str:
    return f"{keyness.term}\u00a0{keyness.count}:{keyness.count_elsewhere}"


def _text(comparison: Comparison, marks: Sequence[str], out: Console) -> None:
    found = comparison.text
    if not found.matches:
        return
    names = [group.name for group in comparison.groups]
    mark_of = dict(zip(names, marks, strict=True))
    rows = table(
        "text", "passages in common, the longest first; only in the first -, only in the second +"
    )
    for match in found.matches[:_MATCHES]:
        where = f"{mark_of[match.a.group]} · {mark_of[match.b.group]}"
        rows.add_row(
            Text(f"{where}\n{match.similarity:.0%} of {match.same}", style="bold"),
            _difference(match),
        )
    out.print(rows)
    if len(found.matches) > _MATCHES:
        out.print(Text(f"… and {len(found.matches) - _MATCHES} more", style="dim"))


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
    few = len(marks) <= _MOST_COLUMNS
    columns = marks if few else ["groups", "mentions"]
    rows = table("names in several groups", "is", *columns, right=tuple(columns))
    for name in shared:
        numbers = name.counts if few else (name.spread, sum(name.counts))
        cells = (str(number) if number else "·" for number in numbers)
        rows.add_row(plain(_shortened(name.name, 40)), _LABELS[name.label], *cells)
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
    return _shortened(name.name, 24) + (f"\u00a0{times}" if times > 1 else "")


_HEADLINES: dict[str, Callable[[Comparison, Sequence[str]], Text]] = {
    "topics": _topics_line,
    "terms": _terms_line,
    "text": _text_line,
    "names": _names_line,
}
_DETAILS: dict[str, Callable[[Comparison, Sequence[str], Console], None]] = {
    "topics": _topics,
    "terms": _terms,
    "text": _text,
    "names": _names,
}
