"""``policynlp terms``: terms of the corpus that no lexicon has yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policynlp.cli.inputs import (
    exit_code,
    gather_corpus,
    note_skipped,
    paths_argument,
    progress_bar,
    reading_options,
    report_skipped,
)
from policynlp.cli.many import Workers, cluster_option, connected, jobs_option
from policynlp.cli.output import (
    check_writable,
    deliver,
    format_for,
    output_options,
    to_csv,
    to_json,
)

if TYPE_CHECKING:
    from rich.console import Console

    from policynlp.terms import Term, Terms

# Characters of an example on each side of its term, in the table.
_CONTEXT = 12


@click.command("terms")
@paths_argument
@click.option(
    "--min-count",
    type=click.IntRange(min=2),
    default=5,
    show_default=True,
    help="Least number of occurrences.",
)
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    help="How many, best first.",
)
@click.option(
    "--lexicon",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Words that you know already, one a line; they are left out.",
)
@click.option(
    "--no-shipped-lexicon", is_flag=True, help="Don't leave out the terms that come with policynlp."
)
@output_options(
    "table",
    "csv",
    "json",
    "tsv-lexicon",
    help_="tsv-lexicon: a file for --lexicon, once you have struck out what is no term.",
)
@cluster_option
@jobs_option
@reading_options
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    min_count: int,
    top: int,
    lexicon: Path | None,
    no_shipped_lexicon: bool,
    format_: str,
    output: Path | None,
    jobs: int,
    cluster: str | None,
    metadata: Path | None,
    without: tuple[str, ...],
    quiet: bool,
) -> None:
    """Find the terms of a corpus that the lexicon lacks, with an example sentence each.

    Terms are noun phrases that hold together, stand freely in their sentences and occur often,
    in many documents.

    \b
    Examples:
      policynlp terms folder/
      policynlp terms folder/ --format tsv-lexicon -o words.tsv
      policynlp terms laws.jsonl.gz --jobs 4 --min-count 20
      policynlp segment folder/ --lexicon words.tsv
    """
    from policynlp.segment import Lexicon
    from policynlp.terms import find_terms

    check_writable(output)
    format_ = format_for(format_, output, context)
    known = Lexicon() if no_shipped_lexicon else Lexicon.shipped()
    if lexicon:
        known = known.union(Lexicon.from_file(lexicon))
    with connected(cluster) as client:
        corpus = gather_corpus(paths, metadata, without, quiet, jobs, client)
        with progress_bar("Finding terms", quiet):
            run = Workers(jobs, client).run
            terms = find_terms(corpus, min_count=min_count, known=known, run=run)[:top]
    if format_ == "json":
        deliver(to_json([term.to_dict() for term in terms]), output)
    elif format_ == "csv":
        deliver(to_csv(terms.rows()), output)
    elif format_ == "tsv-lexicon":
        deliver(terms.to_tsv(), output)
    else:
        from policynlp.cli.console import show

        show(lambda out: _show(terms, out), output)
    note_skipped(corpus.skipped, output)
    report_skipped(corpus.skipped, quiet)
    context.exit(exit_code(corpus))


def _show(terms: Terms, out: Console) -> None:
    from policynlp.cli.console import plain, table

    if not terms:
        out.print("No terms; a lower --min-count finds rarer ones.")
        return
    numbers = ("", "count", "documents")
    overview = table("", "term", "count", "documents", "example", right=numbers)
    for rank, term in enumerate(terms, 1):
        overview.add_row(
            str(rank), plain(term.text), f"{term.frequency:,}", f"{term.documents:,}",
            plain(_excerpt(term)),
        )  # fmt: skip
    out.print(overview)


def _excerpt(term: Term) -> str:
    """What stands around the term in its example."""
    sentence = term.example.sentence
    at = term.example.offset
    start, end = max(0, at - _CONTEXT), at + len(term.text) + _CONTEXT
    return ("…" if start else "") + sentence[start:end] + ("…" if end < len(sentence) else "")
