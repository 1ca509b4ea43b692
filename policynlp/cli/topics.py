"""``policynlp topics``: what documents are about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from policynlp.cli.inputs import (
    check_cleaning,
    exit_code,
    gather_corpus,
    note_skipped,
    paths_argument,
    reading_options,
    report_skipped,
)
from policynlp.cli.many import (
    Workers,
    connected,
    end,
    many_options,
    stop_if_whole,
    write_stream,
)
from policynlp.cli.output import (
    check_writable,
    csv_lines,
    deliver,
    format_for,
    html_option,
    to_csv,
    to_json,
    to_jsonl,
)
from policynlp.cli.topics_run import Asked, Kept, find_topics, topics_job, weights_of

if TYPE_CHECKING:
    from policynlp.corpus import Corpus
    from policynlp.topics.report import TopicReport


def _number(context: click.Context, parameter: click.Parameter, value: str) -> int | str:
    if value == "auto":
        return value
    if value.isascii() and value.isdigit() and int(value) > 0:
        return int(value)
    raise click.BadParameter(f"{value!r} is neither 'auto' nor a number from 1")


@click.command("topics")
@paths_argument
@click.option(
    "-k",
    "--n-topics",
    callback=_number,
    default="auto",
    show_default=True,
    help="All topics, given themes included; auto chooses by coherence and stability.",
)
@click.option(
    "--themes",
    metavar="FILE|none",
    help="Your own themes (TOML), or none: topics from the text alone. Default: the shipped ones.",
)
@click.option(
    "--granularity",
    type=click.Choice(["coarse", "fine"]),
    default="coarse",
    show_default=True,
    help="coarse counts policy terms (数字政府) beside words, fine words alone.",
)
@click.option(
    "--by",
    type=click.Choice(["document", "article", "section"]),
    default="document",
    show_default=True,
    help="What the second table has a row for.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "csv", "jsonl", "parquet"]),
    default="table",
    show_default=True,
    help="json: everything; csv: documents × topics; jsonl and parquet: one row a passage.",
)
@click.option(
    "-o",
    "--output",
    metavar="DIR|FILE",
    type=click.Path(path_type=Path),
    help="A folder gets topics.csv, documents.csv, passages.csv and topics.json; "
    "a file gets what --format says, or what its suffix says.",
)
@click.option(
    "--save", type=click.Path(dir_okay=False, path_type=Path), help="Save the model, e.g. m.zip."
)
@click.option(
    "--model",
    "model_path",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Apply a saved model instead of finding new topics.",
)
@html_option
@click.option(
    "--online",
    is_flag=True,
    help="Fit on all passages, in batches. Without it, of more than 2,000 an even sample counts.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Same seed, same topics.")
@many_options
@reading_options
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    n_topics: Any,
    themes: str | None,
    granularity: Any,
    by: Any,
    format_: str,
    output: Path | None,
    save: Path | None,
    model_path: Path | None,
    html: Path | None,
    online: bool,
    seed: int,
    jobs: int,
    cluster: str | None,
    resume: bool,
    metadata: Path | None,
    without: tuple[str, ...],
    quiet: bool,
) -> None:
    """Find what documents are about: named topics, by document.

    Topics come from the words of the passages (TF-IDF and non-negative matrix factorisation),
    guided by themes: 数字政府, 数字经济, 数字乡村 … A theme that the documents don't support gets
    no topic; what no theme covers is named by its own best term.

    \b
    Examples:
      policynlp topics reports/
      policynlp topics reports/ -k 12 --themes none
      policynlp topics reports/ --by article -o results/
      policynlp topics 2021/ --save model.zip && policynlp topics 2022/ --model model.zip
      policynlp topics laws.jsonl.gz --online -o passages.parquet --jobs 4 --resume
    """
    format_ = format_for(format_, output, context)
    for path in (output, save, html):
        check_writable(path)
    check_cleaning(without)
    asked = Asked(n_topics, _themes_of(themes), granularity, seed, online, model_path)
    _refuse_with_model(context, model_path)
    folder = output if output is not None and not output.suffix else None
    rows = folder is None and html is None and format_ in ("jsonl", "parquet")
    _check_rows(format_, output, rows, resume)
    if resume:
        stop_if_whole(context, output)
    with connected(cluster) as client:
        workers = Workers(jobs, client)
        corpus = gather_corpus(paths, metadata, without, quiet, jobs, client)
        if rows:
            _write_rows(
                context, corpus, asked, workers, paths, output, format_,
                without=without, save=save, resume=resume, quiet=quiet,
            )  # fmt: skip
        model = find_topics(corpus, asked, workers, quiet)
        weights = weights_of(corpus, model, asked, workers, quiet)
    from policynlp.topics.report import TopicReport

    report = TopicReport(corpus, model, weights, by, applied=model_path is not None)
    if folder is not None:
        _write_folder(report, folder)
    if save is not None:
        model.save(save)
    if html is not None:
        deliver(_page(report), html)
    if folder is None or format_ == "table":
        _deliver(report, format_, output)
    note_skipped(corpus.skipped, output)
    report_skipped(corpus.skipped, quiet)
    context.exit(exit_code(corpus))


def _check_rows(format_: str, output: Path | None, rows: bool, resume: bool) -> None:
    """Refuse what can't be, before the long work begins."""
    if format_ == "parquet" and not (rows and output is not None):
        raise click.UsageError("--format parquet needs -o NAME.parquet, and goes without --html")
    if resume and not (rows and output is not None):
        raise click.UsageError(
            "--resume goes with -o NAME.jsonl or NAME.parquet, without --html: all else is made "
            "of the whole result"
        )
    if format_ == "parquet":
        from policynlp.parallel.output import need_pyarrow

        need_pyarrow()
    elif rows and output is not None and output.is_dir():
        raise click.UsageError(f"{output} is a folder; name a file for this format")


def _write_rows(
    context: click.Context,
    corpus: Corpus,
    asked: Asked,
    workers: Workers,
    paths: tuple[str, ...],
    output: Path | None,
    format_: str,
    *,
    without: tuple[str, ...],
    save: Path | None,
    resume: bool,
    quiet: bool,
) -> NoReturn:
    """A row a passage, as it comes, and the end of the command."""
    from policynlp.parallel.gathering import gathered, gathered_parts

    kept = Kept(output, resume)
    model = kept.load() if kept.found else kept.keep(find_topics(corpus, asked, workers, quiet))
    if save is not None:
        save.write_bytes(model)
    summary = write_stream(
        topics_job(model, asked, without),
        gathered(corpus) if workers.client is None else gathered_parts(corpus),
        output, format_,
        jobs=workers.jobs, client=workers.client, resume=resume, quiet=quiet,
    )  # fmt: skip
    kept.remove()
    end(context, summary, output, paths, quiet)


def _themes_of(given: str | None) -> Any:
    if given is None:
        return "shipped"
    if given == "none":
        return None
    from policynlp.topics import Themes

    # Read before the documents are: a mistake in the file must not cost the wait.
    return Themes.from_file(given)


def _refuse_with_model(context: click.Context, model_path: Path | None) -> None:
    if model_path is None:
        return
    for name, option in (
        ("n_topics", "-k"),
        ("themes", "--themes"),
        ("save", "--save"),
        ("online", "--online"),
    ):
        source = context.get_parameter_source(name)
        if source is not click.core.ParameterSource.DEFAULT:
            raise click.UsageError(f"{option} belongs to finding topics; --model has its own")


def _page(report: TopicReport) -> str:
    from policynlp.report import render
    from policynlp.report.overview import overview
    from policynlp.report.topics import topics

    return render(("主题", "Topics"), [overview(report.corpus), topics(report)])


def _write_folder(report: TopicReport, folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{folder} is a file; -o takes a folder, or a file with a suffix")
    folder.mkdir(parents=True, exist_ok=True)
    deliver(to_csv(report.topic_rows()), folder / "topics.csv")
    deliver(to_csv(report.group_rows()), folder / f"{report.by}s.csv")
    deliver(csv_lines(report.passage_rows(), report.passage_columns()), folder / "passages.csv")
    deliver(to_json(report.to_dict()), folder / "topics.json")


def _deliver(report: TopicReport, format_: str, output: Path | None) -> None:
    file = output if output is not None and output.suffix else None
    if format_ == "json":
        deliver(to_json(report.to_dict()), file)
    elif format_ == "csv":
        deliver(to_csv(report.group_rows()), file)
    elif format_ == "jsonl":
        deliver((to_jsonl([row]) for row in report.passage_rows()), file)
    else:
        from policynlp.cli.topics_table import render

        deliver(render(report, to_file=file is not None), file)
