"""``policynlp kwic``: each occurrence of a word, a pattern or a name, with its context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from policynlp.cli.inputs import (
    finish,
    paths_argument,
    pipeline_options,
    read_corpus,
    reading_options,
)
from policynlp.cli.output import check_writable, deliver, format_for, output_options, to_text

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from policynlp.concordance.lines import By, Line

# Columns of the terminal that a keyword takes at most, and the place of a line.
_KEYWORD = 40
_PLACE = 7


@click.command("kwic")
@click.argument("pattern")
@paths_argument
@click.option(
    "--by",
    type=click.Choice(["text", "regex", "label", "canonical"]),
    default="text",
    show_default=True,
    help="What PATTERN is: text; a regular expression (RE2); ORG, POLICY, REPORT or METRIC; "
    "a full name, to find its short forms too.",
)
@click.option(
    "--width",
    type=click.IntRange(1, 1000),
    default=30,
    show_default=True,
    help="Characters of context on each side, in csv and json.",
)
@pipeline_options
@output_options("table", "json", "jsonl", "csv", help_="csv and jsonl: one row a line.")
@reading_options
@click.pass_context
def command(
    context: click.Context,
    pattern: str,
    paths: tuple[str, ...],
    by: str,
    width: int,
    model: str,
    names: Path | None,
    format_: str,
    output: Path | None,
    metadata: Path | None,
    without: tuple[str, ...],
    quiet: bool,
) -> None:
    """Show each occurrence of PATTERN in its context (keyword in context).

    Offsets are code points of the decoded text of the source.

    \b
    Examples:
      policynlp kwic 营商环境 folder/
      policynlp kwic '增长[\\d.]+%' folder/ --by regex --format csv -o lines.csv
      policynlp kwic 工业和信息化部 folder/ --by canonical
    """
    from policynlp.concordance.lines import iter_lines

    check_writable(output)
    format_ = format_for(format_, output, context)
    iter_lines([], pattern, by=cast("By", by))  # a bad pattern is told before the long work begins
    nlp = None
    if by in ("label", "canonical"):
        from policynlp.ner import load

        nlp = load(model, names=names)
    corpus = read_corpus(paths, metadata, without, quiet)
    lines = list(iter_lines(corpus, pattern, by=cast("By", by), width=width, nlp=nlp))
    if format_ == "table":
        from policynlp.cli.console import show

        show(lambda out: _show(lines, out), output)
    else:
        from policynlp.concordance.lines import Line

        columns = [field.name for field in fields(Line)]
        deliver(to_text([asdict(line) for line in lines], format_, "lines", columns), output)
    finish(context, corpus, quiet)


def _show(found: Sequence[Line], out: Console) -> None:
    """Lines with their keywords under each other, by document."""
    from policynlp.cli.console import plain

    for document, lines in groupby(found, key=lambda line: line.document):
        out.print(plain(document), style="bold")
        for line in lines:
            out.print(_aligned(line, out.width), no_wrap=True, overflow="crop")
    count = len({line.document for line in found})
    out.print(f"\n{len(found)} lines in {count} documents.")


def _aligned(line: Line, width: int) -> Text:
    """One line of the terminal; a Chinese character takes two of its columns."""
    from rich.cells import cell_len, set_cell_size

    from policynlp.cli.console import plain

    keyword, left, right = (plain(part).plain for part in (line.keyword, line.left, line.right))
    if cell_len(keyword) > _KEYWORD:
        keyword = set_cell_size(keyword, _KEYWORD - 1) + "…"
    number = line.passage.removeprefix(f"{line.document}-")
    place = set_cell_size(number, _PLACE)
    before = (width - _PLACE) // 2 - 6
    while cell_len(left) > before:
        left = left[1:]
    text = plain(place)
    text.append(" " * (before - cell_len(left)) + left)
    text.append(keyword, style="bold reverse")
    text.append(set_cell_size(right, max(0, width - before - _PLACE - cell_len(keyword))).rstrip())
    return text
