"""From a corpus to its terms."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from policynlp.corpus import Corpus
from policynlp.folding import fold
from policynlp.segment import Lexicon, RJiebaEngine, Segmenter
from policynlp.terms.candidates import Candidates, candidates
from policynlp.terms.examples import Texts
from policynlp.terms.result import Term, Terms
from policynlp.terms.stream import WordStream, word_stream

_LOOKED_AT = 8  # occurrences among which the example is chosen

_Rows = list[tuple[Candidates, int]]


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
        Cuts the text. Default: the words of a general dictionary (rjieba), so that policy terms
        are found and not presupposed.

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

    Examples
    --------
    >>> texts = ["优化营商环境。", "营商环境持续改善。", "对营商环境的评价。"]
    >>> [term.text for term in find_terms(texts, min_count=3, known=Lexicon())]
    ['营商环境']
    """
    if min_count < 2:
        raise ValueError(f"min_count must be 2 or more, not {min_count}")
    texts = Texts(corpus)
    stream = word_stream(texts, segmenter or Segmenter("fine", engine=RJiebaEngine()))
    known = Lexicon.shipped() if known is None else known
    hidden = {fold(term) for term in known.terms()}
    return Terms(
        [
            _term(text, rows, stream, texts)
            for text, rows in _by_text(candidates(stream, min_count), stream).items()
            if text not in hidden and any("\u4e00" <= character <= "\u9fff" for character in text)
        ]
    )


def _by_text(levels: list[Candidates], stream: WordStream) -> dict[str, _Rows]:
    """Candidates by their text, best first: one term may have been cut in different ways."""
    scores = np.concatenate([found.score for found in levels])
    rows = [(found, number) for found in levels for number in range(len(found.chosen))]
    by_text: dict[str, _Rows] = {}
    for index in np.argsort(-scores, kind="stable").tolist():
        if scores[index] <= 0:
            break
        found, number = rows[index]
        by_text.setdefault("".join(_words(found, number, stream)), []).append(rows[index])
    return by_text


def _words(found: Candidates, number: int, stream: WordStream) -> tuple[str, ...]:
    first = found.grams.occurrences(found.chosen[number])[0]
    words = stream.words[first : first + found.grams.length]
    return tuple(stream.vocabulary[word] for word in words.tolist())


def _term(text: str, rows: _Rows, stream: WordStream, texts: Texts) -> Term:
    """A term with the values of its best cut; it occurs where any of its cuts does."""
    best, number = rows[0]
    positions = np.concatenate([cut.grams.occurrences(cut.chosen[row]) for cut, row in rows])
    looked_at = [
        (int(stream.texts[position]), int(stream.starts[position]))
        for position in positions[:_LOOKED_AT]
    ]
    return Term(
        text=text,
        words=_words(best, number, stream),
        score=float(best.score[number]),
        frequency=len(positions),
        documents=len(np.unique(stream.documents[positions])),
        c_value=float(best.c_value[number]),
        cohesion=float(best.cohesion[number]),
        left_entropy=float(best.left_entropy[number]),
        right_entropy=float(best.right_entropy[number]),
        example=texts.example([(t, start, start + len(text)) for t, start in looked_at]),
    )
