"""Call the command line as a user does, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def policynlp(*args: str | Path, given: bytes = b"", **env: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one call."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "policynlp", *map(str, args)],
        input=given,
        capture_output=True,
        env=os.environ | env,
        cwd=ROOT,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
