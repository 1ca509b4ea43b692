"""The topics of documents as tables for a terminal."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from policynlp.cli.console import PLAIN_WIDTH, bar, plain, table

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from policynlp.topics.report import TopicReport

_KEY_TERMS = 6
_BAR = 6
_SMALL_BAR = 3
# Groups that have room as columns beside the names of the topics.
_MOST_COLUMNS = 6
_STRONGEST = 3
_SHORTEST_LABEL, _LONGEST_LABEL = 8, 30
# A smaller share is not worth a reader's eye.
_LEAST_SHOWN = 0.02


def render(report: TopicReport, *, to_file: bool) -> str:
    """All tables as text, with colours on a terminal only."""
    out = io.StringIO()
    terminal = sys.stdout.isatty() and not to_file
    console = Console(
        file=out,
        force_terminal=terminal,
        width=None if terminal else PLAIN_WIDTH,
        highlight=False,
        color_system="auto" if terminal else None,
    )
    console.print(_overview(report))
    console.print()
    console.print(_topics(report))
    note = (
        "topics of a saved model; coherence and stability are those of the documents it was made of"
        if report.applied
        else report.model.selection_.explanation
    )
    console.print(Text(note, style="dim"))
    curve = report.model.selection_.curve
    if len(curve) > 1 and not report.applied:
        points = " · ".join(f"{p.n_topics}: {p.coherence:.2f}/{p.stability:.2f}" for p in curve)
        console.print(Text(f"coherence/stability by number of topics  {points}", style="dim"))
    console.print()
    _groups(report, console)
    console.print()
    _sentences(report, console)
    return out.getvalue()


def _overview(report: TopicReport) -> Text:
    counts = report.counts
    text = Text()
    text.append(
        ", ".join(
            _counted(counts[name], name)
            for name in ("documents", "articles", "passages", "characters")
        ),
        style="bold",
    )
    left_out = [
        _counted(counts[name], noun)
        for name, noun in (
            ("teasers", "teasers of other articles"),
            ("captions", "captions"),
            ("tables", "tables"),
            ("repeated", "repetitions"),
        )
        if counts[name]
    ]
    if left_out:
        text.append(f"\nleft out: {', '.join(left_out)}")
    if counts["unknown"]:
        text.append(f"\n{_counted(counts['unknown'], 'passages')} without a word of any topic")
    if report.corpus.skipped:
        text.append(f"\nskipped: {_counted(len(report.corpus.skipped), 'files')} (see below)")
    return text


def _counted(number: int, noun: str) -> str:
    """``1 passage``, ``2 passages``; of a phrase the first word is the one counted."""
    head, space, rest = noun.partition(" ")
    return f"{number:,} {head.removesuffix('s') if number == 1 else head}{space}{rest}"


def _topics(report: TopicReport) -> Any:
    result = table(
        "topic", "share", "passages", "coherence", "stability", "key terms",
        right=("share", "passages", "coherence", "stability"),
    )  # fmt: skip
    for topic, share, passages in report.topics():
        terms = [term for term, _ in topic.terms if term != topic.name][:_KEY_TERMS]
        result.add_row(
            Text(topic.name, style="bold" if topic.theme else "bold italic"),
            f"{share:.1%}",
            str(len(passages)),
            f"{topic.coherence:.2f}",
            f"{topic.stability:.2f}",
            plain("、".join(terms)),
        )
    return result


def _groups(report: TopicReport, console: Console) -> None:
    labels, weights = report.groups()
    if len(labels) <= _MOST_COLUMNS:
        console.print(_topics_by_group(report, labels, weights))
    else:
        console.print(_groups_by_topic(report, labels, weights))


def _topics_by_group(
    report: TopicReport, labels: list[dict[str, Any]], weights: npt.NDArray[np.float64]
) -> Any:
    """A row a topic, a column a document: for a few documents."""
    names = _shortened([_label(label) for label in labels])
    result = table(f"topics by {report.by}", *names)
    for number, name in enumerate(report.names):
        result.add_row(Text(name), *(_cell(row[number]) for row in weights))
    return result


def _groups_by_topic(
    report: TopicReport, labels: list[dict[str, Any]], weights: npt.NDArray[np.float64]
) -> Any:
    """A row a document with its strongest topics: for many documents."""
    result = table(report.by, "passages", right=("passages",))
    for heading in ("strongest topics", *[""] * (_STRONGEST - 1)):
        result.add_column(heading, no_wrap=True, overflow="ellipsis", header_style="bold")
    result.columns[0].no_wrap = True
    result.columns[0].overflow = "ellipsis"
    result.columns[0].max_width = _LONGEST_LABEL
    for label, row in zip(labels, weights, strict=True):
        strongest = sorted(range(len(row)), key=lambda k: -row[k])[:_STRONGEST]
        cells = [
            Text(f"{bar(row[k], _SMALL_BAR)}{row[k]:>4.0%} {report.names[k]}")
            for k in strongest
            if row[k] >= _LEAST_SHOWN
        ]
        result.add_row(plain(_label(label)), str(label["passages"]), *cells)
    return result


def _label(label: dict[str, Any]) -> str:
    if "section" in label:
        section = label["section"] or label["title"] or label["article"]
        return f"{section} · {label['document']}"
    return str(label.get("title") or label.get("article") or label["document"])


def _shortened(names: list[str]) -> list[str]:
    """Names cut as short as still tells them apart."""
    longest = max(map(len, names))
    for length in range(_SHORTEST_LABEL, longest):
        short = [name[:length] for name in names]
        if len(set(short)) == len(names):
            return [s + "…" if s != name else s for s, name in zip(short, names, strict=True)]
    return names


def _cell(share: float) -> Text:
    return Text(f"{bar(share, _BAR)}{share:>4.0%}" if share >= 0.005 else "·".rjust(_BAR + 4))


def _sentences(report: TopicReport, console: Console) -> None:
    console.print(Text("a typical sentence for each topic", style="bold"))
    result = table("", "")
    result.show_header = False
    for topic, _, passages in report.topics():
        found = report.typical(topic, passages)
        if found:
            sentence, document = found
            text = plain(sentence)
            text.append(f"  {document}", style="dim")
            result.add_row(Text(topic.name, no_wrap=True), text)
    console.print(result)
