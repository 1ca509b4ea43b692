"""``policynlp facts``: every figure with what it measures, of whom, and when."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policynlp.cli.inputs import (
    check_cleaning,
    finish,
    paths_argument,
    pipeline_options,
    read_corpus,
    reading_options,
)
from policynlp.cli.many import is_stream, many_options, run_stream
from policynlp.cli.output import (
    check_writable,
    deliver,
    format_for,
    html_option,
    output_options,
    to_text,
)

if TYPE_CHECKING:
    from rich.console import Console

    from policynlp.figures import Fact, Facts


@click.command("facts")
@paths_argument
@pipeline_options
@output_options(
    "table",
    "json",
    "jsonl",
    "csv",
    "html",
    "parquet",
    help_="csv and jsonl: one row a figure; html: a page to search and sort.",
)
@html_option
@many_options
@reading_options
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    model: str,
    names: Path | None,
    format_: str,
    output: Path | None,
    html: Path | None,
    jobs: int,
    cluster: str | None,
    resume: bool,
    metadata: Path | None,
    without: tuple[str, ...],
    quiet: bool,
) -> None:
    """List every figure: value, unit, indicator, period, scope; fact or target.

    Each row has its sentence and its place in the source (code points of the decoded text), so
    that a figure can be cited and checked.

    \b
    Examples:
      policynlp facts report.pdf
      policynlp facts folder/ --format csv -o facts.csv
      policynlp facts laws.jsonl.gz -o facts.parquet --jobs 4 --resume
    """
    for target in (output, html):
        check_writable(target)
    format_ = format_for(format_, output, context)
    if is_stream(format_, html, jobs > 1, cluster, resume):
        from policynlp.parallel import FactsJob

        check_cleaning(without)
        job = FactsJob(model, None if names is None else str(names), without)
        run_stream(
            context, job, paths, output, format_,
            jobs=jobs, cluster=cluster, resume=resume, metadata=metadata, quiet=quiet,
        )  # fmt: skip
    corpus = read_corpus(paths, metadata, without, quiet)

    from policynlp.figures import COLUMNS
    from policynlp.ner import facts, load

    found = facts(corpus, load(model, names=names))
    if html is not None:
        deliver(_page(found), html)
    if format_ == "html":
        deliver(_page(found), output)
    elif format_ == "table":
        from policynlp.cli.console import show

        show(lambda out: _show(found, out), output, width=140)
    else:
        deliver(to_text(found.to_dicts(), format_, "facts", COLUMNS), output)
    finish(context, corpus, quiet)


def _page(found: Facts) -> str:
    from policynlp.report.figures import figures
    from policynlp.report.page import render

    return render(("数字", "Figures"), [figures(found)])


def _show(found: Facts, out: Console) -> None:
    from policynlp.cli.console import plain, table
    from policynlp.figures.days import period_shown

    document = ""
    rows = table("figure", "indicator", "period", "scope", "says", right=("figure",))
    for fact in found:
        if fact.document != document:
            document = fact.document
            rows.add_row("", plain(document), style="bold")
        metric = fact.metric
        figure = _figure(fact)
        rows.add_row(
            plain(figure),
            plain(metric.indicator),
            plain(period_shown(metric)),
            plain(metric.scope),
            f"{metric.kind}, {metric.status}",
        )
    out.print(rows)
    out.print(f"\n{len(found)} figures.")


def _figure(fact: Fact) -> str:
    metric = fact.metric
    first = metric.start - fact.sentence_start
    words = fact.sentence[first : first + metric.end - metric.start]
    arrow = {"up": " ↑", "down": " ↓"}.get(metric.direction, "")
    return f"{metric.bound} {words}{arrow}".strip()
