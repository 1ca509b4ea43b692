"""Companies and media whose short names are sure beside what companies and media do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from policynlp.folding import fold
from policynlp.grammar.tables import alternation, rows, terms
from policynlp.ner.boundaries import inside_word, is_word
from policynlp.ner.known_names import Proposal, goes_on
from policynlp.ner.places import place_behind
from policynlp.ner.units import unit_end

_LONGEST_SHORT = 3
_AROUND = 16
_PUBLISHES = re.compile("获悉|讯|消息|报道|记者|评论员|刊文|刊发|发文|援引")
_PERSON = re.compile("(?:董事长|总裁|创始人|总经理|首席执行官|CEO|经理).$")
"""Before the given name of a person: 董事长何|小鹏."""
_LATIN = re.compile(
    "(?<![A-Za-z0-9.])[A-Z][A-Za-z]{2,20}(?: [A-Z][A-Za-z]{1,20}){0,2}"
    "(?=公司|集团|(?:首席|总裁|董事|联合创始人|发言人|股价)|已?(?:宣布|表示|收购|获悉)|消息[，,]|报道[，,称])"
    "|(?<=[与向由被])[A-Z][A-Za-z]{2,20}(?=达成|签署|签订|签约|合作)"
)
"""A company that its Latin name and what it does give away: 与|Constellation|达成."""


@cache
def _short_names() -> tuple[ahocorasick_rs.AhoCorasick, list[bool]]:
    """Media and companies of few characters; and of each whether it is of the media."""
    everyday = frozenset(terms("ner/common_words.txt"))
    media = terms("ner/media.txt")
    names = [
        name
        for name in terms("ner/companies.txt")
        if len(name) <= _LONGEST_SHORT and not name.isascii() and name not in everyday
    ]
    automaton = ahocorasick_rs.AhoCorasick(
        [fold(name) for name in (*media, *names)],
        matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        store_patterns=False,
    )
    return automaton, [True] * len(media) + [False] * len(names)


@cache
def _listed() -> frozenset[str]:
    return frozenset(map(fold, terms("ner/companies.txt")))


@cache
def _context() -> re.Pattern[str]:
    return re.compile(alternation(terms("ner/company_context.txt")))


@cache
def _form_of_company() -> re.Pattern[str]:
    return re.compile(r"(?:（[^（）]{1,8}）|股份|集团|控股|有限|责任|总公司|分公司|公司)+$")


@cache
def _industry() -> re.Pattern[str]:
    weak = (row[0] for row in rows("ner/organisation_heads.tsv", 2) if row[1] == "weak")
    return re.compile(f"(?:{alternation((*weak, *terms('ner/company_fields.txt')))})+$")


def short_forms(name: str) -> Iterator[str]:
    """What a text calls a company after its full name: 宁夏天元锰业有限公司 is 天元锰业, 天元.

    Two characters count only if they are no word of the dictionary.
    """
    folded = fold(name)
    if not folded.endswith(("有限公司", "有限责任公司")) and folded not in _listed():
        return
    short = _form_of_company().sub("", folded)
    short = short[place_behind(short, 0) :]
    for form in (short, _industry().sub("", short)):
        if form != folded and (len(form) > 2 or (len(form) == 2 and not is_word(form))):
            yield form


def has_brand(name: str) -> bool:
    """Whether a name holds more than a field and a form of company: not 丰矿业有限公司."""
    short = _form_of_company().sub("", fold(name))
    return place_behind(short, 0) > 0 or len(_industry().sub("", short)) > 1


def companies(folded: str) -> Iterator[Proposal]:
    """Linear in the length of the text.

    Parameters
    ----------
    folded : str
        Text after `policynlp.folding.fold`, without lone surrogates.
    """
    for match in _LATIN.finditer(folded):
        end = match.end() + 2 * folded.startswith(("公司", "集团"), match.end())
        yield match.start(), end, "ORG", "form"
    automaton, of_media = _short_names()
    for entry, start, end in automaton.find_matches_as_indexes(folded):
        if of_media[entry]:
            if _PUBLISHES.match(folded, end):
                yield start, end, "ORG", "list"
            continue
        beside = folded[max(0, start - _AROUND) : start] + "＊" + folded[end : end + _AROUND]
        if not _context().search(beside) or goes_on(folded, end):
            continue
        quoted = folded[start - 1 : start] == "“" and folded[end : end + 1] != "”"
        if _PERSON.search(folded, max(0, start - _AROUND), start):
            continue
        if not (quoted or inside_word(folded, start) or inside_word(folded, end)):
            yield start, unit_end(folded, end), "ORG", "list"
