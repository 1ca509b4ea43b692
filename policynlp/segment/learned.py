"""The learned engine: a linear-chain tagger over pairs of boundary levels."""

from __future__ import annotations

import json
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
    brackets,
    breaks,
    joined,
    kinds_of,
    to_codes,
)
from policynlp.segment.decoding import best_cuts
from policynlp.segment.evidence import Evidence
from policynlp.segment.features import Features
from policynlp.tagging.weights import Weights

FORMAT = 2
_CHUNK = 1 << 16
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

        word, unit, start, single = self._weights.unpacked(self._sums(folded))
        # A cut gains what the end of a word does, of a unit where that adds, and the next start.
        gains = word + np.maximum(unit, 0)
        gains[:-1] += start[1:]
        gains[joined(folded, kinds)] = -_CERTAIN
        gains[fixed | alone] = _CERTAIN
        cuts = best_cuts(gains, single)
        result[~cuts] = INSIDE
        result[(cuts & (unit <= 0)) & ~fixed] = FINE
        return result

    def _sums(self, folded: Codes) -> npt.NDArray[np.uint64]:
        """Summed weights of the characters, text by text so that they stay in the cache."""
        sums = np.zeros(len(folded), dtype=np.uint64)
        start = CONTEXT
        for end in _chunks(folded):
            # With the separators before it, a text has the same neighbours as when it is alone.
            features = Features(folded[start - CONTEXT : end], self._evidence)
            of_words = self._weights.sums(features.of_words, width=2)
            here = sums[start : end - CONTEXT]
            np.add(
                self._weights.sums(features.of_characters), of_words.take(features.slot), out=here
            )
            start = end
        return sums

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.path,)


def _chunks(folded: Codes) -> list[int]:
    """Ends of stretches of about ``_CHUNK`` characters, each behind ``CONTEXT`` separators."""
    if len(folded) <= _CHUNK:
        return [len(folded)]
    apart = folded == ord(SEPARATOR)
    between = apart[2:] & apart[1:-1] & apart[:-2]
    possible = np.flatnonzero(between) + CONTEXT
    wanted = np.arange(_CHUNK, len(folded), _CHUNK)
    at = np.searchsorted(possible, wanted)
    return sorted({*possible[at[at < len(possible)]].tolist(), len(folded)})
