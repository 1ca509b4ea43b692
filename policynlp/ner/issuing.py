"""Who issued a policy, when, and under which number: what the words around its name tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from policynlp.grammar import find_dates, find_document_numbers
from policynlp.grammar.tables import alternation, rows
from policynlp.ner.known_names import list_proposals
from policynlp.ner.proposals import Proposal
from policynlp.ner.rules import OTHERS

TITLED = ("POLICY", "REPORT")
_ORDERS = ("令", "公告")
_REACH = 60
_BODIES = 12
_LONGEST_ROW = 40
_SENTENCE_ENDS = "。；！？\n"
_ROW = re.compile(r"[、和与及\s]{0,2}")
_JOINED = re.compile(r"(?:[、和及与，\s]|会同|联合){0,2}$|等[^，。]{0,8}?$")
_BRACKET = re.compile(r"\s?[（(](?:[^（）()，。]{0,6}称为?)?[“\s]?")
_CLOSED = re.compile(r"[”\s]?[）)]")
_BEHIND = re.compile(r"\s?[（(]\s?(?P<how>[^（）()]{2,60})")
_BEFORE_NUMBER = re.compile(r"[（(〔\s]{0,2}")
_UNDER = re.compile(r"\s?(?:公布|发布|颁布|印发)?(?:了|的)?\s?")
_TITLE_ISSUER = re.compile(r"《?(?P<issuer>[^《》〈〉，。\n]{3,60}?)关于")


@dataclass(frozen=True, slots=True)
class Issue:
    """Number, bodies and date, each empty where the text has none."""

    number: str = ""
    issuers: tuple[str, ...] = ()
    date: str = ""


def issue_of(text: str, entities: Sequence[Proposal], i: int) -> Issue:
    """What the words around ``entities[i]``, a POLICY or REPORT, say of its issue."""
    first = _first_of_row(text, entities, i)
    start, end = entities[first].start, entities[i].end
    issuers = tuple(_bodies_before(text, entities, first))
    number = _number_behind(text, entities, i)
    date = _date_before(text, entities, first)
    order = _order(text, entities[max(0, first - _BODIES) : first], start, end)
    if order is not None:
        number = number or order[0]
        issuers = issuers or (order[1],)
    for told in (_passive().match(text, end), _told_in_brackets(text, end)):
        if told is not None:
            issuers = issuers or _bodies_within(text, entities, i, *told.span("how"))
            date = date or _last_date(told["how"])
    return Issue(number, issuers or tuple(issuers_in(text[entities[i].start : end])), date)


@cache
def _verbs() -> str:
    return alternation(verb for verb, role in rows("ner/title_verbs.tsv", 2) if role == "issues")


@cache
def _issues() -> re.Pattern[str]:
    return re.compile(_verbs())


@cache
def _issues_it() -> re.Pattern[str]:
    return re.compile(rf"{_verbs()}[^，。；！？\n]{{0,12}}$")


@cache
def _issued() -> re.Pattern[str]:
    """Between the last of the bodies and the title: 近日联合印发了."""
    return re.compile(rf"[^。；！？\n]{{0,16}}?{_verbs()}[^，。；！？\n]{{0,4}}$")


@cache
def _passive() -> re.Pattern[str]:
    """Behind the title: 已由…于…公布."""
    return re.compile(
        r"(?:\s?[（(][^（）()]{0,40}[）)])?(?:已|现|将|是)?"
        rf"(?P<how>[由于经][^。；！？\n《》]{{2,80}}?){_verbs()}(?=[，。；！？）)的、\s]|实施|施行|$)"
    )


def _told_in_brackets(text: str, end: int) -> re.Match[str] | None:
    """（2021年6月10日全国人大常委会通过）."""
    behind = _BEHIND.match(text, end)
    return behind if behind and _issues().search(behind["how"]) else None


def _bodies_within(
    text: str, entities: Sequence[Proposal], i: int, start: int, end: int
) -> tuple[str, ...]:
    """Bodies behind ``entities[i]`` that are named from ``start`` to ``end``, from 由 on."""
    start = max(start, text.rfind("由", start, end))
    return tuple(
        text[e.start : e.end]
        for e in entities[i + 1 : i + 1 + _BODIES]
        if e.label == "ORG" and start <= e.start and e.end <= end
    )


def _first_of_row(text: str, entities: Sequence[Proposal], i: int) -> int:
    """The first of the titles that one verb governs: 印发《…》和《…》."""
    lowest = max(0, i - _LONGEST_ROW)
    while i > lowest and entities[i - 1].label in TITLED and entities[i - 1].source != "number":
        if not _ROW.fullmatch(text, entities[i - 1].end, entities[i].start):
            break
        i -= 1
    return i


def _bodies_before(text: str, entities: Sequence[Proposal], i: int) -> list[str]:
    """Bodies in front of an entity that the words between name as its issuers."""
    names: list[str] = []
    right = entities[i].start
    at = i - 1
    while at >= max(0, i - _BODIES):
        body = entities[at]
        if body.label == "METRIC":  # 等8部门: the words between decide
            at -= 1
            continue
        if body.label != "ORG":
            break
        end = body.end
        closed = _CLOSED.match(text, end)
        if closed and at and _BRACKET.fullmatch(text, entities[at - 1].end, body.start):
            at -= 1  # 国家网信办（CAC）
            body, end = entities[at], closed.end()
        gap = text[end:right]
        fits = _JOINED.match(gap) if names else (not gap.strip() or _issued().fullmatch(gap))
        if len(gap) > _REACH or not fits:
            break
        names.insert(0, text[body.start : body.end])
        right = body.start
        at -= 1
    return names


def _number_behind(text: str, entities: Sequence[Proposal], i: int) -> str:
    if i + 1 == len(entities) or entities[i + 1].source != "number":
        return ""
    number = entities[i + 1]
    if not _BEFORE_NUMBER.fullmatch(text, entities[i].end, number.start):
        return ""
    return canonical_number(text[number.start : number.end])


def canonical_number(number: str) -> str:
    """A document number in the form of the standard, an order's with its body in front."""
    numbers = find_document_numbers(number)
    if not numbers:
        return number
    body = number[: numbers[0].start].strip() if numbers[0].code in _ORDERS else ""
    return body + numbers[0].canonical


def _order(text: str, entities: Sequence[Proposal], start: int, end: int) -> tuple[str, str] | None:
    """Number and body of the order that a title was issued by.

    国务院令第797号《…》, and 《…》（国家互联网信息办公室令第13号）.
    """
    reach = max(0, start - _REACH)
    for number in find_document_numbers(text[reach:start]):
        at = reach + number.start
        body = next((e for e in entities if e.end == at and e.label == "ORG"), None)
        if number.code in _ORDERS and body and _UNDER.fullmatch(text, reach + number.end, start):
            name = text[body.start : body.end]
            return name + number.canonical, name
    behind = _BEHIND.match(text, end)
    words = behind["how"] if behind else ""
    for number in find_document_numbers(words):
        name = words[: number.start].strip()
        if number.code in _ORDERS and len(name) > 2 and "，" not in name:
            return name + number.canonical, name
    return None


def _date_before(text: str, entities: Sequence[Proposal], i: int) -> str:
    """The last time with a year in front of a title, if the words there say that it was issued."""
    start = entities[i].start
    left = max(0, start - _REACH)
    left = max(left, *(e.end for e in entities[max(0, i - _BODIES) : i] if e.label in TITLED), 0)
    before = text[left:start]
    before = before[max(before.rfind(mark) for mark in _SENTENCE_ENDS) + 1 :]
    return _last_date(before) if _issues_it().search(before) else ""


def _last_date(words: str) -> str:
    times = [time for time in find_dates(words) if time.first]
    return words[times[-1].start : times[-1].end] if times else ""


def issuers_in(title: str) -> Iterator[str]:
    """Bodies that a title names before 关于: 中共中央 国务院关于…; 商务部等8部门关于…."""
    match = _TITLE_ISSUER.match(title)
    if match is None:
        return
    words = re.sub(OTHERS + "$", "", match["issuer"])
    listed = [words[start:end] for start, end, label, _ in list_proposals(words) if label == "ORG"]
    rest = words
    for name in listed:
        rest = rest.replace(name, "", 1)
    if listed and not rest.strip(" 、和与\u3000\n"):
        yield from listed
    else:
        yield re.sub(r"\s", "", words)
