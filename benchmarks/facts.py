"""Score the binding of figures against gold: each attribute on the figures found.

    python benchmarks/facts.py ../shared/gold/policy_entities.jsonl --half held-out
    python benchmarks/facts.py tests/gold/seeds_entities.jsonl

A figure counts as found if `find_quantities` gives exactly its span. ``--half`` takes every second
document (in order of their names): errors of the development half were looked at while the rules
were written, those of the held-out half were not. Compared after normalising: spaces, the two
names of the percentage point, our three names for China, and 截至, 年底/末 and a lone 年 make no
difference; values agree within 0.1 %. The indicator scores the F1 of its characters.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from policynlp.figures import Metric, bind
from policynlp.grammar import find_quantities

ATTRIBUTES = (
    "value and unit", "kind", "bound", "direction", "status", "period", "scope", "indicator",
)  # fmt: skip
BARS = (0.97, 0.95, 0.95, 0.95, 0.92, 0.85, 0.75, 0.80)
SHOWN = 60


def plain(words: str) -> str:
    return re.sub(r"\s", "", words or "")


def scope_of(words: str) -> str:
    words = plain(words)
    return "全国" if words in ("我国", "中国") else words


def period_of(words: str) -> str:
    words = plain(words).removeprefix("截至")
    words = re.sub(r"年(?:底|末)", "年", words)
    return re.sub(r"年$", "", words)


def unit_of(words: str) -> str:
    return plain(words).removeprefix("个") if words.endswith("百分点") else plain(words)


def overlap(found: str, gold: str) -> float:
    found, gold = plain(found), plain(gold)
    if not found or not gold:
        return float(found == gold)
    both = sum((Counter(found) & Counter(gold)).values())
    return 2 * both / (len(found) + len(gold))


def compare(metric: Metric, gold: dict[str, Any]) -> dict[str, float]:
    value = float(gold["value"])
    same_value = abs(float(metric.value) - value) <= 1e-3 * abs(value)
    found_status = "target" if metric.status == "target" else ""
    return {
        "value and unit": float(
            same_value and unit_of(metric.unit) == unit_of(gold.get("unit", ""))
        ),
        "kind": float(metric.kind == gold["kind"]),
        "bound": float(metric.bound == gold.get("bound", "")),
        "direction": float(metric.direction == gold.get("direction", "")),
        "status": float(found_status == gold.get("status", "")),
        "period": float(period_of(metric.period) == period_of(gold.get("period", ""))),
        "scope": float(scope_of(metric.scope) == scope_of(gold.get("scope", ""))),
        "indicator": overlap(metric.indicator, gold.get("indicator", "")),
    }


def interval(scores: list[list[float]], draws: int = 1000) -> tuple[float, float]:
    """95 % bootstrap interval of the mean, whole passages drawn."""
    rng = random.Random(0)  # noqa: S311
    means = []
    for _ in range(draws):
        drawn = [x for s in rng.choices(scores, k=len(scores)) for x in s]
        means.append(sum(drawn) / max(1, len(drawn)))
    means.sort()
    return means[int(0.025 * draws)], means[int(0.975 * draws)]


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
    scores: dict[str, list[list[float]]] = defaultdict(list)
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
        for name in ATTRIBUTES:
            scores[name].append([result[name] for result in results])
        for (metric, span), result in zip(matched, results, strict=True):
            if args.errors and result[args.errors] < 1:
                show(text, metric, span, args.errors, result[args.errors])
    print(f"{args.gold.name}, {args.half or 'all'}: {found} of {total} figures found")
    for name, bar in zip(ATTRIBUTES, BARS, strict=True):
        each = [x for s in scores[name] for x in s]
        low, high = interval([s for s in scores[name] if s])
        mean = sum(each) / max(1, len(each))
        print(f"{name:15} {mean:.3f}  [{low:.3f}, {high:.3f}]  expected {bar:.2f}")


def show(text: str, metric: Metric, gold: dict[str, Any], name: str, score: float) -> None:
    key = "value" if name == "value and unit" else name
    begin = max(0, metric.start - SHOWN)
    place = f"{text[begin : metric.start]}[{text[metric.start : metric.end]}]"
    place += text[metric.end : metric.end + 16]
    print(f"{score:.2f} {getattr(metric, key)} ≠ {gold.get(key, '')} :: {place}".replace("\n", "⏎"))


if __name__ == "__main__":
    sys.exit(main())
