"""Where a name begins: behind the verb that it follows, and never inside a word."""

from __future__ import annotations

import re
from functools import cache

import rjieba

from policynlp.folding import fold, well_formed
from policynlp.grammar.tables import alternation, terms
from policynlp.ner.places import place_behind

_WINDOW = 10
_MODIFIER = 16
_AFTER_VERB = "(?:了|好|新一轮|新版|全面|深入|扎实|一批|系列|省级|市级)*"
_NEW_ROUND = re.compile("新一轮(?P<more>[^，。；：、的和与及“”\\s]{1,10})$")
_FIELD = re.compile("(?:以(?![下上及外内来])|[把将]|[0-9][.．])(?P<more>[\u4e00-\u9fff]{2,5})$")
"""In front of a quoted name, with no verb: 以|数字经济“一号工程”."""
_PART = re.compile(r"[的和与及、等为在对以将把向从是各][^的和与及、等]*$")
"""Behind one of these characters another thing begins."""

_BEFORE_QUOTED = re.compile(
    ".{0,10}(?:[省市县区]委|党委|政府)(?:关于)?|国家|全国|[全我本]?[省市区县]|[一二两三四五六七八九十]+[个项大]|建设"
)
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
    if again := _NEW_ROUND.search(text, begin, start):
        return again.start("more")
    if text[start : start + 1] == "“" and (field := _FIELD.search(text, begin, start)):
        named = _BEFORE_QUOTED.fullmatch(field["more"]) or place_behind(field["more"], 0)
        return start if named else field.start("more")
    match = _behind_verb().search(text[begin:start])
    if not match or not match["more"] or _PART.search(match["more"]):
        return start
    if text[start : start + 1] == "“" and _BEFORE_QUOTED.fullmatch(match["more"]):
        return start
    return begin + match.start("more")


@cache
def _behind_body_verb() -> re.Pattern[str]:
    verbs = alternation(terms("ner/body_triggers.txt"))
    more = r"(?P<more>[^，。；：！？\s《》（）“”0-9、和与及]*)$"
    return re.compile(rf".*(?:[、和与及]|{verbs}了?){more}", re.DOTALL)


def start_of_body(text: str, start: int) -> int:
    """The start, moved left over the field of a body: 成立|制造业|中试标准化技术委员会."""
    begin = max(0, start - _MODIFIER)
    match = _behind_body_verb().match(text, begin, start)
    if not match or not match["more"] or _PART.search(match["more"]):
        return start
    return match.start("more")


_BEFORE_COMPANY = re.compile(
    "(?:[，。；：、（）“”\\s和与及由向对为的在]|子公司|公司|企业|旗下)"
    "(?P<more>[^，。；：、（）“”\\s和与及由向对为的在]{1,8})$"
)


def start_of_company(text: str, start: int) -> int:
    """The start, moved left over the rest of its brand: 子公司|阿克陶百源|丰矿业有限公司."""
    match = _BEFORE_COMPANY.search(text, max(0, start - _MODIFIER), start)
    if not match or _behind_verb().search(match["more"]):
        return start
    return match.start("more")


def start_of_word(text: str, at: int) -> int:
    """Where the word begins that ``at`` is inside of; ``at`` if a word begins there.

    Words of the dictionary only: a guess would join 报 and 市 before 人民政府.
    """
    begin = left = max(0, at - _WINDOW)
    window = fold(well_formed(text[left : at + _WINDOW]))
    for word in _words().cut(window, False):
        if begin + len(word) > at:
            return begin
        begin += len(word)
    return at


def is_word(text: str) -> bool:
    return len(_words().cut(fold(well_formed(text)), False)) == 1


def inside_word(text: str, at: int) -> bool:
    return start_of_word(text, at) < at


@cache
def _words() -> rjieba.Jieba:
    return rjieba.Jieba()
