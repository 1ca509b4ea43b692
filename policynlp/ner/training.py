"""Training the pipeline again from annotated text, with a fixed seed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from spacy.language import Language

from policynlp.grammar import find_document_numbers
from policynlp.ner.annotations import AnnotatedText
from policynlp.ner.features import FeatureExtractor
from policynlp.ner.pipeline import build
from policynlp.ner.tagger import NameTagger, Span

N_BUCKETS = 1 << 18
EPOCHS = 12


def train(texts: Sequence[AnnotatedText], *, seed: int = 0, epochs: int = EPOCHS) -> Language:
    """A pipeline whose tagger is trained on ``texts``.

    Parameters
    ----------
    texts : sequence of AnnotatedText
        With the four labels of the guide. The tagger learns from the names that are neither in
        《》 nor document numbers; those and the quantities are found by rule.
    seed, epochs : int
        Order of the batches; passes over the text.

    Raises
    ------
    ValueError
        If there is no text to learn from.
    """
    examples = [(text.text, _names(text)) for text in texts if text.text]
    if not examples:
        raise ValueError("no annotated text to train on")
    extractor = FeatureExtractor(N_BUCKETS)
    return build(NameTagger.fit(examples, extractor, epochs=epochs, seed=seed))


def _names(text: AnnotatedText) -> list[Span]:
    numbers = {(number.start, number.end) for number in find_document_numbers(text.text)}
    names = []
    for span in text.spans:
        surface = text.text[span.start : span.end]
        titled = surface.startswith("《") and surface.endswith("》")
        if span.label != "METRIC" and not titled and (span.start, span.end) not in numbers:
            names.append((span.start, span.end, "ORG" if span.label == "ORG" else "POLICY"))
    return names


def fingerprint(files: Iterable[Path]) -> str:
    """SHA-256 over the names and bytes of the training files, for the model card."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
