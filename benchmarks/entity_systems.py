"""The systems that ``entities.py`` compares: each learns from annotated texts and finds spans."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Sequence

import pycrfsuite
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from policynlp.ner.annotations import LABELS, AnnotatedText
from policynlp.ner.pipeline import build
from policynlp.ner.tokenizer import CharacterTokenizer
from policynlp.ner.training import train

Found = set[tuple[int, int, str]]
Finder = Callable[[Sequence[str]], list[Found]]
Texts = Sequence[AnnotatedText]
Learner = Callable[[Texts, Texts], Finder]
"""Takes the annotated documents to learn from, and the project's own sentences."""

_TOK2VEC = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 96,
    "depth": 4,
    "embed_size": 2000,
    "window_size": 1,
    "maxout_pieces": 3,
    "subword_features": True,
}


def rules(texts: Texts, own: Texts) -> Finder:
    """Grammar and lists alone: nothing is learned."""
    return _pipeline(build(None))


def hybrid(texts: Texts, own: Texts) -> Finder:
    """What ships: rules, lists and the tagger."""
    return _pipeline(train([*texts, *own]))


def hybrid_plain(texts: Texts, own: Texts) -> Finder:
    """The same without the project's own sentences."""
    return _pipeline(train(texts))


def _pipeline(nlp: Language) -> Finder:
    def find(texts: Sequence[str]) -> list[Found]:
        return [{(e.start_char, e.end_char, e.label_) for e in d.ents} for d in nlp.pipe(texts)]

    return find


def spacy_ner() -> Language:
    """The transition-based NER of spaCy over characters, not trained; width 96, depth 4."""
    nlp = spacy.blank("zh")
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)  # type: ignore[assignment]
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": _TOK2VEC,
    }
    ner = nlp.add_pipe("ner", config={"model": model})
    for label in LABELS:
        ner.add_label(label)  # type: ignore[attr-defined]
    nlp.initialize()
    return nlp


def spacy_trained(epochs: int) -> Learner:
    """The same, trained from scratch with batches of eight passages and dropout 0.2."""

    def learn(texts: Texts, own: Texts) -> Finder:
        spacy.util.fix_random_seed(0)
        nlp = spacy_ner()
        examples = [_example(nlp, text) for text in texts]
        optimizer = nlp.initialize(lambda: examples)
        rng = random.Random(0)  # noqa: S311
        for _ in range(epochs):
            rng.shuffle(examples)
            for at in range(0, len(examples), 8):
                nlp.update(examples[at : at + 8], sgd=optimizer, drop=0.2)
        return _pipeline(nlp)

    return learn


def _example(nlp: Language, text: AnnotatedText) -> Example:
    doc: Doc = nlp.make_doc(text.text)
    spans = [(span.start, span.end, span.label) for span in text.spans]
    return Example.from_dict(doc, {"entities": spans})


def crf(texts: Texts, own: Texts) -> Finder:
    """A linear-chain CRF on character n-grams of at most three, within two characters."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.1, "c2": 0.01, "max_iterations": 100})
    for text in texts:
        trainer.append(_ngrams(text.text), _tags(text))
    with tempfile.TemporaryDirectory() as folder:
        model = f"{folder}/model"
        trainer.train(model)
        with open(model, "rb") as file:
            content = file.read()
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(content)
    return lambda found: [_spans(tagger.tag(_ngrams(text))) for text in found]


def _ngrams(text: str) -> list[list[str]]:
    padded = f"\0\0{text}\0\0"
    rows = []
    for at in range(2, len(padded) - 2):
        grams = [(i, j) for i in range(-2, 3) for j in range(i + 1, min(i + 4, 4))]
        rows.append([f"{i}{j}{padded[at + i : at + j]}" for i, j in grams])
    return rows


def _tags(text: AnnotatedText) -> list[str]:
    tags = ["O"] * len(text.text)
    for span in text.spans:
        tags[span.start : span.end] = [f"I-{span.label}"] * (span.end - span.start)
        tags[span.start] = f"B-{span.label}"
    return tags


def _spans(tags: Sequence[str]) -> Found:
    found: Found = set()
    start, label = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        if label and tag != f"I-{label}":
            found.add((start, at, label))
            label = ""
        if tag != "O" and not label:
            start, label = at, tag[2:]
    return found
