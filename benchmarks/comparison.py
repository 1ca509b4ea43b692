"""Text taken over between documents: how many matches, how long it takes, and a sample to be read.

    python benchmarks/comparison.py ../shared/corpus --sample 15

Without --sample it prints the figures alone.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from policynlp import Document, compare, read
from policynlp.cleaning import Cleaner
from policynlp.comparison import PARTS
from policynlp.documents import RawDocument

FOLDERS = ("digital_regulations", "government_work_reports_provincial")
SEED = 7  # of the laws that are compared


def main() -> None:
    """Print a row for each collection."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=8, help="of the sample")
    parser.add_argument("--parts", action="store_true", help="time all other parts too")
    parser.add_argument("--laws", type=int, nargs="*", default=[300, 1000], help="how many laws")
    given = parser.parse_args()
    for name, documents in collections(given.corpus, given.laws):
        comparison = compare(documents)
        start = time.process_time()
        found = comparison.text
        seconds = time.process_time() - start
        kinds = Counter(match.kind for match in found.matches)
        passages = sum(1 for document in documents for _ in document.passages())
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{name}: {len(documents)} documents, {passages:,} passages, "
            f"{len(found.matches):,} matches ({dict(kinds)}), {seconds:.0f} s, peak {memory:.0f} MB"
        )
        for part in (p for p in PARTS if given.parts and p != "text"):
            start = time.process_time()
            getattr(comparison, part)
            print(f"  {part} {time.process_time() - start:.0f} s")
        matches = list(found.matches)
        chosen = random.Random(given.seed)  # noqa: S311 (a sample, no secret)
        for match in chosen.sample(matches, min(given.sample, len(matches))):
            print(f"  {match.kind} {match.similarity:.2f} {match.a.passage} | {match.b.passage}")
            print(f"    {match.a.text}\n    {match.b.text}")


def collections(corpus: Path, laws: list[int]) -> Iterator[tuple[str, list[Document]]]:
    """Names and documents of what is compared; the laws are a sample."""
    for folder in FOLDERS:
        yield folder, [d for d in read(corpus / folder) if d.id != "PROVENANCE"]
    with gzip.open(corpus / "laws_and_regulations.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    cleaner = Cleaner()
    chosen = random.Random(SEED)  # noqa: S311 (a sample, no secret)
    for number in laws:
        yield (
            f"laws, {number}",
            [
                cleaner(RawDocument(f"{i}.txt", "txt", record["text"]), str(i))
                for i, record in enumerate(chosen.sample(records, number))
            ],
        )


if __name__ == "__main__":
    main()
