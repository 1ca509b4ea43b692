"""Names of topics from the text: the term that tells a topic best."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

from policynlp.topics.quality import coherence, top_terms
from policynlp.topics.results import Topic
from policynlp.topics.themes import Theme

Array = npt.NDArray[np.float64]

_NAME_CANDIDATES = 40
_TERMS_SHOWN = 30
# A phrase (公共图书馆) names a topic better than a word (公共).
_SHORT = {2: 0.5, 3: 0.8}


def relevance(weights: Array, terms: sp.csr_matrix) -> Array:
    """How well each term tells each topic; shape (n_topics, n_terms).

    Mean weight of the term in the topic's passages less its mean weight in all, so that what is
    strong everywhere tells nothing.

    Parameters
    ----------
    weights : ndarray, shape (n_passages, n_topics)
    terms : csr_matrix, shape (n_passages, n_terms)
        Not smoothed.
    """
    # Squared: a passage speaks for the topics that it is mainly about.
    squared = weights**2
    share = squared / np.maximum(squared.sum(axis=0), 1e-12)
    # A single topic is all there is; nothing is left to tell it from.
    mean = np.asarray(terms.mean(axis=0)).ravel() if weights.shape[1] > 1 else 0.0
    return np.asarray(np.asarray(terms.T @ share).T - mean)


def name_topics(scores: Array, vocabulary: Sequence[str], themes: Sequence[Theme]) -> list[str]:
    """The themes' names, then one name a free topic: its best multi-word term, else best word.

    Parameters
    ----------
    scores : ndarray, shape (n_topics, n_terms)
    vocabulary : sequence of str
    themes : sequence of Theme
        Of the first topics.
    """
    names = [theme.name for theme in themes]
    for row in scores[len(themes) :]:
        best = [i for i in np.argsort(-row, kind="stable")[:_NAME_CANDIDATES] if row[i] > 0]
        ranked = sorted(best, key=lambda i: -row[i] * _SHORT.get(len(vocabulary[i]), 1.0))
        fresh = (vocabulary[i] for i in ranked if vocabulary[i] not in names)
        names.append(next(fresh, f"主题{len(names) + 1}"))
    return names


def describe(
    names: Sequence[str],
    themes: Sequence[Theme],
    scores: Array,
    vocabulary: npt.NDArray[np.str_],
    weights: Array,
    terms: sp.csr_matrix,
    stability: Array,
) -> tuple[Topic, ...]:
    """Topics for the reader.

    Parameters
    ----------
    scores : ndarray, shape (n_topics, n_terms)
    weights : ndarray, shape (n_passages, n_topics)
        Of all passages of the fit.
    terms : csr_matrix, shape (n_distinct_passages, n_terms)
    stability : ndarray, shape (n_topics,)
    """
    known = weights.any(axis=1)
    strongest = np.where(known, weights.argmax(axis=1), -1)
    shares = weights[known].mean(axis=0)
    npmi = coherence(scores, terms)
    topics = []
    for topic, columns in enumerate(top_terms(scores, _TERMS_SHOWN)):
        members = np.flatnonzero(strongest == topic)
        members = members[np.argsort(-weights[members, topic], kind="stable")]
        topics.append(
            Topic(
                name=names[topic],
                theme=themes[topic].name if topic < len(themes) else None,
                terms=tuple(
                    (str(vocabulary[i]), float(scores[topic, i]))
                    for i in columns
                    if scores[topic, i] > 0
                ),
                share=float(shares[topic]),
                support=len(members),
                passages=tuple(members.tolist()),
                coherence=float(npmi[topic]),
                stability=float(stability[topic]),
            )
        )
    return tuple(topics)
