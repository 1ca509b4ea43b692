"""The topic model: a scikit-learn estimator over passages of policy text."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted
from threadpoolctl import ThreadpoolController

from policynlp.corpus import Corpus
from policynlp.errors import UsageError
from policynlp.segment import Granularity, Lexicon
from policynlp.topics import storage
from policynlp.topics.fitting import Problem, Reference, Solution
from policynlp.topics.naming import describe, name_topics
from policynlp.topics.passages import Batches, even_sample, passage_texts
from policynlp.topics.results import Topic
from policynlp.topics.selection import resamples, solve, stability
from policynlp.topics.themes import Themes
from policynlp.topics.vectorizer import PassageVectorizer, Vectors
from policynlp.topics.views import TopicViews

Array = npt.NDArray[np.float64]

# Passages that a fit works on; of more, an even sample. Smoothing compares each with each.
FIT_PASSAGES = 2000


class UnknownWordsWarning(UserWarning):
    """Some passages hold no word that the model knows; their weights are zero."""


class TopicModel(TopicViews, TransformerMixin, BaseEstimator):
    """Topics of policy passages: smoothed TF-IDF, non-negative factorisation, named themes.

    Parameters
    ----------
    n_topics : int or "auto"
        All topics: the themes with most support first, free topics fill the rest. "auto" takes
        the supported themes, and as many free topics as coherence and stability justify.
    themes : "shipped", path, Themes or None
        Fields with a name and anchor terms that guide the factorisation. A theme gets a topic if
        three passages have it as their largest weight. None: all topics are free.
    granularity : {"coarse", "fine"}
        ``coarse`` counts multi-word terms (数字政府) beside words, ``fine`` words alone.
    lexicon : Lexicon, optional
        The user's words, kept whole in segmentation.
    random_state : int
        Same passages, same number: same topics.

    Attributes
    ----------
    n_topics_ : int
    components_ : ndarray, shape (n_topics, n_terms)
        Topics as weights of terms; non-negative, rows of length 1.
    terms_ : ndarray of str, shape (n_terms,)
        Columns of ``components_``.
    themes_ : tuple of Theme
        Themes of the first topics, in order.
    weights_ : ndarray, shape (n_passages, n_topics)
        What `fit_transform` gives for the passages of the fit.
    selection_ : Selection
        How the number of topics was chosen.
    topics_ : tuple of Topic
        Made when first asked for: stability takes refits.

    Notes
    -----
    Passages are short, so each borrows terms from similar ones before it is factorised (module
    ``graph``); module ``factorization`` tells the rest. BLAS runs in one thread, which is faster
    for matrices of this size.

    Examples
    --------
    >>> model = TopicModel(n_topics=8).fit(corpus)              # doctest: +SKIP
    >>> [topic.name for topic in model.topics_]                 # doctest: +SKIP
    ['数字政府', '数字经济', …]
    """

    def __init__(
        self,
        n_topics: int | Literal["auto"] = "auto",
        themes: str | Path | Themes | None = "shipped",
        *,
        granularity: Granularity = "coarse",
        lexicon: Lexicon | None = None,
        random_state: int = 0,
    ) -> None:
        self.n_topics = n_topics
        self.themes = themes
        self.granularity = granularity
        self.lexicon = lexicon
        self.random_state = random_state

    def fit(self, X: Corpus | Iterable[str], y: object = None) -> Self:
        """Find the topics of some passages; one that is there twice counts once.

        Parameters
        ----------
        X : Corpus, or iterable of str
            Passages; of a corpus those that count (`Corpus.passages`).
        y : ignored

        Raises
        ------
        UsageError
            If there are fewer passages than topics, fewer than two, or none with a Chinese word.
        ResourceError
            If the themes file has a mistake in it.
        """
        texts = passage_texts(X)
        _, known = self._fit_sample(texts)
        self.weights_ = self._weights_of(texts, known)
        return self

    def fit_sample(self, X: Corpus | Iterable[str]) -> Self:
        """The same, where only the sample that the fit works on is given weights.

        Of more than 2,000 different passages this takes the time of the fit alone; `transform`
        weighs the others, in batches or in several processes.
        """
        sample, known = self._fit_sample(passage_texts(X))
        self.weights_ = self._weights_of(sample, known)
        return self

    def _fit_sample(self, texts: Iterable[str]) -> tuple[list[str], dict[str, Array]]:
        sample, n_different = even_sample(texts, FIT_PASSAGES)
        self._check_number(n_different, "different passages")
        self._vectorizer = PassageVectorizer(self.granularity, self.lexicon)
        return sample, self._fit_on(sample, self._vectorizer.fit_transform(sample))

    def _fit_on(
        self,
        texts: Sequence[str],
        vectors: Vectors,
        refine: Callable[[Problem, Solution, Themes], Solution] | None = None,
    ) -> dict[str, Array]:
        """Find the topics of different passages; gives the weights of those with a known word."""
        themes = self._load_themes()
        if not themes.apply_to(texts):
            themes = Themes(())
        rows = np.flatnonzero(np.diff(vectors.terms.indptr))
        self._check_number(len(rows), "passages with a word that another has too")
        texts, vectors = [texts[row] for row in rows.tolist()], vectors[rows]
        with _blas().limit(limits=1, user_api="blas"):
            problem = Problem.of(vectors, themes.count_anchors(texts), self.random_state)
            solution, self.selection_ = solve(problem, self.n_topics)
            if refine is not None:
                solution = refine(problem, solution, themes)
        self.themes_ = tuple(themes[i] for i in solution.themes)
        self.components_ = solution.topics
        self.n_topics_ = len(solution.topics)
        self.terms_ = np.array(self._vectorizer.terms)
        self._reference = Reference.of(problem, solution, vectors.profile)
        self._names = name_topics(solution.scores, self.terms_.tolist(), self.themes_)
        self._fitted = (problem, solution)
        self._topics: tuple[Topic, ...] | None = None
        return dict(zip(texts, self._place(vectors, texts), strict=True))

    def fit_transform(self, X: Corpus | Iterable[str], y: object = None, **params: object) -> Array:
        """Fit, and the weights of the topics; see `fit` and `transform`."""
        weights = self.fit(X).weights_
        _warn_of_unknown(weights)
        return weights.copy()

    def transform(self, X: Corpus | Iterable[str]) -> Array:
        """Weights of the topics in passages.

        Parameters
        ----------
        X : Corpus, or iterable of str

        Returns
        -------
        ndarray, shape (n_passages, n_topics)
            Rows sum to 1; 0 throughout, with a warning, where a passage has no known word. A
            passage of the fit has the weights that it had there.
        """
        check_is_fitted(self, "components_")
        weights = self._weights_of(passage_texts(X), {})
        _warn_of_unknown(weights)
        return weights

    def _project(self, texts: Sequence[str]) -> Array:
        if not texts:
            return np.zeros((0, self.n_topics_))
        return self._place(self._vectorizer.transform(texts), texts)

    def _place(self, vectors: Vectors, texts: Sequence[str]) -> Array:
        counts = Themes(self.themes_).count_anchors(texts)
        with _blas().limit(limits=1, user_api="blas"):
            return self._reference.project(vectors, self.components_, counts)

    def _weights_of(self, texts: Iterable[str], known: dict[str, Array]) -> Array:
        """Rows of the fit where there are any, the rest projected, a batch at a time."""
        blocks = [np.zeros((0, self.n_topics_))]
        for batch in Batches(texts):
            others = list(dict.fromkeys(text for text in batch if text not in known))
            rows = known | dict(zip(others, self._project(others), strict=True))
            blocks.append(np.array([rows[text] for text in batch]))
        return np.vstack(blocks)

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """Names of the topics, the columns of `transform`."""
        check_is_fitted(self, "components_")
        return np.array(self._names, dtype=object)

    @property
    def topics_(self) -> tuple[Topic, ...]:
        """Topics with their terms, passages, coherence and stability."""
        check_is_fitted(self, "components_")
        if self._topics is None:
            problem, solution = self._fitted
            with _blas().limit(limits=1, user_api="blas"):
                stable = stability(solution, resamples(problem))
            self._topics = describe(
                self._names,
                self.themes_,
                solution.scores,
                self.terms_,
                self.weights_,
                problem.terms,
                stable,
            )
        return self._topics

    def to_bytes(self) -> bytes:
        """The file that `save` writes."""
        check_is_fitted(self, "components_")
        return storage.to_bytes(self)

    @classmethod
    def from_bytes(cls, file: bytes) -> Self:
        """Read what `to_bytes` gave; see `load`."""
        return storage.from_bytes(cls, file)

    def save(self, path: str | Path) -> None:
        """Write the fitted model to one file: a zip of JSON and NumPy arrays, no pickle.

        Raises
        ------
        ModelError
            If the file can't be written.
        """
        storage.save(self.to_bytes(), Path(path))

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a model that `save` wrote.

        Its ``themes`` are those that had support; all else is as it was.

        Raises
        ------
        ModelError
            If the file can't be read, or is not a topic model of this version.
        """
        return storage.load(cls, Path(path))

    def _load_themes(self) -> Themes:
        if self.themes is None:
            return Themes(())
        if isinstance(self.themes, Themes):
            return self.themes
        if isinstance(self.themes, str) and self.themes == "shipped":
            return Themes.shipped()
        return Themes.from_file(self.themes)

    def _check_number(self, n_passages: int, what: str) -> None:
        if self.n_topics != "auto" and (
            not isinstance(self.n_topics, int | np.integer) or self.n_topics < 1
        ):
            raise UsageError(f"n_topics must be 'auto' or a number from 1, not {self.n_topics!r}")
        if n_passages < 2:
            raise UsageError(f"topics need at least two {what}; found {n_passages}")
        if self.n_topics != "auto" and self.n_topics > n_passages:
            raise UsageError(f"{self.n_topics} topics for {n_passages} {what}: choose fewer topics")

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags

    def __sklearn_is_fitted__(self) -> bool:
        return hasattr(self, "components_")


@cache
def _blas() -> ThreadpoolController:
    # Looking for the libraries takes longer than a small fit: once is enough.
    return ThreadpoolController()


def _warn_of_unknown(weights: Array) -> None:
    unknown = int(np.count_nonzero(~weights.any(axis=1)))
    if unknown:
        warnings.warn(
            f"{unknown} of {len(weights)} passages have no word that the model knows; "
            "their weights are 0",
            UnknownWordsWarning,
            stacklevel=3,
        )
