"""``policynlp index``: documents into a store, to be asked many times."""

from __future__ import annotations

from pathlib import Path

import click

from policynlp.cli.inputs import (
    check_cleaning,
    model_option,
    paths_argument,
    progress_bar,
    reading_options,
)
from policynlp.cli.many import jobs_option


@click.command("index")
@paths_argument
@click.option(
    "--db",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The store, a DuckDB file; made if it is not there.",
)
@jobs_option
@model_option
@click.option(
    "--topic-model",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A saved topic model. Default: the store's own, made the first time.",
)
@reading_options
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    db: Path,
    jobs: int,
    model: str,
    topic_model: Path | None,
    metadata: Path | None,
    without: tuple[str, ...],
    quiet: bool,
) -> None:
    """Keep documents, passages, names, figures and topics in one DuckDB file.

    Only what is new or changed is read; what is gone is kept and marked as vanished. Interrupted,
    the next call goes on.

    \b
    Examples:
      policynlp index folder/ laws.jsonl.gz --db corpus.duckdb --jobs 4
      policynlp query "SELECT title, year FROM documents" --db corpus.duckdb
    """
    from policynlp.store import index

    check_cleaning(without)
    with progress_bar("Indexing", quiet) as advance:
        done = index(
            list(paths), db, n_jobs=jobs, metadata=metadata, model=model, without=without,
            topic_model=topic_model, progress=lambda count: advance(count, None, str(db)),
        )  # fmt: skip
    click.echo(
        f"{done.added} new, {done.changed} changed, {done.unchanged} unchanged, "
        f"{done.vanished} vanished, {done.failed} failed; {done.topics}",
        err=True,
    )
    if done.failed:
        click.echo(f'policynlp query "FROM failures" --db {db} tells why', err=True)
    context.exit(int(bool(done.failed)))
