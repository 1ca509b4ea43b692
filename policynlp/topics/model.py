"""The topic model: a scikit-learn estimator over passages of policy text."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted
from threadpoolctl import threadpool_limits

from policynlp.corpus import Corpus
from policynlp.errors import UsageError
from policynlp.segment import Granularity, Lexicon
from policynlp.topics import quality, storage
from policynlp.topics.factorization import solve_weights
from policynlp.topics.fitting import Problem, Solution
from policynlp.topics.graph import nearest, neighbour_count, passage_graph, smooth_new
from policynlp.topics.naming import name_topics, relevance
from policynlp.topics.results import Topic
from policynlp.topics.selection import Selection, resamples, select, stability
from policynlp.topics.themes import Themes
from policynlp.topics.vectorizer import PassageVectorizer

Array = npt.NDArray[np.float64]

# Passages that a fit works on; of more, an even sample. Smoothing compares each with each.
FIT_PASSAGES = 2000
_TERMS_SHOWN = 30


class UnknownWordsWarning(UserWarning):
    """Some passages hold no word that the model knows; their weights are zero."""


class TopicModel(TransformerMixin, BaseEstimator):
    ...
