"""Score the binding of figures against gold: each attribute on the figures found.

    python benchmarks/facts.py ../shared/gold/policy_entities.jsonl --half held-out
    python benchmarks/facts.py tests/gold/seeds_entities.jsonl

A figure counts as found if `find_quantities` gives exactly its span. ``--half`` takes every second
document (in order of their names): errors of the development half were looked at while the rules
were written, those of the held-out half were not. Attributes are compared as ``policynlp evaluate``
does.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from policynlp.figures import Metric, bind
from policynlp.grammar import find_quantities
from policynlp.ner.metric_scores import ATTRIBUTES, attribute_scores, compare

BARS = (0.97, 0.95, 0.95, 0.95, 0.92, 0.85, 0.75, 0.80)
SHOWN = 60


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--half", choices=["development", "held-out"])
    parser.add_argument("--errors", choices=ATTRIBUTES, help="print the errors of one attribute")
    parser.add_argument(
        "--entities", action="store_true", help="hand the gold's ORG, POLICY, REPORT"
    )
    args = parser.parse_args()
    with args.gold.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if args.half:
        chosen = set(sorted({row["doc"] for row in rows})[args.half != "development" :: 2])
        rows = [row for row in rows if row["doc"] in chosen]
    compared: list[list[dict[str, float]]] = []
    total = found = 0
    for row in rows:
        text = row["text"]
        gold = {(s["start"], s["end"]): s for s in row["spans"] if s["label"] == "METRIC"}
        others = [
            (s["start"], s["end"], s["label"]) for s in row["spans"] if s["label"] != "METRIC"
        ]
        metrics = bind(text, find_quantities(text), entities=others if args.entities else ())
        matched = [(m, gold[m.start, m.end]) for m in metrics if (m.start, m.end) in gold]
        total, found = total + len(gold), found + len(matched)
        results = [compare(metric, span) for metric, span in matched]
        compared.append(results)
        for (metric, span), result in zip(matched, results, strict=True):
            if args.errors and result[args.errors] < 1:
                show(text, metric, span, args.errors, result[args.errors])
    print(f"{args.gold.name}, {args.half or 'all'}: {found} of {total} figures found")
    scores = attribute_scores(compared, ATTRIBUTES)
    for name, bar in zip(ATTRIBUTES, BARS, strict=True):
        low, high = scores[name].interval
        print(f"{name:15} {scores[name].score:.3f}  [{low:.3f}, {high:.3f}]  expected {bar:.2f}")


def show(text: str, metric: Metric, gold: dict[str, Any], name: str, score: float) -> None:
    key = "value" if name == "value and unit" else name
    begin = max(0, metric.start - SHOWN)
    place = f"{text[begin : metric.start]}[{text[metric.start : metric.end]}]"
    place += text[metric.end : metric.end + 16]
    print(f"{score:.2f} {getattr(metric, key)} ≠ {gold.get(key, '')} :: {place}".replace("\n", "⏎"))


if __name__ == "__main__":
    sys.exit(main())
