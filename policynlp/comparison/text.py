"""Text that two groups have in common: passages that were taken over, as they were or reworded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from policynlp.comparison.alignment import Aligned, Stretch, align_words, stretches
from policynlp.comparison.groups import Group
from policynlp.comparison.set_phrases import in_set_phrases
from policynlp.comparison.shingles import COMMON, Stripped, pairs_with, shingle_sets, strip
from policynlp.comparison.tabular import Tabular
from policynlp.comparison.views import text_table
from policynlp.documents import Document, Passage

Array = npt.NDArray[np.float64]
Kind = Literal["identical", "near-identical", "reworded"]

# Characters outside set phrases that two stretches have to have in common, and their similarity.
LEAST_SAME = 24
LEAST_SIMILAR = 0.6
_NEAR = 0.85
# Pairs of passages that are looked at closely: shingles in common, and their share of the shorter.
_LEAST_SHINGLES = 8
_LEAST_SHARE = 0.1
_REPORTED = 256
# Marks beside a stretch that belong to its words.
_OPENING, _CLOSING = "“‘《（(", "”’》）)%％。；"
_REST_OF_FIGURE = re.compile(r"(?:(?<=\d)[.．]?\d+)+")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a passage.

    Attributes
    ----------
    group, document, passage : str
        Name and ids.
    start, end : int
        In the text of the passage.
    source_start, source_end : int
        In ``Document.raw``.
    text : str
    """

    group: str
    document: str
    passage: str
    start: int
    end: int
    source_start: int
    source_end: int
    text: str


@dataclass(frozen=True, slots=True)
class TextMatch:
    """Text that stands in two groups.

    Attributes
    ----------
    a, b : Span
    same : int
        Characters that both have, without punctuation.
    similarity : float
        Dice coefficient of the two stretches, in [0.6, 1].
    contained_a, contained_b : float
        Share of the whole passage that the other has, in (0, 1].
    kind : {"identical", "near-identical", "reworded"}
        Figures and numbering apart, all is the same; nearly all is (0.85); else ``reworded``.
    """

    a: Span
    b: Span
    same: int
    similarity: float
    contained_a: float
    contained_b: float
    kind: Kind

    def alignment(self) -> tuple[Aligned, ...]:
        """The two stretches word by word."""
        return align_words(self.a.text, self.b.text)

    def to_dict(self) -> dict[str, Any]:
        """One flat row: the fields of both spans end in ``_a`` and ``_b``."""
        spans = {
            f"{name}_{side}": getattr(span, name)
            for name in Span.__dataclass_fields__
            for side, span in (("a", self.a), ("b", self.b))
        }
        return {
            "kind": self.kind, "same": self.same, "similarity": self.similarity,
            "contained_a": self.contained_a, "contained_b": self.contained_b, **spans,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class TextComparison(Tabular):
    """All text that groups have in common.

    Attributes
    ----------
    groups : tuple of str
    matches : tuple of TextMatch
        Longest first.
    shares : ndarray, shape (n_groups, n_groups)
        Share of the text of one group (row) that another one has (column), in [0, 1]. Passages
        too short for a match do not count.
    """

    groups: tuple[str, ...]
    matches: tuple[TextMatch, ...]
    shares: Array

    def between(self, a: str, b: str) -> list[TextMatch]:
        """Matches of two groups, longest first; those of the first are on the side ``a``."""
        return [m for m in self.matches if {m.a.group, m.b.group} == {a, b}]

    def rows(self) -> list[dict[str, Any]]:
        """One flat row a match."""
        return [match.to_dict() for match in self.matches]

    def _repr_html_(self) -> str:
        return text_table(self.matches)

    def __repr__(self) -> str:
        return (
            f"<TextComparison of {len(self.groups)} groups: {len(self.matches)} passages in common>"
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "shares": {
                name: dict(zip(self.groups, row, strict=True))
                for name, row in zip(self.groups, self.shares.tolist(), strict=True)
            },
            "matches": self.rows(),
        }


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A passage, what of it is compared, and where it is from."""

    passage: Passage
    document: Document
    group: int
    stripped: Stripped


def compare_text(
    groups: Sequence[Group], progress: Callable[[int, int, str], None] | None = None
) -> TextComparison:
    """Find the text that groups have in common.

    Parameters
    ----------
    groups : sequence of Group
    progress : callable, optional
        Called with passages done, passages in all, and a word on what is being done.

    Notes
    -----
    Candidates are pairs of passages with enough shingles in common (module ``shingles``); each is
    then aligned by longest common runs (Ratcliff & Metzener 1988), so that no match rests on the
    sample of shingles alone.
    """
    places = list(_places(groups))
    texts = [place.stripped.text for place in places]
    telling = [~in_set_phrases(text) for text in texts]
    common = _Common(len(groups), [len(text) for text in texts])
    found: list[TextMatch] = []
    pairs = _candidates(texts, np.array([place.group for place in places], dtype=np.int64))
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    for number, (first, second) in enumerate(pairs):
        if progress and number % _REPORTED == 0:
            progress(number, len(pairs), "")
        matcher.set_seq2(texts[second])
        matcher.set_seq1(texts[first])
        for stretch in stretches(matcher):
            own = sum(int(telling[first][r.a : r.a + r.size].sum()) for r in stretch.runs)
            if own >= LEAST_SAME and stretch.similarity >= LEAST_SIMILAR:
                common.add(first, places[second].group, stretch.start_a, stretch.end_a)
                common.add(second, places[first].group, stretch.start_b, stretch.end_b)
                found.append(_match(groups, places[first], places[second], stretch))
    found.sort(key=lambda m: (-m.same, *sorted((m.a.passage, m.b.passage)), m.a.start, m.b.start))
    members = [place.group for place in places]
    return TextComparison(
        tuple(group.name for group in groups), tuple(found), common.shares(members)
    )


def _places(groups: Sequence[Group]) -> Iterator[_Place]:
    for number, group in enumerate(groups):
        for document in group.documents:
            for passage in document.passages():
                stripped = strip(passage.text)
                if len(stripped.text) >= LEAST_SAME:
                    yield _Place(passage, document, number, stripped)


def _candidates(texts: Sequence[str], groups: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    """Pairs of passages to be aligned.

    The one whose text sorts first comes first, whatever the order of the groups: the runs of two
    texts depend a little on which of them is the first.
    """
    sets, rate = shingle_sets(texts)
    pairs = set(pairs_with(sets, groups, max(2, _LEAST_SHINGLES // rate), _LEAST_SHARE))
    same: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        same.setdefault(text, []).append(row)
    for rows in same.values():
        if len(rows) <= COMMON:
            pairs.update(
                pair for pair in combinations(rows, 2) if groups[pair[0]] != groups[pair[1]]
            )
    turned = [(a, b) if texts[a] <= texts[b] else (b, a) for a, b in pairs]
    return sorted(turned, key=lambda pair: (pair[1], pair[0]))


class _Common:
    """Characters of each passage that each group has."""

    def __init__(self, n_groups: int, lengths: Sequence[int]) -> None:
        self._n_groups = n_groups
        self._lengths = lengths
        self._found: dict[tuple[int, int], npt.NDArray[np.bool_]] = {}

    def add(self, row: int, group: int, start: int, end: int) -> None:
        """Note that a group has characters of a passage."""
        key = row, group
        if key not in self._found:
            self._found[key] = np.zeros(self._lengths[row], dtype=bool)
        self._found[key][start:end] = True

    def shares(self, members: Sequence[int]) -> Array:
        """Share of each group's characters that each other one has, shape (n, n)."""
        totals = np.bincount(members, weights=self._lengths, minlength=self._n_groups)
        sums = np.zeros((self._n_groups, self._n_groups))
        for (row, group), known in self._found.items():
            sums[members[row], group] += known.sum()
        shares: Array = sums / np.maximum(totals, 1)[:, np.newaxis]
        np.fill_diagonal(shares, 1.0)
        return shares


def _match(groups: Sequence[Group], a: _Place, b: _Place, stretch: Stretch) -> TextMatch:
    sides = [
        (a, stretch.start_a, stretch.end_a),
        (b, stretch.start_b, stretch.end_b),
    ]
    if a.group > b.group:
        sides.reverse()
    (span_a, part_a), (span_b, part_b) = (_span(groups, *side, stretch.same) for side in sides)
    similarity = stretch.similarity
    kind: Kind = "reworded"
    if similarity >= _NEAR:
        kind = "identical" if similarity == 1 else "near-identical"
    return TextMatch(span_a, span_b, stretch.same, similarity, part_a, part_b, kind)


def _span(
    groups: Sequence[Group], place: _Place, start: int, end: int, same: int
) -> tuple[Span, float]:
    """The stretch in the passage itself, and how much of the passage the other side has."""
    passage, origin = place.passage, place.stripped.origin
    first = int(origin[start])
    # A figure is compared as one character; the stretch takes all of it.
    last = int(origin[end - 1]) + 1
    if rest := _REST_OF_FIGURE.match(passage.text, last):
        last = rest.end()
    while first and passage.text[first - 1] in _OPENING:
        first -= 1
    while last < len(passage.text) and passage.text[last] in _CLOSING:
        last += 1
    span = Span(
        groups[place.group].name, place.document.id, passage.id, first, last,
        *passage.to_source(first, last), passage.text[first:last],
    )  # fmt: skip
    return span, same / len(origin)
