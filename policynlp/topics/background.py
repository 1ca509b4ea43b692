"""What a large collection tells about words, which a few passages can't: shipped statistics.

Made by benchmarks/background.py, which defines them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt

_FOLDER = files("policynlp.resources").joinpath("topics")


@cache
def genre_weights() -> dict[tuple[str, str], float]:
    """Weight of words (``"w"``) and pairs of characters (``"c"``) that the genre overuses."""
    lines = _FOLDER.joinpath("genre_weights.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {(kind, unit): float(weight) for kind, unit, weight in rows}


def word_vectors(words: Sequence[str]) -> npt.NDArray[np.int8]:
    """Vectors of words in latent semantic space, zeros for unknown ones; shape (n_words, 100)."""
    places, vectors = _word_vectors()
    found = np.zeros((len(words), vectors.shape[1]), dtype=np.int8)
    for row, word in enumerate(words):
        place = places.get(word)
        if place is not None:
            found[row] = vectors[place]
    return found


@cache
def _word_vectors() -> tuple[dict[str, int], npt.NDArray[np.int8]]:
    with (
        as_file(_FOLDER.joinpath("word_vectors.npz")) as path,
        np.load(path, allow_pickle=False) as stored,
    ):
        words, vectors = stored["words"].tolist(), stored["vectors"]
    return {word: place for place, word in enumerate(words)}, vectors
