"""``policynlp compare``: documents side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policynlp.cli.inputs import (
    exit_code,
    progress_bar,
    read_corpus,
    reading_options,
    report_skipped,
)
from policynlp.cli.output import check_writable, deliver, format_for, html_option, to_csv, to_json
from policynlp.comparison import PARTS
from policynlp.corpus import Corpus
from policynlp.errors import UsageError

if TYPE_CHECKING:
    from policynlp.comparison import Comparison


@click.command("compare")
@click.argument("paths", nargs=-1, required=True, metavar="A [B …]", type=click.Path(path_type=str))
@click.option(
    "--by",
    metavar="FIELD",
    help="Group all documents by year, province, issuer or another field of their metadata; "
    "article: each article by itself.",
)
@click.option(
    "--only",
    "parts",
    multiple=True,
    type=click.Choice(PARTS),
    help="Only this part; may be given again.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="csv: one table, so it needs one --only; a folder gets them all.",
)
@click.option(
    "-o",
    "--output",
    metavar="DIR|FILE",
    type=click.Path(path_type=Path),
    help="A folder gets a table for each part, citations.graphml and comparison.json; a file "
    "gets what --format says, or what its suffix says.",
)
@html_option
@reading_options
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    by: str | None,
    parts: tuple[str, ...],
    format_: str,
    output: Path | None,
    html: Path | None,
    metadata: Path | None,
    without: tuple[str, ...],
    quiet: bool,
) -> None:
    """Set documents side by side: what do they share, where do they differ?

    Each path is one side, a file or a folder; of a single folder each document is one.

    topics: how much each is about what, under one model. terms: what each says more often than
    the others. text: passages that were taken over. names: bodies, policies and reports.
    figures: the same indicator on both sides, and whether they agree.

    \b
    Examples:
      policynlp compare 2024.txt 2025.txt
      policynlp compare reports/ --by province --only terms --only text
      policynlp compare beijing/ shanghai/ -o results/
    """
    format_ = format_for(format_, output, context)
    for target in (output, html):
        check_writable(target)
    folder = output if output is not None and not output.suffix else None
    if folder is not None and folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{folder} is a file; -o takes a folder, or a file with a suffix")
    wanted = tuple(part for part in PARTS if part in parts) or PARTS
    if format_ == "csv" and folder is None and len(wanted) > 1:
        raise click.UsageError("csv is one table: name one part with --only, or a folder with -o")
    corpora = [read_corpus((path,), metadata, without, quiet) for path in paths]
    skipped = tuple(item for corpus in corpora for item in corpus.skipped)

    from policynlp.comparison import compare

    sides: Any = corpora[0] if len(corpora) == 1 else _named(paths, corpora)
    with progress_bar("Comparing", quiet) as advance:
        comparison = compare(sides, by=by, progress=advance)
        wanted = tuple(part for part in wanted if _works(comparison, part, asked=part in parts))
    if html is not None:
        deliver(_page(comparison, wanted), html)
    if folder is not None:
        _write_folder(comparison, wanted, folder)
    if folder is None or format_ == "table":
        _deliver(comparison, wanted, format_, None if folder else output)
    if comparison.left_out:
        ids = ", ".join(comparison.left_out[:5]) + (" …" if len(comparison.left_out) > 5 else "")
        click.echo(f"Left out {len(comparison.left_out)} without {by}: {ids}", err=True)
    report_skipped(skipped, quiet)
    context.exit(max(map(exit_code, corpora)))


def _works(comparison: Comparison, part: str, *, asked: bool) -> bool:
    """Do the long work of a part; one that can't be is left out, unless it was asked for."""
    try:
        getattr(comparison, part)
    except UsageError as error:
        if asked:
            raise
        click.echo(f"No {part}: {error}", err=True)
        return False
    return True


def _named(paths: tuple[str, ...], corpora: list[Corpus]) -> dict[str, Any]:
    """Sides under the names of their documents, or of their folders where there are several."""
    sides: dict[str, Any] = {}
    for path, corpus in zip(paths, corpora, strict=True):
        side = corpus[0] if len(corpus) == 1 else corpus
        name = corpus[0].id if len(corpus) == 1 else Path(path).name or path
        number, unique = 1, name
        while unique in sides:
            number += 1
            unique = f"{name} ({number})"
        sides[unique] = side
    return sides


def _page(comparison: Comparison, parts: tuple[str, ...]) -> str:
    from policynlp.report import render
    from policynlp.report.comparison import comparison as section

    return render(("比较", "Comparison"), [section(comparison, parts)])


def rows_of(comparison: Comparison, part: str) -> list[dict[str, Any]]:
    """One table of flat rows for a part."""
    rows: list[dict[str, Any]] = getattr(comparison, part).rows()
    return rows


def _write_folder(comparison: Comparison, parts: tuple[str, ...], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for part in parts:
        deliver(to_csv(rows_of(comparison, part)), folder / f"{part}.csv")
    if "names" in parts:
        deliver(comparison.names.graphml(), folder / "citations.graphml")
    deliver(to_json(comparison.to_dict(parts)), folder / "comparison.json")


def _deliver(
    comparison: Comparison, parts: tuple[str, ...], format_: str, output: Path | None
) -> None:
    if format_ == "json":
        deliver(to_json(comparison.to_dict(parts)), output)
    elif format_ == "csv":
        deliver(to_csv(rows_of(comparison, parts[0])), output)
    else:
        from policynlp.cli.compare_table import draw
        from policynlp.cli.console import show

        show(lambda out: draw(comparison, parts, out), output)
