"""``policynlp segment``: words."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policynlp.cli.inputs import check_cleaning, reading_options
from policynlp.cli.many import many_options, run_stream
from policynlp.cli.output import check_writable, deliver, format_for, output_options

if TYPE_CHECKING:
    from policynlp.parallel.token_lines import Form
    from policynlp.segment import Granularity, Lexicon


@click.command("segment")
@click.argument("paths", nargs=-1, metavar="[PATH…]", type=click.Path(path_type=str))
@click.option(
    "--granularity",
    type=click.Choice(["coarse", "fine"]),
    default="coarse",
    show_default=True,
    help="coarse keeps policy terms whole (数字政府); fine cuts them (数字 政府).",
)
@click.option(
    "--lexicon",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own words, one a line, optionally TAB and a kind; they are never cut.",
)
@output_options(
    "text",
    "jsonl",
    "tsv",
    "parquet",
    help_="text: a passage a line, words apart; tsv: a word a line with its place; "
    "jsonl: a passage a line with its words and their places.",
)
@many_options
@reading_options
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    granularity: Any,
    lexicon: Path | None,
    format_: str,
    output: Path | None,
    jobs: int,
    cluster: str | None,
    resume: bool,
    metadata: Path | None,
    without: tuple[str, ...],
    quiet: bool,
) -> None:
    """Cut text into words; without PATH, each line of standard input.

    \b
    Examples:
      policynlp segment folder/ -o words.txt
      policynlp segment report.pdf --granularity fine --format tsv
      echo 加快数字政府建设 | policynlp segment
    """
    from policynlp.parallel import SegmentJob
    from policynlp.parallel.token_lines import TSV_HEADER
    from policynlp.segment import Lexicon

    check_writable(output)
    format_ = format_for(format_, output, context)
    words = Lexicon.from_file(lexicon) if lexicon else None
    form: Any = "rows" if format_ == "parquet" else format_
    if paths:
        check_cleaning(without)
        job = SegmentJob(granularity, words, form, without)
        run_stream(
            context, job, paths, output, format_,
            jobs=jobs, cluster=cluster, resume=resume, metadata=metadata, quiet=quiet,
            header=TSV_HEADER if format_ == "tsv" else b"",
        )  # fmt: skip
    if format_ == "parquet":
        raise click.UsageError("--format parquet is for files, not for standard input")
    deliver(_of_standard_input(granularity, words, form), output)


def _of_standard_input(granularity: Granularity, lexicon: Lexicon | None, form: Form) -> str:
    from policynlp.parallel.token_lines import TSV_HEADER, token_lines
    from policynlp.reading import decode
    from policynlp.segment import Segmenter

    text, _ = decode(sys.stdin.buffer.read(), "standard input")
    cut = Segmenter(granularity, lexicon=lexicon).segment_many(text.splitlines())
    lines = b"".join(token_lines(str(n), tokens, form) for n, tokens in enumerate(cut, 1))
    return ((TSV_HEADER if form == "tsv" else b"") + lines).decode("utf-8")
