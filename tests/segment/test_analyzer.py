"""The segmenter inside scikit-learn's vectorizers."""

from __future__ import annotations

import pickle

from sklearn.base import clone
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from policynlp.segment import Lexicon, Segmenter
from policynlp.segment.analyzer import Analyzer

TEXTS = ["加快推进數字政府建设，建成5G 基站。", "数字政府与乡村振兴"]


def test_words_are_folded_and_punctuation_is_left_out() -> None:
    words = Analyzer()(TEXTS[0])
    assert "数字政府" in words
    assert not {"，", "。", " "} & set(words)


def test_the_users_words_reach_the_vocabulary() -> None:
    analyzer = Analyzer(Segmenter("fine", lexicon=Lexicon.from_terms(["5G 基站", "数字政府"])))
    vectorizer = CountVectorizer(analyzer=analyzer).fit(TEXTS)
    assert vectorizer.vocabulary_.keys() >= {"5G 基站", "数字政府"}
    assert vectorizer.transform(TEXTS)[:, vectorizer.vocabulary_["数字政府"]].sum() == 2


def test_as_tokenizer_the_vectorizer_keeps_its_stop_words() -> None:
    vectorizer = TfidfVectorizer(tokenizer=Analyzer(), token_pattern=None, stop_words=["加快"])
    vectorizer.fit(TEXTS)
    assert "加快" not in vectorizer.vocabulary_
    assert "5g" in vectorizer.vocabulary_


def test_a_vectorizer_with_it_can_be_cloned_and_pickled() -> None:
    analyzer = Analyzer(Segmenter("fine", lexicon=Lexicon.from_terms(["数字政府"])))
    vectorizer = clone(TfidfVectorizer(analyzer=analyzer)).fit(TEXTS)
    again = pickle.loads(pickle.dumps(vectorizer))  # noqa: S301
    assert (again.transform(TEXTS) != vectorizer.transform(TEXTS)).nnz == 0
    assert "数字政府" in again.vocabulary_
