"""A job without any model, which a document can kill, slow down or break; and a run of it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from policynlp.cleaning import Cleaner
from policynlp.documents import Document
from policynlp.parallel import ParquetFolder, RecordFile, run
from policynlp.parallel.jobs import Worker
from policynlp.parallel.outcome import json_lines, work
from policynlp.streaming import sources

ROOT = Path(__file__).parent.parent.parent
N = 100
"""Records of the fixture ``path``."""


@dataclass(frozen=True)
class TrialJob:
    """One row a passage; `kills` ends the process as kill -9 does, `fails` raises."""

    kills: str = ""
    fails: str = ""
    waits: float = 0.0
    notes: str = ""

    columns = {"id": "VARCHAR", "text": "VARCHAR"}  # noqa: RUF012

    def settings(self) -> dict[str, Any]:
        return {"job": "TrialJob"}

    def start(self) -> Worker:
        if self.notes:
            Path(self.notes, str(os.getpid())).touch()
        cleaner = Cleaner()
        return partial(work, read=lambda source: source.document(cleaner), lines=self.lines)

    def lines(self, documents: Sequence[Document]) -> Iterator[bytes]:
        for document in documents:
            time.sleep(self.waits)
            if document.id == self.kills:
                os.kill(os.getpid(), signal.SIGKILL)
            if document.id == self.fails:
                raise ValueError("this document is not liked")
            yield json_lines({"id": p.id, "text": p.text} for p in document.passages())


def main(path: str, out: str, job: TrialJob, n_jobs: int = 1, resume: bool = False) -> None:
    """A run; called in a process of its own, where it may be killed."""
    target = Path(out)
    folder = target.suffix == ".parquet"
    output = ParquetFolder(target, job.columns) if folder else RecordFile(target)
    run(sources(path), job, output, n_jobs=n_jobs, resume=resume)


if __name__ == "__main__":
    eval(sys.argv[1])  # noqa: S307 (what the tests hand over)
