"""Mixtures of topics side by side, and which topics make the difference."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.special import rel_entr

from policynlp.comparison.groups import Group
from policynlp.comparison.tabular import Tabular
from policynlp.comparison.views import topics_table
from policynlp.topics import TopicModel, UnknownWordsWarning, mean_weights
from policynlp.topics.model import FIT_PASSAGES

Array = npt.NDArray[np.float64]

# Passages that are kept to show a topic in a group.
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class TopicDifference:
    """One topic in two groups.

    Attributes
    ----------
    topic : str
    share_a, share_b : float
        In [0, 1].
    contribution : float
        Its part of the Jensen-Shannon divergence of the two groups, in bits; positive where the
        first group has more of it. The absolute values sum to the square of the distance.
    passages_a, passages_b : tuple of str
        Ids of passages that are most about it.
    """

    topic: str
    share_a: float
    share_b: float
    contribution: float
    passages_a: tuple[str, ...]
    passages_b: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True, eq=False)
class TopicComparison(Tabular):
    """Topics of all groups under one model.

    Attributes
    ----------
    groups, topics : tuple of str
    mixtures : ndarray, shape (n_groups, n_topics)
        Mean weight of each topic; rows sum to 1, or 0 for a group without a known word.
    distances : ndarray, shape (n_groups, n_groups)
        Jensen-Shannon distance to base 2, in [0, 1]: the square root of the divergence
        (Endres & Schindelin 2003). 1 between a group without a known word and any other one.
    passages : tuple of tuple of tuple of str
        For each group and topic the ids of the passages that are most about it.
    """

    groups: tuple[str, ...]
    topics: tuple[str, ...]
    mixtures: Array
    distances: Array
    passages: tuple[tuple[tuple[str, ...], ...], ...]

    def differences(self, a: int | str = 0, b: int | str = 1) -> list[TopicDifference]:
        """All topics by how much they tell two groups apart, most first.

        Parameters
        ----------
        a, b : int or str
            Place or name of a group.
        """
        first, second = (self.groups.index(g) if isinstance(g, str) else g for g in (a, b))
        p, q = self.mixtures[first], self.mixtures[second]
        parts = divergence_parts(p, q) * np.sign(p - q)
        order = sorted(range(len(parts)), key=lambda k: (-abs(parts[k]), self.topics[k]))
        return [
            TopicDifference(
                self.topics[k], float(p[k]), float(q[k]), float(parts[k]),
                self.passages[first][k], self.passages[second][k],
            )
            for k in order
        ]  # fmt: skip

    def shared(self) -> list[tuple[str, float]]:
        """Topics by the least share that they have in any group, the largest first."""
        least = self.mixtures.min(axis=0)
        order = np.argsort(-least, kind="stable")
        return [(self.topics[k], float(least[k])) for k in order if least[k] > 0]

    def telling(self) -> list[tuple[str, float]]:
        """Topics by their part of the divergence of all groups from their mean, most first.

        The generalised Jensen-Shannon divergence with equal weights (Lin 1991), in bits.
        """
        mean = self.mixtures.mean(axis=0)
        parts = rel_entr(self.mixtures, mean).mean(axis=0) / np.log(2)
        order = np.argsort(-parts, kind="stable")
        return [(self.topics[k], float(parts[k])) for k in order]

    def rows(self) -> list[dict[str, Any]]:
        """One row a group: the share of each topic, then the distance from each group."""
        return [
            {
                "group": group,
                **dict(zip(self.topics, shares, strict=True)),
                **{f"distance from {other}": d for other, d in zip(self.groups, far, strict=True)},
            }
            for group, shares, far in zip(
                self.groups, self.mixtures.tolist(), self.distances.tolist(), strict=True
            )
        ]

    def _repr_html_(self) -> str:
        return topics_table(self)

    def __repr__(self) -> str:
        return f"<TopicComparison of {len(self.groups)} groups: {len(self.topics)} topics>"

    def to_dict(self) -> dict[str, Any]:
        """Plain values; `differences` where there are two groups."""
        return {
            "topics": list(self.topics),
            "mixtures": dict(zip(self.groups, self.mixtures.tolist(), strict=True)),
            "distances": self.distances.tolist(),
            "telling": dict(self.telling()),
            "differences": [d.to_dict() for d in self.differences()]
            if len(self.groups) == 2
            else [],
        }


def compare_topics(groups: Sequence[Group], model: TopicModel | None = None) -> TopicComparison:
    """Topics of groups under one model.

    Parameters
    ----------
    groups : sequence of Group
    model : TopicModel, optional
        A fitted one; default: a model of the passages of all groups, each text once.

    Raises
    ------
    UsageError
        If the passages are too few for a model.
    """
    passages = [(number, p) for number, group in enumerate(groups) for p in group.passages()]
    # In the order of the texts, so that the order of the groups can't change the model.
    texts = sorted({passage.text for _, passage in passages})
    if model is None:
        # An even sample of the sorted texts: those of one group are spread all over.
        model = TopicModel().fit(texts[:: -(-len(texts) // FIT_PASSAGES) or 1])
    rows = _transform(model, texts)
    place = {text: row for row, text in enumerate(texts)}
    weights = rows[[place[passage.text] for _, passage in passages]]
    members = np.array([number for number, _ in passages], dtype=np.intp)
    mixtures = mean_weights(weights, members, len(groups))
    return TopicComparison(
        tuple(group.name for group in groups),
        _distinct([str(name) for name in model.get_feature_names_out()]),
        mixtures,
        distances(mixtures),
        tuple(
            _strongest(weights, members == number, [p.id for _, p in passages])
            for number in range(len(groups))
        ),
    )


def _transform(model: TopicModel, texts: Sequence[str]) -> Array:
    """Weights of texts, some at a time: each is compared with all passages of the fit."""
    starts = range(0, len(texts), FIT_PASSAGES) or (0,)
    blocks = [texts[at : at + FIT_PASSAGES] for at in starts]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnknownWordsWarning)  # rows of zeros count for nothing
        return np.vstack([model.transform(block) for block in blocks])


def divergence_parts(p: Array, q: Array) -> Array:
    """Part of each topic in the Jensen-Shannon divergence, in bits; each is at least 0."""
    middle = (p + q) / 2
    parts: Array = (rel_entr(p, middle) + rel_entr(q, middle)) / (2 * np.log(2))
    # A rounding error below zero would have no root.
    return np.maximum(parts, 0.0)


def distances(mixtures: Array) -> Array:
    """Jensen-Shannon distances of all pairs of rows, base 2; shape (n, n)."""
    n = len(mixtures)
    found = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1, n):
            divergence = divergence_parts(mixtures[i], mixtures[j]).sum()
            if mixtures[i].any() != mixtures[j].any():
                divergence = 1.0
            found[i, j] = found[j, i] = min(1.0, np.sqrt(divergence))
    return found


def _strongest(
    weights: Array, mine: npt.NDArray[np.bool_], ids: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """For each topic the passages of a group that have it as their largest weight."""
    topics = weights.argmax(axis=1)
    found = []
    for topic in range(weights.shape[1]):
        rows = np.flatnonzero(mine & (topics == topic) & (weights[:, topic] > 0))
        rows = rows[np.argsort(-weights[rows, topic], kind="stable")][:_SHOWN]
        found.append(tuple(ids[row] for row in rows.tolist()))
    return tuple(found)


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Names told apart by a number where two are the same."""
    return tuple(
        name if names.count(name) == 1 else f"{name} {number}"
        for number, name in enumerate(names, 1)
    )
