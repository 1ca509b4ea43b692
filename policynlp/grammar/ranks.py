"""Ranks, and doublings: 第45位, 全球第二, 首位, 前十名; 翻一番."""

from __future__ import annotations

import re
from decimal import Decimal

from policynlp.grammar.arabic_figures import read_arabic
from policynlp.grammar.bounds import TERM_BEFORE, term_before
from policynlp.grammar.candidate import Candidate, Read, number_or_none
from policynlp.grammar.numbers import ARABIC, ARABIC_DIGIT, CHINESE_DIGIT, parse_number
from policynlp.grammar.tables import mapping, terms

_S = "[ \t\u00a0\u3000]{0,2}"
_TIMES = re.compile(
    rf"翻了?{TERM_BEFORE}?(?P<times>{CHINESE_DIGIT}|[0-9]{{1,3}}(?:[.][0-9]{{1,2}})?)?"
    r"(?P<unit>番(?!茄)|(?<!翻)(?<!翻了)倍)"
)
"""翻倍 by itself has no numeral, and is no statistic."""
_RANK = re.compile(rf"第{_S}(?P<rank>{ARABIC_DIGIT}{{1,4}}|[零〇一二三四五六七八九十百千]{{1,9}})")
_MILESTONE = re.compile(
    rf"第{_S}(?P<rank>{ARABIC_DIGIT}{{3,5}}|{ARABIC_DIGIT}{{1,5}}[万亿]{{1,2}})"
    "(?P<unit>[艘辆列架台座家颗枚套件头只株吨单票])"
)
"""One of many that is told for its number: 第1200艘, 第1000万辆."""
_TOP = re.compile(
    rf"前{_S}(?P<rank>{ARABIC_DIGIT}{{1,3}}|[二三四五六七八九十百]{{1,4}})(?P<unit>[位名]?)"
)
_TOP_SHARE = re.compile(f"(?<![目之以此日月年提])前(?={ARABIC}[%％‰])")
"""前1%的学科."""
_RANK_TAIL = re.compile(r"[位名](?!次|额|单|义)")
_BIG = re.compile(r"大(?!类|步|会|批|件|项|战略|任务|板块|组)")
_HIGH = re.compile("[高低](?![级校中等层铁炉速])")
_RANK_END = re.compile(r"(?:$|[，。；！？…）)”,;\n且并的]|、(?![第一二三四五六七八九十])|和(?!第))")
_RANK_LIST = re.compile(
    rf"(?:[、和]{_RANK.pattern.replace('?P<rank>', '')}){{1,6}}"
    rf"(?P<end>[位名](?!次|额|单|义)|{_RANK_END.pattern})"
)
_RANKS = mapping("grammar/ranks.tsv")
_CUE = re.compile("|".join(map(re.escape, terms("grammar/rank_cues.tsv"))))
_PLACED = re.compile(r"(?:放|摆|置|作为|视为|把)[在于到]?[^，。；]{0,6}$")
_CLAUSE = re.compile(r"[，。；！？\n]")


def read_times(text: str, at: int) -> Read:
    match = _TIMES.match(text, at)
    if match is None:
        return None, at + 1
    times = parse_number(match["times"] or "一")
    start = match.start("times") if match["times"] else match.start("unit")
    bound, _ = term_before(text, start, "fold")
    if match["unit"] == "倍":
        return Candidate(at, match.end(), times, "倍", "fold", bound=bound), match.end()
    if times not in range(1, 10):
        return None, match.end()
    value = Decimal(2 ** int(times))
    return Candidate(
        at, match.end(), value, "倍", "fold", bound=bound, turns=int(times)
    ), match.end()


def read_first(text: str, at: int) -> Read:
    rank = _RANKS.get(text[at : at + 2])
    if rank is None or not _is_placed(text, at):
        return None, at + 1
    return Candidate(at, at + 2, Decimal(rank), "位", "rank"), at + 2


def read_rank(text: str, at: int) -> Read:
    if told := _MILESTONE.match(text, at):
        many = parse_number(told["rank"])
        return Candidate(at, told.end(), many, told["unit"], "rank"), told.end()
    match = _RANK.match(text, at)
    if match is None:
        return None, at + 1
    end = match.end()
    value = number_or_none(match["rank"])
    if value is None:
        return None, end
    if tail := _RANK_TAIL.match(text, end):
        if _PLACED.search(text, max(0, at - 12), at):
            return None, end
        return Candidate(at, tail.end(), value, tail.group(), "rank"), tail.end()
    if listed := _RANK_LIST.match(text, end):
        unit = listed["end"][:1] in ("位", "名")
        if _is_placed(text, at) or (unit and not _PLACED.search(text, max(0, at - 12), at)):
            return Candidate(at, end, value, "位", "rank"), end
    ends = _RANK_END.match(text, end) or _HIGH.match(text, end)
    if _BIG.match(text, end) or (ends and _is_placed(text, at)):
        return Candidate(at, end, value, "位", "rank"), end
    return None, end


def read_top(text: str, at: int) -> Read:
    if _TOP_SHARE.match(text, at):
        share, end = read_arabic(text, at + 1)
        if share is not None:
            share.bound = "<="
        return share, end
    match = _TOP.match(text, at)
    if match is None:
        return None, at + 1
    value, end = number_or_none(match["rank"]), match.end()
    if value is None:
        return None, end
    if match["unit"]:
        start = match.start("rank")
        return Candidate(start, end, value, match["unit"], "rank", top=True), end
    if _RANK_END.match(text, end) and _is_placed(text, at):
        return Candidate(at, end, value, "位", "rank", top=True), end
    return None, at + 1


def _is_placed(text: str, at: int) -> bool:
    """Whether the clause before ``at`` places something in an order (居全国…)."""
    before = text[max(0, at - 14) : at]
    cuts = [m.end() for m in _CLAUSE.finditer(before)]
    clause = before[cuts[-1] :] if cuts else before
    return _CUE.search(clause) is not None and _PLACED.search(clause) is None
