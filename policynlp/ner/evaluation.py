"""Precision, recall and F1 on exact spans, attributes of metrics, and the errors by kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from policynlp.figures import Metric
from policynlp.ner.annotations import LABELS, AnnotatedText
from policynlp.ner.metric_scores import (
    ATTRIBUTES,
    AttributeScore,
    annotated,
    attribute_scores,
    compare,
)

ALL = "all"
KINDS = ("boundary", "label", "missed", "spurious", *ATTRIBUTES)
"""Kinds of errors, in the order in which they are listed."""
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
    """A span that is wrong, or an attribute of a span that is right.

    Attributes
    ----------
    kind : str
        One of `KINDS`: the annotated span ends elsewhere or has another label, was not found, or
        was found and not annotated; else the name of the attribute.
    found, gold : str
        What was found and what is annotated, for an attribute.
    """

    id: str
    kind: str
    label: str
    text: str
    context: str
    found: str = ""
    gold: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores of each label and of all together, and the errors by kind.

    Attributes
    ----------
    attributes : dict of str to AttributeScore
        Of the metrics whose spans agree; only the attributes that the annotation has.
    """

    scores: dict[str, Score]
    errors: list[Error] = field(repr=False)
    attributes: dict[str, AttributeScore] = field(default_factory=dict)


def _f1(right: int, spurious: int, missed: int) -> float:
    return 2 * right / max(2 * right + spurious + missed, 1)


def evaluate_pipeline(
    nlp: Language, texts: Sequence[AnnotatedText], *, seed: int = 0
) -> Evaluation:
    """Compare what a pipeline finds with the annotation: spans, and the attributes of metrics.

    Parameters
    ----------
    nlp : Language
    texts : sequence of AnnotatedText
    seed : int
        Of the bootstrap.
    """
    docs = list(nlp.pipe(text.text for text in texts))
    result = evaluate(texts, [_spans(doc) for doc in docs], seed=seed)
    pairs = [list(_matched(text, doc)) for text, doc in zip(texts, docs, strict=True)]
    names = annotated([gold for passage in pairs for _, gold in passage])
    compared = [[compare(metric, gold) for metric, gold in passage] for passage in pairs]
    wrong = [
        error
        for text, passage, agreed in zip(texts, pairs, compared, strict=True)
        for pair, one in zip(passage, agreed, strict=True)
        for error in _wrong_attributes(text, *pair, {n: one[n] for n in names if n in one})
    ]
    return replace(
        result,
        errors=sorted([*result.errors, *wrong], key=_place),
        attributes=attribute_scores(compared, names, seed=seed),
    )


def _matched(text: AnnotatedText, doc: Doc) -> Iterator[tuple[Metric, dict[str, Any]]]:
    """Metrics found whose spans agree, with their annotation."""
    gold = {(s.start, s.end): s.values for s in text.spans if s.label == "METRIC"}
    for entity in doc.ents:
        metric = entity._.metric
        if metric is not None and (metric.start, metric.end) in gold:
            yield metric, gold[metric.start, metric.end]


def _wrong_attributes(
    text: AnnotatedText, metric: Metric, gold: dict[str, Any], agreed: dict[str, float]
) -> Iterator[Error]:
    span = (metric.start, metric.end, "METRIC")
    for name, score in agreed.items():
        if score < 1:
            keys = name.split(" and ")
            found = " ".join(str(getattr(metric, key)) for key in keys).strip()
            wanted = " ".join(str(gold.get(key, "")) for key in keys).strip()
            yield replace(_error(text, span, name), found=found, gold=wanted)


def _place(error: Error) -> tuple[int, str]:
    return KINDS.index(error.kind), error.label


def _spans(doc: Doc) -> set[Found]:
    return {(e.start_char, e.end_char, e.label_) for e in doc.ents}


def predict(nlp: Language, texts: Sequence[AnnotatedText]) -> list[set[Found]]:
    """Spans that a pipeline finds in each text."""
    return [_spans(doc) for doc in nlp.pipe(text.text for text in texts)]


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
    return Evaluation(scores, sorted(errors, key=_place))


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
