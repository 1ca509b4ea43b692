"""Parquet: one document a row, in the columns ``text``, ``id`` and any others, as a stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policynlp.documents import RawDocument
from policynlp.errors import EncodingError, FormatError, MissingExtraError, ReadError
from policynlp.reading.content import size_limit, too_large
from policynlp.seen import Seen

if TYPE_CHECKING:
    import pyarrow.parquet

_ROWS = 64
"""Rows that are in memory together, at most."""
_BUFFER = 1 << 20
"""Bytes that are read from the file at a time."""


def read_parquet(
    path: Path, groups: Sequence[int] | None = None, first: int = 1
) -> Iterator[RawDocument | ReadError]:
    """Documents of a Parquet file, a few rows at a time; in the place of a bad row its error.

    A row without ``id`` takes its number for one; all other columns become metadata, what is null
    in them is left out.

    Parameters
    ----------
    path : Path
    groups : sequence of int, optional
        Row groups to read; default: all.
    first : int
        Number of their first row.

    Raises
    ------
    ReadError
        If the file can't be opened, is no Parquet, breaks off, or has no column of texts.
    MissingExtraError
        Without pyarrow.
    """
    seen = Seen()
    with _opened(path) as file:
        _check(file, path)
        chosen = range(file.num_row_groups) if groups is None else groups
        number = first
        for group in chosen:
            about = file.metadata.row_group(group)
            size = max(about.total_byte_size, 1)
            if size > size_limit() * max(about.num_rows, 1):
                yield too_large(path, f"a row of row group {group + 1}")
                number += about.num_rows
                continue
            # A long text that each row has lies in the file once; in memory it would lie often.
            rows = min(_ROWS, max(4 * size_limit() // size, 1))
            for batch in file.iter_batches(rows, row_groups=[group]):
                for row in range(batch.num_rows):
                    item = _record(batch, row, number, path)
                    at = None if isinstance(item, ReadError) else seen.add(item.path, number)
                    if at is not None:
                        item = FormatError(path, f"the id of row {at} again", f"row {number}")
                    yield item
                    number += 1
    if number == first:
        yield FormatError(path, "empty file")


def row_groups(path: Path) -> list[int]:
    """Number of the rows of each row group; errors as of `read_parquet`."""
    with _opened(path) as file:
        return [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]


@contextmanager
def _opened(path: Path) -> Iterator[pyarrow.parquet.ParquetFile]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingExtraError("reading Parquet", "parquet") from None
    if path.suffix.lower() == ".gz":
        raise FormatError(path, "gzipped; Parquet is compressed inside: unpack it first")
    try:
        with pyarrow.parquet.ParquetFile(path, buffer_size=_BUFFER) as file:
            yield file
    except UnicodeDecodeError:
        raise EncodingError(path, "names of columns that are not UTF-8") from None
    except pyarrow.ArrowException as error:
        raise FormatError(path, f"a broken Parquet file ({str(error).splitlines()[0]})") from None
    except OSError as error:
        if error.strerror is None:  # pyarrow's own
            raise FormatError(path, f"a broken Parquet file ({error})") from None
        raise ReadError(path, error.strerror) from error


def _check(file: pyarrow.parquet.ParquetFile, path: Path) -> None:
    import pyarrow.types as types

    schema = file.schema_arrow
    if "text" not in schema.names:
        raise FormatError(path, f'no column "text"; found {", ".join(schema.names)[:200]}')
    for name in schema.names:
        if schema.names.count(name) > 1:
            raise FormatError(path, f'the column "{name}" stands twice')
    for name, allowed, expected in (
        ("text", (types.is_string, types.is_large_string), "texts"),
        ("id", (types.is_string, types.is_large_string, types.is_integer), "texts or integers"),
    ):
        if name not in schema.names:
            continue
        kind = schema.field(name).type
        kind = kind.value_type if types.is_dictionary(kind) else kind
        if not any(fits(kind) for fits in allowed):
            raise FormatError(path, f'the column "{name}" holds {kind}, not {expected}')


def _record(batch: Any, row: int, number: int, path: Path) -> RawDocument | ReadError:
    place = f"row {number}"
    try:
        values = {name: batch.column(name)[row].as_py() for name in batch.schema.names}
    except UnicodeDecodeError:
        return EncodingError(path, "bytes that are not UTF-8", place)
    except (ValueError, OverflowError) as error:
        return FormatError(path, f"a value that can't be read: {error}", place)
    text, identity = values.pop("text"), values.pop("id", None)
    if text is None:
        return FormatError(path, 'the column "text" is null', place)
    if len(text) > size_limit():
        return too_large(path, place)
    identity = number if identity is None else identity
    metadata = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if value is not None
    }
    name = f"{path}#{identity}"
    return RawDocument(name, "parquet", text, "utf-8", metadata=metadata, record=identity)
