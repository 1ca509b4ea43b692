"""What grows how: time and memory at 1×, 10× and 100× documents, and with two processes.

python benchmarks/scaling.py CORPUS.jsonl.gz [--documents 10] [--characters 1000]
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COMMANDS = {
    "segment": ["segment", "{path}", "-o", "{out}.jsonl"],
    "tag": ["tag", "{path}", "-o", "{out}.jsonl"],
    "tag, 2 processes": ["tag", "{path}", "-o", "{out}.jsonl", "--jobs", "2"],
    "topics": ["topics", "{path}", "-k", "10", "-o", "{out}.jsonl"],
    "topics, online": ["topics", "{path}", "-k", "10", "--online", "-o", "{out}.jsonl"],
    "terms": ["terms", "{path}", "--format", "json", "-o", "{out}.json"],
    "index": ["index", "{path}", "--db", "{out}.duckdb", "-q"],
}
_PEAK = (
    "import resource, sys; from policynlp.cli import main\n"
    "try: main()\n"
    "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="JSON Lines, gzipped; its documents are cut.")
    parser.add_argument("--documents", type=int, default=10, help="at 1×")
    parser.add_argument("--characters", type=int, default=1000, help="of each document")
    args = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, "
          f"load {os.getloadavg()[0]:.1f}; {args.characters} characters a document")  # fmt: skip
    print(f"{'':18}{'documents':>10}{'seconds':>10}{'CPU s':>8}{'MB':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for factor in (1, 10, 100):
            n = args.documents * factor
            path = Path(folder, f"{n}.jsonl")
            _write(args.corpus, path, n, args.characters)
            for name, command in COMMANDS.items():
                _measure(
                    name, n, [part.format(path=path, out=f"{path}.{name}") for part in command]
                )


def _write(corpus: Path, path: Path, n: int, characters: int) -> None:
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"][:characters] for line in itertools.islice(lines, n)]
    with path.open("w", encoding="utf-8") as out:
        for number, text in enumerate(itertools.islice(itertools.cycle(texts), n)):
            out.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")


def _measure(name: str, n: int, command: list[str]) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", _PEAK, *command], stderr=subprocess.PIPE, check=True, text=True
    )
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = int(done.stderr.split()[-1]) // 1024
    print(f"{name:18}{n:>10}{seconds:>10.1f}{cpu:>8.1f}{peak:>7}", flush=True)


if __name__ == "__main__":
    main()
