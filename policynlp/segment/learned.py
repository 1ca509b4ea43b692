"""The learned engine: a linear-chain tagger over pairs of boundary levels."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from policynlp.errors import ModelError
from policynlp.segment.boundaries import COARSE, FINE, INSIDE, Levels, Spans, covered
from policynlp.segment.characters import (
    CONTEXT,
    SEPARATOR,
    Codes,
    Kinds,
    brackets,
    breaks,
    joined,
    kinds_of,
    to_codes,
)
from policynlp.segment.decoding import best_cuts
from policynlp.segment.evidence import LONGEST_TERM, Evidence
from policynlp.segment.features import Features
from policynlp.tagging.weights import Weights

FORMAT = 2
_CHUNK = 1 << 13
_SURROUNDINGS = 4 * LONGEST_TERM
_CERTAIN = np.int32(2**24)


class LearnedEngine:
    """The shipped model, or one trained by ``policynlp train-segmenter``.

    Parameters
    ----------
    path : str or Path
        ``segmenter.npz``.

    Raises
    ------
    ModelError
        If the file is missing, broken or of another format.
    """

    name = "learned"

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        try:
            with self.path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                meta = json.loads(str(arrays["meta"]))
                if meta["format"] != FORMAT:
                    raise ModelError(self.path, f"format {meta['format']}, expected {FORMAT}")
                self.meta: dict[str, Any] = meta
                self._evidence = Evidence.from_arrays(arrays)
                self._weights = Weights.from_arrays(arrays)
        except OSError as error:
            raise ModelError(self.path, error.strerror or "not a model of policynlp") from error
        except (KeyError, ValueError, TypeError, EOFError, BadZipFile) as error:
            raise ModelError(self.path, f"not a segmenter of policynlp: {error}") from error

    def levels(self, text: str, gaps: Spans) -> Levels:
        folded = to_codes(text)
        kinds = kinds_of(folded)
        result = np.full(len(folded), COARSE, dtype=np.uint8)
        free = covered(gaps, len(folded)) & ~breaks(folded, kinds)
        if not free.any():
            return result
        fixed = ~free
        fixed[:-1] |= fixed[1:]
        fixed[gaps - 1] = True
        alone = brackets(kinds)
        alone[:-1] |= alone[1:]

        word, unit, start, single = self._weights.unpacked(self._sums(folded, kinds))
        # A cut gains what the end of a word does, of a unit where that adds, and the next start.
        gains = word + np.maximum(unit, 0)
        gains[:-1] += start[1:]
        gains[joined(folded, kinds)] = -_CERTAIN
        gains[fixed | alone] = _CERTAIN
        cuts = best_cuts(gains, single)
        result[~cuts] = INSIDE
        result[(cuts & (unit <= 0)) & ~fixed] = FINE
        return result

    def _sums(self, folded: Codes, kinds: Kinds) -> npt.NDArray[np.uint64]:
        """Summed weights of the characters, in stretches that stay in the cache."""
        edge = np.full(CONTEXT, ord(SEPARATOR), dtype=np.uint32)
        sums = []
        for lead, start, end, tail in _chunks(folded, kinds):
            features = Features(np.concatenate([edge, folded[lead:tail], edge]), self._evidence)
            of_words = self._weights.sums(features.of_words, width=2)
            found = self._weights.sums(features.of_characters) + of_words.take(features.slot)
            sums.append(found[start - lead : end - lead])
        return sums[0] if len(sums) == 1 else np.concatenate(sums)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.path,)


def _chunks(folded: Codes, kinds: Kinds) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of about ``_CHUNK`` characters, with where their surroundings begin and end.

    They meet behind marks that no word spans, and so do their surroundings, which reach further
    than any feature looks: the features are those of the whole text.
    """
    n = len(folded)
    if n <= _CHUNK:
        yield 0, 0, n, n
        return
    possible = np.append(breaks(folded, kinds).nonzero()[0] + 1, n)
    wanted = np.arange(_CHUNK, n, _CHUNK)
    ends = np.unique(np.append(possible[possible.searchsorted(wanted)], n))
    starts = np.append(0, ends[:-1])
    before = possible.searchsorted(starts - _SURROUNDINGS, side="right") - 1
    leads = np.where(before < 0, 0, possible[before])
    tails = possible[possible.searchsorted(np.minimum(ends + _SURROUNDINGS, n))]
    yield from zip(*(a.tolist() for a in (leads, starts, ends, tails)), strict=True)
