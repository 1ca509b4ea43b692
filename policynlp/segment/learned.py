"""The learned engine: a linear-chain tagger over pairs of boundary levels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from policynlp.errors import ModelError
from policynlp.segment.boundaries import (
    COARSE,
    COMPOSITION,
    INSIDE,
    PAIRS,
    Levels,
    Spans,
    covered,
    runs,
)
from policynlp.segment.characters import (
    CONTEXT,
    SEPARATOR,
    Codes,
    brackets,
    breaks,
    fold_codes,
    joined,
    to_codes,
)
from policynlp.segment.evidence import ClassTable, TermTable
from policynlp.segment.features import features
from policynlp.tagging.packing import pack
from policynlp.tagging.viterbi import best_tags
from policynlp.tagging.weights import Weights

FORMAT = 1
_INSIDE_TAGS = np.array([tag for tag, pair in enumerate(PAIRS.arcs) if INSIDE in pair])
_CUT_LEFT, _CUT_RIGHT = (
    np.array([tag for tag, pair in enumerate(PAIRS.arcs) if pair[side] != INSIDE])
    for side in (0, 1)
)
_CHUNK = 1 << 15
_UNLIKELY = np.int32(-(2**24))


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
                classes = ClassTable(arrays["terms"])
                self._terms = TermTable(classes, np.unpackbits(arrays["prefixes"]).astype(bool))
                self._pairs = ClassTable(arrays["pairs"])
                self._weights = Weights.from_arrays(arrays)
        except OSError as error:
            raise ModelError(self.path, error.strerror or "not a model of policynlp") from error
        except (KeyError, ValueError, TypeError, EOFError, BadZipFile) as error:
            raise ModelError(self.path, f"not a segmenter of policynlp: {error}") from error

    def levels(self, text: str, gaps: Spans) -> Levels:
        folded = fold_codes(to_codes(text))
        result = np.full(len(folded), COARSE, dtype=np.uint8)
        pieces = cut_at_breaks(folded, gaps)
        if len(pieces) == 0:
            return result
        packed = pack(pieces[:, 0], pieces[:, 1] - pieces[:, 0])
        scores = (self._sums(folded)[packed.index].astype(np.float32) @ COMPOSITION).astype(
            np.int32
        )
        alone = np.flatnonzero(brackets(folded)[packed.index])
        scores[np.ix_(alone, _INSIDE_TAGS)] = _UNLIKELY
        whole = joined(folded)
        for cut, tags_that_cut in ((whole, _CUT_RIGHT), (np.roll(whole, 1), _CUT_LEFT)):
            scores[np.ix_(np.flatnonzero(cut[packed.index]), tags_that_cut)] = _UNLIKELY
        tags = best_tags(scores, packed, PAIRS)
        result[packed.index] = PAIRS.target[tags]
        return result

    def _sums(self, folded: Codes) -> npt.NDArray[np.int32]:
        """Summed weights of each character, text by text so that the arrays stay in the cache."""
        sums = np.empty((len(folded), len(COMPOSITION)), dtype=np.int32)
        start = 0
        for end in _chunks(folded):
            # With the separators before it, a text has the same neighbours as when it is alone.
            lead = max(start - CONTEXT, 0)
            chunk = folded[lead:end]
            found = self._weights.sums(features(chunk, self._terms, self._pairs), len(chunk))
            sums[start:end] = found[start - lead :]
            start = end
        return sums

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.path,)


def _chunks(folded: Codes) -> list[int]:
    """Ends of stretches of about ``_CHUNK`` characters, each behind ``CONTEXT`` separators."""
    apart = folded == ord(SEPARATOR)
    between = apart[2:] & apart[1:-1] & apart[:-2]
    possible = np.flatnonzero(between) + CONTEXT
    wanted = np.arange(_CHUNK, len(folded), _CHUNK)
    at = np.searchsorted(possible, wanted)
    return sorted({*possible[at[at < len(possible)]].tolist(), len(folded)})


def cut_at_breaks(folded: Codes, gaps: Spans) -> Spans:
    """The gaps without the marks that are always units of their own."""
    borders = np.zeros(len(folded) + 1, dtype=bool)
    borders[gaps] = True
    return runs(covered(gaps, len(folded)) & ~breaks(folded), borders)
