"""Precision, recall and F1 on exact spans, with bootstrap intervals, and the errors by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from spacy.language import Language

from policynlp.ner.annotations import LABELS, AnnotatedText

ALL = "all"
_RESAMPLES = 1000
_CONTEXT = 10

Found = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of exact spans, and an interval for F1.

    Attributes
    ----------
    right, spurious, missed : int
    interval : (float, float)
        2.5 % and 97.5 % of F1 over bootstrap samples of the passages (Efron 1979).
    """

    right: int
    spurious: int
    missed: int
    interval: tuple[float, float] = (0.0, 0.0)

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.spurious, 1)

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missed, 1)

    @property
    def f1(self) -> float:
        return _f1(self.right, self.spurious, self.missed)


@dataclass(frozen=True, slots=True)
class Error:
    """A span that is wrong: `kind` is ``missed``, ``spurious``, ``boundary`` or ``label``."""

    id: str
    kind: str
    label: str
    text: str
    context: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores of each label and of all together, and the errors, most frequent kind first."""

    scores: dict[str, Score]
    errors: list[Error] = field(repr=False)


def _f1(right: int, spurious: int, missed: int) -> float:
    return 2 * right / max(2 * right + spurious + missed, 1)


def predict(nlp: Language, texts: Sequence[AnnotatedText]) -> list[set[Found]]:
    """Spans that a pipeline finds in each text."""
    docs = nlp.pipe(text.text for text in texts)
    return [{(e.start_char, e.end_char, e.label_) for e in doc.ents} for doc in docs]


def evaluate(
    texts: Sequence[AnnotatedText], found: Sequence[set[Found]], *, seed: int = 0
) -> Evaluation:
    """Compare what was found with the annotation, on exact spans.

    Parameters
    ----------
    texts : sequence of AnnotatedText
    found : sequence of sets of (start, end, label)
        As `predict` gives them, one for each text.
    seed : int
        Of the bootstrap.
    """
    wanted = [{(s.start, s.end, s.label) for s in text.spans} for text in texts]
    scores = {}
    for label in (*LABELS, ALL):
        counts = np.array(
            [
                _counts(_of(gold, label), _of(guess, label))
                for gold, guess in zip(wanted, found, strict=True)
            ]
        ).reshape(-1, 3)
        right, spurious, missed = (int(n) for n in counts.sum(axis=0))
        scores[label] = Score(right, spurious, missed, _interval(counts, seed))
    errors = [
        error
        for text, gold, guess in zip(texts, wanted, found, strict=True)
        for error in _errors(text, gold, guess)
    ]
    frequency = Counter((error.kind, error.label) for error in errors)
    errors.sort(key=lambda e: (-frequency[e.kind, e.label], e.kind, e.label))
    return Evaluation(scores, errors)


def _of(spans: set[Found], label: str) -> set[Found]:
    return spans if label == ALL else {span for span in spans if span[2] == label}


def _counts(gold: set[Found], guess: set[Found]) -> tuple[int, int, int]:
    return len(gold & guess), len(guess - gold), len(gold - guess)


def _interval(counts: np.ndarray, seed: int) -> tuple[float, float]:
    if not len(counts):
        return 0.0, 0.0
    rng = np.random.default_rng(seed)
    sample = rng.integers(len(counts), size=(_RESAMPLES, len(counts)))
    values = [_f1(*(int(n) for n in row)) for row in counts[sample].sum(axis=1)]
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)


def _errors(text: AnnotatedText, gold: set[Found], guess: set[Found]) -> Iterable[Error]:
    extra = guess - gold
    explained: set[Found] = set()
    for span in sorted(gold - guess):
        overlapping = [e for e in sorted(extra) if e[0] < span[1] and span[0] < e[1]]
        same = [e for e in overlapping if e[:2] == span[:2]]
        kind = "label" if same else "boundary" if overlapping else "missed"
        explained.update(overlapping)
        yield _error(text, span, kind)
    for span in sorted(extra - explained):
        yield _error(text, span, "spurious")


def _error(text: AnnotatedText, span: Found, kind: str) -> Error:
    start, end, label = span
    before = text.text[max(0, start - _CONTEXT) : start]
    context = f"{before}⟦{text.text[start:end]}⟧{text.text[end : end + _CONTEXT]}"
    return Error(text.id, kind, label, text.text[start:end], context)
