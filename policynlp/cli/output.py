"""Results as JSON, JSON Lines and CSV: whole files or nothing, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])

# A cell that begins like this is a formula to a spreadsheet; an apostrophe makes it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_json(value: Any) -> str:
    """Indented JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n"


def to_jsonl(rows: Iterable[Mapping[str, Any]]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)


def to_csv(rows: Sequence[Mapping[str, Any]], columns: Iterable[str] = ()) -> str:
    """CSV with a header; numbers as they are, text that would be a formula made text.

    ``columns`` come first and are there without a row too; those that only rows have follow.
    """
    names = list(dict.fromkeys(chain(columns, (key for row in rows for key in row))))
    return "".join(csv_lines(rows, names)) if names else ""


def csv_lines(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    """The same as rows come, where their columns are known."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_cell(column) for column in columns])
    for row in rows:
        writer.writerow([_cell(row.get(column, "")) for column in columns])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def to_text(
    rows: Sequence[Mapping[str, Any]], format_: str, key: str = "", columns: Iterable[str] = ()
) -> str:
    """Rows as ``csv`` with these columns, ``jsonl`` or ``json``; there under ``key``, if given."""
    if format_ == "csv":
        return to_csv(rows, columns)
    if format_ == "jsonl":
        return to_jsonl(rows)
    return to_json({key: rows} if key else rows)


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        value = " > ".join(map(str, value))
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def deliver(text: str | Iterable[str], path: Path | None) -> None:
    """Print a result, whole or in pieces, or write it to a file that is complete or not there."""
    pieces = [text] if isinstance(text, str) else text
    if path is None:
        sys.stdout.writelines(pieces)
        sys.stdout.flush()
        return
    if path.is_dir():
        raise click.UsageError(f"{path} is a folder; name a file for this format")
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    # A byte order mark tells Excel that a CSV file is UTF-8.
    encoding = "utf-8-sig" if path.suffix.lower() == ".csv" else "utf-8"
    try:
        with part.open("w", encoding=encoding, errors="backslashreplace", newline="") as file:
            file.writelines(pieces)
        os.replace(part, path)
        if sys.stderr.isatty():
            click.echo(f"Wrote {path}", err=True)
    finally:
        part.unlink(missing_ok=True)


def output_options(*formats: str, help_: str) -> Callable[[_Command], _Command]:
    """``--format`` and ``-o`` of a command; the first format is the default."""

    def decorate(command: _Command) -> _Command:
        command = click.option(
            "-o", "--output", type=click.Path(path_type=Path), help="Write to a file."
        )(command)
        return click.option(
            "--format",
            "format_",
            type=click.Choice(formats),
            default=formats[0],
            show_default=True,
            help=help_,
        )(command)

    return decorate


html_option = click.option(
    "--html",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write a page: one file, for any browser, without network.",
)


def format_for(format_: str, output: Path | None, context: click.Context) -> str:
    """The format asked for, or else the one that the suffix of the output names.

    Raises
    ------
    click.UsageError
        If the suffix names a format that this command does not write.
    """
    asked = context.get_parameter_source("format_")
    suffix = output.suffix[1:].lower() if output else ""
    if not suffix or asked is not click.core.ParameterSource.DEFAULT:
        return format_
    (option,) = (p for p in context.command.params if p.name == "format_")
    known = getattr(option.type, "choices", ())
    if suffix in known:
        return suffix
    if suffix in ("txt", "text", "lex"):
        return format_
    raise click.UsageError(
        f"-o {output}: no format named {suffix}; use one of {', '.join(known)}, or give --format"
    )


def check_writable(path: Path | None) -> None:
    """Refuse an output that can't be written before the long work begins."""
    if path is None:
        return
    existing = path if path.exists() else next(p for p in path.absolute().parents if p.exists())
    if not os.access(existing, os.W_OK) or (existing != path and not existing.is_dir()):
        raise click.BadParameter(f"can't write to {path}", param_hint="-o")
