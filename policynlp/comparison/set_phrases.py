"""Phrases of the genre, which nobody took over from anybody: 构成犯罪的，依法追究刑事责任."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import numpy.typing as npt

from policynlp.grammar.tables import alternation, terms

# Characters of a shingle that is looked up. What is found is the phrase or a long part of it.
LENGTH = 8

_NUMBER = "[0一二两三四五六七八九十百千]++"
# What a genre says in many words of its own, in stripped text.
_RITES = (
    # The life of a law: 2021年6月29日…人民代表大会常务委员会第二次会议通过.
    r"0年0月0日.{0,24}?(?:人民代表大会|人民政府令|国务院|会议).{0,48}?"
    r"(?:通过|批准|公布|施行|修订|修正|予以修改)",
    # The thanks in a work report, and whose merit it all is.
    r"(?:我代表|我谨代表).{0,12}?(?:政府|国务院)向.{0,400}?(?:感谢|敬意)",
    r"(?:成绩|成就|成效|进步|变化|取得).{0,40}?(?:在于|归功于).{0,300}(?:的结果|科学指引)",
)


def in_set_phrases(text: str) -> npt.NDArray[np.bool_]:
    """Which characters of a stripped text belong to a set phrase, shape (n,)."""
    known = _shingles()
    inside = np.zeros(len(text), dtype=bool)
    for at in range(len(text) - LENGTH + 1):
        if text[at : at + LENGTH] in known:
            inside[at : at + LENGTH] = True
    for pattern in _patterns():
        for match in pattern.finditer(text):
            inside[match.start() : match.end()] = True
    return inside


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    penalties = f"(?:{alternation(terms('comparison/penalties.txt'))}|{_NUMBER})"
    return (*map(re.compile, _RITES), re.compile(f"{penalties}{{5,}}"))


@cache
def _shingles() -> frozenset[str]:
    return frozenset(
        phrase[at : at + LENGTH]
        for phrase in terms("comparison/set_phrases.txt")
        for at in range(len(phrase) - LENGTH + 1)
    )
