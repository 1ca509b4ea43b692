"""``policynlp query``: SQL over a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policynlp.cli.output import (
    check_writable,
    deliver,
    format_for,
    output_options,
    to_text,
)

if TYPE_CHECKING:
    from rich.console import Console

# Columns of text below this width can't be read.
_NARROWEST = 10


@click.command("query")
@click.argument("sql")
@click.option(
    "--db",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="What policynlp index made.",
)
@output_options("table", "csv", "json", "jsonl", help_="How to give the answer.")
@click.pass_context
def command(context: click.Context, sql: str, db: Path, format_: str, output: Path | None) -> None:
    """Ask a store, in SQL; it is only read, and nothing else can be reached.

    Tables: documents, passages, entities, facts, topics, topic_weights, failures; a view:
    passage_topics. docs/store.md tells their columns.

    \b
    Examples:
      policynlp query "SELECT year, count(*) FROM documents GROUP BY year" --db corpus.duckdb
      policynlp query "FROM facts WHERE status = 'target'" --db corpus.duckdb -o targets.csv
    """
    from policynlp.store import Store

    check_writable(output)
    format_ = format_for(format_, output, context)
    with Store(db) as store:
        answer = store.query(sql)
    # Through JSON, where NULL is null whatever the type of the column.
    rows: list[dict[str, Any]] = [
        {str(name): _plain(value) for name, value in zip(answer.columns, row, strict=True)}
        for row in answer.astype(object).itertuples(index=False)
    ]
    if format_ == "table":
        from policynlp.cli.console import show

        show(lambda out: _show([str(name) for name in answer.columns], rows, out), output, 140)
    else:
        deliver(to_text(rows, format_), output)


def _plain(value: Any) -> Any:
    import pandas as pd

    missing = pd.api.types.is_scalar(value) and pd.isna(value)
    return None if missing else value


def _show(columns: list[str], rows: list[dict[str, Any]], out: Console) -> None:
    from policynlp.cli.console import plain, table

    cells = [[plain("" if v is None else str(v)) for v in row.values()] for row in rows]
    if len(columns) * _NARROWEST <= out.width:
        result = table(*columns)
        for row_cells in cells:
            result.add_row(*row_cells)
        out.print(result)
    else:  # too many columns to stand side by side
        for row_cells in cells:
            result = table("", "")
            result.show_header = False
            for name, cell in zip(columns, row_cells, strict=True):
                result.add_row(plain(name), cell)
            out.print(result, "")
    out.print(f"\n{len(rows)} rows.")
