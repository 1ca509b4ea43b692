"""The terms of passages that can tell documents apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from policynlp.folding import fold
from policynlp.grammar.tables import rows, terms
from policynlp.segment import Segmenter, Tokens
from policynlp.terms.word_classes import general_dictionary
from policynlp.topics.words import is_content_word

# Conjunctions, adverbs, prepositions, pronouns, quantifiers … in the tag set of jieba's dictionary.
_FUNCTION = tuple("cdemopqruy")
_YEAR = re.compile(r"(?:19|20)\d\d年")


def count_terms(
    texts: Sequence[str], segmenter: Segmenter | None = None
) -> tuple[list[str], sp.csr_matrix, npt.NDArray[np.float64]]:
    """Terms of texts, how often each text has them, and all words of each text.

    A multi-word term (数字政府) counts beside its words (数字, 政府), so that it does not matter
    where the segmenter binds it. Left out are stop words, function words, figures, single
    characters, names of places, and how a place names its own level (全省): they tell where a
    document is from, not what it says.

    Parameters
    ----------
    texts : sequence of str
    segmenter : Segmenter, optional
        Default: coarse words.

    Returns
    -------
    vocabulary : list of str
        In the order of their characters.
    counts : csr_matrix of float, shape (n_texts, n_terms)
    words : ndarray, shape (n_texts,)
        Fine words of each text, whatever they are.
    """
    columns: dict[str, int] = {}
    indices: list[int] = []
    ends, sizes = [0], []
    for tokens in (segmenter or _segmenter()).segment_many(fold(text) for text in texts):
        words = [tokens.text[a:b] for a, b in pairwise([0, *tokens.fine.tolist()])]
        units = [word for word in words if not _cut_wrongly(word)] + _multi_word(tokens)
        indices += [columns.setdefault(unit, len(columns)) for unit in units if _tells(unit)]
        ends.append(len(indices))
        sizes.append(sum(any(map(str.isalnum, word)) for word in words))
    vocabulary = sorted(columns)
    order = np.empty(len(columns), dtype=np.intp)
    order[[columns[word] for word in vocabulary]] = np.arange(len(columns))
    counts = sp.csr_matrix(
        (np.ones(len(indices)), order[indices], ends), shape=(len(texts), len(columns))
    )
    counts.sum_duplicates()
    return vocabulary, counts, np.array(sizes, dtype=np.float64)


def _multi_word(tokens: Tokens) -> list[str]:
    """The coarse units of several fine words; 市和区 is no term, for it holds a conjunction."""
    return [
        token.text
        for token in tokens
        if token.inner and not any(_is_function(part.text) for part in token.parts)
    ]


@lru_cache(maxsize=1 << 16)
def _cut_wrongly(word: str) -> bool:
    """Whether a word that no dictionary has holds a conjunction: 市和区."""
    known = general_dictionary()
    return word not in known and any(known.get(character) == "c" for character in word)


@lru_cache(maxsize=1 << 16)
def _tells(word: str) -> bool:
    return (
        is_content_word(word)
        and not _YEAR.match(word)
        and not _is_function(word)
        and word not in _left_out()
    )


@lru_cache(maxsize=1 << 16)
def _is_function(word: str) -> bool:
    return general_dictionary().get(word, "").startswith(_FUNCTION)


@cache
def _left_out() -> frozenset[str]:
    places = (name for row in rows("places/divisions.tsv", 4) for name in row[:2])
    return frozenset((*places, *terms("comparison/own_level.txt")))


@cache
def _segmenter() -> Segmenter:
    return Segmenter()
