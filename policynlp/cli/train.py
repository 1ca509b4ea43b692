"""``policynlp train``: build the pipeline again from annotated text, or teach it more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from policynlp.cli.inputs import progress_bar
from policynlp.cli.output import check_writable


@click.command("train")
@click.argument("data", nargs=-1, metavar="[DATA]…", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--add",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own annotations; may be given again.",
)
@click.option(
    "--model",
    default="zh_policy_core",
    show_default=True,
    help="Without DATA: the pipeline that learns the annotations of --add.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Order of the batches."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress bar.")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the pipeline; load it with policynlp.load(FOLDER).",
)
def command(
    data: tuple[Path, ...],
    add: tuple[Path, ...],
    model: str,
    seed: int,
    quiet: bool,
    output: Path,
) -> None:
    """Train the pipeline on annotated passages.

    With DATA a new pipeline is trained, on the annotations of --add too. Without it a pipeline
    learns those of --add on top of what it knows; it goes over the sentences that came with it
    again, so that it does not forget.

    DATA are .jsonl files (id, doc, text, spans), .txt files in the inline form of the annotation
    guide, or folders of either. The same files and seed give the same weights to the last byte.

    \b
    Examples:
      policynlp train --add mine.jsonl -o my_model
      policynlp train gold.jsonl models/zh_policy_core/data -o my_model
    """
    from policynlp.errors import UsageError
    from policynlp.ner.annotations import annotation_files, read_annotations
    from policynlp.ner.pipeline import load, pipeline_path
    from policynlp.ner.training import fingerprint, save, train

    check_writable(output)
    if not data and not add:
        raise UsageError("nothing to learn from: name annotated DATA, or add some with --add")
    taught = pipeline_path(model) / "data"
    files = annotation_files([*(data or [taught] * taught.is_dir()), *add])
    texts = [text for file in files for text in read_annotations(file)]
    if not texts:
        raise UsageError(f"no annotated text in {', '.join(map(str, files))}")
    with progress_bar("Training", quiet) as advance:
        nlp = train(texts, seed=seed, start=None if data else load(model), progress=advance)
    about: dict[str, Any] = {
        "name": output.name,
        "description": "Chinese policy documents: ORG, POLICY, REPORT, METRIC",
        "training_data": fingerprint(files),
        "seed": seed,
    }
    nlp.meta |= about if data else about | {"on_top_of": model}
    save(nlp, output)
    spans = sum(len(text.spans) for text in texts)
    click.echo(f"Trained on {len(texts)} passages with {spans} entities; written to {output}")
