"""N-grams that may be terms, with their statistics and their rank."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from policynlp.terms.measures import branching_entropy, c_value, cohesion
from policynlp.terms.ngrams import Flags, NGrams, Values, distinct, frequent_ngrams
from policynlp.terms.stream import Numbers, WordStream
from policynlp.terms.word_classes import WordRoles, word_roles

LOOKED_AT = 8
"""Occurrences of a term among which its example is chosen."""
_LONGEST = 6  # words; longer ones are titles and slogans


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """What may be a term among the n-grams of one length; arrays of shape (n_candidates,).

    Attributes
    ----------
    grams : NGrams
    heads : ndarray of int64, shape (n_candidates, 8)
        The first places of each; -1 where there are fewer.
    chosen : ndarray of int64
        Numbers of the candidates in `grams`.
    documents : ndarray of int64
        In how many documents each occurs.
    c_value, cohesion, left_entropy, right_entropy, score : ndarray of float64
    """

    grams: NGrams
    heads: Numbers
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
    documents = np.empty(len(chosen), dtype=np.int64)
    left, right = np.empty(len(chosen)), np.empty(len(chosen))
    heads = np.empty((len(chosen), LOOKED_AT), dtype=np.int64)
    done = 0
    for found in grams.occurrences(chosen):
        own = slice(done, done + len(found))
        # A break follows each text, so the place before the very first word, -1, is one too.
        before = stream.words[found.positions - 1].astype(np.int64)
        after = stream.words[found.positions + grams.length].astype(np.int64)
        left[own] = branching_entropy(found, before)
        right[own] = branching_entropy(found, after)
        members, _ = distinct(found, stream.documents_of(found.positions))
        documents[own] = np.bincount(members, minlength=len(found))
        heads[own] = found.heads(LOOKED_AT)
        done += len(found)
    firmness = cohesion(levels)[chosen]
    # See `find_terms`.
    score = (
        np.log1p(np.maximum(c_values, 0))
        * np.log1p(documents)
        * np.sqrt(np.maximum(firmness, 0))
        * np.minimum(left, right)
    )
    return Candidates(grams, heads, chosen, documents, c_values, firmness, left, right, score)
