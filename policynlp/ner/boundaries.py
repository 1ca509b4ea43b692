"""Where a name begins: behind the verb that it follows, and never inside a word."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from policynlp.folding import fold, well_formed
from policynlp.grammar.tables import alternation, terms

_WINDOW = 10
_MODIFIER = 16
_AFTER_VERB = "(?:了|好|新一轮|新版|全面|深入|扎实|一批|系列|省级|市级)*"
_PART = re.compile(r"[的和与及、等为在对以将把向从是各][^的和与及、等]*$")
"""Behind one of these characters another thing begins."""

_OF_ALL = re.compile("(?:国家|全国|[全我本]?[省市区县]|[一二两三四五六七八九十]+[个项大])$")
"""In front of a quoted name: whose it is, or how many, and no part of it."""


@cache
def _behind_verb() -> re.Pattern[str]:
    verbs = alternation(terms("ner/triggers.txt"))
    return re.compile(
        rf"^.*{verbs}{_AFTER_VERB}(?P<more>[^，。；：！？、\s《》（）“”0-9]*)$", re.DOTALL
    )


def start_of_programme(text: str, start: int) -> int:
    """The start, moved left over the modifiers between the last verb in front and the name.

    实施|校企协同攻关“百团计划”: all that stands between the verb and the head noun is the name.
    """
    begin = max(0, start - _MODIFIER)
    match = _behind_verb().search(text[begin:start])
    if not match or not match["more"] or _PART.search(match["more"]):
        return start
    if text[start : start + 1] == "“" and _OF_ALL.match(match["more"]):
        return start
    return begin + match.start("more")


def start_of_word(text: str, at: int) -> int:
    """Where the word begins that ``at`` is inside of; ``at`` if a word begins there."""
    left = max(0, at - _WINDOW)
    window = fold(well_formed(text[left : at + _WINDOW]))
    begin = left
    for word in _words().cut(window):
        if begin + len(word) > at:
            return begin
        begin += len(word)
    return at


@cache
def _words() -> rjieba.Jieba:
    return rjieba.Jieba()
