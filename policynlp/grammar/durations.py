"""Lengths of time: a term or a result is a quantity (有效期3年, 用时近3小时), a stretch is not."""

from __future__ import annotations

import re
from decimal import Decimal

from policynlp.grammar.bounds import bound_before
from policynlp.grammar.candidate import Candidate
from policynlp.grammar.numbers import ARABIC_DIGIT, parse_number
from policynlp.grammar.tables import Suffixes, mapping

_PARTS = {
    name: (re.compile(rf"(?P<part>{ARABIC_DIGIT}{{1,2}})(?:{words})(?!之)"), size)
    for names, words, size in (
        ("年", "个月", 12),
        ("天", "个?小时", 24),
        ("小时 个小时", "分钟?", 60),
        ("分钟 分", "秒钟?", 60),
    )
    for name in names.split()
}
"""What a length of time goes on with, by its unit, and how many of them one is: 2小时15分."""
_CUES = mapping("grammar/duration_cues.tsv")
_CUE_WORDS = Suffixes(_CUES)
_REACH = 16
_FINE = Decimal("0.0001")
_WITHIN = re.compile("[以之]?内")
_STRETCH = re.compile("(?:近|前|未来|今后|过去|最近|连续|力争|每|用)$")
"""Before N年 a stretch of time, no term: 近3年内, 用5年时间."""
_SINCE = re.compile("(?:起|之日|后|届满|应当|应|须|必须|不得)[^，。；：！？\n]{0,10}$")
_RULE = re.compile("[以之]?内[^，。；：！？\n]{0,12}?(?:不得|不予|不再|禁止|应当|须|免[征缴于])")
"""What makes N年内 a term that a rule sets: 自…之日起3年内, 3年内不得…"""
_BARRED = re.compile("(?:不得|不再|不予|禁止)")
"""Behind a term that a rule sets: 3年不得申报."""
_OR_MORE = re.compile("(?:及|（含）|\\(含\\))?以[上下]")
_EVENT = re.compile("[\u4e00-\u9fff](?<![月于在至到每旬自从底请])$")
"""Before N日前 what it is counted from (到期日7日前): no day of a month (于15日前)."""
_OF_KIND = re.compile("期(?![限间满内])")
"""Behind a length of time that names a kind: 7天期逆回购, 10年期国债."""
_COHORT = re.compile(
    "(?:及|（含）|\\(含\\))?(?:以[上下])?的?"
    "(?:婴|幼|儿童|孩|少年|青|学龄|学生|未成年|老|人群|人口|居民|群众|妇女|女性|男性|参保|劳动)"
)
"""Behind an age that names a group of people: 60岁以上老年人."""
_NO_RESULT = ("近", "前", "每", "连续", "过去")


def is_led(text: str, at: int, is_years: bool) -> bool:
    """Whether what stands before ``at`` leads to a length of time, in years or in less."""
    cue = _CUE_WORDS.longest(text, at)
    return bool(cue) and not (is_years and _CUES[cue])


def is_duration(text: str, candidate: Candidate) -> bool:
    """Whether ``candidate``, which counts a unit of time, is a quantity."""
    start, end = candidate.start, candidate.end
    if candidate.unit in ("岁", "周岁"):
        return not _COHORT.match(text, end)
    if _OF_KIND.match(text, end):
        return False
    is_years = candidate.kind == "years"
    before = text[max(0, start - _REACH) : start].rstrip()
    if before.endswith("近") and is_led(before, len(before) - 1, is_years):
        return True
    if not is_years:
        if text.startswith(("来", "以来", "连续", "单月"), end):
            return False
        return not before.endswith(_NO_RESULT) or before.endswith("提前")
    limited = bound_before(text, start, end, candidate.kind) in ("<=", ">=")
    if limited or is_led(before, len(before), is_years):
        return not text.startswith("以来", end)
    if decimals := decimal_places(candidate.value):  # 受教育年限从10.2年: no date has a decimal,
        return decimals <= 2  # but 1.2023年 is the first point of a list
    if candidate.unit == "日" and text.startswith("前", end) and _EVENT.search(before):
        return True
    if _BARRED.match(text, end):
        return True
    if _STRETCH.search(before):
        return False
    if _WITHIN.match(text, end):
        return candidate.unit == "日" or bool(_SINCE.search(before) or _RULE.match(text, end))
    return candidate.unit == "年" and _OR_MORE.match(text, end) is not None


def lengthen(text: str, candidate: Candidate) -> None:
    """Take what ``candidate`` goes on with, if it counts a unit of time: 4小时18分."""
    pattern, size = _PARTS.get(candidate.unit or "", (None, 1))
    rest = pattern.match(text, candidate.end) if pattern else None
    if rest is None:
        return
    candidate.end = rest.end()
    candidate.value += (parse_number(rest["part"]) / size).quantize(_FINE)
    if candidate.unit == "分":
        candidate.unit, candidate.kind = "分钟", "time"


def decimal_places(value: Decimal) -> int:
    places = value.as_tuple().exponent
    return max(0, -places) if isinstance(places, int) else 0
