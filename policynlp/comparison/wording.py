"""The words of an indicator in the form in which they are compared.

Words that mean the same become one, words that don't tell indicators apart are dropped, and an
indicator that statistics give under several names gets one of them.
"""

from __future__ import annotations

import re
from functools import cache

from policynlp.folding import fold
from policynlp.grammar.tables import alternation, mapping, rows

_QUOTE = re.compile("[“”‘’\"']")
_MARK = re.compile(r"(?:(?!(?<=\d)\.\d)[^\u3400-\u9fffA-Za-z0-9])+")
_NUMBERS = re.compile(r"(?<![a-z\d.])\d[\d.,]*(?![a-z\d])(?:%|万亿|[亿万])?")
_SHARE = re.compile(
    "占([^占]{2,}?)的?(?:比重|比例)?$|在([^在]{2,}?)中(?:所占)?的?(?:比重|比例)$|[与同]([^与同]{2,}?)之比$"
)
_LEAST_NAME = 4
"""A shorter name (外资, 出口) is one only by itself: 外资企业 and 机电产品出口 are others."""
_LONGEST_NAME = 20
_LEAST_LEFT = 3
"""Characters of an indicator that its first verbs leave (完成, 新建), or they stay."""


def plain(text: str) -> str:
    """Folded text in the form in which words are compared."""
    text = _without_marks(_NUMBERS.sub(" ", text.casefold()))
    text = _synonym_pattern().sub(lambda m: _synonyms()[m.group()], text)
    return _weak_words().sub("", text).strip() or text.strip()


def standard(text: str) -> tuple[str, str]:
    """An indicator in that form under its one name, and the name; empty where it is none.

    The name is what the indicator ends in: 全口径工业增加值 is 工业增加值, but not what it is a
    share of.
    """
    text = _without_first_verbs(plain(text))
    names = _names()
    for start in range(len(text)):
        name = names.get(text[start:])
        if name and (start == 0 or len(text) - start >= _LEAST_NAME):
            return text[:start] + name, name
    return text, ""


def last_name(text: str) -> str:
    """The indicator that is named last in words in front of a figure; empty if none is."""
    text, names = plain(text), _names()
    for end in range(len(text), 0, -1):
        for start in range(max(0, end - _LONGEST_NAME), end - _LEAST_NAME + 1):
            if name := names.get(text[start:end]):
                return name
    return ""


def share(text: str) -> str:
    """What a share is of, in one form: 在X中的比重, 与X之比 and 占X are 占X比重."""
    return _SHARE.sub(lambda m: f"占{m[1] or m[2] or m[3]}比重", text)


def _without_marks(text: str) -> str:
    return _MARK.sub(" ", _QUOTE.sub("", text))


def _without_first_verbs(text: str) -> str:
    while (match := _first_verb().match(text)) and len(text) - match.end() >= _LEAST_LEFT:
        text = text[match.end() :].lstrip()
    return text


@cache
def _synonyms() -> dict[str, str]:
    found = mapping("comparison/synonyms.tsv").items()
    return {_without_marks(fold(word).casefold()).strip(): form for word, form in found}


@cache
def _synonym_pattern() -> re.Pattern[str]:
    return re.compile(f"(?<![a-z](?=[a-z])){alternation(_synonyms())}(?!(?<=[a-z])[a-z])")


@cache
def _weak_words() -> re.Pattern[str]:
    found = rows("comparison/weak_words.tsv", 2)
    end = alternation(word for word, where in found if where == "end")
    return re.compile(rf"{end}(?= |$)|" + alternation(w for w, where in found if where == "any"))


@cache
def _first_verb() -> re.Pattern[str]:
    found = rows("comparison/weak_words.tsv", 2)
    return re.compile(alternation(word for word, where in found if where == "start"))


@cache
def _names() -> dict[str, str]:
    """Each name of an indicator to its one name, both as they are compared."""
    found: dict[str, str] = {}
    for name, others in rows("comparison/indicators.tsv", 2):
        one = _without_first_verbs(plain(fold(name)))
        for other in (name, *others.split()):
            found.setdefault(_without_first_verbs(plain(fold(other))), one)
    return found
