"""What stands in 《》: a policy, a report, or neither; and which kind, level and status it has."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from policynlp.folding import fold
from policynlp.grammar.tables import rows, terms
from policynlp.ner.values import Level, Status

_TAIL = re.compile(
    r"(?:（[^（）]*）|\([^()]*\)|[\s\d]|[-—－~～至]|20\d\d年?度?|年度?|版|第[一二三四五六七八九十\d]+号"
    r"|草案|征求意见稿|送审稿|修订稿|试行)+$"
)
_SPACE = re.compile(r"\s")
_STATUS: tuple[tuple[str, Status], ...] = (
    ("征求意见稿", "for_comment"), ("草案", "draft"), ("送审稿", "draft"), ("试行", "trial"),
)  # fmt: skip
_ISSUING = re.compile(
    r"(?:印发|发布|公布|颁布|出台|制定|修订|审议通过|通过|施行|实施|执行|贯彻|落实|根据|依据|按照"
    r"|依照|违反|遵守|适用|签署|签订|达成)(?:了|的|《|、|和|与|及|新版?|修订后的|\s)*$"
)
_INTERNATIONAL = re.compile(
    "联合国|世界|全球|国际|二十国集团|G20|金砖|亚太|APEC|东盟|欧盟|非洲联盟|伙伴关系|巴黎协定"
    "|上海合作组织|中欧|中美|中日|中非|RCEP|CPTPP|DEPA|区域全面经济|太平洋|自贸协定|网络空间命运"
)
_BOOK_OF_COLOUR = re.compile("(?:系列)?[白蓝绿黄]皮书")
_REPORTS = re.compile("(?:研究|调查|评估|发展|年度|统计|监测)报告|[白蓝绿黄]皮书")
_STATE = re.compile("中华人民共和国|国务院|中共中央|中国共产党|全国|中央|党的")
_NATIONAL_KINDS = {"law", "regulation", "plan", "outline", "opinion", "decision", "programme",
                   "work_report", "initiative", "standard", "catalogue"}  # fmt: skip
_LOCAL_KINDS = {"plan", "outline", "opinion", "programme", "work_report"}
"""What a province or a city has of its own too, where nothing else tells."""
_AGREED = {"agreement", "declaration", "initiative"}


@cache
def _longest_suffixes(name: str) -> tuple[dict[str, str], int]:
    table = {row[0]: row[1] for row in rows(f"ner/{name}", 2)}
    return table, max(map(len, table))


def _suffix(name: str, text: str) -> str:
    """The longest entry of the list ``name`` that ``text`` ends with, or nothing."""
    table, longest = _longest_suffixes(name)
    for size in range(min(longest, len(text)), 0, -1):
        if text[-size:] in table:
            return text[-size:]
    return ""


def inner(title: str) -> str:
    """The words of a title, without its marks, white space, brackets and years at its end."""
    bare = _SPACE.sub("", fold(title)).removeprefix("《").removesuffix("》")
    return _TAIL.sub("", bare) or bare


def _unquoted(name: str) -> str:
    return name.replace("“", "").replace("”", "")


@cache
def _names_of_media() -> frozenset[str]:
    return frozenset(terms("ner/media.txt"))


@cache
def _fixed_names() -> frozenset[str]:
    names = (*terms("ner/initiatives.txt"), *terms("ner/laws.txt"))
    return frozenset(map(_unquoted, names))


@cache
def _fixed_kinds() -> dict[str, str]:
    """Kinds of fixed names, by the name without its quotation marks."""
    return {_unquoted(name): kind for name, kind in rows("ner/initiatives.txt", 2) if kind}


def classify(title: str, before: str = "", behind: str = "") -> tuple[str, str]:
    """Label and kind of a title with its marks; both empty for books, newspapers and films.

    Parameters
    ----------
    title : str
    before, behind : str
        Text in front of it, which decides where the title ends with no known head noun, and behind
        it: 《…》白皮书.
    """
    words = inner(title)
    if _BOOK_OF_COLOUR.match(behind):
        return "REPORT", "report"
    head, report = _suffix("policy_heads.tsv", words), _suffix("report_heads.txt", words)
    work = _suffix("work_heads.txt", words)
    if words in _names_of_media() or len(work) > max(len(head), len(report)):
        return "", ""
    if _unquoted(words) in _fixed_names():
        kind = _longest_suffixes("policy_heads.tsv")[0].get(head, "programme")
        return "POLICY", _fixed_kinds().get(_unquoted(words), kind)
    if report and len(report) >= len(head):
        return "REPORT", "report"
    if head:
        return "POLICY", _longest_suffixes("policy_heads.tsv")[0][head]
    if _REPORTS.search(words):
        return "REPORT", "report"
    if _ISSUING.search(before[-12:]) and len(words) > 3:
        return "POLICY", ""
    return "", ""


def kind_of_name(name: str) -> str:
    """Kind of a policy that stands without 《》."""
    words = inner(_unquoted(name))
    if words in _fixed_kinds():
        return _fixed_kinds()[words]
    head = _suffix("policy_heads.tsv", words)
    kind = _longest_suffixes("policy_heads.tsv")[0].get(head, "")
    if kind == "plan" and words.endswith("计划") and "行动" not in words[-4:]:
        return "programme" if "五年" not in words else "plan"
    if kind:
        return kind
    if re.match(r"[A-Z]{2,}(?:/[A-Z])? ?\d", name):
        return "standard"
    if re.fullmatch("[A-Z]{3,6}", words):
        return "agreement"
    return "programme"


def status_of(title: str, behind: str) -> Status:
    """Whether a title, or the bracket right behind it, calls it a draft."""
    bracket = re.match(r"\s?[（(][^（()）]{0,12}[)）]", behind)
    text = title + (bracket.group() if bracket else "")
    return next((status for mark, status in _STATUS if mark in text), "")


@cache
def _places() -> tuple[re.Pattern[str], dict[str, str]]:
    levels = {row[0]: row[1] for row in rows("ner/places.tsv", 2)}
    names = sorted(levels, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, names))), levels


def level_of(words: str, kind: str, issuers: Iterable[str], local: Level = "") -> Level:
    """Level of the body that issued a policy, from its issuers, else from its title and kind.

    ``local`` is the level of a province's or a city's own document: what it names with no issuer
    and does not share with the whole country is its own.
    """
    for issuer in issuers:
        level = level_of_body(issuer)
        if level:
            return level
    if kind in _AGREED and _INTERNATIONAL.search(words):
        return "international"
    place = _places()[0].match(words.removeprefix("关于").removeprefix("制定").removeprefix("中共"))
    if place:
        return "provincial" if _places()[1][place.group()] == "province" else "city"
    if re.match("(?:全?省|自治区)", words):
        return "provincial"
    if re.match("全?市(?![场政容民])|县(?!域)|区(?!域|块)", words):
        return "city"
    if _STATE.match(words) or _unquoted(words) in _fixed_names():
        return "national"
    if local and kind in _LOCAL_KINDS and not words.startswith("国家"):
        return local
    if kind in _NATIONAL_KINDS:
        return "national"
    if _INTERNATIONAL.search(words) and kind in ("agreement", "declaration"):
        return "international"
    if kind in ("agreement", "declaration"):
        return "international"
    return "ministry" if kind and kind not in ("report", "number") else ""


@cache
def _levels_of_bodies() -> dict[str, str]:
    return {row[0]: row[2] for row in rows("ner/bodies.tsv", 5)}


_TOP = re.compile(
    "(?:中华人民共和国)?国务院$|国务院办公厅$|中共中央|党中央|中央办公厅|全国人大|全国人民代表大会|全国政协"
    "|最高人民|中央军委|中央政治局"
)


def level_of_body(name: str) -> Level:
    """Level of a public body by its name; empty for others."""
    if _TOP.match(name):
        return "national"
    kind = _levels_of_bodies().get(name, "")
    if kind in ("state", "party", "people", "army"):
        return "ministry"
    if kind in ("international", "foreign"):
        return "international"
    place = _places()[0].match(name.removeprefix("中共"))
    if place:
        return "provincial" if _places()[1][place.group()] == "province" else "city"
    if re.match("省|自治区", name):
        return "provincial"
    if re.match("市|县|区", name):
        return "city"
    if re.match("国家|国务院|中央|全国|中国|工业和信息化部|教育部|财政部|公安部", name):
        return "ministry"
    return ""
