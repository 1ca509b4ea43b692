"""Names that the text itself introduces: 以下简称“本钢”, （CNNIC）, and repeated ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from policynlp.grammar import find_titles
from policynlp.grammar.tables import alternation
from policynlp.ner.companies import short_forms
from policynlp.ner.known_names import goes_on
from policynlp.ner.proposals import Proposal
from policynlp.ner.rules import OTHERS

DEFINITION = re.compile(
    r"[\s，,]{0,2}[（(]?\s?(?:[A-Za-z][A-Za-z ,.&'’-]{2,90}[，,;；]\s?)?"
    r"(?:以下|下文|后|下|现|英文)?(?:简称|统称|合称|称|缩写)(?:为|作|：|:)?\s?[“\"‘《]?"
    r"(?P<name>[^“”\"‘’《》（）()，。；\n]{1,30})[”\"’》]?[)）]?"
)
"""Right behind a name: the short form that the text will use for it."""

_BRACKETS = re.compile(r"\s?[（(]\s?(?P<name>[A-Z][A-Za-z0-9]{1,11}(?:-[A-Z0-9]+)?)\s?[)）]")
_SHORT_BODY = re.compile("[（(](?P<name>[\u4e00-\u9fff]{2,8})[)）]")
"""…数字政策办公室|（数字办）."""
_QUOTED = re.compile("“(?P<name>[^“”\n]{1,30})”")
_JOIN = re.compile(r"[、和与\s]")
_SPACE = re.compile(r"\s")
_BODIES = 8
_BEFORE_A_NAME = re.compile("[^\u4e00-\u9fff]|[由对向经在与和及或该按为的将是称]")
_BEHIND_A_WORD = tuple("城区线点商")
_SURE = 0.9
_LONG = 4


def abbreviations(text: str, entities: Sequence[Proposal]) -> Iterator[Proposal]:
    """Abbreviations in brackets right behind a body or a policy: of the same label.

    Latin ones, and those of a body whose characters are some of its name's, in their order.
    """
    for entity in entities:
        if entity.label not in ("ORG", "POLICY") or entity.source == "number":
            continue
        match = _BRACKETS.match(text, entity.end)
        short = _SHORT_BODY.match(text, entity.end) if entity.label == "ORG" else None
        if short and _abbreviates(short["name"], text[entity.start : entity.end]):
            match = short
        if match:
            yield Proposal(match.start("name"), match.end("name"), entity.label, "brackets")


def _abbreviates(short: str, name: str) -> bool:
    rest = iter(name)
    return len(short) < len(name) and all(char in rest for char in short)


def whole_titles(text: str, entities: Sequence[Proposal]) -> Iterator[Proposal]:
    """A notice with who issues it in front: 国务院办公厅关于…的通知, 商务部等8部门关于…的通知.

    Several bodies that are all named keep their own spans.
    """
    for i, entity in enumerate(entities):
        if entity.label != "POLICY" or not text.startswith("关于", entity.start):
            continue
        bodies = [e for e in entities[max(0, i - _BODIES) : i] if e.label == "ORG"]
        if not bodies:
            continue
        start, end = bodies[-1].start, bodies[-1].end
        if re.fullmatch(OTHERS, text[end : entity.start]):
            for body in reversed(bodies[:-1]):
                if _JOIN.fullmatch(text, body.end, start):
                    start = body.start
        elif end != entity.start or _JOIN.match(text, max(0, start - 1)):
            continue
        yield Proposal(start, entity.end, entity.label, entity.source, entity.score)


def defined_titles(text: str, entities: Sequence[Proposal]) -> Iterator[Proposal]:
    """Short titles that the text defines with no 《》, wherever they stand: （下称“规划”）.

    Without quotation marks they count where they are defined and, if they are no everyday word,
    behind it.
    """
    defined: dict[str, tuple[str, int]] = {}
    label = ""
    for entity in entities:
        if entity.source != "number":  # 《…规划》（国发〔2021〕29号，下称“规划”）
            label = entity.label
        match = DEFINITION.match(text, entity.end) if label in ("POLICY", "REPORT") else None
        if match is not None and text[match.start("name") - 1] != "《":
            defined.setdefault(match["name"], (label, match.start("name")))
    for name, (label, since) in defined.items():
        if text[since - 1] not in '“"‘':
            yield Proposal(since, since + len(name), label, "definition")
        plain = _SPACE.sub("", name)
        if len(plain) >= _LONG:
            for again in re.compile(re.escape(plain)).finditer(text, since + len(name)):
                yield Proposal(*again.span(), label, "definition")
    for quoted in _QUOTED.finditer(text) if defined else ():
        label, since = defined.get(quoted["name"], ("", len(text)))
        if quoted.start("name") >= since:
            yield Proposal(*quoted.span(), label, "definition")


def outside_titles(text: str, names: Iterable[Proposal]) -> Iterator[Proposal]:
    """The names that are not part of a title in 《》: 《人民日报》 is no body that acts."""
    inside = bytearray(len(text))
    for title in find_titles(text):
        inside[title.start : title.end] = b"\x01" * (title.end - title.start)
    for name in names:
        if 0 in inside[name.start : name.end]:
            yield name


def unfounded(text: str, entity: Proposal) -> bool:
    """Whether an entity is a Latin abbreviation in brackets that only the tagger proposed."""
    words = text[entity.start : entity.end]
    return (
        entity.source == "tagger"
        and words.isascii()
        and text[max(0, entity.start - 1) : entity.start] in ("（", "(")
        and text[entity.end : entity.end + 1] in ("）", ")")
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a defined name of two characters is no part of a word, as in 数据中心, 中心城市."""
    if end - start > 2:
        return True
    free = start == 0 or _BEFORE_A_NAME.match(text, start - 1) is not None
    return free and text[end : end + 1] not in _BEHIND_A_WORD


def repeated(text: str, names: Iterable[Proposal]) -> Iterator[Proposal]:
    """Other places of bodies that the text defines a short form for or that are sure somewhere."""
    known: dict[str, tuple[str, float | None]] = {}
    for name in names:
        if name.label != "ORG":
            continue
        match = DEFINITION.match(text, name.end)
        if match and len(match["name"]) > 1:
            known.setdefault(match["name"], ("definition", None))
        words = text[name.start : name.end]
        for short in short_forms(words):
            known.setdefault(short, ("definition", name.score))
        if len(words) >= _LONG and (name.score is None or name.score >= _SURE):
            known.setdefault(words, ("repeated", name.score))
    if not known:
        return
    for found in re.compile(alternation(known)).finditer(text):
        source, score = known[found.group()]
        if goes_on(text, found.end()):
            continue
        if source == "definition" and not _stands_alone(text, *found.span()):
            continue
        yield Proposal(found.start(), found.end(), "ORG", source, score)
