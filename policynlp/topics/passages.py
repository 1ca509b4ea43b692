"""Passages as texts: gone through again and again, never held where they lie on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice

import numpy as np

from policynlp.corpus import Corpus
from policynlp.errors import UsageError


@dataclass(frozen=True, slots=True)
class CorpusTexts:
    """Texts of the passages that count; each ``iter`` reads them anew."""

    corpus: Corpus

    def __iter__(self) -> Iterator[str]:
        return (passage.text for passage in self.corpus.passages())


@dataclass(frozen=True, slots=True)
class Batches:
    """Texts in lists of ``size``; each ``iter`` begins anew."""

    texts: Iterable[str]
    size: int = 1000

    def __iter__(self) -> Iterator[list[str]]:
        rest = iter(self.texts)
        while batch := list(islice(rest, self.size)):
            yield batch


def passage_texts(X: Corpus | Iterable[str]) -> CorpusTexts | list[str]:
    """Texts of the passages, to be gone through as often as needed.

    Raises
    ------
    UsageError
        If X is one text, or holds anything but texts.
    """
    if isinstance(X, Corpus):
        return CorpusTexts(X)
    if isinstance(X, str):
        raise UsageError("expected a list of passages, found one text; put it in a list")
    texts = list(X)
    for number, text in enumerate(texts):
        if not isinstance(text, str):
            raise UsageError(f"passage {number} is {type(text).__name__}, not text")
    return texts


def even_sample(texts: Iterable[str], size: int) -> tuple[list[str], int]:
    """So many of the different texts, evenly from first to last, and how many different ones.

    Gone through twice; in memory are 8 bytes for each text, and the sample.
    """
    keys = np.fromiter(map(_key, texts), dtype=np.uint64)
    _, rows = np.unique(keys, return_index=True)
    rows.sort()  # where each stands for the first time
    n = len(rows)
    if n > size:
        rows = rows[np.linspace(0, n - 1, size).round().astype(int)]
    wanted = set(rows.tolist())
    return [text for row, text in enumerate(texts) if row in wanted], n


def _key(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
