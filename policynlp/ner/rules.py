"""Names that their form alone gives away: standards, plans, laws, a document's word for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick_rs

from policynlp.folding import fold, well_formed
from policynlp.grammar import find_document_numbers, find_titles
from policynlp.grammar.tables import rows, terms
from policynlp.ner.titles import classify

Proposal = tuple[int, int, str, str]
"""Start, end, label, and what proposed it."""

_S = "[ \u3000]{0,2}"
_STANDARD = re.compile(
    r"(?<![A-Za-z])(?:(?:GB|DB\d{2}|YD|SJ|HJ|JR|GA|NY|JT|MZ|WS|YY|QX|TD|CJ|JGJ)(?:/[TZ])?|T/[A-Z]{2,8})"
    rf"{_S}\d{{3,6}}(?:\.\d{{1,3}})?(?:{_S}[-—–－]{_S}(?:19|20)\d\d)?(?:系列)?(?![\d.])"
)
_ITSELF = re.compile(
    "(?<![基根日成资版样文剧书标课脚原副读译抄])本"
    "(?:规划|行动计划|计划|办法|规定|意见|条例|通知|法(?![院人学律官定])|方案|实施方案|细则|实施细则|指南|指引"
    "|规则|纲要|决定|公约|章程|倡议|准则|公告|通告|标准|规范|目录|措施)"
    "(?![^，。；]{0,2}(?:人员|期))"
)
_NOTICE = re.compile(
    "关于[^，。；：！？\n《》]{0,60}(?:《[^《》\n]{2,80}》[^，。；：！？\n《》]{0,30}){0,3}"
    "的(?:通知|公告|通告|意见|指导意见|实施意见|若干意见|决定|批复|函)(?![书件的要精])"
)
_FIVE_YEARS = re.compile(
    "(?:国家|全国|[全本]?省|[全本]?市|自治区)?[“‘][一二三四五六七八九十]{1,2}五[”’]"
    "(?!时期|期间|末|以来|开局|收官|目标|以后)[^，。；：！？、\n《》“”‘’和的]{0,24}?"
    f"规划(?:纲要|建议|《建议》)?(?:和{_S}(?:2035|二〇三五|二○三五){_S}年?远景目标(?:规划)?纲要)?"
)
_ITS_BODY = re.compile(
    "(?:省|自治区)(?:委(?![托派任员办书常]|会)|政府(?!部门)|党委|政协|人大常委会|人大)"
)
_OTHER_BODIES = "各级跨外全本该两某每邻出进分别"
_NOT_AFTER = {"法": "规院律庭官学制理定治人案", "部": "门", "委": "员托派", "办": "法理公"}
"""Characters that make another word of a name's last one: 财政部门, 数据安全法规."""


def title_proposals(text: str) -> Iterator[Proposal]:
    """Titles in 《》 with their label, document numbers, standards, and a document's own name."""
    titles = [title for title in find_titles(text) if title.depth == 0]
    for title in titles:
        before = text[max(0, title.start - 40) : title.start]
        label, _ = classify(text[title.start : title.end], before)
        if label:
            yield title.start, title.end, label, "title"
    for number in find_document_numbers(text):
        if number.code not in ("令", "公告"):
            yield number.start, number.end, "POLICY", "number"
    for match in _STANDARD.finditer(text):
        yield match.start(), match.end(), "POLICY", "number"
    for match in _ITSELF.finditer(text):
        yield match.start(), match.end(), "POLICY", "own name"
    for match in _NOTICE.finditer(text):
        if match.start() == 0 or text[match.start() - 1] in "\n \u3000、部委局办会院府厅":
            yield match.start(), match.end(), "POLICY", "notice"
    for match in _FIVE_YEARS.finditer(text):
        yield match.start(), match.end(), "POLICY", "plan"


@cache
def _certain() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, str]]]:
    """Names that mean one thing wherever they stand, with their labels."""
    names: dict[str, tuple[str, str]] = {}
    for name in terms("ner/laws.txt"):
        names[name] = ("POLICY", "law")
        names["中华人民共和国" + name] = ("POLICY", "law")
    for name in terms("ner/initiatives.txt"):
        names[name] = ("POLICY", "list")
    for row in rows("ner/bodies.tsv", 5):
        if len(row[0]) > 2 or row[0].isascii():
            names[row[0]] = ("ORG", "list")
    folded = {fold(name): value for name, value in names.items()}
    automaton = ahocorasick_rs.AhoCorasick(
        list(folded), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False
    )
    return automaton, list(folded.values())


def list_proposals(text: str) -> Iterator[Proposal]:
    """Laws, fixed programmes and named bodies of the lists, and the bodies of the text's place."""
    automaton, values = _certain()
    folded = fold(well_formed(text))
    for entry, start, end in automaton.find_matches_as_indexes(folded):
        label, source = values[entry]
        behind = folded[end : end + 1]
        if behind and behind in _NOT_AFTER.get(folded[end - 1], ""):
            continue
        if folded[start].isascii() and _inside_latin_word(folded, start, end):
            continue
        yield start, end, label, source
    for match in _ITS_BODY.finditer(folded):
        if match.start() == 0 or folded[match.start() - 1] not in _OTHER_BODIES:
            yield match.start(), match.end(), "ORG", "list"


def _inside_latin_word(text: str, start: int, end: int) -> bool:
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(char.isascii() and (char.isalnum() or char in "./-_") for char in beside)
