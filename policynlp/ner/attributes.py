"""The attributes of policies, from their names and from the text around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import cast

from policynlp.folding import fold
from policynlp.grammar import find_dates, find_document_numbers
from policynlp.grammar.tables import rows
from policynlp.ner.proposals import Proposal
from policynlp.ner.titles import classify, inner, kind_of_name, level_of, status_of
from policynlp.ner.values import Level, Policy

_ISSUED = re.compile(
    r"[^。；！？\n]{0,16}?(?:印发|发布|公布|颁布|出台|制定|下发|审议通过|通过|修订|公告)[^，。；！？\n]{0,4}$"
)
_JOINED = re.compile(r"[、和及与，\s]{0,2}$|等[^，。]{0,8}?$")
_BEFORE_NUMBER = re.compile(r"[（(〔\s]{0,2}$")
_ISSUING = re.compile("印发|发布|公布|颁布|出台|制定|下发|通过|修订|公告")
_SENTENCE_ENDS = "。；！？\n"
_TITLE_ISSUER = re.compile(r"(?P<issuer>[^《》，。\s]{3,30}?)关于")
_REACH = 60
_TITLED = ("POLICY", "REPORT")


def attributes(
    text: str, entities: Sequence[Proposal], document_level: Level = ""
) -> dict[int, Policy]:
    """Attributes of the POLICY and REPORT entities, by their place in ``entities``.

    Parameters
    ----------
    text : str
    entities : sequence of Proposal
        In order and apart.
    document_level : str
        Of the body that issued the document.
    """
    local: Level = document_level if document_level in ("provincial", "city") else ""
    found: dict[int, Policy] = {}
    for i, entity in enumerate(entities):
        if entity.label not in _TITLED:
            continue
        number = _number_of(text, entities, i)
        name = text[entity.start : entity.end]
        if entity.source == "number":
            found[i] = _of_number(name)
            continue
        marked = name.startswith("《")
        kind = _kind_of_title(text, entity) if marked else ""
        kind = kind or ("report" if entity.label == "REPORT" else kind_of_name(name))
        issuers = _issuers(text, entities, i)
        words = inner(name)
        inside = _TITLE_ISSUER.match(words)
        if not issuers and inside:
            issuers = [inside["issuer"]]
        by_code = code_issuer(number)
        if not issuers and by_code[0]:
            issuers = [by_code[0]]
        year = re.search(r"20\d\d|19\d\d", number)
        date = _date(text, entity.start) or (year.group() if year else "")
        found[i] = Policy(
            kind=kind,
            number=number,
            status=status_of(name, text[entity.end : entity.end + 20]),
            level=level_of(words, kind, issuers, local),
            issuer="、".join(issuers),
            date=date,
        )
    return found


def _kind_of_title(text: str, entity: Proposal) -> str:
    before = text[max(0, entity.start - 40) : entity.start]
    behind = text[entity.end : entity.end + 6]
    return classify(text[entity.start : entity.end], before, behind)[1]


def _number_of(text: str, entities: Sequence[Proposal], i: int) -> str:
    """The document number that stands right behind the entity."""
    if i + 1 == len(entities) or entities[i + 1].source != "number":
        return ""
    number = entities[i + 1]
    if not _BEFORE_NUMBER.match(text[entities[i].end : number.start]):
        return ""
    return _canonical_number(text[number.start : number.end])


def _canonical_number(number: str) -> str:
    numbers = find_document_numbers(number)
    return numbers[0].canonical if numbers else number


def _of_number(name: str) -> Policy:
    number = _canonical_number(name)
    year = re.search(r"20\d\d|19\d\d", fold(number))
    issuer, level = code_issuer(number)
    kind = "standard" if name[:1].isascii() else "number"
    if kind == "standard":
        level = "national" if name.startswith("GB") else "ministry"
    return Policy(
        kind=kind,
        number=number,
        level=level,
        issuer=issuer,
        date=year.group() if year else "",
    )


def _issuers(text: str, entities: Sequence[Proposal], i: int) -> list[str]:
    """Bodies in front of the entity that the words between name as its issuers."""
    names: list[str] = []
    right = entities[i].start
    for before in reversed(entities[max(0, i - 8) : i]):
        gap = text[before.end : right]
        fits = _JOINED.match(gap) if names else (not gap.strip() or _ISSUED.fullmatch(gap))
        if before.label != "ORG" or len(gap) > _REACH or not fits:
            break
        names.insert(0, text[before.start : before.end])
        right = before.start
    return names


def _date(text: str, end: int) -> str:
    """The last time with a year in front of a title, if the words there say that it was issued."""
    before = text[max(0, end - _REACH) : end]
    if not _ISSUING.search(before):
        return ""
    before = before[max(before.rfind(mark) for mark in _SENTENCE_ENDS) + 1 :]
    times = [time for time in find_dates(before) if time.first]
    return before[times[-1].start : times[-1].end] if times else ""


@cache
def _codes() -> dict[str, tuple[str, Level]]:
    table = rows("ner/document_codes.tsv", 3)
    return {code: (issuer, cast(Level, level)) for code, issuer, level in table}


def code_issuer(number: str) -> tuple[str, Level]:
    """Issuer and level that the code of a document number stands for; empty if unknown."""
    codes = _codes()
    for size in range(min(len(number), 8), 0, -1):
        if number[:size] in codes:
            return codes[number[:size]]
    return "", ""
