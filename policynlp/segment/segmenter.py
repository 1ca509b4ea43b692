"""The segmenter: the user's lexicon first, then the engine in the gaps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal

import ahocorasick_rs
import numpy as np

from policynlp.folding import fold
from policynlp.segment.engines import Engine, default_engine
from policynlp.segment.lexicon import Lexicon
from policynlp.segment.tokens import ORIGINS, Tokens

Granularity = Literal["coarse", "fine"]

# No engine sees white space (each treats it in its own way) or lone surrogates (some raise).
_RULE = re.compile(r"\s+|[\ud800-\udfff]+")
_ENGINE, _LEXICON, _BY_RULE = (ORIGINS.index(o) for o in ("engine", "lexicon", "rule"))


class Segmenter:
    """Cuts Chinese text into words; one instance, one dictionary, no state outside of it.

    Parameters
    ----------
    granularity : {"coarse", "fine"}
        ``coarse`` keeps the terms of the shipped policy lexicon whole where the engine finds that
        they fit (数字政府); ``fine`` cuts everything into dictionary words (数字/政府).
    lexicon : Lexicon, optional
        The user's words. Each is one token wherever it occurs, leftmost and longest first,
        whatever its length or characters.
    engine : Engine, optional
        Cuts the rest. Default: rjieba, with the shipped terms for ``coarse``.

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
        shipped = Lexicon.shipped().terms() if granularity == "coarse" else []
        self.engine = engine or default_engine(shipped)
        self._automaton = self._build_automaton()

    def _build_automaton(self) -> ahocorasick_rs.AhoCorasick | None:
        if not len(self.lexicon):
            return None
        return ahocorasick_rs.AhoCorasick(
            [fold(term) for term in self.lexicon.terms()],
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            store_patterns=False,
        )

    def segment(self, text: str) -> Tokens:
        """Cut a text into words that cover it and join to it exactly.

        Traditional variants and full-width letters match their plain forms; tokens keep the
        characters of the text.
        """
        folded = fold(text)
        ends: list[int] = []
        origins: list[int] = []
        last = 0
        for start, end, origin in self._fixed(folded):
            self._cut_gap(folded, last, start, ends, origins)
            ends.append(end)
            origins.append(origin)
            last = end
        self._cut_gap(folded, last, len(folded), ends, origins)
        return Tokens(text, np.array(ends, dtype=np.int32), np.array(origins, dtype=np.uint8))

    def segment_many(self, texts: Iterable[str]) -> list[Tokens]:
        """Cut many texts, each as `segment` does."""
        return [self.segment(text) for text in texts]

    def _fixed(self, folded: str) -> list[tuple[int, int, int]]:
        """Spans that the engine has no say in: lexicon entries, then rules in what is left."""
        by_rule = [(m.start(), m.end(), _BY_RULE) for m in _RULE.finditer(folded)]
        if self._automaton is None:
            return by_rule
        # The automaton works on UTF-8 and refuses lone surrogates; a stand-in keeps the offsets.
        searchable = re.sub(r"[\ud800-\udfff]", "\ufffd", folded)
        found = [
            (start, end, _LEXICON)
            for _, start, end in self._automaton.find_matches_as_indexes(searchable)
        ]
        return _without_overlap(found, by_rule)

    def _cut_gap(
        self, folded: str, start: int, end: int, ends: list[int], origins: list[int]
    ) -> None:
        if start == end:
            return
        for word in self.engine.cut(folded[start:end]):
            start += len(word)
            ends.append(start)
            origins.append(_ENGINE)

    def __getstate__(self) -> dict[str, Any]:
        # The automaton can't be pickled to a worker process; it is rebuilt from the lexicon.
        return {k: v for k, v in self.__dict__.items() if k != "_automaton"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._automaton = self._build_automaton()

    def __repr__(self) -> str:
        return f"Segmenter({self.granularity!r}, {self.lexicon!r}, engine={self.engine.name!r})"


def _without_overlap(
    winners: list[tuple[int, int, int]], others: list[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """Winners, and the parts of the others that no winner covers, in order."""
    result = list(winners)
    index = 0
    for start, end, origin in others:
        while index < len(winners) and winners[index][1] <= start:
            index += 1
        at = index
        while at < len(winners) and winners[at][0] < end:
            if start < winners[at][0]:
                result.append((start, winners[at][0], origin))
            start = max(start, winners[at][1])
            at += 1
        if start < end:
            result.append((start, end, origin))
    return sorted(result)
