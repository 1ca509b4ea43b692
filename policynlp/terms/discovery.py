"""From a corpus to its terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from policynlp.corpus import Corpus
from policynlp.folding import fold
from policynlp.segment import Lexicon, Segmenter
from policynlp.terms.candidates import LOOKED_AT, Candidates, candidates
from policynlp.terms.examples import Place, Texts
from policynlp.terms.ngrams import NGrams
from policynlp.terms.result import Example, Term, Terms
from policynlp.terms.stream import Run, WordStream, word_stream

_Rows = list[tuple[Candidates, int]]


def find_terms(
    corpus: Corpus | Iterable[str],
    *,
    min_count: int = 5,
    known: Lexicon | None = None,
    segmenter: Segmenter | None = None,
    run: Run = map,
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
    run : callable
        Like ``map``: applies a function to lists of texts, in order; in processes or on a cluster.

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
    by average precision against the shipped lexicon. Memory grows with the words and n-grams that
    occur `min_count` times, not with the text: numbers of words lie in temporary files.

    Examples
    --------
    >>> texts = ["优化营商环境。", "营商环境持续改善。", "对营商环境的评价。"]
    >>> [term.text for term in find_terms(texts, min_count=3, known=Lexicon())]
    ['营商环境']
    """
    if min_count < 2:
        raise ValueError(f"min_count must be 2 or more, not {min_count}")
    texts = Texts(corpus)
    stream = word_stream(texts, segmenter, run)
    known = Lexicon.shipped() if known is None else known
    hidden = {fold(term) for term in known.terms()}
    found = {
        text: rows
        for text, rows in _by_text(candidates(stream, min_count), stream).items()
        if text not in hidden and any("\u4e00" <= character <= "\u9fff" for character in text)
    }
    documents = _documents(list(found.values()), stream)
    examples = texts.examples([_places(text, rows, stream) for text, rows in found.items()])
    return Terms(
        [
            _term(text, rows, stream, n, example)
            for (text, rows), n, example in zip(found.items(), documents, examples, strict=True)
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
    first = int(found.grams.first[found.chosen[number]])
    words = stream.words[first : first + found.grams.length]
    return tuple(stream.vocabulary[word] for word in words.tolist())


def _places(text: str, rows: _Rows, stream: WordStream) -> list[Place]:
    """The first places of a term, those of its best cut before the others."""
    positions = np.concatenate([cut.heads[number] for cut, number in rows])
    positions = positions[positions >= 0][:LOOKED_AT]
    starts = stream.starts[positions].tolist()
    of_texts = stream.texts_of(positions).tolist()
    return [(t, start, start + len(text)) for t, start in zip(of_texts, starts, strict=True)]


def _documents(terms: Sequence[_Rows], stream: WordStream) -> list[int]:
    """In how many documents each term occurs in any of its cuts."""
    counts = [int(rows[0][0].documents[rows[0][1]]) for rows in terms]
    cuts: dict[int, tuple[NGrams, list[tuple[int, int]]]] = {}
    for term, rows in enumerate(terms):
        for found, number in rows if len(rows) > 1 else ():
            gram = int(found.chosen[number])
            cuts.setdefault(found.grams.length, (found.grams, []))[1].append((gram, term))
    n = int(stream.documents.max(initial=0)) + 1
    pairs = [np.empty(0, dtype=np.int64)]
    for grams, of_level in cuts.values():
        chosen, owner = np.array(sorted(of_level), dtype=np.int64).T
        done = 0
        for occurrences in grams.occurrences(chosen):
            own = owner[done : done + len(occurrences)][occurrences.members]
            pairs.append(np.unique(own * n + stream.documents_of(occurrences.positions)))
            done += len(occurrences)
    of_term, number_of = np.unique(np.unique(np.concatenate(pairs)) // n, return_counts=True)
    for term, count in zip(of_term.tolist(), number_of.tolist(), strict=True):
        counts[term] = count
    return counts


def _term(text: str, rows: _Rows, stream: WordStream, documents: int, example: Example) -> Term:
    """A term with the values of its best cut; it occurs where any of its cuts does."""
    best, number = rows[0]
    return Term(
        text=text,
        words=_words(best, number, stream),
        score=float(best.score[number]),
        frequency=int(sum(cut.grams.counts[cut.chosen[row]] for cut, row in rows)),
        documents=documents,
        c_value=float(best.c_value[number]),
        cohesion=float(best.cohesion[number]),
        left_entropy=float(best.left_entropy[number]),
        right_entropy=float(best.right_entropy[number]),
        example=example,
    )
