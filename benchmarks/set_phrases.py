"""Set phrases of Chinese laws and policy: ``policynlp/resources/comparison/set_phrases.txt``.

What stands word for word in many documents (构成犯罪的，依法追究刑事责任) is nothing that one of
them took over from another. A phrase is a longest run of characters whose shingles of eight each
stand in 2 of 100 laws, or in a fifth of the work reports of the State Council or of the provinces.
Nothing else of them is kept.

    python benchmarks/set_phrases.py ../shared/corpus > set_phrases.txt
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from policynlp.comparison.set_phrases import LENGTH
from policynlp.comparison.shingles import strip

LEAST = {
    "laws_and_regulations.jsonl.gz": 0.02,
    "government_work_reports_national": 0.2,
    "government_work_reports_provincial": 0.2,
}
HEAD = """\
# Set phrases of Chinese laws, regulations and work reports, without punctuation, a figure as 0.
# Made by benchmarks/set_phrases.py, which says how, from 2,852 public laws and regulations and 68
# work reports of the State Council and the provinces (government texts, no copyright by Article 5
# of the Copyright Law of China). The most frequent first.
"""


def main(corpus: Path) -> None:
    """Print the list."""
    phrases: Counter[str] = Counter()
    for pattern, share in LEAST.items():
        documents = [strip(text).text for text in texts(corpus, pattern)]
        found: Counter[str] = Counter()
        for text in documents:
            found.update(shingles(text))
        frequent = {run for run, count in found.items() if count >= share * len(documents)}
        for text in documents:
            phrases.update(set(runs(text, frequent)))
    print(HEAD, end="")
    seen: set[str] = set()
    for phrase, _ in phrases.most_common():
        # Of a run that only ends as others do, what the others lack.
        for new in runs(phrase, shingles(phrase) - seen):
            print(new)
        seen |= shingles(phrase)


def shingles(text: str) -> set[str]:
    """Runs of `LENGTH` characters."""
    return {text[i : i + LENGTH] for i in range(len(text) - LENGTH + 1)}


def runs(text: str, frequent: set[str]) -> Iterator[str]:
    """Longest runs of a text whose shingles are all frequent."""
    known = "".join("1" if text[i : i + LENGTH] in frequent else "0" for i in range(len(text)))
    for match in re.finditer("1+", known):
        yield text[match.start() : match.end() + LENGTH - 1]


def texts(corpus: Path, pattern: str) -> Iterator[str]:
    """Texts of the records or files that fit a pattern."""
    for path in sorted(corpus.glob(pattern)):
        if path.is_dir():
            for file in sorted(path.glob("[12]*.txt")):
                yield file.read_text(encoding="utf-8")
        else:
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    yield json.loads(line)["text"]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
