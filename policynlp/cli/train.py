"""``policynlp train``: build the pipeline again from annotated text."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("train")
@click.argument(
    "data",
    nargs=-1,
    required=True,
    metavar="DATA…",
    type=click.Path(exists=True, path_type=Path),
)
@click.option(
    "--add",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Your own annotations beside DATA; may be given again.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Order of the batches.")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the pipeline; load it with policynlp.load(FOLDER).",
)
def command(data: tuple[Path, ...], add: tuple[Path, ...], seed: int, output: Path) -> None:
    """Train the pipeline on annotated passages.

    DATA are .jsonl files (id, doc, text, spans), .txt files in the inline form of the annotation
    guide, or folders of either.

    \b
    Examples:
      policynlp train gold.jsonl models/zh_policy_core/data -o my_model
      policynlp train gold.jsonl --add mine.jsonl -o my_model
    """
    from policynlp.errors import UsageError
    from policynlp.ner.annotations import annotation_files, read_annotations
    from policynlp.ner.training import fingerprint, train

    files = annotation_files([*data, *add])
    texts = [text for file in files for text in read_annotations(file)]
    if not texts:
        raise UsageError(f"no annotated text in {', '.join(map(str, data))}")
    nlp = train(texts, seed=seed)
    nlp.meta |= {"name": output.name, "description": "Chinese policy documents: ORG, POLICY, "
                 "REPORT, METRIC", "training_data": fingerprint(files), "seed": seed}  # fmt: skip
    nlp.to_disk(output)
    spans = sum(len(text.spans) for text in texts)
    click.echo(f"Trained on {len(texts)} passages with {spans} entities; written to {output}")
