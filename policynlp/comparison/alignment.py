"""Two texts laid side by side: what they have in common, by runs of characters and by words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import cache
from itertools import accumulate
from typing import Literal

from policynlp.folding import fold
from policynlp.segment import Segmenter

Change = Literal["equal", "replace", "delete", "insert"]

# A shorter run is chance: any two texts have words in common.
_LEAST_RUN = 4
# Characters of the longer side between two runs of one stretch.
_MOST_BETWEEN = 24
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


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
    """Two texts word by word; each side joins to its text.

    White space and the width of characters make no difference: ``，`` and ``,`` are equal.
    """
    (first, cut_a), (second, cut_b) = _words(a), _words(b)
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return tuple(
        Aligned(change, a[cut_a[i] : cut_a[j]], b[cut_b[k] : cut_b[m]])
        for change, i, j, k, m in matcher.get_opcodes()
    )


def _words(text: str) -> tuple[list[str], list[int]]:
    """Words without white space, in plain forms, and where each begins in the text.

    Of n words there are n + 1 places, the first 0 and the last the length of the text.
    """
    places = [at for at, character in enumerate(text) if not character.isspace()]
    plain = fold("".join(text[at] for at in places)).translate(_HALF_WIDTH)
    words = _segmenter().segment(plain).words()
    starts = [places[at] for at in accumulate(map(len, words[:-1]), initial=0)] if words else []
    return words, [0, *starts[1:], len(text)]


@cache
def _segmenter() -> Segmenter:
    return Segmenter("fine")
