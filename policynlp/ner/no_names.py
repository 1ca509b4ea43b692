"""What looks like a name and is none: kinds, counted programmes, works that are built, words."""

from __future__ import annotations

import re
from functools import cache

from policynlp.folding import fold
from policynlp.grammar.tables import alternation, terms
from policynlp.ner.boundaries import start_of_word
from policynlp.ner.known_names import goes_on, of_every_place
from policynlp.ner.rules import ITSELF

_ITS_OWN = re.compile("本[^省市区县地校院公单部局级报]")
_MANY = re.compile(
    "(?:系列|一批|各项|各类|多项|相关|有关|重大|重点)+(?:专项)?(?:行动|工程|计划|战略|项目|政策|规划)$"
)
"""开展系列专项行动: which ones is not said."""
_EACH = re.compile("各[省市区县州盟旗、]*$")
_COUNTED = re.compile(
    "[0-9]+(?:余|多)?[项个条批]|^[^“]{0,12}[二三四五六七八九十]大(?:专项)?(?:行动|工程|战略|计划)$"
    "|^“[二三四五六七八九十]大战略”$|_"
)
"""“102项重大工程”, “四大专项行动”."""
_MEETING = re.compile("第[一二三四五六七八九十]+(?:次|届(?:人民代表大会|委员会|代表大会)?)?$")
"""A meeting by its number, and no body: 省第十四届|人民代表大会第五次会议."""
_PEOPLE = "(?:民众|人民|网民|公民|游客|居民|消费者|客商|市民)$"
_EACH_ITS_OWN = re.compile("分别(?:制定|编制|出台|印发|实施|开展)了?$")
"""Plans of several fields or places: 分别制定|稳增长工作方案."""
_NUMBERED = re.compile("“[^“”]+[0-9]+条”")
"""A policy that goes by the number of its articles: “金融16条”."""
_SHORT = 4
_AROUND = 30


def is_none(label: str, text: str, start: int, end: int) -> bool:
    """Whether the words beside a name, or the name itself, show that it is none.

    Parameters
    ----------
    label : str
        ORG or POLICY.
    text : str
    start, end : int
        Offsets of the name that the tagger proposes.
    """
    words = fold(text[start:end])
    if words in _generic() or _MANY.fullmatch(words):
        return True
    if label == "ORG":
        if len(words) < _SHORT and not words.isascii() and start_of_word(text, start) < start:
            return True
        beside = text[max(0, start - _AROUND) : start] + "＊" + text[end : end + _AROUND]
        if words in _common_words() and not _company_context().search(beside):
            return True
        if _MEETING.search(words) or _people().match(words):
            return True
        if _EACH.search(text, max(0, start - 8), start):
            return True
        return goes_on(text, end) or of_every_place(text, start, end)
    own = ITSELF.search(text, start, end)
    if own is not None and own.start() > start and own.end() == end:
        return True  # 现将|本规划: the rules find what is right.
    if _ITS_OWN.match(words):
        return own is None or own.end() != end
    if _COUNTED.search(words) and not _NUMBERED.fullmatch(words):
        return True
    if _EACH_ITS_OWN.search(text, max(0, start - 8), start):
        return True
    return "“" not in words and (goes_on(text, end) or _built().search(words) is not None)


@cache
def _generic() -> frozenset[str]:
    return frozenset(terms("ner/generic_names.txt"))


@cache
def _people() -> re.Pattern[str]:
    """The people of a country: 俄罗斯民众."""
    return re.compile(alternation(terms("ner/countries.txt")) + _PEOPLE)


@cache
def _common_words() -> frozenset[str]:
    return frozenset(terms("ner/common_words.txt"))


@cache
def _company_context() -> re.Pattern[str]:
    return re.compile(alternation(terms("ner/company_context.txt")))


@cache
def _built() -> re.Pattern[str]:
    return re.compile(alternation(terms("ner/built_works.txt")) + "$")
