"""``policynlp report``: everything about some documents in one page."""

from __future__ import annotations

import warnings
from pathlib import Path

import click

from policynlp.cli.inputs import (
    finish,
    paths_argument,
    pipeline_options,
    progress_bar,
    read_corpus,
    reading_options,
)
from policynlp.cli.output import check_writable, deliver


@click.command("report")
@paths_argument
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The page, e.g. report.html.",
)
@click.option(
    "--by",
    metavar="FIELD",
    help="Compare groups by year, province, issuer or another field of the metadata, or article "
    "by article; default: document by document, up to 20.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Same seed, same topics.")
@pipeline_options
@reading_options
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    output: Path,
    by: str | None,
    seed: int,
    model: str,
    names: Path | None,
    metadata: Path | None,
    without: tuple[str, ...],
    quiet: bool,
) -> None:
    """Write one page with topics, names, figures and texts of documents.

    The page is a single file that any browser opens without network; it can be handed on, printed,
    read on a phone, in Chinese or English.

    \b
    Examples:
      policynlp report folder/ -o report.html
      policynlp report 2021/ 2022/ -o report.html --by year --names my_names.tsv
    """
    check_writable(output)
    corpus = read_corpus(paths, metadata, without, quiet)
    from policynlp.ner import load
    from policynlp.report import compose
    from policynlp.topics import UnknownWordsWarning

    nlp = load(model, names=names)
    with warnings.catch_warnings(), progress_bar("Composing the report", quiet):
        warnings.simplefilter("ignore", UnknownWordsWarning)
        page = compose(corpus, nlp, by=by, random_state=seed)
    deliver(page, output)
    finish(context, corpus, quiet)
