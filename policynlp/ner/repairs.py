"""What the tagger can't know of one character at a time: brackets in pairs, heads with a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain

from policynlp.folding import fold
from policynlp.grammar.tables import alternation, rows, terms
from policynlp.ner.body_edges import (
    body_edges,
    body_ends,
    listed_bodies,
    listed_start,
    with_first_part,
)
from policynlp.ner.boundaries import start_of_programme, start_of_word
from policynlp.ner.no_names import is_none
from policynlp.ner.places import place_behind
from policynlp.ner.rules import STANDARD
from policynlp.ner.tagger import TaggedName
from policynlp.ner.units import branch_end

_OPEN, _CLOSE = "（(“‘《", "）)”’》"
_ABBREVIATION = re.compile(r"^(?P<name>.{3,}?)[（(](?P<short>[A-Za-z0-9-]{2,12})[)）]?$", re.DOTALL)
_IN_BRACKETS = re.compile(r"^[（(](?P<name>[A-Z][A-Za-z0-9-]+)[)）]")
_CODE_AND_TITLE = re.compile("^[A-Z]{1,4}[^《]{3,30}《")
"""A standard's number and its title: the rules find both."""
_BRACKET_FIRST = re.compile("[（(][^（()）]*[）)].")
"""No name begins so: （GB/T 1.1—2020）|规定."""
_TWO_QUOTES = re.compile("^(?P<name>“[^“”]+”)(?P<short>“[^“”]+”.+)$", re.DOTALL)
_COMMITTEE_AND_GOVERNMENT = re.compile(
    "^(?P<name>[^，、]{0,10}?(?:[省市县区州旗盟]委|党委))"
    "(?P<short>[^，、]{0,8}?(?:[省市县区州旗]|自治区)(?:人民)?政府)$"
)
"""省委省政府: a place's committee and its government, with no mark between."""
_QUOTED = re.compile("“[^“”]*”|（[^（）]*）")
_URL = re.compile(
    r"(?:https?://|www\.)[\w./:?=&%#-]+|(?<![\w.-])(?:[\w-]{1,40}\.){1,4}(?:cn|com|org|gov|net)\b",
    re.ASCII,
)
_TRIM = " \u3000\n\t，。、；：！？,.;:!?和与及的"
_COMPLETE = re.compile("[本《A-Za-z0-9]")
"""A name that begins so has no modifiers in front."""
_ROW = re.compile("[部委局办会院府厅室][、 \u3000]$")
"""In front of the last of several bodies; rules find them all."""
_NEW = re.compile(
    "(?:新一轮|新版|全国首[个批]|系列|首批|一批|投向|用于|打好|抓好|做好"
    "|(?:国家|[全我本]?[省市区县]|[一二两三四五六七八九十]+[个项大])(?=“(?!.{1,2}五”)))(?=.{4})"
)
_WHOSE = re.compile("[^“]*等(?=“)|(?:中共)?[^“，]{0,10}(?:省|市|县|区)(?:委|政府)(?=“)")
"""Whose a quoted programme is, or what it is one of: 省委|“十五五”规划."""
_COMPLETE_IN_QUOTES = re.compile("“[^“”]+(?:战略|行动|工程|计划)”(?=[^“”]{3,}(?:改革|行动|工程)$)")
"""A programme, and what it does up to another head noun: “…战略”|深化改革."""
_SAYS = ("决定", "通报", "通知", "公告", "声明", "建议")
"""What a body does as well as a document: 市教育局|通报情况."""
_REACH = 3
_LONGEST_VERB = 4
_LONGEST = 60
"""Twice the longest name without 《》 that the annotators marked (28 characters)."""


@cache
def _bare_heads() -> frozenset[str]:
    """Head nouns; a name has more than one of these."""
    heads = {row[0] for row in rows("ner/organisation_heads.tsv", 2)}
    return frozenset(heads | {*terms("ner/programme_heads.txt"), *terms("ner/policy_heads.tsv")})


@cache
def _policy_end() -> re.Pattern[str]:
    heads = {*terms("ner/programme_heads.txt"), *terms("ner/policy_heads.tsv"), "试点", "示范项目"}
    fixed = (name[-3:] for name in terms("ner/initiatives.txt"))
    code = r"[A-Z]{2,}(?:/[A-Z])? ?[0-9][0-9.—-]*(?:系列)?"
    named = alternation({*heads, *fixed})
    return re.compile(rf"(?:{named}[”’]?|[》＊A-Za-z]|{code}|版)$")


@cache
def _joined_bodies() -> re.Pattern[str]:
    """Two bodies with 和 or 与 between them, the first of them complete."""
    heads = {row[0] for row in rows("ner/organisation_heads.tsv", 2) if row[1] == "strong"}
    heads |= {name for name in terms("ner/departments.txt") if len(name) > 2}
    heads |= listed_bodies()
    heads |= {of + body for of in "省市县区州旗盟" for body in ("委", "政府")}
    return re.compile(
        f"^(?P<name>.*?{alternation(heads)})(?:[和与]|联合(?![会国])|会同)(?P<short>.{{2,}})$",
        re.DOTALL,
    )


@cache
def _halves() -> frozenset[str]:
    """What a body may end with and is not named by: 福田区|人民政府办公室."""
    return frozenset(body_ends("strong", "weak")) - listed_bodies()


@cache
def _verb_of_title(*beside: str) -> re.Pattern[str]:
    words = (word for word, role in rows("ner/title_verbs.tsv", 2) if role not in beside)
    return re.compile(alternation(words) + "$")


def _before_verb(words: str) -> int:
    """Length of what is in front of a title's verb: 市教育局|联合印发了《…》; -1 if none is."""
    head = words[: max(0, words.find("《"))].rstrip("了的")
    match = None if "关于" in head else _verb_of_title("beside").search(head)
    if match is None:
        return -1
    end = match.start()
    while match := _verb_of_title().search(head[:end], max(0, end - _LONGEST_VERB)):
        end = match.start()
    return end


def _ends_body(words: str) -> bool:
    # As a pattern, these thousands of endings would take a tenth of a second to compile.
    return words.endswith(body_ends("strong"))


def repaired(names: Iterable[TaggedName], text: str) -> Iterator[TaggedName]:
    """The names with their ends put right; those that are none are left out."""
    urls = [match.span() for match in _URL.finditer(text)]
    for name in chain.from_iterable(_split(name, text) for name in names):
        for start, end in _parts(name, text):
            words = text[start:end]
            if not words or len(words) > _LONGEST or fold(words.strip("各")) in _bare_heads():
                continue
            if any(a < end and start < b for a, b in urls):
                continue
            if name.label == "ORG":
                end = branch_end(text, end)
            if is_none(name.label, text, start, end):
                continue
            yield TaggedName(start, end, name.label, name.score)


@cache
def _fixed() -> frozenset[str]:
    return frozenset((*terms("ner/initiatives.txt"), *terms("ner/laws.txt")))


def _split(name: TaggedName, text: str) -> Iterator[TaggedName]:
    """省数据局印发《…》: the body, as rules find the title; no half of a body in a notice."""
    about = text.find("关于", name.start, name.end) if name.label == "POLICY" else -1
    one_of_several = _ROW.search(text[max(0, name.start - 3) : name.start])
    if about > name.start and (one_of_several or text[name.start : about] in _halves()):
        name = replace(name, start=about)
    body = listed_start(text[name.start : name.end]) if name.label == "POLICY" else 0
    if body and text.startswith("“", name.start + body):
        name = replace(name, start=name.start + body)
    elif body and is_none("POLICY", text, name.start + body, name.end):
        return  # 公安部|统一行动
    words = text[name.start : name.end]
    before = _before_verb(words) if name.label == "POLICY" else -1
    if (
        name.label == "POLICY"
        and words.endswith(_SAYS)
        and words[:-2].endswith(body_ends("strong", "weak"))
    ):
        before = len(words) - 2  # 国务院|决定修改《…》
    if before < 0:
        yield name
    elif _ends_body(text[name.start : name.start + before]):
        yield TaggedName(name.start, name.start + before, "ORG", name.score)


def _parts(name: TaggedName, text: str) -> Iterator[tuple[int, int]]:
    start, end = _trimmed(text, name.start, name.end)
    if name.label == "POLICY":
        end = _to_head(text, start, end)
        new = _NEW.match(text, start, end) or _WHOSE.match(text, start, end)
        place = place_behind(text, start)
        if new:
            start = new.end()
        elif start < place and text[place : place + 1] == "“":
            start = place
        elif not _COMPLETE.match(text, start) and text[start:end] not in _fixed():
            start = start_of_programme(text, start_of_word(text, start))
    else:
        start = with_first_part(text, start, end)
    start, end = _paired(text, start, end, quotes=name.label == "POLICY")
    if name.label == "POLICY" and (quoted := _COMPLETE_IN_QUOTES.match(text[start:end])):
        end = start + quoted.end()
    words = text[start:end]
    if name.label == "POLICY" and not _policy_end().search(fold(words)):
        return
    pieces = _QUOTED.sub(lambda quoted: "＊" * len(quoted.group()), words).split("、")
    complete = _policy_end().search if name.label == "POLICY" else _ends_body
    if len(pieces) > 1 and all(complete(fold(piece)) for piece in pieces):
        for piece in pieces:
            yield start, start + len(piece)
            start += len(piece) + 1
        return
    if name.label == "ORG":
        start, end = body_edges(text, start, end)
        words = text[start:end]
        pair = _COMMITTEE_AND_GOVERNMENT.match(words)
        bounds = pair.end("name") if pair else _side_by_side(words)
        if bounds:
            yield start, start + bounds
            yield start + bounds, end
            return
    number = STANDARD.match(text, start)
    if number and end - number.end() <= _REACH:
        return  # GB/T 1.1—2020|规定: the rules find what is right.
    if _CODE_AND_TITLE.match(words) or (name.label == "POLICY" and _BRACKET_FIRST.match(words)):
        return
    bracketed = _IN_BRACKETS.match(words)
    if bracketed:
        yield start + bracketed.start("name"), start + bracketed.end("name")
        return
    both = _ABBREVIATION.match(words)
    if not both:
        both = (_TWO_QUOTES if name.label == "POLICY" else _joined_bodies()).match(words)
    if both:
        yield start + both.start("name"), start + both.end("name")
        yield start + both.start("short"), start + both.end("short")
        return
    yield start, end


def _side_by_side(words: str) -> int:
    """Where the second of two listed bodies begins that stand with no mark between; else 0."""
    if words in listed_bodies():
        return 0
    for at in range(3, len(words) - 2):
        if words[:at] in listed_bodies() and words[at:] in listed_bodies():
            return at
    return 0


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIM:
        start += 1
    while start < end and text[end - 1] in _TRIM:
        end -= 1
    return start, end


def _to_head(text: str, start: int, end: int) -> int:
    """The end, moved by up to three characters where a head noun is cut in two: 工|程."""
    if _policy_end().search(fold(text[start:end])):
        return end
    for longer in range(end + 1, min(end + _REACH, len(text)) + 1):
        match = _policy_end().search(fold(text[start:longer]))
        if match and start + match.start() < end:
            return longer
    return end


def _paired(text: str, start: int, end: int, quotes: bool) -> tuple[int, int]:
    """Take in the other half of a bracket that stands right outside; else leave the half out."""
    opened: list[int] = []
    unopened: list[int] = []
    for at in range(start, end):
        if text[at] in _OPEN:
            opened.append(at)
        elif text[at] in _CLOSE:
            if opened:
                opened.pop()
            else:
                unopened.append(at)
    behind = text[end : end + 1]
    if opened:
        if opened[0] == start and not (behind and behind in _CLOSE):
            start += 1
        else:
            end = end + 1 if behind and behind in _CLOSE else opened[0]
    if unopened:
        before = text[start - 1 : start] if start else ""
        if before and before in _OPEN:
            start -= 1
        else:
            end, start = (end - 1, start) if unopened[-1] == end - 1 else (end, unopened[-1] + 1)
    if quotes and start and text[start - 1] == "“" and text[end : end + 1] == "”":
        return start - 1, end + 1
    return start, max(start, end)
