"""What stands in 《》: a policy, a report, or neither; and which kind and status it has."""

from __future__ import annotations

import re
from functools import cache

from policynlp.folding import fold
from policynlp.grammar.tables import rows, terms
from policynlp.ner.values import Status

_TAIL = re.compile(
    r"(?:（[^（）]*）|\([^()]*\)|[\s\d]|[-—－~～至]|20\d\d年?度?|年度?|版|第[一二三四五六七八九十\d]+号"
    r"|草案|征求意见稿|送审稿|修订稿|试行)+$"
)
_SPACE = re.compile(r"\s")
_STATUS: tuple[tuple[str, Status], ...] = (
    ("征求意见稿", "for_comment"), ("草案", "draft"), ("送审稿", "draft"), ("试行", "trial"),
)  # fmt: skip
_BEHIND = re.compile(r"\s?[（(][^（()）]{0,12}[)）]|草案|征求意见稿|送审稿")
_ISSUING = re.compile(
    r"(?:印发|发布|公布|颁布|出台|制定|修订|审议通过|通过|施行|实施|执行|贯彻|落实|根据|依据|按照"
    r"|依照|违反|遵守|适用|签署|签订|达成)(?:了|的|《|、|和|与|及|新版?|修订后的|\s)*$"
)
_BOOK_OF_COLOUR = re.compile("(?:系列)?[白蓝绿黄]皮书")
_REPORT = re.compile("(?:研究|调查|年度)?报告(?![会文厅员团人])")
_REPORTS = re.compile("(?:研究|调查|评估|发展|年度|统计|监测)报告|[白蓝绿黄]皮书")


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
    bare = _bare(title)
    return _TAIL.sub("", bare) or bare


def _bare(title: str) -> str:
    return _SPACE.sub("", fold(title)).removeprefix("《").removesuffix("》")


def unquoted(name: str) -> str:
    return name.replace("“", "").replace("”", "")


@cache
def _names_of_media() -> frozenset[str]:
    return frozenset(terms("ner/media.txt"))


@cache
def fixed_names() -> frozenset[str]:
    names = (*terms("ner/initiatives.txt"), *terms("ner/laws.txt"))
    return frozenset(map(unquoted, names))


@cache
def _fixed_kinds() -> dict[str, str]:
    """Kinds of fixed names, by the name without its quotation marks."""
    return {unquoted(name): kind for name, kind in rows("ner/initiatives.txt", 2) if kind}


def classify(title: str, before: str = "", behind: str = "") -> tuple[str, str]:
    """Label and kind of a title with its marks; both empty for books, newspapers and films.

    Parameters
    ----------
    title : str
    before, behind : str
        Text in front of it, which decides where the title ends with no known head noun, and behind
        it: 《…》白皮书, 《…》报告.
    """
    words = inner(title)
    if _BOOK_OF_COLOUR.match(behind):
        return "REPORT", "report"
    head, report = _suffix("policy_heads.tsv", words), _suffix("report_heads.txt", words)
    work = _suffix("work_heads.txt", words)
    if words in _names_of_media() or len(work) > max(len(head), len(report)):
        return "", ""
    if unquoted(words) in fixed_names():
        kind = _longest_suffixes("policy_heads.tsv")[0].get(head, "programme")
        return "POLICY", _fixed_kinds().get(unquoted(words), kind)
    if report and len(report) >= len(head):
        return "REPORT", "report"
    if head:
        return "POLICY", _longest_suffixes("policy_heads.tsv")[0][head]
    if _REPORTS.search(words) or _REPORT.match(behind):
        return "REPORT", "report"
    if _ISSUING.search(before[-12:]) and len(words) > 3:
        return "POLICY", ""
    return "", ""


def kind_of_name(name: str) -> str:
    """Kind of a policy that stands without 《》."""
    words = inner(unquoted(name))
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
    """Whether a title ends with the word for a draft, or one stands right behind it.

    What a title is about may be a draft too: 关于预算草案的报告.
    """
    end = _TAIL.search(_bare(title))
    after = _BEHIND.match(behind)
    words = (end.group() if end else "") + (after.group() if after else "")
    return next((status for mark, status in _STATUS if mark in words), "")
