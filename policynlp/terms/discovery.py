"""From a corpus to its terms: count, filter, rank, and show each in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from policynlp.corpus import Corpus
from policynlp.folding import fold
from policynlp.segment import Lexicon, Segmenter
from policynlp.terms.examples import Texts
from policynlp.terms.ngrams import NGrams, Numbers, Values, distinct, frequent_ngrams
from policynlp.terms.result import Term, Terms
from policynlp.terms.statistics import branching_entropy, c_value, cohesion
from policynlp.terms.stream import WordStream, word_stream
from policynlp.terms.word_classes import WordRoles, word_roles

_LONGEST = 6  # words; longer ones are titles and slogans
_LOOKED_AT = 8  # occurrences among which the example is chosen


@dataclass(frozen=True, slots=True, eq=False)
class _Candidates:
    """What may be a term among the n-grams of one length; arrays of shape (n_candidates,)."""

    grams: NGrams
    chosen: Numbers
    documents: Numbers
    cohesion: Values
    left: Values
    right: Values

    def scores(self, c_values: Values) -> Values:
        """What the terms are ranked by; see `find_terms`."""
        return (
            np.log1p(np.maximum(c_values, 0))
            * np.log1p(self.documents)
            * np.sqrt(np.maximum(self.cohesion, 0))
            * np.minimum(self.left, self.right)
        )


def find_terms(
    corpus: Corpus | Iterable[str],
    *,
    min_count: int = 5,
    known: Lexicon | None = None,
    segmenter: Segmenter | None = None,
) -> Terms:
    """Find terms of several words, and words that the general dictionary lacks.

    Parameters
    ----------
    corpus : Corpus or iterable of str
        Of a corpus the passages that count (`Document.passages`); each plain text is a document.
    min_count : int
        Least number of occurrences, 2 or more.
    known : Lexicon, optional
        Terms to leave out. Default: the shipped lexicon; ``Lexicon()`` to leave out none.
    segmenter : Segmenter, optional
        Cuts the text. Default: fine words, so that policy terms are found and not presupposed.

    Returns
    -------
    Terms
        Best first.

    Raises
    ------
    ValueError
        If `min_count` is below 2.

    Notes
    -----
    Candidates are noun phrases of two to six fine words without a break in them, and single words
    of three or more characters that jieba's dictionary lacks; each has a Chinese character in it.
    They are ranked by ::

        log(1 + C-value) * log(1 + documents) * sqrt(cohesion) * min(left, right entropy)

    C-value after Frantzi, Ananiadou and Mima 2000; branching entropy after Jin and Tanaka-Ishii
    2006; cohesion as normalised pointwise mutual information (Bouma 2009) at the weakest seam.
    The form of the product was chosen on work reports, State Council documents and national laws,
    by average precision against the shipped lexicon. Time and memory grow with the length of the
    corpus.
    """
    if min_count < 2:
        raise ValueError(f"min_count must be 2 or more, not {min_count}")
    texts = Texts(corpus)
    stream = word_stream(texts, segmenter or Segmenter("fine"))
    levels, candidates = _candidates(stream, min_count)
    c_values = c_value(levels, [found.chosen for found in candidates])
    known = Lexicon.shipped() if known is None else known
    return _terms(stream, texts, candidates, c_values, {fold(term) for term in known.terms()})


def _candidates(
    stream: WordStream, min_count: int
) -> tuple[list[NGrams], list[_Candidates]]:
    """All n-grams, and those that may be terms with their statistics, by length."""
    roles = word_roles(stream)
    words = stream.words.astype(np.int64)
    documents = stream.documents.astype(np.int64)
    levels: list[NGrams] = []
    candidates = []
    for grams in frequent_ngrams(stream, _LONGEST, min_count):
        levels.append(grams)
        chosen = np.flatnonzero(_may_be_terms(grams, stream, roles) & (grams.counts >= min_count))
        spread = distinct(grams, documents[grams.positions])[0]
        candidates.append(
            _Candidates(
                grams,
                chosen,
                np.bincount(spread, minlength=len(grams))[chosen],
                cohesion(levels, stream)[chosen],
                # A break follows each text, so the place before the first word is one too.
                branching_entropy(grams, words[grams.positions - 1])[chosen],
                branching_entropy(grams, words[grams.positions + grams.length])[chosen],
            )
        )
    return levels, candidates


def _may_be_terms(grams: NGrams, stream: WordStream, roles: WordRoles) -> np.ndarray:
    words = stream.words[grams.first[:, None] + np.arange(grams.length)]
    if grams.length == 1:
        return roles.new[words[:, 0]]
    return roles.first[words[:, 0]] & roles.inner[words].all(axis=1) & roles.last[words[:, -1]]


def _terms(
    stream: WordStream,
    texts: Texts,
    candidates: Sequence[_Candidates],
    c_values: Sequence[Values],
    hidden: set[str],
) -> Terms:
    """Best first; a term that is cut in different ways is one term, with its best cut's values."""
    scores = [found.scores(value) for found, value in zip(candidates, c_values, strict=True)]
    ranked = sorted(
        ((score, level, number) for level, each in enumerate(scores)
         for number, score in enumerate(each.tolist()) if score > 0),
        key=lambda row: (-row[0], row[1], row[2]),
    )  # fmt: skip
    cuts: dict[str, list[tuple[float, int, int]]] = {}
    for row in ranked:
        cuts.setdefault("".join(_words(stream, candidates[row[1]], row[2])), []).append(row)
    return Terms(
        [
            _term(stream, texts, candidates, c_values, text, rows)
            for text, rows in cuts.items()
            if text not in hidden and any("\u4e00" <= character <= "\u9fff" for character in text)
        ]
    )
