"""A topic model of more passages than fit into memory, in two passes over them.

The first counts in how many passages each unit stands, and keeps an even sample. On the sample the
themes and the number of topics are chosen, as in any fit. The second pass refines the topics on
all passages: those of themes are centroids, sums over batches; the free ones go on from the
sample's by mini-batches (Lefèvre, Bach & Févotte 2011; `sklearn.decomposition.MiniBatchNMF`).
"""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.decomposition import MiniBatchNMF

from policynlp.topics.factorization import unit_rows
from policynlp.topics.fitting import Problem, Solution, anchor_shares, uncovered, weigh
from policynlp.topics.model import FIT_PASSAGES, TopicModel
from policynlp.topics.naming import relevance
from policynlp.topics.themes import Themes
from policynlp.topics.vectorizer import Block, PassageVectorizer

P = TypeVar("P")
R = TypeVar("R")
Run = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
Array = npt.NDArray[np.float64]

_KINDS = ("w", "w", "c")
_LARGEST = 200_000
"""Units of a kind that are kept, the most frequent; a bound for the memory."""


@dataclass(slots=True)
class Counts:
    """Passages that each unit stands in, and a sample: the texts with the smallest hashes, so that
    it does not depend on how the passages come in parts.
    """

    n: int = 0
    frequencies: tuple[Counter[str], ...] = field(default_factory=lambda: (*_counters(),))
    sample: dict[bytes, str] = field(default_factory=dict)

    def add(self, other: Counts) -> None:
        """Take in the counts of another part."""
        self.n += other.n
        for mine, its in zip(self.frequencies, other.frequencies, strict=True):
            mine.update(its)
        both = self.sample | other.sample
        self.sample = {key: both[key] for key in heapq.nsmallest(FIT_PASSAGES, both)}


def _counters() -> Iterator[Counter[str]]:
    return (Counter() for _ in _KINDS)


def fit_online(
    model: TopicModel,
    parts: Iterable[P],
    texts_of: Callable[[P], Sequence[str]],
    run: Run = map,
) -> TopicModel:
    """Fit a model to passages that come in parts; only one part is in memory at a time.

    Parameters
    ----------
    model : TopicModel
        Its settings count; ``n_topics="auto"`` is chosen on the sample.
    parts : iterable
        Gone through twice: a list, or an object that begins anew with each ``iter``.
    texts_of : callable
        From a part to its passages. A list of lists of passages goes with ``list``.
    run : callable
        Like ``map``: applies a function to each part, in order; a cluster has its own.

    Returns
    -------
    TopicModel
        The same model; ``weights_`` are those of the sample.

    Raises
    ------
    UsageError
        As in `TopicModel.fit`.
    """
    vectorizer = PassageVectorizer(model.granularity, model.lexicon)
    counts = Counts()
    for counted in run(partial(_count, texts_of, vectorizer), parts):
        counts.add(counted)
    blocks = [
        Block.of(dict(frequency.most_common(_LARGEST)), counts.n, kind)
        for frequency, kind in zip(counts.frequencies, _KINDS, strict=True)
    ]
    vectorizer.learn(blocks, counts.n)
    model._vectorizer = vectorizer
    texts = [counts.sample[key] for key in sorted(counts.sample)]
    model._check_number(len(texts), "different passages")

    def refine(problem: Problem, solution: Solution, themes: Themes) -> Solution:
        chosen = Themes(tuple(themes[i] for i in solution.themes))
        work = partial(_vectors, texts_of, vectorizer, chosen)
        topics = _refined(solution.topics, len(chosen), run(work, parts), model.random_state)
        of_themes = problem.anchors[:, list(solution.themes)]
        spread = problem.spread(anchor_shares(of_themes))
        weights = weigh(problem.smoothed, topics, of_themes, spread)
        return Solution(solution.themes, topics, weights, relevance(weights, problem.terms))

    known = model._fit_on(texts, vectorizer.transform(texts), refine)
    model.weights_ = model._weights_of(texts, known)
    return model


def _count(
    texts_of: Callable[[P], Sequence[str]], vectorizer: PassageVectorizer, part: P
) -> Counts:
    texts = texts_of(part)
    counts = Counts(len(texts))
    for frequency, units in zip(counts.frequencies, vectorizer.units(texts), strict=True):
        frequency.update(unit for found in units for unit in set(found))
    digests = {hashlib.blake2b(text.encode("utf-8", "replace")).digest(): text for text in texts}
    counts.sample = {key: digests[key] for key in heapq.nsmallest(FIT_PASSAGES, digests)}
    return counts


def _vectors(
    texts_of: Callable[[P], Sequence[str]], vectorizer: PassageVectorizer, themes: Themes, part: P
) -> tuple[sp.csr_matrix, Array]:
    """Terms of a part's passages, and the counts of the themes' anchors in them."""
    texts = texts_of(part)
    return vectorizer.transform(texts).terms, themes.count_anchors(texts)


def _refined(
    topics: Array, n_themes: int, batches: Iterable[tuple[sp.csr_matrix, Array]], random_state: int
) -> Array:
    """Topics of the sample, moved to what all passages say."""
    anchored = np.zeros((n_themes, topics.shape[1]))
    free = topics[n_themes:]
    nmf = MiniBatchNMF(len(free), init="custom", random_state=random_state) if len(free) else None
    begun = False
    for terms, counts in batches:
        if not terms.shape[0]:
            continue
        evidence = anchor_shares(counts) * np.log1p(counts.sum(axis=1, keepdims=True))
        anchored += np.asarray(terms.T @ evidence).T
        if nmf is None:
            continue
        rest = terms.multiply(uncovered(counts)).tocsr() if n_themes else terms
        if begun:
            nmf.partial_fit(rest)
        else:
            nmf.partial_fit(rest, W=np.asarray(rest @ free.T) + 1e-6, H=free.copy())
            begun = True
    found = unit_rows(nmf.components_) if nmf is not None and begun else free
    # A theme whose anchors stand in no passage as they are counted keeps the sample's topic.
    centroids = unit_rows(anchored)
    centroids[~anchored.any(axis=1)] = topics[:n_themes][~anchored.any(axis=1)]
    return np.vstack([centroids, found])
