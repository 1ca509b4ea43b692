"""Where lines go: a file, a folder of Parquet files, standard output; whole records only."""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path
from typing import Protocol

from policynlp.errors import MissingExtraError, UsageError
from policynlp.parallel.columns import Columns, arrow_schema

PART_BYTES = 64 << 20
"""Bytes of JSON that make one Parquet file."""


class Output(Protocol):
    """Takes lines, and tells how far they are safe on disk."""

    part: Path | None
    """Where the work is until it is finished; None where it can't be resumed."""

    def begin(self, position: int) -> None:
        """Open; what was written behind a position that `commit` gave is thrown away."""

    def write(self, lines: bytes) -> None:
        """Take whole lines."""

    def commit(self) -> int | None:
        """Bring all lines so far to disk, and tell the position; None if they wait for more."""

    def finish(self) -> None:
        """Bring everything to disk and give it its name."""

    def close(self) -> None:
        """Let go, finished or not."""


class RecordFile:
    """Lines in one file, which has another name (``OUT.part``) until it is whole.

    Parameters
    ----------
    path : Path
    header : bytes
        What stands before all lines.
    """

    def __init__(self, path: Path, header: bytes = b"") -> None:
        self.path = path
        self._header = header
        self.part: Path | None = path.with_name(f"{path.name}.part")

    def begin(self, position: int) -> None:
        assert self.part is not None
        if position and self.part.stat().st_size < position:
            raise UsageError(f"{self.part} lacks what its journal tells of; begin again")
        # Unbuffered: what the system refuses (a full disk) is told at once.
        self._file = self.part.open("r+b" if position else "wb", buffering=0)
        self._file.truncate(position)
        self._file.seek(position)
        if not position:
            self.write(self._header)

    def write(self, lines: bytes) -> None:
        view = memoryview(lines)
        while view:
            view = view[self._file.write(view) :]

    def commit(self) -> int | None:
        os.fsync(self._file.fileno())
        return self._file.tell()

    def finish(self) -> None:
        self.commit()
        self._file.close()
        assert self.part is not None
        os.replace(self.part, self.path)

    def close(self) -> None:
        self._file.close()


def need_pyarrow() -> None:
    """Find out before the long work begins.

    Raises
    ------
    MissingExtraError
        Without pyarrow.
    """
    try:
        import pyarrow.json
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        raise MissingExtraError("writing Parquet", "parquet") from None


class ParquetFolder:
    """Rows in numbered Parquet files; the folder has another name until it is whole.

    Raises
    ------
    MissingExtraError
        Without pyarrow.
    """

    def __init__(self, path: Path, columns: Columns) -> None:
        need_pyarrow()
        import pyarrow.json

        self.path = path
        self.part: Path | None = path.with_name(f"{path.name}.part")
        self._options = pyarrow.json.ParseOptions(
            explicit_schema=arrow_schema(columns), unexpected_field_behavior="error"
        )
        self._waiting = io.BytesIO()

    def begin(self, position: int) -> None:
        assert self.part is not None
        self.part.mkdir(parents=True, exist_ok=True)
        kept = {self._name(number) for number in range(position)}
        for file in self.part.iterdir():
            if file.name not in kept:
                file.unlink()
        self._parts = position

    def write(self, lines: bytes) -> None:
        self._waiting.write(lines)

    def commit(self) -> int | None:
        return self._write() if self._waiting.tell() >= PART_BYTES else None

    def finish(self) -> None:
        if self._waiting.tell() or not self._parts:
            self._write()
        assert self.part is not None
        if self.path.is_dir():
            shutil.rmtree(self.path)
        os.replace(self.part, self.path)

    def close(self) -> None:
        """Nothing is open between two files."""

    def _write(self) -> int:
        import pyarrow
        import pyarrow.json
        import pyarrow.parquet

        assert self.part is not None
        size = self._waiting.tell()
        self._waiting.seek(0)
        if size:
            # One block: a row longer than a block would be an error.
            read = pyarrow.json.ReadOptions(block_size=size + 1)
            table = pyarrow.json.read_json(self._waiting, read, self._options)
        else:
            table = self._options.explicit_schema.empty_table()
        file = self.part / self._name(self._parts)
        pyarrow.parquet.write_table(table, file, compression="zstd")
        with file.open("rb") as written:
            os.fsync(written.fileno())
        self._waiting = io.BytesIO()
        self._parts += 1
        return self._parts

    @staticmethod
    def _name(number: int) -> str:
        return f"part-{number:05}.parquet"


class RecordStream:
    """Lines on standard output."""

    part: Path | None = None

    def __init__(self, header: bytes = b"") -> None:
        self._stream = sys.stdout.buffer
        self._header = header

    def begin(self, position: int) -> None:
        self.write(self._header)

    def write(self, lines: bytes) -> None:
        self._stream.write(lines)

    def commit(self) -> int | None:
        self._stream.flush()
        return None

    def finish(self) -> None:
        self._stream.flush()

    def close(self) -> None:
        """Not ours to close."""
