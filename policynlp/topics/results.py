"""What a topic model found, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """One topic.

    Attributes
    ----------
    name : str
        The theme's name, else the term that tells the topic best.
    theme : str or None
        Name of the theme that the topic is anchored in.
    terms : tuple of (str, float)
        Strongest terms with their weights, strongest first.
    share : float
        Mean weight over the passages with a known word, in [0, 1].
    support : int
        Passages whose largest weight is the topic's.
    passages : tuple of int
        Those passages, by their place in the input, the one with most weight first.
    coherence : float
        NPMI of the ten strongest terms, in [-1, 1].
    stability : float
        Share of the ten strongest terms that refits on four fifths of the passages find again.
    """

    name: str
    theme: str | None
    terms: tuple[tuple[str, float], ...]
    share: float
    support: int
    passages: tuple[int, ...]
    coherence: float
    stability: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "name": self.name,
            "theme": self.theme,
            "terms": [{"term": term, "weight": weight} for term, weight in self.terms],
            "share": self.share,
            "support": self.support,
            "passages": list(self.passages),
            "coherence": self.coherence,
            "stability": self.stability,
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Topic:
        """The topic that `to_dict` wrote."""
        terms = tuple((entry["term"], entry["weight"]) for entry in values["terms"])
        return cls(**{**values, "terms": terms, "passages": tuple(values["passages"])})

    def __repr__(self) -> str:
        terms = "、".join(term for term, _ in self.terms[:5])
        return f"<Topic {self.name}: {self.share:.0%}, {self.support} passages: {terms}>"


def mean_weights(
    weights: npt.NDArray[np.float64], groups: npt.NDArray[np.intp], n_groups: int
) -> npt.NDArray[np.float64]:
    """Mean weight of each topic in each group of passages (a document, an article, a section).

    Parameters
    ----------
    weights : ndarray, shape (n_passages, n_topics)
    groups : ndarray of int, shape (n_passages,)
        Group of each passage.
    n_groups : int

    Returns
    -------
    ndarray, shape (n_groups, n_topics)
        Rows sum to 1; 0 where no passage of the group has a known word.
    """
    sums = np.zeros((n_groups, weights.shape[1]))
    np.add.at(sums, groups, weights)
    total = sums.sum(axis=1, keepdims=True)
    means: npt.NDArray[np.float64] = np.divide(
        sums, total, out=np.zeros_like(sums), where=total > 0
    )
    return means
