"""Words, for the edges of phrases and the model of status.

jieba's plain dictionary, whatever segmenter the user prefers: the weights of the model were
learned on its words.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from policynlp.folding import well_formed


@cache
def _cut() -> Callable[[str], list[str]]:
    try:
        import rjieba
    except ImportError:
        import jieba

        tokenizer = jieba.Tokenizer()
        return lambda text: list(tokenizer.cut(text))
    cut: Callable[[str], list[str]] = rjieba.Jieba().cut
    return cut


def words_of(text: str, start: int, end: int) -> list[str]:
    """Words of ``text[start:end]`` without white space at its ends; they join to it."""
    part = well_formed(text[start:end]).strip()
    return _cut()(part) if part else []
