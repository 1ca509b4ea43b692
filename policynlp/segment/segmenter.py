"""The segmenter: the user's lexicon first, then the engine in the gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import numpy as np

from policynlp.folding import fold
from policynlp.resources import model_path
from policynlp.segment.boundaries import COARSE, FINE, INSIDE, Levels, covered, runs
from policynlp.segment.characters import (
    CONTEXT,
    SEPARATOR,
    Codes,
    blank,
    fold_codes,
    kinds_of,
    to_codes,
    to_text,
)
from policynlp.segment.engines import Engine, RJiebaEngine
from policynlp.segment.lexicon import SCOPES, Lexicon
from policynlp.segment.numbers import number_terms
from policynlp.segment.search import Found
from policynlp.segment.tokens import ORIGINS, Tokens

Granularity = Literal["coarse", "fine"]
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
        codes = fold_codes(to_codes(_BETWEEN + "".join([text + _BETWEEN for text in texts])))
        lengths = np.array([len(text) for text in texts])
        ends = (lengths + CONTEXT).cumsum()
        starts = ends - lengths
        levels, origins = self._cut(codes)
        levels[ends - 1] = COARSE
        cuts = levels.nonzero()[0]
        units = (levels == COARSE).nonzero()[0] if self.granularity == "coarse" else cuts
        offsets = np.arange(1, len(codes) + 1, dtype=np.int32)
        offsets[CONTEXT:] -= starts.astype(np.int32).repeat(lengths + CONTEXT)
        fine, whole, kinds = offsets.take(cuts), offsets.take(units), origins.take(units)
        bounds = [at.searchsorted(edge).tolist() for at in (units, cuts) for edge in (starts, ends)]
        for text, a, b, c, d in zip(texts, *bounds, strict=True):
            yield Tokens(text, whole[a:b], kinds[a:b], fine[c:d])

    def _cut(self, codes: Codes) -> tuple[Levels, Levels]:
        """Level of the boundary behind each character, and the origin of its word."""
        text = to_text(codes)
        blanks = blank(kinds_of(codes))
        found = self.lexicon.occurrences(codes)
        ordered, coarse, fine = self._by_scope(found)
        claimed = covered(ordered, len(codes))
        taken = claimed if len(ordered) == len(found) else covered(found[:, 1:], len(codes))
        numbers = number_terms(text, blanks | taken)
        ruled = covered(numbers.spans, len(codes))
        fixed = claimed | ruled
        borders = np.zeros(len(codes) + 1, dtype=bool)
        borders[coarse] = True
        levels = self.engine.levels(text, runs(~(blanks | fixed), borders))

        np.multiply(~blanks[1:], COARSE, out=levels[:-1], where=blanks[:-1], casting="unsafe")
        levels[fixed] = INSIDE
        levels[numbers.meetings - 1] = FINE
        for start, end in coarse.tolist():
            np.minimum(levels[start : end - 1], FINE, out=levels[start : end - 1])
        for spans in (ordered, numbers.spans, coarse):
            levels[spans - 1] = COARSE
        for start, end in fine.tolist():
            levels[start : end - 1] = INSIDE
            for border in (start - 1, end - 1):
                levels[border] = max(levels[border], FINE)

        origins = np.full(len(codes), _ENGINE, dtype=np.uint8)
        origins[blanks | ruled] = _RULE
        origins[claimed] = _LEXICON
        units = fine if self.granularity == "fine" else coarse
        origins[covered(units, len(codes))] = _LEXICON
        return levels, origins

    def _by_scope(self, found: Found) -> tuple[Found, Found, Found]:
        """Spans of the entries for both granularities, of the coarse and of the fine ones."""
        spans = found[:, 1:]
        if not self._scopes.any():  # of the first kind, as most lexicons are
            return spans, spans[:0], spans[:0]
        scopes = self._scopes[found[:, 0]]
        ordered, coarse, fine = (spans[scopes == i] for i in range(len(SCOPES)))
        return ordered, coarse, fine

    def __repr__(self) -> str:
        return f"Segmenter({self.granularity!r}, {self.lexicon!r}, engine={self.engine.name!r})"
