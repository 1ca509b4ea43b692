"""``policynlp evaluate``: how well a pipeline finds what was annotated."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policynlp.cli.inputs import model_option
from policynlp.cli.output import check_writable, deliver, to_json

if TYPE_CHECKING:
    from policynlp.ner.evaluation import Evaluation


@click.command("evaluate")
@click.argument(
    "data", nargs=-1, required=True, metavar="DATA…", type=click.Path(exists=True, path_type=Path)
)
@model_option
@click.option(
    "--errors",
    type=click.IntRange(min=0),
    default=10,
    show_default=True,
    help="Shown of each kind.",
)
@click.option("--format", "format_", type=click.Choice(["table", "json"]), default="table",
              show_default=True)  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write JSON to a file.")
def command(
    data: tuple[Path, ...], model: str, errors: int, format_: str, output: Path | None
) -> None:
    """Print precision, recall and F1 of each label on exact spans, and the errors by kind.

    Of the metrics whose spans agree, each attribute is scored that the annotation has anywhere:
    the share that is right, for the indicator the mean F1 of its characters. Intervals hold 95 of
    100 bootstrap samples of the passages. Scores on text that the pipeline was trained on say
    nothing: keep documents aside.

    \b
    Example:
      policynlp evaluate my_gold.jsonl --model my_model
    """
    check_writable(output)
    from policynlp.errors import UsageError
    from policynlp.ner import load
    from policynlp.ner.annotations import annotation_files, read_annotations
    from policynlp.ner.evaluation import evaluate_pipeline

    texts = [text for file in annotation_files(data) for text in read_annotations(file)]
    if not texts:
        raise UsageError(f"no annotated text in {', '.join(map(str, data))}")
    result = evaluate_pipeline(load(model), texts)
    if format_ == "json" or output is not None:
        deliver(to_json(_as_dict(result)), output)
    else:
        _show(result, errors)


def _as_dict(result: Evaluation) -> dict[str, Any]:
    scores = {
        label: {
            "precision": s.precision, "recall": s.recall, "f1": s.f1, "interval": s.interval,
            "right": s.right, "spurious": s.spurious, "missed": s.missed,
        }
        for label, s in result.scores.items()
    }  # fmt: skip
    return {
        "scores": scores,
        "attributes": {name: asdict(score) for name, score in result.attributes.items()},
        "errors": [asdict(error) for error in result.errors],
    }


def _show(result: Evaluation, most: int) -> None:
    from policynlp.cli.console import console, plain, table
    from policynlp.ner.metric_scores import ATTRIBUTES

    out = console()
    numbers = ("gold", "found", "right", "P", "R", "F1", "95 %")
    rows = table("label", *numbers, right=numbers)
    for label, s in result.scores.items():
        low, high = s.interval
        rows.add_row(
            label, str(s.right + s.missed), str(s.right + s.spurious), str(s.right),
            f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}", f"{low:.3f}-{high:.3f}",
        )  # fmt: skip
    out.print(rows)
    if result.attributes:
        rows = table("attribute", "metrics", "right", "95 %", right=("metrics", "right", "95 %"))
        for name, a in result.attributes.items():
            low, high = a.interval
            rows.add_row(name, str(a.count), f"{a.score:.3f}", f"{low:.3f}-{high:.3f}")
        out.print()
        out.print(rows)
    for (kind, label), group in groupby(result.errors, key=lambda e: (e.kind, e.label)):
        same = list(group)
        out.print(f"\n{kind} {label}: {len(same)}")
        for error in islice(same, most):
            said = (
                f"  found {error.found!r}, not {error.gold!r}" if error.kind in ATTRIBUTES else ""
            )
            out.print(plain(f"  {error.id}  {error.context}{said}"))
