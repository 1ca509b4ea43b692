"""``metadata.csv``: a column ``file`` and any further columns, one row a file."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from policynlp.errors import ReadError, ResourceError
from policynlp.reading.content import load
from policynlp.reading.decoding import decode


def read_metadata(table: str | Path, files: Iterable[Path]) -> dict[Path, dict[str, str]]:
    """Metadata of the given files.

    A row names its file relative to the table's folder, or by the last parts of a path in
    ``files``. Empty cells are left out.

    Parameters
    ----------
    table : str or Path
        A CSV file in UTF-8 or, as Excel writes it in China, GB18030.
    files : iterable of Path
        The files that are read. Rows for other files that exist are passed over.

    Returns
    -------
    dict
        For each file that has a row, its columns.

    Raises
    ------
    ResourceError
        Naming the line: no column ``file``, a column or file named twice, more cells than
        columns, a file that does not exist.
    """
    table = Path(table)
    known = list(files)
    found: dict[Path, dict[str, str]] = {}
    lines: dict[str, int] = {}
    for line, row in _rows(table):
        place = f"line {line}"
        name = row.pop("file", "")
        if not name:
            raise ResourceError(table, 'the column "file" is empty', place)
        path = _match(table, name, known, place)
        first = lines.setdefault(os.path.realpath(path), line)
        if first != line:
            raise ResourceError(table, f"{name} has a row already (line {first})", place)
        if path in known:
            found[path] = row
    return found


def _rows(table: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text, _ = decode(load(table), table)
    except ReadError as error:
        raise ResourceError(table, error.problem, error.place) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    try:
        for cells in reader:
            cells = [cell.strip() for cell in cells]
            if not any(cells):
                continue
            if header is None:
                header = cells
                _check_header(table, header, reader.line_num)
                continue
            if any(cells[len(header) :]):
                problem = f"{len(cells)} cells for {len(header)} columns"
                raise ResourceError(table, problem, f"line {reader.line_num}")
            row = {name: cell for name, cell in zip(header, cells, strict=False) if name and cell}
            yield reader.line_num, row
    except csv.Error as error:
        raise ResourceError(table, f"not CSV: {error}", f"line {reader.line_num}") from None


def _check_header(table: Path, header: Sequence[str], line: int) -> None:
    if "file" not in header:
        raise ResourceError(table, 'no column "file" in the first row', f"line {line}")
    named = [name for name in header if name]
    if len(set(named)) < len(named):
        twice = next(name for name in named if named.count(name) > 1)
        raise ResourceError(table, f'the column "{twice}" stands twice', f"line {line}")


def _match(table: Path, name: str, files: Sequence[Path], place: str) -> Path:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    beside = table.parent.joinpath(*parts)
    if beside.is_file():
        real = os.path.realpath(beside)
        return next((path for path in files if os.path.realpath(path) == real), beside)
    matches = [path for path in files if path.parts[-len(parts) :] == parts]
    if len(matches) > 1:
        raise ResourceError(table, f"{name} fits {matches[0]} and {matches[1]}", place)
    if not matches:
        raise ResourceError(table, f"{name}: no such file", place)
    return matches[0]
