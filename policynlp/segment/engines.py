"""Engines: what cuts the text that no lexicon entry of the user has claimed."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any, Protocol


class Engine(Protocol):
    """Cuts a text into words that join to the text."""

    name: str

    def cut(self, text: str) -> list[str]:
        """Words of a text without white space or lone surrogates, in order."""


class RJiebaEngine:
    """jieba's algorithm and dictionary in Rust; fast. `terms` are evidence, not an order."""

    name = "rjieba"

    def __init__(self, terms: Iterable[str] = ()) -> None:
        import rjieba

        self._terms = tuple(terms)
        self._jieba = rjieba.Jieba()
        # Adding a word while another thread cuts raises: the dictionary is complete from here on.
        for term in self._terms:
            self._jieba.add_word(term, None, None)

    def cut(self, text: str) -> list[str]:
        words: list[str] = self._jieba.cut(text)
        return words

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._terms,)


class JiebaEngine:
    """jieba itself; for machines without a build of rjieba."""

    name = "jieba"

    def __init__(self, terms: Iterable[str] = ()) -> None:
        import jieba

        self._terms = tuple(terms)
        jieba.setLogLevel(logging.WARNING)
        self._tokenizer = jieba.Tokenizer()
        for term in self._terms:
            self._tokenizer.add_word(term)

    def cut(self, text: str) -> list[str]:
        words: list[str] = self._tokenizer.lcut(text)
        return words

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._terms,)


def default_engine(terms: Iterable[str] = ()) -> Engine:
    """rjieba, or jieba where rjieba is not installed."""
    try:
        return RJiebaEngine(terms)
    except ImportError:
        return JiebaEngine(terms)
