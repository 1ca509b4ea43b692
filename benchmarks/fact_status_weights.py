"""Make policynlp/resources/figures/status_weights.tsv: is a figure reported or aimed at?

    python benchmarks/fact_status_weights.py ../shared/corpus --gold FILE.jsonl…
    python benchmarks/fact_status_weights.py ../shared/corpus --gold FILE.jsonl… --check

Labels come from the documents' own order: in work reports since 1993 the section that looks back
(工作回顾) reports, the sections behind it aim; national plans, State Council documents and notices
of ministries aim, at half the weight. Each paragraph counts, with figures or without (one without
has half the weight and the words of the passage only). The figures labelled in ``--gold`` count
four times: news and reports are scarce in the rest. Logistic regression, L1; words of at least
eight documents.

``--check`` writes nothing: the documents of each gold file are dealt into five folds by name (each
its own where there are no more than five), and each fold is scored by the whole decision with
weights learned without its documents.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from policynlp.figures import bind, status
from policynlp.figures.layout import Layout
from policynlp.figures.status import features, passage_features
from policynlp.grammar import find_quantities

REPORTS = ("government_work_reports_provincial", "government_work_reports_national")
AIMING = ("national_plans", "state_council", "cyberspace_and_industry_ministry")
FIRST_YEAR = 1993
SHORTEST, LONGEST = 30, 900
LEAST_DOCUMENTS = 8
GOLD_WEIGHT = 4.0
FOLDS = 5
C = 0.2
OUT = Path(__file__).parent.parent / "policynlp" / "resources" / "figures" / "status_weights.tsv"
HEAD = """\
# Weights of a logistic regression: feature, weight; above 0 speaks for a target, below 0 for a
# fact. p: word of the passage, s: of the sentence, c: of the clause, l: and l2: last two before the
# figure, f: first of the clause, k: kind, b: bound. Statistics of public Chinese work reports,
# plans and notices; made by benchmarks/fact_status_weights.py, which says how.
"""
REPORTING = re.compile(r"发展报告|通报(?:\.txt|$)")
"""Documents of those folders that report all the same."""
HEADING = re.compile(r"[一二三四五六七八九]、(.{2,40})$")


class Example(NamedTuple):
    document: str
    names: set[str]
    target: bool
    weight: float


def of_corpus(folder: Path) -> Iterator[Example]:
    for name in (*REPORTS, *AIMING):
        for path in sorted((folder / name).glob("*.txt")):
            year = re.match(r"\d{4}", path.name)
            if path.name == "PROVENANCE.txt" or (
                name in REPORTS and (not year or int(year.group()) < FIRST_YEAR)
            ):
                continue
            lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
            reports = name in AIMING and REPORTING.search(path.name) is not None
            yield from of_lines(lines, f"{name}/{path.name}", name in AIMING, not reports)


def of_lines(lines: list[str], document: str, whole: bool, aims: bool = True) -> Iterator[Example]:
    """Examples of a document that aims or reports as a ``whole``, or section by section."""
    looks_back = any(re.match(r"一、.{0,30}(?:回顾|过去)", line) for line in lines)
    if not whole and not looks_back:
        return
    target: bool | None = aims if whole else None
    for line in lines:
        if not whole and (heading := HEADING.match(line)):
            target = re.search("回顾|过去", heading[1]) is None
        elif target is not None and SHORTEST < len(line) < LONGEST:
            figures = list(of_text(line))
            found = figures or [passage_features(line)]
            share = (0.5 if whole else 1.0) * (1.0 if figures else 0.5)
            for names in found:
                yield Example(document, names, target, share / len(found) ** 0.5)


def of_text(text: str) -> Iterator[set[str]]:
    quantities = find_quantities(text)
    return features(text, quantities, Layout(text, [(q.start, q.end) for q in quantities]))


def of_gold(path: Path) -> Iterator[Example]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = {(s["start"], s["end"]): s for s in row["spans"] if s["label"] == "METRIC"}
        quantities = find_quantities(row["text"])
        for one, names in zip(quantities, of_text(row["text"]), strict=True):
            if span := gold.get((one.start, one.end)):
                yield Example(row["doc"], names, span.get("status") == "target", GOLD_WEIGHT)


def fit(examples: list[Example]) -> dict[str, float]:
    documents: dict[str, set[str]] = {}
    for example in examples:
        for name in example.names:
            documents.setdefault(name, set()).add(example.document)
    kept = sorted(name for name, found in documents.items() if len(found) >= LEAST_DOCUMENTS)
    columns = {name: i for i, name in enumerate(kept)}
    model = LogisticRegression(C=C, penalty="l1", solver="liblinear", max_iter=300, random_state=0)
    model.fit(
        matrix(examples, columns),
        np.array([example.target for example in examples]),
        sample_weight=np.array([example.weight for example in examples]),
    )
    weights = {
        name: float(w) for name, w in zip(kept, model.coef_[0], strict=True) if abs(w) > 5e-4
    }
    return {"bias": float(model.intercept_[0]), **weights}


def matrix(examples: list[Example], columns: dict[str, int]) -> csr_matrix:
    cells = [
        (row, columns[name])
        for row, example in enumerate(examples)
        for name in sorted(example.names)
        if name in columns
    ]
    rows, places = (np.array(side, dtype=np.int32) for side in zip(*cells, strict=True))
    shape = (len(examples), len(columns))
    result = csr_matrix((np.ones(len(cells)), (rows, places)), shape=shape)
    result.indices = result.indices.astype(np.int32)
    result.indptr = result.indptr.astype(np.int32)
    return result


def check(corpus: list[Example], files: list[Path]) -> None:
    gold = {path: list(of_gold(path)) for path in files}
    everything = [*corpus, *(e for examples in gold.values() for e in examples)]
    for path, examples in gold.items():
        documents = sorted({e.document for e in examples})
        right = total = 0
        for fold in (documents[i::FOLDS] for i in range(min(FOLDS, len(documents)))):
            weights = fit([e for e in everything if e.document not in fold])
            bias = weights.pop("bias")
            with patch.object(status, "_weights", return_value=(weights, bias)):
                for found, aimed in decided(path, set(fold)):
                    total, right = total + 1, right + ((found == "target") == aimed)
        print(f"{path.name}: {right} of {total} right, {right / total:.3f}")


def decided(path: Path, documents: set[str]) -> Iterator[tuple[str, bool]]:
    """Status found and whether the gold aims, for the figures of some documents."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = {(s["start"], s["end"]): s for s in row["spans"] if s["label"] == "METRIC"}
        if row["doc"] in documents:
            for metric in bind(row["text"], find_quantities(row["text"])):
                if span := gold.get((metric.start, metric.end)):
                    yield metric.status, span.get("status") == "target"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    corpus = list(of_corpus(args.corpus))
    if args.check:
        check(corpus, args.gold)
        return
    gold = [example for path in args.gold for example in of_gold(path)]
    weights = fit([*corpus, *gold])
    lines = [f"{name}\t{weight:.3f}\n" for name, weight in sorted(weights.items())]
    OUT.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(weights)} weights from {len(corpus)} paragraphs and figures → {OUT}")


if __name__ == "__main__":
    main()
