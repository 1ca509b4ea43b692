"""Which documents are safe in an output, so that a run can go on where it was killed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from policynlp.errors import UsageError
from policynlp.seen import Seen

_FORMAT = 1


class Journal:
    """A file beside the output: a header, then a line for each position that is safe on disk.

    A line is written after the output it tells of, so that it never promises too much; lines that
    a crash tore are passed over, and what the output holds behind the last whole one is cut off.

    Parameters
    ----------
    path : Path
    settings : mapping
        Of the job.
    resume : bool
        Go on with what is there, if anything is.

    Attributes
    ----------
    position : int
        What the output is to be cut to.
    done : Seen
        Keys of the documents, or of the parts of a cluster, before it.
    count : int
        Number of the documents.

    Raises
    ------
    UsageError
        If the work was begun with other settings.
    """

    def __init__(self, path: Path, settings: Mapping[str, Any], *, resume: bool) -> None:
        self._path = path
        self.position = self.count = 0
        self.done = Seen()
        header = _line({"format": _FORMAT, **settings})
        whole = self._read(header) if resume and path.exists() else 0
        self._file = path.open("r+b" if whole else "wb", buffering=0)
        self._file.truncate(whole)
        self._file.seek(whole)
        if not whole:
            self._append(header)

    def _read(self, header: bytes) -> int:
        """Take in the whole lines, and give their length."""
        whole = 0
        with self._path.open("rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break
                if not whole and line != header:
                    raise UsageError(
                        f"{self._path}: the work was begun with other settings or by another "
                        "release; without --resume it begins again"
                    )
                if whole:
                    entry = json.loads(line)
                    self.position = entry["end"]
                    self.count += entry["documents"]
                    for name in entry["done"]:
                        self.done.add(name)
                whole += len(line)
        return whole

    def note(self, position: int, done: Sequence[str], documents: int) -> None:
        """What these keys stand for is safe before this position: so many documents."""
        self._append(_line({"end": position, "documents": documents, "done": done}))

    def _append(self, line: bytes) -> None:
        view = memoryview(line)
        while view:
            view = view[self._file.write(view) :]
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()

    def remove(self) -> None:
        """The output is whole: nothing is left to resume."""
        self._file.close()
        self._path.unlink(missing_ok=True)


def _line(values: Mapping[str, Any]) -> bytes:
    # ASCII: file names with bytes that are no UTF-8 must come back as they were.
    return (json.dumps(values) + "\n").encode("ascii")
