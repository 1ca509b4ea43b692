"""Commands over many documents: processes, a cluster, output as it comes, resuming."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from policynlp.cli.inputs import progress_bar, report_skipped

if TYPE_CHECKING:
    import distributed

    from policynlp.parallel import Job, Output, Summary
    from policynlp.parallel.outcome import Item
    from policynlp.parallel.parts import Part

_Command = TypeVar("_Command", bound=Callable[..., Any])

WHOLE = "{} is whole already; remove it to begin again."

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processes; the result is the same with any number.",
)


cluster_option = click.option(
    "--cluster",
    metavar="tcp://HOST:PORT",
    help="Work on a Dask cluster; it has to see the files under the same paths.",
)


def many_options(command: _Command) -> _Command:
    """``--jobs``, ``--cluster`` and ``--resume`` of commands that write a stream."""
    resume = click.option(
        "--resume",
        is_flag=True,
        help="Go on with an interrupted run of the same command. Nothing is lost or done twice.",
    )
    return cluster_option(resume(jobs_option(command)))


def is_stream(format_: str, html: Path | None, *others: Any) -> bool:
    """Whether the output is written as it comes; the options of `many_options` need that."""
    if html is None and format_ in ("jsonl", "parquet"):
        return True
    if any(others):
        raise click.UsageError(
            "--jobs, --cluster and --resume go with --format jsonl or parquet, without --html: "
            "all else is made of the whole result"
        )
    return False


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the work: so many processes, or a cluster."""

    jobs: int
    client: distributed.Client | None

    @property
    def run(self) -> Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]:
        """``map`` of theirs."""
        if self.client is not None:
            from policynlp.parallel.cluster import cluster_run

            return partial(cluster_run, self.client)
        from policynlp.parallel.pool import process_map

        return partial(process_map, self.jobs)


def run_stream(
    context: click.Context,
    job: Job,
    paths: tuple[str, ...],
    output: Path | None,
    format_: str,
    *,
    jobs: int,
    cluster: str | None,
    resume: bool,
    metadata: Path | None,
    quiet: bool,
    header: bytes = b"",
) -> NoReturn:
    """Do a job to each document, write what comes out, and end the command.

    Memory does not grow with the number of documents. Inputs that failed are told at the end, and
    all stand in ``OUT.errors.jsonl``.
    """
    from policynlp.parallel.parts import parts
    from policynlp.streaming import sources

    with connected(cluster) as client:
        find = sources if client is None else parts
        summary = write_stream(
            job, find(list(paths), metadata=metadata), output, format_,
            jobs=jobs, client=client, resume=resume, quiet=quiet, header=header,
        )  # fmt: skip
    end(context, summary, output, paths, quiet)


def write_stream(
    job: Job,
    items: Iterable[Item] | Iterable[Part],
    output: Path | None,
    format_: str,
    *,
    jobs: int,
    client: distributed.Client | None,
    resume: bool,
    quiet: bool,
    header: bytes = b"",
) -> Summary:
    """Do a job to each item with a progress bar, and write what comes out."""
    from policynlp.parallel import run

    target = _output(job, output, format_, header)
    if resume and output is None:
        raise click.UsageError("--resume needs -o: what went to standard output is gone")
    with progress_bar("Documents", quiet) as advance, _hint(target):
        return run(
            items,
            job,
            target,
            n_jobs=jobs,
            client=client,
            resume=resume,
            progress=lambda done: advance(done, None, ""),
        )


def end(
    context: click.Context, summary: Summary, output: Path | None, paths: tuple[str, ...],
    quiet: bool,
) -> NoReturn:  # fmt: skip
    """Tell what was done, and end the command."""
    _tell(summary, output, paths, quiet)
    context.exit(int(summary.failed > 0 or not _found(summary)))


def stop_if_whole(context: click.Context, output: Path | None) -> None:
    """End the command where there is nothing left to resume."""
    if output is None or not output.exists():
        return
    if not output.with_name(f"{output.name}.part").exists():
        click.echo(WHOLE.format(output), err=True)
        context.exit(0)


def _output(job: Job, output: Path | None, format_: str, header: bytes) -> Output:
    from policynlp.parallel import ParquetFolder, RecordFile, RecordStream

    if format_ == "parquet":
        if output is None:
            raise click.UsageError("--format parquet needs -o FOLDER")
        return ParquetFolder(output, job.columns)
    if output is None:
        return RecordStream(header)
    if output.is_dir():
        raise click.UsageError(f"{output} is a folder; name a file for this format")
    return RecordFile(output, header)


def connected(address: str | None) -> Any:
    """A client of the cluster at an address, to be used with ``with``; None without one."""
    if address is None:
        return nullcontext()
    from policynlp.parallel.cluster import connect

    return connect(address)


@contextmanager
def _hint(output: Output) -> Iterator[None]:
    """Tell how to go on where the run was stopped, or the disk is full."""
    try:
        yield
    except (KeyboardInterrupt, OSError):
        if output.part is not None and output.part.exists():
            message = f"What is done is safe in {output.part}; --resume goes on with it."
            click.echo(message, err=True)
        raise


def _found(summary: Summary) -> int:
    return summary.documents + summary.before + summary.whole


def _tell(summary: Summary, output: Path | None, paths: tuple[str, ...], quiet: bool) -> None:
    report_skipped(summary.problems, quiet, summary.failed + summary.skipped)
    if summary.whole:
        click.echo(WHOLE.format(output), err=True)
    elif not _found(summary):
        click.echo(f"Error: nothing could be read from {', '.join(paths)}", err=True)
    elif summary.failed or (output is not None and not quiet):
        before = f", {summary.before:,} of them before" if summary.before else ""
        failed = f"; {summary.failed:,} failed" if summary.failed else ""
        where = f" ({summary.errors} has all)" if summary.errors else ""
        total = summary.documents + summary.before
        click.echo(f"{total:,} documents{before}{failed}{where}", err=True)
