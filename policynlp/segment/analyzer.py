"""Words for scikit-learn: a segmenter as the ``analyzer`` or ``tokenizer`` of a vectorizer."""

from __future__ import annotations

from policynlp.folding import fold
from policynlp.segment.segmenter import Segmenter


class Analyzer:
    """Text to the words that count: no white space, no punctuation, variants folded.

    Can be pickled to worker processes and copied by ``sklearn.base.clone``.

    Parameters
    ----------
    segmenter : Segmenter, optional
        Default: coarse words, policy terms whole.

    Examples
    --------
    >>> from sklearn.feature_extraction.text import TfidfVectorizer
    >>> vectorizer = TfidfVectorizer(analyzer=Analyzer())
    >>> vectorizer.fit_transform(["推进數字政府建设。", "乡村振兴"]).shape[0]
    2

    As ``tokenizer`` (with ``token_pattern=None``) it leaves stop words and n-grams to the
    vectorizer.
    """

    def __init__(self, segmenter: Segmenter | None = None) -> None:
        self.segmenter = segmenter or Segmenter()

    def __call__(self, text: str) -> list[str]:
        words = self.segmenter.segment(fold(text)).words()
        return [word for word in words if any(map(str.isalnum, word))]

    def __repr__(self) -> str:
        return f"Analyzer({self.segmenter!r})"
