"""Two texts laid side by side: what they have in common, by runs of characters and by words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import cache
from typing import Literal

from policynlp.segment import Segmenter

Change = Literal["equal", "replace", "delete", "insert"]

# A shorter run is chance: any two texts have words in common.
_LEAST_RUN = 4
# Characters of the longer side between two runs of one stretch.
_MOST_BETWEEN = 24


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one text has of another: spans in both, and how much of them is the same.

    Attributes
    ----------
    start_a, end_a, start_b, end_b : int
    runs : tuple of Match
        What both have, in order: ``a``, ``b`` and ``size``.
    """

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    runs: tuple[Match, ...]

    @property
    def same(self) -> int:
        """Characters that both have."""
        return sum(run.size for run in self.runs)

    @property
    def similarity(self) -> float:
        """Dice coefficient of the two spans, in (0, 1]."""
        return 2 * self.same / (self.end_a - self.start_a + self.end_b - self.start_b)


def stretches(matcher: SequenceMatcher[str]) -> Iterator[Stretch]:
    """Stretches of two texts, in order and apart.

    Parameters
    ----------
    matcher : SequenceMatcher
        Of the two texts, without its guesses (``autojunk=False``).
    """
    chain: list[Match] = []
    for run in matcher.get_matching_blocks():
        if run.size < _LEAST_RUN:
            continue
        if chain and _between(chain[-1], run) > _MOST_BETWEEN:
            yield _stretch(chain)
            chain = []
        chain.append(run)
    if chain:
        yield _stretch(chain)


def _between(run: Match, after: Match) -> int:
    return max(after.a - run.a - run.size, after.b - run.b - run.size)


def _stretch(chain: list[Match]) -> Stretch:
    first, last = chain[0], chain[-1]
    return Stretch(first.a, last.a + last.size, first.b, last.b + last.size, tuple(chain))


@dataclass(frozen=True, slots=True)
class Aligned:
    """Words that are the same on both sides, or that one side has for those of the other."""

    change: Change
    a: str
    b: str


def align_words(a: str, b: str) -> tuple[Aligned, ...]:
    """Two texts word by word; each side joins to its text."""
    first, second = (_segmenter().segment(text).words() for text in (a, b))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return tuple(
        Aligned(change, "".join(first[i:j]), "".join(second[k:m]))
        for change, i, j, k, m in matcher.get_opcodes()
    )


@cache
def _segmenter() -> Segmenter:
    return Segmenter("fine")
