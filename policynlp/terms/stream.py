"""The fine words of a corpus as one array of numbers, and where each of them stands."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policynlp.folding import fold
from policynlp.segment import Segmenter

BREAK = 0
"""Number of everything that no term goes across: punctuation, white space, the end of a text."""


@dataclass(frozen=True, slots=True, eq=False)
class WordStream:
    """All words of a corpus, in order, a break after each text.

    Attributes
    ----------
    vocabulary : list of str
        The word of each number; traditional and full-width characters are folded. Number 0 is
        the break.
    words : ndarray of int32, shape (n_words,)
        Numbers into `vocabulary`.
    starts : ndarray of int32, shape (n_words,)
        Where each word begins in its text, in code points.
    texts, documents : ndarray of int32, shape (n_words,)
        Number of the text and of the document that each word stands in.
    """

    vocabulary: list[str]
    words: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int32]
    texts: npt.NDArray[np.int32]
    documents: npt.NDArray[np.int32]


def word_stream(texts: Iterable[tuple[int, str]], segmenter: Segmenter) -> WordStream:
    """Segment texts, each given with the number of its document.

    Time and memory grow with the number of words: 16 bytes for each, and the vocabulary once.
    """
    numbers: defaultdict[str, int] = defaultdict(lambda: len(numbers))
    numbers[""] = BREAK
    words, starts = array("i"), array("i")
    lengths: list[int] = []
    documents: list[int] = []
    for document, text in texts:
        tokens = segmenter.segment(fold(text))
        words.extend([numbers[word] for word in tokens.words()])
        words.append(BREAK)
        starts.append(0)
        starts.extend(tokens.ends.tolist())
        lengths.append(len(tokens) + 1)
        documents.append(document)
    vocabulary = list(numbers)
    # What has neither a letter, a digit nor a Chinese character in it is no word.
    spoken = np.array([any(map(str.isalnum, word)) for word in vocabulary], dtype=bool)
    found = np.array(words, dtype=np.int32)
    return WordStream(
        vocabulary,
        np.where(spoken[found], found, np.int32(BREAK)),
        np.array(starts, dtype=np.int32),
        np.repeat(np.arange(len(lengths), dtype=np.int32), lengths),
        np.repeat(np.array(documents, dtype=np.int32), lengths),
    )
