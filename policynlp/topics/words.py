"""Words and pairs of characters that can carry a topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from policynlp.folding import fold
from policynlp.resources import stop_words
from policynlp.segment import Granularity, Lexicon, RJiebaEngine, Segmenter, Tokens
from policynlp.segment.tokens import ORIGINS

# Two characters or more, of which one is Chinese; or a name such as 5G, IPv6.
_WORD = re.compile(r"(?=\w*[\u4e00-\u9fff])\w{2,}|[A-Za-z]+\d+|\d+[A-Za-z]")
_NUMBER = re.compile(r"[\d一二三四五六七八九十百千万亿零〇两第年月日条款项]+")
_RULE = ORIGINS.index("rule")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class WordAnalyzer:
    """Words of a text that can carry a topic: no stop words, no bare numbers, no single character.

    With ``granularity="coarse"`` the multi-word terms (数字政府) follow the words (数字, 政府).
    """

    granularity: Granularity = "coarse"
    lexicon: Lexicon | None = None

    def __call__(self, text: str) -> list[str]:
        words, compounds = self.split([text])
        return words[0] + compounds[0]

    def split(self, texts: Sequence[str]) -> tuple[list[list[str]], list[list[str]]]:
        """Words, and multi-word terms (none with ``granularity="fine"``), of each text."""
        words: list[list[str]] = []
        compounds: list[list[str]] = []
        for tokens in _segmenter(self.granularity, self.lexicon).segment_many(map(fold, texts)):
            # One cut serves both: a coarse unit holds the ends of its fine words.
            words.append(_content_words(tokens, tokens.fine))
            single = set(words[-1])
            units = _content_words(tokens, tokens.ends) if self.granularity == "coarse" else []
            compounds.append([unit for unit in units if unit not in single])
        return words, compounds


def _content_words(tokens: Tokens, ends: npt.NDArray[np.int32]) -> list[str]:
    """Numbers with their units and dates, the words of a rule, carry no topic."""
    origins = tokens.origins[np.searchsorted(tokens.ends, ends)].tolist()
    words = Tokens(tokens.text, ends, tokens.origins).words()
    pairs = zip(words, origins, strict=True)
    return [word for word, origin in pairs if origin != _RULE and is_content_word(word)]


@lru_cache(maxsize=1 << 16)
def is_content_word(word: str) -> bool:
    """Whether a word can carry a topic."""
    return bool(_WORD.fullmatch(word)) and not _NUMBER.fullmatch(word) and word not in stop_words()


def is_chinese(word: str) -> bool:
    """Whether a word has two Chinese characters on end."""
    return bool(_CHINESE.search(word))


def character_pairs(text: str) -> list[str]:
    """Overlapping pairs of Chinese characters: they see what the segmenter cut in two."""
    return [a + b for run in _CHINESE.findall(fold(text)) for a, b in pairwise(run)]


@lru_cache(maxsize=4)
def _segmenter(granularity: Granularity, lexicon: Lexicon | None) -> Segmenter:
    # Always jieba's dictionary words: the background statistics count them, and topics need the
    # same word to be cut the same way everywhere more than they need each cut to be right.
    terms = map(fold, Lexicon.shipped().terms()) if granularity == "coarse" else ()
    return Segmenter(granularity, lexicon, RJiebaEngine(terms))
