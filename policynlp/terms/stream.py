"""The fine words of a corpus as one array of numbers on disk, and where each of them stands."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from policynlp.folding import fold
from policynlp.segment import RJiebaEngine, Segmenter

BREAK = 0
"""Number of everything that no term goes across: punctuation, white space, the end of a text."""

Numbers = npt.NDArray[np.int64]
Run = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
_BATCH = 200
"""Texts that are cut at a time."""


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
    bounds : ndarray of int64, shape (n_texts + 1,)
        The words of text t are ``words[bounds[t]:bounds[t + 1]]``.
    documents : ndarray of int32, shape (n_texts,)
        Number of the document of each text.
    """

    vocabulary: list[str]
    words: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int32]
    bounds: Numbers
    documents: npt.NDArray[np.int32]

    def texts_of(self, positions: Numbers) -> Numbers:
        """Number of the text that each place of the stream is in."""
        return np.searchsorted(self.bounds, positions, side="right") - 1

    def documents_of(self, positions: Numbers) -> Numbers:
        """Number of the document that each place of the stream is in."""
        return self.documents[self.texts_of(positions)].astype(np.int64)


def word_stream(
    texts: Iterable[tuple[int, str]], segmenter: Segmenter | None = None, run: Run = map
) -> WordStream:
    """Segment texts, each given with the number of its document.

    Memory grows with the vocabulary, by 12 bytes a text, and not with the words: they lie in
    temporary files, 8 bytes each.

    Parameters
    ----------
    texts : iterable of (int, str)
    segmenter : Segmenter, optional
        Default: see `find_terms`.
    run : callable
        Like ``map``; applies a function to lists of texts, in order.
    """
    vocabulary = [""]
    numbers = {"": BREAK}
    documents, bounds = array("i"), array("q", [0])
    with tempfile.TemporaryFile() as words, tempfile.TemporaryFile() as starts:
        for cut in run(partial(_cut, segmenter), _batches(texts, documents)):
            for of_text, ends in cut:
                for word in of_text:
                    if word not in numbers:
                        # What has neither a letter, a digit nor a Chinese character is no word.
                        spoken = any(map(str.isalnum, word))
                        numbers[word] = len(vocabulary) if spoken else BREAK
                        vocabulary += [word] if spoken else []
                array("i", [*(numbers[word] for word in of_text), BREAK]).tofile(words)
                array("i", [0, *ends]).tofile(starts)
                bounds.append(bounds[-1] + len(of_text) + 1)
        return WordStream(
            vocabulary,
            _mapped(words, bounds[-1]),
            _mapped(starts, bounds[-1]),
            np.array(bounds, dtype=np.int64),
            np.array(documents, dtype=np.int32),
        )


def _batches(texts: Iterable[tuple[int, str]], documents: array[int]) -> Iterator[list[str]]:
    """The texts in lists; their documents are noted as they pass."""
    rest = iter(texts)
    while batch := list(islice(rest, _BATCH)):
        documents.extend([document for document, _ in batch])
        yield [text for _, text in batch]


def _cut(segmenter: Segmenter | None, texts: Sequence[str]) -> list[tuple[list[str], list[int]]]:
    """Words of texts and where each ends; maybe in another process."""
    cut = [(segmenter or _general()).segment(fold(text)) for text in texts]
    return [(tokens.words(), tokens.ends.tolist()) for tokens in cut]


@cache
def _general() -> Segmenter:
    return Segmenter("fine", engine=RJiebaEngine())


def on_disk(size: int) -> npt.NDArray[np.int32]:
    """An array of -1 in a temporary file, which goes with it."""
    with tempfile.TemporaryFile() as file:
        for start in range(0, size, 1 << 14):
            file.write(np.full(min(1 << 14, size - start), -1, dtype=np.int32).tobytes())
        return _mapped(file, size)


def _mapped(file: IO[bytes], size: int) -> npt.NDArray[np.int32]:
    """What is in a file, as an array; the file may be closed."""
    file.flush()
    if not size:
        return np.empty(0, dtype=np.int32)
    found: npt.NDArray[np.int32] = np.memmap(file, dtype=np.int32, mode="r+", shape=(size,))
    return found
