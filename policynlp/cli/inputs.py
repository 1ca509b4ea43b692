"""What commands that read documents share: arguments, a progress bar, the word on failures."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from policynlp.corpus import Corpus, Skipped, read

if TYPE_CHECKING:
    import distributed

    from policynlp.cleaning import Cleaner

_Command = TypeVar("_Command", bound=Callable[..., Any])

paths_argument = click.argument(
    "paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(path_type=str)
)

# Skipped inputs that are named one by one on the terminal.
_NAMED = 20


def reading_options(command: _Command) -> _Command:
    """Options of every command that reads documents."""
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="No progress bar; only failures."),
        click.option(
            "--metadata",
            type=click.Path(exists=True, dir_okay=False, path_type=Path),
            help="CSV file with a column 'file' and any others, for year, issuer, province …",
        ),
        click.option(
            "--without",
            multiple=True,
            metavar="STEP",
            help="Leave out a step of layout repair, e.g. broken-lines; may be given again.",
        ),
    ):
        command = option(command)
    return command


model_option = click.option(
    "--model",
    default="zh_policy_core",
    show_default=True,
    help="A shipped pipeline, or the folder of your own.",
)


def pipeline_options(command: _Command) -> _Command:
    """``--model`` and ``--names`` of every command that finds names."""
    names = click.option(
        "--names",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Your own names: a table of text, label, canonical name. They always win.",
    )
    return model_option(names(command))


def check_cleaning(without: tuple[str, ...]) -> Cleaner:
    """The cleaner without these steps; the name of a step that there is not is refused."""
    from policynlp.cleaning import Cleaner

    try:
        return Cleaner(without)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--without") from None


def read_corpus(
    paths: tuple[str, ...], metadata: Path | None, without: tuple[str, ...], quiet: bool
) -> Corpus:
    """Read documents with a progress bar on a terminal; stop if nothing could be read."""
    cleaner = check_cleaning(without)
    with progress_bar("Reading", quiet) as advance:
        corpus = read(list(paths), metadata=metadata, cleaner=cleaner, progress=advance)
    return _not_empty(corpus, paths)


def gather_corpus(
    paths: tuple[str, ...],
    metadata: Path | None,
    without: tuple[str, ...],
    quiet: bool,
    jobs: int,
    client: distributed.Client | None = None,
) -> Corpus:
    """The same in several processes or on a cluster; the texts lie on disk."""
    from policynlp.parallel.gathering import gather

    check_cleaning(without)
    with progress_bar("Reading", quiet) as advance:
        corpus = gather(
            list(paths), metadata=metadata, without=without, n_jobs=jobs, client=client,
            progress=advance,
        )  # fmt: skip
    return _not_empty(corpus, paths)


def _not_empty(corpus: Corpus, paths: tuple[str, ...]) -> Corpus:
    if not len(corpus):
        report_skipped(corpus.skipped, quiet=False)
        where = ", ".join(paths)
        message = (
            f"nothing could be read from {where}"
            if corpus.skipped
            else f"no documents in {where}: expected txt, md, html, docx, pdf, jsonl or parquet"
        )
        click.echo(f"Error: {message}", err=True)
        raise click.exceptions.Exit(1)
    return corpus


class progress_bar:  # noqa: N801 (used like a function)
    """A bar on stderr while a block runs, on a terminal only; gives its ``advance``."""

    def __init__(self, label: str, quiet: bool) -> None:
        self._label = label
        self._shown = not quiet and sys.stderr.isatty()

    def __enter__(self) -> Callable[[int, int | None, str], None]:
        if not self._shown:
            return lambda done, total, what: None
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[what]}", style="dim"),
            console=Console(stderr=True),
            transient=True,
        )
        self._progress.start()
        task = self._progress.add_task(self._label, total=None, what="")

        def advance(done: int, total: int | None, what: str) -> None:
            self._progress.update(task, completed=done, total=total, what=Path(what).name[-40:])

        return advance

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._progress.stop()


def report_skipped(skipped: tuple[Skipped, ...], quiet: bool, total: int | None = None) -> None:
    """One line on stderr for each input that was left out; of failures even where quiet.

    ``total`` tells how many there are where only the first are given.
    """
    if quiet:
        skipped = tuple(item for item in skipped if item.failed)
    if not skipped:
        return
    count = max(len(skipped), total or 0)
    click.echo(f"Skipped {count}:", err=True)
    for item in skipped[:_NAMED]:
        click.echo(f"  {item.path}: {item.reason}", err=True)
    if count > _NAMED:
        click.echo(f"  … and {count - _NAMED} more", err=True)


def finish(context: click.Context, corpus: Corpus, quiet: bool) -> None:
    """Name what was left out, and end the command: with 1 if an input failed."""
    report_skipped(corpus.skipped, quiet)
    context.exit(exit_code(corpus))


def note_skipped(skipped: tuple[Skipped, ...], output: Path | None) -> None:
    """All of them in ``OUT.errors.jsonl`` beside the output, where there is any."""
    if output is None:
        return
    from policynlp.cli.output import deliver, to_jsonl

    path = output.with_name(f"{output.name}.errors.jsonl")
    path.unlink(missing_ok=True)
    if skipped:
        rows = ({"path": s.path, "error": s.reason, "failed": s.failed} for s in skipped)
        deliver(to_jsonl(rows), path)


def exit_code(corpus: Corpus) -> int:
    """1 if an input failed, else 0."""
    return int(any(item.failed for item in corpus.skipped))
