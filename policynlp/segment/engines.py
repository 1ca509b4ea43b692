"""Engines: what cuts the text that no lexicon entry of the user has claimed."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

import ahocorasick_rs
import numpy as np

from policynlp.errors import MissingExtraError
from policynlp.segment.boundaries import COARSE, FINE, INSIDE, Levels, Spans


class Engine(Protocol):
    """Cuts the gaps between what is fixed, at both granularities at once."""

    name: str

    def levels(self, text: str, gaps: Spans) -> Levels:
        """Level of the boundary behind each character.

        Parameters
        ----------
        text : str
            Folded text without lone surrogates; ``SEPARATOR`` stands where texts meet.
        gaps : ndarray of int64, shape (n_gaps, 2)
            Spans of ``text`` to be cut, in order and apart, without white space; what stands
            around them is context only.

        Returns
        -------
        ndarray of uint8, shape (len(text),)
            ``INSIDE``, ``FINE`` or ``COARSE``; ``COARSE`` behind every gap, of no meaning outside.
        """


class WordEngine:
    """An engine that knows only one granularity; the terms of a lexicon make the coarse units.

    A term binds the words that it is made of and never cuts through a word (发展/中国家).

    Parameters
    ----------
    terms : iterable of str
        Folded terms; the longest from the left is taken.
    """

    name = "words"

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self._terms = tuple(terms)
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._terms,
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            store_patterns=False,
        )

    def cut(self, text: str) -> list[str]:
        """Words of a text without white space, which join to the text."""
        raise NotImplementedError

    def levels(self, text: str, gaps: Spans) -> Levels:
        result = np.zeros(len(text), dtype=np.uint8)
        for start, end in gaps.tolist():
            at = start
            for word in self.cut(text[start:end]):
                at += len(word)
                result[at - 1] = COARSE
            self._bind(text[start:end], result[start:end])
        return result

    def _bind(self, text: str, levels: Levels) -> None:
        for _, start, end in self._automaton.find_matches_as_indexes(text):
            if (start == 0 or levels[start - 1] != INSIDE) and levels[end - 1] != INSIDE:
                inner = levels[start : end - 1]
                inner[inner == COARSE] = FINE

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._terms,)


class RJiebaEngine(WordEngine):
    """jieba's algorithm and dictionary in Rust; fast."""

    name = "rjieba"

    def __init__(self, terms: Iterable[str] = ()) -> None:
        import rjieba

        super().__init__(terms)
        self._cut = rjieba.cut

    def cut(self, text: str) -> list[str]:
        words: list[str] = self._cut(text)
        return words


class JiebaEngine(WordEngine):
    """jieba itself."""

    name = "jieba"

    def __init__(self, terms: Iterable[str] = ()) -> None:
        import jieba

        super().__init__(terms)
        jieba.setLogLevel(logging.WARNING)
        self._tokenizer = jieba.Tokenizer()

    def cut(self, text: str) -> list[str]:
        words: list[str] = self._tokenizer.lcut(text)
        return words


class PkusegEngine(WordEngine):
    """spacy-pkuseg with a model trained by ``policynlp train-segmenter --engine pkuseg``.

    Parameters
    ----------
    model : str or Path
        Folder of the model; pkuseg itself ships none.
    terms : iterable of str
    """

    name = "pkuseg"

    def __init__(self, model: str | Path, terms: Iterable[str] = ()) -> None:
        try:
            import spacy_pkuseg
        except ImportError:
            raise MissingExtraError("the engine pkuseg", "pkuseg") from None
        super().__init__(terms)
        self._model = Path(model)
        self._segmenter = spacy_pkuseg.pkuseg(str(self._model))

    def cut(self, text: str) -> list[str]:
        words: list[str] = self._segmenter.cut(text)
        return words

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._model, self._terms)
