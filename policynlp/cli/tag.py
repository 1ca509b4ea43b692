"""``policynlp tag``: organisations, policies, reports and quantities in their places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from policynlp.cli.inputs import (
    check_cleaning,
    paths_argument,
    pipeline_options,
    read_corpus,
    reading_options,
    report_skipped,
)
from policynlp.cli.many import is_stream, many_options, run_stream
from policynlp.cli.output import (
    check_writable,
    csv_lines,
    deliver,
    format_for,
    html_option,
    output_options,
    to_json,
    to_jsonl,
)

if TYPE_CHECKING:
    from rich.console import Console
    from spacy.language import Language
    from spacy.tokens import Doc

    from policynlp.corpus import Skipped
    from policynlp.documents import Document

_LABELS = ("ORG", "POLICY", "REPORT", "METRIC")
_RECORDS = (".jsonl", ".jsonl.gz", ".parquet")

Tagged = tuple[str | int, "Doc"]


@click.command("tag")
@paths_argument
@click.option(
    "--label",
    "labels",
    multiple=True,
    type=click.Choice(_LABELS),
    help="Only entities of this label; may be given again.",
)
@pipeline_options
@output_options(
    "table",
    "json",
    "jsonl",
    "csv",
    "html",
    "parquet",
    help_="csv: one row an entity; jsonl: one object a passage; html: a page to read in.",
)
@html_option
@many_options
@reading_options
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    labels: tuple[str, ...],
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
    """Find organisations, policies, reports and quantities.

    Offsets are code points of the passage's text. Records of a .jsonl or .parquet file with
    id and text are taken as they are, without any repair: offsets point into their text.

    \b
    Examples:
      policynlp tag report.pdf
      policynlp tag folder/ --label ORG --format csv -o bodies.csv
      policynlp tag folder/ --names my_names.tsv
      policynlp tag passages.jsonl --format jsonl
    """
    for target in (output, html):
        check_writable(target)
    format_ = format_for(format_, output, context)
    if is_stream(format_, html, jobs > 1, cluster, resume):
        from policynlp.parallel import TagJob

        check_cleaning(without)
        job = TagJob(
            model, None if names is None else str(names), labels or _LABELS,
            flat=format_ == "parquet", without=without,
        )  # fmt: skip
        run_stream(
            context, job, paths, output, format_,
            jobs=jobs, cluster=cluster, resume=resume, metadata=metadata, quiet=quiet,
        )  # fmt: skip
    from policynlp.ner import entity_rows, load, tag_documents

    nlp = load(model, names=names)
    records = [path for path in paths if path.endswith(_RECORDS) and Path(path).is_file()]
    others = tuple(path for path in paths if path not in records)
    tagged: list[Tagged] = []
    documents: list[Document] = []
    skipped: tuple[Skipped, ...] = ()
    for path in records:
        texts, bad = _read_records(path)
        tagged += _tag(nlp, texts)
        skipped += bad
    n_records = len(tagged)
    if others:
        corpus = read_corpus(others, metadata, without, quiet)
        documents += corpus
        for document, docs in tag_documents(nlp, corpus):
            ids = (passage.id for passage in document.passages())
            tagged += zip(ids, docs, strict=True)
        skipped += corpus.skipped
    wanted = set(labels or _LABELS)
    if html is not None:
        deliver(_page(documents, tagged, n_records, wanted), html)
    if format_ == "html":
        deliver(_page(documents, tagged, n_records, wanted), output)
    elif format_ == "jsonl":
        deliver(
            to_jsonl({"id": n, "entities": entity_rows(doc, wanted)} for n, doc in tagged), output
        )
    elif format_ == "json":
        passages_ = [
            {"id": n, "text": d.text, "entities": entity_rows(d, wanted)} for n, d in tagged
        ]
        deliver(to_json({"passages": passages_}), output)
    elif format_ == "csv":
        from policynlp.parallel import ENTITIES

        rows = ({"id": n, **row} for n, doc in tagged for row in entity_rows(doc, wanted))
        deliver(csv_lines(rows, tuple(ENTITIES)), output)
    else:
        from policynlp.cli.console import show

        show(lambda out: _show(tagged, wanted, out), output, width=120)
    report_skipped(skipped, quiet)
    context.exit(int(any(item.failed for item in skipped)))


def _read_records(path: str) -> tuple[list[tuple[str | int, str]], tuple[Skipped, ...]]:
    """Ids and texts of a file's records as they are, and what could not be read."""
    from policynlp.corpus import Skipped
    from policynlp.errors import ReadError
    from policynlp.reading import read_file

    texts, bad = [], []
    for record in read_file(path):
        if isinstance(record, ReadError):
            bad.append(Skipped(path, ": ".join(filter(None, (record.place, record.problem)))))
        else:
            assert record.record is not None
            texts.append((record.record, record.text))
    return texts, tuple(bad)


def _tag(nlp: Language, texts: list[tuple[str | int, str]]) -> list[Tagged]:
    pairs = nlp.pipe(((text, name) for name, text in texts), as_tuples=True)
    return [(name, doc) for doc, name in pairs]


def _page(documents: list[Document], tagged: list[Tagged], n_records: int, labels: set[str]) -> str:
    from policynlp.report.page import render
    from policynlp.report.texts import texts

    named = [(str(name), doc) for name, doc in tagged]
    section = texts(documents, dict(named[n_records:]), named[:n_records], labels)
    return render(("名称与数字", "Names and figures"), [section])


def _show(tagged: list[Tagged], labels: set[str], out: Console) -> None:
    from policynlp.cli.console import plain, table

    rows = table("passage", "place", "label", "text", "is", right=("place",))
    count = 0
    for name, doc in tagged:
        for entity in doc.ents:
            if entity.label_ not in labels:
                continue
            count += 1
            policy = entity._.policy
            facts = [] if policy is None else [policy.kind, policy.level, policy.number]
            if entity._.canonical != entity.text:
                facts.append(f"= {entity._.canonical}")
            rows.add_row(
                plain(str(name)), str(entity.start_char), entity.label_, plain(entity.text),
                plain(", ".join(filter(None, facts))),
            )  # fmt: skip
    out.print(rows)
    out.print(f"\n{count} entities in {len(tagged)} passages.")
