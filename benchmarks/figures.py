"""Score the comparison of figures: which pairs are found, and whether their verdicts are right.

    python benchmarks/figures.py ../shared/corpus --half develop
    python benchmarks/figures.py --seeds

The pairs of `figure_pairs.tsv` (and of the seeds, `tests/gold/figure_pairs.tsv`) were judged by
reading before the matcher was run on them. Each half was run once before its errors were read (see
docs/results.md); all serve development now, and `figure_weights.py --check` says what to expect of
other documents. A new claim needs new pairs.

Recall: of the pairs that measure the same, how many are among the pairs that `compare_figures`
gives. Precision of the verdict: of the listed pairs that it gives (also those that only sound
alike), how many have the reader's verdict.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import policynlp
from policynlp.comparison.figures import compare_figures
from policynlp.figures import Fact

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
NO_PAIR = "no pair"
HALVES = ("develop", "test", "fresh", "last", "unseen", "next", "sealed", "final")


class Judged(NamedTuple):
    half: str
    left: str
    left_start: int
    right: str
    right_start: int
    figures: tuple[str, str]
    verdict: str


def judged(path: Path = HERE / "figure_pairs.tsv") -> Iterator[Judged]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            half, left, start, right, end, one, other, verdict = line.split("\t")
            yield Judged(half, left, int(start), right, int(end), (one, other), verdict)


def judged_seeds() -> Iterator[Judged]:
    path = HERE.parent / "tests" / "gold" / "figure_pairs.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            left, start, right, end, one, other, verdict = line.split("\t")
            yield Judged("seeds", left, int(start), right, int(end), (one, other), verdict)


class Documents:
    """Facts and metadata of documents, each read once."""

    def __init__(self, folder: Path, suffix: str = "") -> None:
        self.folder, self.suffix, self.nlp = folder, suffix, policynlp.load()
        self.facts: dict[str, list[Fact]] = {}
        self.metadata: dict[str, dict[str, Any]] = {}

    def __getitem__(self, name: str) -> list[Fact]:
        if name not in self.facts:
            corpus = policynlp.read(self.folder / (name + self.suffix))
            self.facts[name] = list(policynlp.facts(corpus, nlp=self.nlp))
            self.metadata |= {document.id: dict(document.metadata) for document in corpus}
        return self.facts[name]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path, nargs="?", help="the folder of public documents")
    parser.add_argument("--half", choices=HALVES, default="develop")
    parser.add_argument("--seeds", action="store_true", help="score the pairs of the seeds instead")
    parser.add_argument("--errors", action="store_true", help="print each wrong pair")
    args = parser.parse_args()
    if args.seeds == bool(args.corpus):
        parser.error("give either the folder of documents or --seeds")
    pairs = judged_seeds() if args.seeds else (p for p in judged() if p.half == args.half)
    documents = Documents(SEEDS, ".txt") if args.seeds else Documents(args.corpus)
    report(score(pairs, documents, args.errors))


def by_documents(pairs: Iterable[Judged]) -> dict[tuple[str, str], list[Judged]]:
    found: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for pair in pairs:
        found[pair.left, pair.right].append(pair)
    return found


def score(
    pairs: Iterable[Judged], documents: Documents, errors: bool = False
) -> Counter[tuple[str, str]]:
    """How often which verdict was judged, and which was given."""
    seen: Counter[tuple[str, str]] = Counter()
    for (left, right), members in by_documents(pairs).items():
        groups = {"left": documents[left], "right": documents[right]}
        given = {
            (one.source_start, other.source_start): pair.verdict
            for pair in compare_figures(groups, documents.metadata)
            for one in pair.left.facts
            for other in pair.right.facts
        }
        for member in members:
            found = given.get((member.left_start, member.right_start), NO_PAIR)
            seen[member.verdict, found] += 1
            if errors and found != member.verdict:
                print(f"{member.verdict} → {found}: {' / '.join(member.figures)}", *member[1:5])
    return seen


def report(seen: Counter[tuple[str, str]]) -> None:
    true = sum(n for (gold, _), n in seen.items() if gold != NO_PAIR)
    given = sum(n for (_, found), n in seen.items() if found != NO_PAIR)
    kept = sum(n for (gold, found), n in seen.items() if NO_PAIR not in (gold, found))
    right = sum(n for (gold, found), n in seen.items() if gold == found != NO_PAIR)
    print(f"recall of pairs {kept / true:.3f} ({kept} of {true})")
    print(f"precision of the verdict {right / given:.3f} ({right} of {given})")
    for verdict in sorted({gold for gold, _ in seen}):
        row = {found: n for (gold, found), n in sorted(seen.items()) if gold == verdict}
        print(f"{verdict:15}{sum(row.values()):4}:", ", ".join(f"{n} {k}" for k, n in row.items()))


if __name__ == "__main__":
    main()
