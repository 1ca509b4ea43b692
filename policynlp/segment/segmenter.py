"""The segmenter: the user's lexicon first, then the engine in the gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import numpy as np
import numpy.typing as npt

from policynlp.folding import fold
from policynlp.resources import model_path
from policynlp.segment.boundaries import COARSE, FINE, INSIDE, Levels, covered, runs
from policynlp.segment.characters import (
    CONTEXT,
    SEPARATOR,
    Codes,
    blank,
    fold_codes,
    to_codes,
    to_text,
)
from policynlp.segment.engines import Engine, RJiebaEngine
from policynlp.segment.lexicon import SCOPES, Lexicon
from policynlp.segment.numbers import number_terms
from policynlp.segment.tokens import ORIGINS, Tokens

Granularity = Literal["coarse", "fine"]
Ints = npt.NDArray[np.int64]

_ENGINE, _LEXICON, _RULE = (ORIGINS.index(o) for o in ("engine", "lexicon", "rule"))
_BETWEEN = SEPARATOR * CONTEXT
_BATCH = 1 << 17  # characters


def default_engine() -> Engine:
    """The learned engine where its model is there, otherwise rjieba with the shipped terms."""
    path = model_path("segmenter/segmenter.npz")
    if path is None:
        return RJiebaEngine(fold(term) for term in Lexicon.shipped().terms())
    from policynlp.segment.learned import LearnedEngine

    return LearnedEngine(path)


class Segmenter:
    """Cuts Chinese text into words; one instance, one dictionary, no state outside of it.

    Parameters
    ----------
    granularity : {"coarse", "fine"}
        ``coarse`` keeps terms whole as an analyst counts them (数字政府), and ``Token.parts``
        gives their words; ``fine`` cuts everything into dictionary words (数字/政府).
    lexicon : Lexicon, optional
        The user's words. Each is one token wherever it occurs, leftmost and longest first,
        whatever its length or characters.
    engine : Engine, optional
        Cuts the rest. Default: ``default_engine()``.

    Examples
    --------
    >>> Segmenter(lexicon=Lexicon.from_terms(["5G 基站"])).segment("建成5G 基站").words()
    ['建成', '5G 基站']
    """

    def __init__(
        self,
        granularity: Granularity = "coarse",
        lexicon: Lexicon | None = None,
        engine: Engine | None = None,
    ) -> None:
        if granularity not in ("coarse", "fine"):
            raise ValueError(f"granularity must be 'coarse' or 'fine', not {granularity!r}")
        self.granularity = granularity
        self.lexicon = lexicon or Lexicon()
        self.engine = engine or default_engine()
        self._scopes = np.array([SCOPES.index(e.scope) for e in self.lexicon], dtype=np.int64)

    def segment(self, text: str) -> Tokens:
        """Cut a text into words that cover it and join to it exactly.

        Traditional variants and full-width letters match their plain forms; tokens keep the
        characters of the text.
        """
        return next(self.segment_many([text]))

    def segment_many(self, texts: Iterable[str]) -> Iterator[Tokens]:
        """Cut texts one after another; many short ones together are faster than each alone.

        Yields
        ------
        Tokens
            The same as ``segment`` gives for each text.
        """
        batch: list[str] = []
        size = 0
        for text in texts:
            if batch and size + len(text) > _BATCH:
                yield from self._segment_batch(batch)
                batch, size = [], 0
            batch.append(text)
            size += len(text)
        if batch:
            yield from self._segment_batch(batch)

    def _segment_batch(self, texts: list[str]) -> Iterator[Tokens]:
        codes = fold_codes(to_codes(_BETWEEN + "".join(text + _BETWEEN for text in texts)))
        lengths = np.array([len(text) for text in texts])
        ends = np.cumsum(lengths + len(_BETWEEN))
        levels, origins = self._cut(codes)
        levels[ends - 1] = COARSE
        starts = ends - lengths
        fine = np.flatnonzero(levels) + 1
        whole = fine[levels[fine - 1] == COARSE] if self.granularity == "coarse" else fine
        kinds = origins[whole - 1]
        parts = _by_text(fine, starts, ends)
        for text, (units, where), (cuts, _) in zip(
            texts, _by_text(whole, starts, ends), parts, strict=True
        ):
            yield Tokens(text, units, kinds[where], cuts)

    def _cut(self, codes: Codes) -> tuple[Levels, Levels]:
        """Level of the boundary behind each character, and the origin of its word."""
        text = to_text(codes)
        blanks = blank(codes)
        found = self.lexicon.occurrences(codes)
        scopes = self._scopes[found[:, 0]]
        ordered, coarse, fine = (found[scopes == i, 1:] for i in range(len(SCOPES)))
        claimed = covered(ordered, len(codes))
        numbers = number_terms(text, blanks | covered(found[:, 1:], len(codes)))
        ruled = covered(numbers.spans, len(codes))
        borders = np.zeros(len(codes) + 1, dtype=bool)
        borders[coarse] = True
        levels = self.engine.levels(text, runs(~(blanks | claimed | ruled), borders))

        levels[:-1][blanks[:-1]] = COARSE * ~blanks[1:][blanks[:-1]]
        levels[claimed | ruled] = INSIDE
        levels[numbers.meetings - 1] = FINE
        for start, end in coarse.tolist():
            np.minimum(levels[start : end - 1], FINE, out=levels[start : end - 1])
        for fixed in (ordered, numbers.spans, coarse):
            levels[fixed[:, 0] - 1] = COARSE
            levels[fixed[:, 1] - 1] = COARSE
        for start, end in fine.tolist():
            levels[start : end - 1] = INSIDE
            for border in (start - 1, end - 1):
                levels[border] = max(levels[border], FINE)

        origins = np.full(len(codes), _ENGINE, dtype=np.uint8)
        origins[blanks | ruled] = _RULE
        origins[claimed] = _LEXICON
        origins[covered(fine if self.granularity == "fine" else coarse, len(codes))] = _LEXICON
        return levels, origins

    def __repr__(self) -> str:
        return f"Segmenter({self.granularity!r}, {self.lexicon!r}, engine={self.engine.name!r})"


def _by_text(at: Ints, starts: Ints, ends: Ints) -> Iterator[tuple[npt.NDArray[np.int32], slice]]:
    """Offsets in the batch as offsets in each text, and where they stand among all of them."""
    first = np.searchsorted(at, starts, side="right")
    last = np.searchsorted(at, ends, side="right")
    texts = np.repeat(starts, np.diff(first, append=len(at)))
    offsets = np.zeros(len(at), dtype=np.int32)
    offsets[first[0] :] = at[first[0] :] - texts
    for a, b in zip(first.tolist(), last.tolist(), strict=True):
        yield offsets[a:b], slice(a, b)
