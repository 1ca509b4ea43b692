"""Wording side by side: the terms that each group uses more than the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from scipy.stats import chi2, false_discovery_control

from policynlp.comparison.groups import Group
from policynlp.comparison.keyness import (
    PRIOR_WORDS,
    dispersion,
    log_likelihood,
    log_odds,
    log_ratio,
)
from policynlp.comparison.views import terms_table
from policynlp.comparison.words import count_terms
from policynlp.documents import Passage

if TYPE_CHECKING:
    import pandas as pd

    from policynlp.segment import Segmenter

Array = npt.NDArray[np.float64]

# Terms that are rarer in all groups together can't tell anything, and are not tested.
LEAST_COUNT = 5
# A keyword stands in so many passages of its group, and in two documents where there are so many.
LEAST_PASSAGES = 3
_SEVERAL_DOCUMENTS = 3
# A keyword that is mostly a part of a longer one is left out for it.
_MOSTLY = 0.5
_MEASURES = ("per_10k", "per_10k_elsewhere", "g2", "p", "q", "log_ratio", "log_odds", "z")
FALSE_DISCOVERIES = 0.05


@dataclass(frozen=True, slots=True)
class Keyness:
    """How much more, or less, a group uses a term than all other groups together.

    Attributes
    ----------
    term, group : str
    count, count_elsewhere : int
    per_10k, per_10k_elsewhere : float
        Occurrences in 10,000 words.
    g2 : float
        Log-likelihood ratio; negative where the group uses the term less.
    p, q : float
        Its probability if all used the term alike, and the false discovery rate (Benjamini &
        Hochberg 1995) among the tested terms of the group.
    log_ratio : float
        Effect size: 1 is twice as often, -1 half as often.
    log_odds, z : float
        Log-odds ratio with a prior, and its standard score, which orders keywords.
    dispersion : float or None
        Over the passages of the group, 0 even to 1 in one place; None where the term is not there.
    passages : tuple of str
        Ids of the passages of the group that hold the term, in reading order.
    key : bool
        Used more, at a false discovery rate of 5 %, in three passages or more, and in two
        documents where the group has three.
    """

    term: str
    group: str
    count: int
    count_elsewhere: int
    per_10k: float
    per_10k_elsewhere: float
    g2: float
    p: float
    q: float
    log_ratio: float
    log_odds: float
    z: float
    dispersion: float | None
    passages: tuple[str, ...]
    key: bool

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self) | {"passages": list(self.passages)}


@dataclass(frozen=True, eq=False)
class TermComparison:
    """Terms of all groups.

    Attributes
    ----------
    groups : tuple of str
    terms : tuple of str
        Tested terms, in the order of their characters.
    counts : csc_matrix of float, shape (n_passages, n_terms)
    words : ndarray, shape (n_passages,)
        All words of each passage.
    members, documents : ndarray of int, shape (n_passages,)
        Group and document of each passage.
    passage_ids : tuple of str
    """

    groups: tuple[str, ...]
    terms: tuple[str, ...]
    counts: sp.csc_matrix
    words: Array
    members: npt.NDArray[np.intp]
    documents: npt.NDArray[np.intp]
    passage_ids: tuple[str, ...]
    # Statistics of all terms are large; what is kept of each group is its keywords.
    _keywords: dict[int, tuple[Keyness, ...]] = field(default_factory=dict, init=False)

    def _statistics(self, number: int) -> dict[str, Array]:
        """Columns of `Keyness` for one group, each of shape (n_terms,)."""
        mine = self.members == number
        own = sp.csc_matrix(self.counts[np.flatnonzero(mine)])
        a = np.asarray(own.sum(axis=0)).ravel()
        total = np.asarray(self.counts.sum(axis=0)).ravel()
        n, n_a = self.words.sum(), self.words[mine].sum()
        b, n_b = total - a, n - n_a
        g2 = log_likelihood(a, b, n_a, n_b)
        p = chi2.sf(np.abs(g2), df=1)
        prior = PRIOR_WORDS * total / max(n, 1)
        delta, z = log_odds(a, b, n_a, n_b, prior)
        q = false_discovery_control(p) if len(p) else p
        least = 2 if len(np.unique(self.documents[mine])) >= _SEVERAL_DOCUMENTS else 1
        return {
            "count": a,
            "count_elsewhere": b,
            "per_10k": 1e4 * a / max(n_a, 1),
            "per_10k_elsewhere": 1e4 * b / max(n_b, 1),
            "g2": g2,
            "p": p,
            "q": q,
            "log_ratio": log_ratio(a, b, n_a, n_b),
            "log_odds": delta,
            "z": z,
            "dispersion": dispersion(own, self.words[mine]),
            "key": (g2 > 0)
            & (q <= FALSE_DISCOVERIES)
            & (np.diff(own.indptr) >= LEAST_PASSAGES)
            & (_documents_with(own, self.documents[mine]) >= least),
        }

    def keywords(
        self, group: int | str, top: int | None = None, *, every: bool = False
    ) -> list[Keyness]:
        """Terms that a group uses more than the others, by their standard score.

        Parameters
        ----------
        group : int or str
            Place or name.
        top : int, optional
            How many at most.
        every : bool
            Also those that fall short of a keyword: what they show may be chance, or one passage.
        """
        number = self.groups.index(group) if isinstance(group, str) else group
        if every:
            return list(self._ranked(number, every=True))[:top]
        if number not in self._keywords:
            self._keywords[number] = tuple(self._ranked(number))
        return list(self._keywords[number][:top])

    def _ranked(self, number: int, *, every: bool = False) -> Iterator[Keyness]:
        values = self._statistics(number)
        found = np.flatnonzero((values["g2"] > 0) if every else values["key"])
        order = found[np.argsort(-values["z"][found], kind="stable")].tolist()
        names = {self.terms[column]: values["count"][column] for column in order}
        for column in order:
            if not _part_of_longer(self.terms[column], names):
                yield self._row(number, column, values)

    def __iter__(self) -> Iterator[Keyness]:
        """All tested terms of all groups."""
        for number in range(len(self.groups)):
            values = self._statistics(number)
            for column in range(len(self.terms)):
                yield self._row(number, column, values)

    def _row(self, number: int, column: int, values: dict[str, Array]) -> Keyness:
        rows = self.counts.indices[self.counts.indptr[column] : self.counts.indptr[column + 1]]
        mine = np.sort(rows[self.members[rows] == number])
        found: dict[str, Any] = {name: float(values[name][column]) for name in _MEASURES}
        spread = float(values["dispersion"][column])
        return Keyness(
            term=self.terms[column],
            group=self.groups[number],
            count=int(values["count"][column]),
            count_elsewhere=int(values["count_elsewhere"][column]),
            dispersion=None if np.isnan(spread) else spread,
            passages=tuple(self.passage_ids[row] for row in mine),
            key=bool(values["key"][column]),
            **found,
        )

    def rows(self) -> list[dict[str, Any]]:
        """One flat row a keyword of a group; the ids of its passages are apart by spaces."""
        return [
            row.to_dict() | {"passages": " ".join(row.passages)}
            for number in range(len(self.groups))
            for row in self.keywords(number)
        ]

    def to_frame(self) -> pd.DataFrame:
        """One row a group and tested term, keyword or not; `passages` as their number."""
        import pandas as pd

        rows = [row.to_dict() | {"passages": len(row.passages)} for row in self]
        return pd.DataFrame(rows, columns=list(Keyness.__dataclass_fields__))

    def _repr_html_(self) -> str:
        return terms_table(self)

    def __repr__(self) -> str:
        return f"<TermComparison of {len(self.groups)} groups: {len(self.terms)} terms>"

    def to_dict(self) -> dict[str, Any]:
        """The keywords of each group as plain values."""
        return {
            "tested": len(self.terms),
            "keywords": {
                name: [row.to_dict() for row in self.keywords(name)] for name in self.groups
            },
        }


def compare_terms(groups: Sequence[Group], segmenter: Segmenter | None = None) -> TermComparison:
    """Terms of groups, as a table that can be asked for keywords.

    Parameters
    ----------
    groups : sequence of Group
    segmenter : Segmenter, optional
        Default: coarse words.
    """
    passages: list[Passage] = []
    members: list[tuple[int, int]] = []
    n_documents = 0
    for number, group in enumerate(groups):
        for document in group.documents:
            for passage in document.passages():
                passages.append(passage)
                members.append((number, n_documents))
            n_documents += 1
    vocabulary, counts, words = count_terms([passage.text for passage in passages], segmenter)
    frequent = np.asarray(counts.sum(axis=0)).ravel() >= LEAST_COUNT
    places = np.array(members, dtype=np.intp).reshape(-1, 2)
    return TermComparison(
        tuple(group.name for group in groups),
        tuple(term for term, kept in zip(vocabulary, frequent, strict=True) if kept),
        sp.csc_matrix(counts[:, frequent]),
        words,
        places[:, 0],
        places[:, 1],
        tuple(passage.id for passage in passages),
    )


def _part_of_longer(term: str, counts: Mapping[str, float]) -> bool:
    """Whether a longer keyword accounts for half of a term or more: 数字政府 for 数字."""
    return any(
        term in longer and term != longer and count >= _MOSTLY * counts[term]
        for longer, count in counts.items()
    )


def _documents_with(own: sp.csc_matrix, documents: npt.NDArray[np.intp]) -> Array:
    """In how many documents each term stands, of the documents of the rows."""
    columns = np.repeat(np.arange(own.shape[1]), np.diff(own.indptr))
    pairs = np.unique(np.stack([columns, documents[own.indices]]), axis=1)
    return np.bincount(pairs[0], minlength=own.shape[1]).astype(np.float64)
