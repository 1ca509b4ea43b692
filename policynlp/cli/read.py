"""``policynlp read``: what was made of each file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policynlp.cli.inputs import (
    finish,
    paths_argument,
    read_corpus,
    reading_options,
)
from policynlp.cli.output import (
    check_writable,
    deliver,
    format_for,
    output_options,
    to_json,
    to_text,
)

if TYPE_CHECKING:
    from rich.console import Console

    from policynlp.corpus import Corpus
    from policynlp.documents import Document, Passage

# More documents than this are listed, not shown.
_SHOWN = 5


@click.command("read")
@paths_argument
@output_options(
    "table",
    "json",
    "jsonl",
    "csv",
    help_="csv and jsonl: one row a passage; json: documents with everything in them.",
)
@reading_options
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    format_: str,
    output: Path | None,
    metadata: Path | None,
    without: tuple[str, ...],
    quiet: bool,
) -> None:
    """Show what was made of each file: articles, sections, passages.

    Each passage has its place in the source (code points of the decoded text), so that a
    quotation can be checked. Passages marked teaser, caption, furniture or table are left out
    of topics; so are those that another passage repeats.

    \b
    Examples:
      policynlp read report.pdf
      policynlp read folder/ --format csv -o passages.csv
      policynlp read page.txt --without broken-lines
    """
    check_writable(output)
    format_ = format_for(format_, output, context)
    corpus = read_corpus(paths, metadata, without, quiet)
    if format_ == "json":
        skipped = [{"path": s.path, "reason": s.reason} for s in corpus.skipped]
        documents = [document.to_dict() for document in corpus]
        deliver(to_json({"documents": documents, "skipped": skipped}), output)
    elif format_ == "table":
        from policynlp.cli.console import show

        show(lambda out: _show(corpus, out), output)
    else:
        deliver(to_text(_rows(corpus), format_), output)
    finish(context, corpus, quiet)


def _rows(corpus: Corpus) -> list[dict[str, Any]]:
    rows = []
    for document in corpus:
        for article in document.articles:
            rows += [_row(document, passage, article.title) for passage in article.passages]
        rows += [_row(document, passage, None) for passage in document.marginalia]
    return rows


def _row(document: Document, passage: Passage, title: str | None) -> dict[str, Any]:
    values = passage.to_dict()
    return {"document": document.id, "article": title, **values}


def _show(corpus: Corpus, out: Console) -> None:
    from policynlp.cli.console import plain, table

    if len(corpus) > _SHOWN:
        overview = table("document", "format", "encoding", "articles", "passages", "characters",
                         right=("articles", "passages", "characters"))  # fmt: skip
        for row in corpus.to_frame().itertuples():
            overview.add_row(
                plain(str(row.id)), str(row.format), str(row.encoding or ""), str(row.articles),
                str(row.passages), f"{row.characters:,}",
            )  # fmt: skip
        out.print(overview)
        out.print(f"\n{len(corpus)} documents; name {_SHOWN} or fewer to see their passages.")
        return
    for document in corpus:
        _show_document(document, out)


def _show_document(document: Document, out: Console) -> None:
    from rich.text import Text

    from policynlp.cli.console import plain

    how = f"{document.format}, {document.encoding}" if document.encoding else document.format
    out.print(Text(document.path, style="bold"), Text(f"({how})", style="dim"))
    for key, value in document.metadata.items():
        if isinstance(value, list | dict):
            continue  # for programs
        where = document.metadata_origin.get(key, "")
        out.print(Text(f"  {key}: "), plain(str(value)), Text(f"({where})", style="dim"), sep="")
    for article in document.articles:
        out.print()
        out.print(Text(article.title or "(no title)", style="bold cyan"))
        about = {"source": article.source, "author": article.author, "date": article.date}
        line = "; ".join(f"{name} {value}" for name, value in about.items() if value)
        if line:
            out.print(Text(f"  {line}", style="dim"))
        section: tuple[str, ...] = ()
        for passage in article.passages:
            if passage.section != section and passage.section:
                out.print(Text("  " + " › ".join(passage.section), style="green"))
            section = passage.section
            out.print(_line(passage))
    if document.marginalia:
        out.print()
        out.print(Text("Left out of the text", style="bold cyan"))
        for passage in document.marginalia:
            out.print(_line(passage))
    out.print()


def _line(passage: Passage) -> Any:
    from rich.text import Text

    mark = "" if passage.kind == "body" else f"[{passage.kind}] "
    if passage.repeats:
        mark += f"[repeats {passage.repeats}] "
    line = Text(f"  {passage.id.rsplit('-', 1)[-1]} {len(passage.text):>4} ", style="dim")
    line.append(mark, style="yellow")
    line.append(passage.text.replace("\n", " "), style="default")
    line.truncate(96, overflow="ellipsis")
    return line
