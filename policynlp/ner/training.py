"""Training the pipeline again from annotated text, with a fixed seed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from spacy.language import Language

from policynlp.grammar import find_document_numbers
from policynlp.ner.annotations import AnnotatedText
from policynlp.ner.components import PolicyNames
from policynlp.ner.features import FeatureExtractor
from policynlp.ner.pipeline import build
from policynlp.ner.tagger import NameTagger, Span
from policynlp.tagging.crf import Progress

N_BUCKETS = 1 << 18
EPOCHS, RATE, ROUNDS = 12, 0.15, 3
"""The mean of three orders of the batches errs less than any of them (`docs/results.md`)."""
MORE_EPOCHS, MORE_RATE = 4, 0.05
"""On top of what a tagger knows: names of five sentences were learned, and on what it was trained
on F1 fell by 0.001 to 0.004 (by 0.010 to 0.013 at the rate of training from scratch)."""


def train(
    texts: Sequence[AnnotatedText],
    *,
    seed: int = 0,
    epochs: int | None = None,
    start: Language | None = None,
    progress: Progress | None = None,
) -> Language:
    """A pipeline whose tagger is trained on ``texts``.

    Parameters
    ----------
    texts : sequence of AnnotatedText
        With the four labels of the guide. The tagger learns from the names that are neither in
        《》 nor document numbers; those and the quantities are found by rule.
    seed, epochs : int
        Order of the batches; passes over the text (12, on top of another pipeline 4).
    start : Language, optional
        A pipeline whose tagger learns the texts in addition to what it knows, and which is given
        back. Default: a new pipeline.
    progress : callable, optional
        Called before each pass with its number from 0 and the number of passes.

    Raises
    ------
    ValueError
        If there is no text to learn from.
    """
    examples = [(text.text, _names(text)) for text in texts if text.text]
    if not examples:
        raise ValueError("no annotated text to train on")
    nlp = build() if start is None else start
    names = nlp.get_pipe("policy_names")
    assert isinstance(names, PolicyNames)
    known = names.tagger
    extractor = FeatureExtractor(N_BUCKETS) if known is None else known.extractor
    passes, rate = (EPOCHS, RATE) if known is None else (MORE_EPOCHS, MORE_RATE)
    names.tagger = NameTagger.fit(
        examples,
        extractor,
        epochs=passes if epochs is None else epochs,
        rate=rate,
        seed=seed,
        rounds=ROUNDS if known is None else 1,
        start=known,
        progress=progress,
    )
    return nlp


def _names(text: AnnotatedText) -> list[Span]:
    numbers = {(number.start, number.end) for number in find_document_numbers(text.text)}
    names = []
    for span in text.spans:
        surface = text.text[span.start : span.end]
        titled = surface.startswith("《") and surface.endswith("》")
        if span.label != "METRIC" and not titled and (span.start, span.end) not in numbers:
            names.append((span.start, span.end, "ORG" if span.label == "ORG" else "POLICY"))
    return names


def save(nlp: Language, folder: Path) -> None:
    """Write a pipeline to a folder; its files are replaced once all of them are complete."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as part:
        nlp.to_disk(part)
        for file in sorted(Path(part).rglob("*")):
            target = folder / file.relative_to(part)
            if file.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(file, target)


def fingerprint(files: Iterable[Path]) -> str:
    """SHA-256 over the names and bytes of the training files, for the model card."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
