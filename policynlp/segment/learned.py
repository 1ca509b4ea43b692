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
    joined,
    to_codes,
)
from policynlp.segment.evidence import Evidence
from policynlp.segment.features import Features
from policynlp.tagging.packing import pack
from policynlp.tagging.viterbi import best_tags
from policynlp.tagging.weights import Weights

FORMAT = 2
_INSIDE_TAGS = np.array([tag for tag, pair in enumerate(PAIRS.arcs) if INSIDE in pair])
_CUT_LEFT, _CUT_RIGHT = (
    np.array([tag for tag, pair in enumerate(PAIRS.arcs) if pair[side] != INSIDE])
    for side in (0, 1)
)
Ints = npt.NDArray[np.int64]
_CHUNK = 1 << 16
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
                self._evidence = Evidence.from_arrays(arrays)
                self._weights = Weights.from_arrays(arrays)
        except OSError as error:
            raise ModelError(self.path, error.strerror or "not a model of policynlp") from error
        except (KeyError, ValueError, TypeError, EOFError, BadZipFile) as error:
            raise ModelError(self.path, f"not a segmenter of policynlp: {error}") from error

    def levels(self, text: str, gaps: Spans) -> Levels:
        folded = to_codes(text)
        result = np.full(len(folded), COARSE, dtype=np.uint8)
        pieces = cut_at_breaks(folded, gaps)
        if len(pieces) == 0:
            return result
        packed = pack(pieces[:, 0], pieces[:, 1] - pieces[:, 0])
        sums = self._sums(folded, np.flatnonzero(covered(pieces, len(folded))))
        scores = _by_tag(self._weights.unpacked(sums[packed.index]))
        alone = np.flatnonzero(brackets(folded)[packed.index])
        whole = joined(folded)
        never = (
            (alone, _INSIDE_TAGS),
            (np.flatnonzero(whole[packed.index]), _CUT_RIGHT),
            (np.flatnonzero(whole[packed.index - 1]), _CUT_LEFT),
        )
        for at, tags in never:
            scores[np.ix_(tags, at)] = _UNLIKELY
        result[packed.index] = PAIRS.target[best_tags(scores.T, packed, PAIRS)]
        return result

    def _sums(self, folded: Codes, wanted: Ints) -> npt.NDArray[np.uint64]:
        """Summed weights of the wanted characters, text by text so that they stay in the cache."""
        sums = np.zeros(len(folded), dtype=np.uint64)
        start = 0
        for end in _chunks(folded):
            # With the separators before it, a text has the same neighbours as when it is alone.
            lead = max(start - CONTEXT, 0)
            at = wanted[slice(*np.searchsorted(wanted, (start, end)))]
            if len(at):
                features = Features(folded[lead:end], at - lead, self._evidence)
                found = self._weights.sums(features.of_characters(), len(at))
                by_word = self._weights.sums(features.of_words(), features.n_words, width=2)
                sums[at] = found + by_word.take(features.slot)
            start = end
        return sums

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.path,)


def _by_tag(sums: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Score of each tag, shape (n_tags, n), from the weights that it is composed of."""
    scores = np.zeros((PAIRS.n_tags, sums.shape[1]), dtype=np.int32)
    for row, parts in zip(scores, COMPOSITION.T, strict=True):
        for part in np.flatnonzero(parts):
            row += sums[part]
    return scores


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
