"""Which files to read: paths, globs and directories to a list in a stable order."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from policynlp.errors import ReadError, UnsupportedFormatError

FORMATS = {
    ".txt": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".jsonl": "jsonl",
    ".parquet": "parquet",
}
"""Format of each suffix that can be read; each may be followed by ``.gz``."""

RECORDS = ("jsonl", "parquet")
"""Formats of files that hold many documents."""

METADATA_NAME = "metadata.csv"

_OFFICE = "convert it first: soffice --headless --convert-to docx {name}"
_NOWHERE = "a symbolic link that leads nowhere"
_PRINT = "open it in its viewer and save it as PDF (另存为 or 打印为 PDF)"
_CONVERSIONS = {
    ".doc": _OFFICE,
    ".wps": _OFFICE,
    ".rtf": _OFFICE,
    ".odt": _OFFICE,
    ".ofd": _PRINT,
    ".caj": _PRINT,
}


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What a search for documents found.

    Parameters
    ----------
    files : tuple of Path
        Files that can be read, each once: in the order given, in directories sorted by name.
    skipped : tuple of ReadError
        The rest, folders that can't be listed, pipes and links that lead nowhere, each with its
        reason in ``problem``.
    tables : tuple of Path
        Every ``metadata.csv`` beside these files or above them in a searched directory.
    """

    files: tuple[Path, ...]
    skipped: tuple[ReadError, ...]
    tables: tuple[Path, ...]


def format_of(path: str | Path) -> str:
    """Format of a file by its last suffix, ``.gz`` set aside.

    Raises
    ------
    UnsupportedFormatError
        If it can't be read; the message says how to convert it where that is known.
    """
    path = Path(path)
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    suffix = suffixes[-1] if suffixes else ""
    if suffix in FORMATS:
        return FORMATS[suffix]
    if suffix in _CONVERSIONS:
        raise UnsupportedFormatError(path, _CONVERSIONS[suffix].format(name=path.name))
    known = " ".join(dict.fromkeys(FORMATS.values()))
    raise UnsupportedFormatError(path, f"not a supported format ({known}, each also .gz)")


def find_files(paths: str | Path | Sequence[str | Path]) -> FoundFiles:
    """Find the documents that files, directories and glob patterns name.

    Directories are searched recursively through symbolic links; hidden files are ignored.

    Raises
    ------
    ReadError
        If a path does not exist or a pattern matches nothing.
    """

    def note(error: ReadError) -> None:
        skipped.setdefault(str(error.path), error)

    given = [paths] if isinstance(paths, (str, Path)) else paths
    files: dict[str, Path] = {}
    skipped: dict[str, ReadError] = {}
    tables: dict[str, Path] = {}
    for start in (match for path in given for match in _expand(path)):
        beside = start.parent / METADATA_NAME
        if start.is_file() and beside.is_file():
            tables.setdefault(os.path.realpath(beside), beside)
        for path in _walk(start, note):
            real = os.path.realpath(path)
            if path.name == METADATA_NAME:
                tables.setdefault(real, path)
                continue
            try:
                format_of(path)
            except UnsupportedFormatError as error:
                skipped.setdefault(real, error)
            else:
                files.setdefault(real, path)
    return FoundFiles(tuple(files.values()), tuple(skipped.values()), tuple(tables.values()))


def _expand(path: str | Path) -> list[Path]:
    if os.path.lexists(path):
        if os.path.exists(path):
            return [Path(path)]
        raise ReadError(path, _NOWHERE)
    if not glob.has_magic(str(path)):
        raise ReadError(path, "no such file or directory")
    matches = sorted(glob.glob(str(path), recursive=True))
    if not matches:
        raise ReadError(path, "no file matches this pattern")
    return [Path(match) for match in matches]


def _walk(start: Path, note: Callable[[ReadError], None]) -> Iterator[Path]:
    """Files of a folder; ``note`` hears of what is neither a file nor a folder that opens."""
    if not start.is_dir():
        yield start
        return

    def unlisted(error: OSError) -> None:
        note(ReadError(error.filename, error.strerror or "can't be listed"))

    seen = {os.path.realpath(start)}
    for folder, folders, names in os.walk(start, followlinks=True, onerror=unlisted):
        for name in sorted(names):
            path = Path(folder, name)
            if name.startswith("."):
                continue
            if path.is_file():
                yield path
            elif path.exists():
                note(UnsupportedFormatError(path, "a pipe, a socket or a device"))
            else:
                note(ReadError(path, _NOWHERE))
        # Links may lead back up: every real directory is entered once.
        entered = []
        for name in sorted(folders):
            real = os.path.realpath(os.path.join(folder, name))
            if not name.startswith(".") and real not in seen:
                seen.add(real)
                entered.append(name)
        folders[:] = entered
