"""``policynlp train-segmenter``: train the engine of the segmenter."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("train-segmenter")
@click.argument(
    "gold",
    nargs=-1,
    required=True,
    metavar="GOLD…",
    type=click.Path(exists=True, path_type=Path),
)
@click.option(
    "--corpus",
    multiple=True,
    metavar="PATH",
    type=click.Path(exists=True, path_type=str),
    help="Documents without annotation, for which words are alike; may be given again.",
)
@click.option(
    "--boundaries",
    nargs=2,
    metavar="FILE FOLDER",
    type=click.Path(exists=True, path_type=Path),
    help="More passages: FILE tells the words of documents that lie in FOLDER.",
)
@click.option(
    "--terms",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Terms, one a line, that the engine shall know beside the shipped ones.",
)
@click.option(
    "--engine",
    type=click.Choice(["learned", "pkuseg"]),
    default="learned",
    show_default=True,
    help="pkuseg needs policynlp[pkuseg]; it learns the fine words only.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the model.",
)
def command(
    gold: tuple[Path, ...],
    corpus: tuple[str, ...],
    boundaries: tuple[Path, Path] | None,
    terms: Path | None,
    engine: str,
    output: Path,
) -> None:
    """Train a segmenter on text cut into words.

    GOLD are files, or folders of .txt files, with a passage a line: words of one term joined by _,
    everything else cut by /, as in 加快/数字_政府/建设. Lines that start with # are comments.

    \b
    Examples:
      policynlp train-segmenter my_gold.txt -o my_model
      policynlp train-segmenter gold/ --corpus documents/ -o my_model
    """
    from policynlp.corpus import read
    from policynlp.errors import UsageError
    from policynlp.segment.annotation import read_annotated, read_boundaries

    files = [f for path in gold for f in (sorted(path.glob("*.txt")) if path.is_dir() else [path])]
    passages = [passage for file in files for passage in read_annotated(file)]
    if boundaries:
        files.append(boundaries[0])
        passages += read_boundaries(*boundaries)
    if not passages:
        raise UsageError(f"no annotated passage in {', '.join(map(str, gold))}")
    output.mkdir(parents=True, exist_ok=True)
    if engine == "pkuseg":
        from policynlp.segment.pkuseg import train_pkuseg

        train_pkuseg(passages, output)
    else:
        from policynlp.segment import Lexicon
        from policynlp.segment.evidence import Evidence, TermTable
        from policynlp.segment.training import corpus_classes, fit

        texts = (p.text for p in read(list(corpus)).passages()) if corpus else iter(())
        known = Lexicon.shipped().union(Lexicon.from_file(terms) if terms else Lexicon())
        model = fit(passages, Evidence(TermTable.build(known), corpus_classes(texts)))
        model.save(
            output / "segmenter.npz",
            {
                "passages": len(passages),
                "characters": sum(len(p.text) for p in passages),
                "gold": [file.name for file in files],
            },
        )
    click.echo(f"Trained on {len(passages)} passages; the model is in {output}.")
