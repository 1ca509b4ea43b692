"""N-grams that may be terms, with their statistics and their rank."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from policynlp.terms.measures import branching_entropy, c_value, cohesion
from policynlp.terms.ngrams import Flags, NGrams, Numbers, Values, distinct, frequent_ngrams
from policynlp.terms.stream import WordStream
from policynlp.terms.word_classes import WordRoles, word_roles

_LONGEST = 6  # words; longer ones are titles and slogans


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """What may be a term among the n-grams of one length; arrays of shape (n_candidates,).

    Attributes
    ----------
    grams : NGrams
    chosen : ndarray of int64
        Numbers of the candidates in `grams`.
    documents : ndarray of int64
        In how many documents each occurs.
    c_value, cohesion, left_entropy, right_entropy, score : ndarray of float64
    """

    grams: NGrams
    chosen: Numbers
    documents: Numbers
    c_value: Values
    cohesion: Values
    left_entropy: Values
    right_entropy: Values
    score: Values


def candidates(stream: WordStream, min_count: int) -> list[Candidates]:
    """Candidates that occur `min_count` times or more, by length."""
    roles = word_roles(stream)
    levels = list(frequent_ngrams(stream, _LONGEST, min_count))
    chosen = [
        np.flatnonzero(_may_be_terms(grams, stream, roles) & (grams.counts >= min_count))
        for grams in levels
    ]
    return [
        _measured(levels[: grams.length], stream, own, value)
        for grams, own, value in zip(levels, chosen, c_value(levels, chosen), strict=True)
    ]


def _may_be_terms(grams: NGrams, stream: WordStream, roles: WordRoles) -> Flags:
    words = stream.words[grams.first[:, None] + np.arange(grams.length)]
    first, last = words[:, 0], words[:, -1]
    allowed: Flags = roles.first[first] & roles.inner[words].all(axis=1) & roles.last[last]
    return allowed if grams.length > 1 else np.asarray(roles.new[first])


def _measured(
    levels: list[NGrams], stream: WordStream, chosen: Numbers, c_values: Values
) -> Candidates:
    grams = levels[-1]
    # A break follows each text, so the place before the very first word, -1, is one too.
    before = stream.words[grams.positions - 1].astype(np.int64)
    after = stream.words[grams.positions + grams.length].astype(np.int64)
    members, _ = distinct(grams, stream.documents[grams.positions].astype(np.int64))
    documents = np.bincount(members, minlength=len(grams))[chosen]
    firmness = cohesion(levels, stream)[chosen]
    left = branching_entropy(grams, before)[chosen]
    right = branching_entropy(grams, after)[chosen]
    # See `find_terms`.
    score = (
        np.log1p(np.maximum(c_values, 0))
        * np.log1p(documents)
        * np.sqrt(np.maximum(firmness, 0))
        * np.minimum(left, right)
    )
    return Candidates(grams, chosen, documents, c_values, firmness, left, right, score)
