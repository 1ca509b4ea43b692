"""What is paid, granted or charged at a rate (按每亩10元给予补助, 按租金的10%支付违约金)."""

from __future__ import annotations

import re

Span = tuple[int, int]

_VERBS = (
    "给予|予以|发放|支付|缴纳|缴存|收取|征收|加收|加处|提取|计提|扣除|扣减|返还|报销"
    "|资助|补助|补贴|奖励"
)
_NAMES = ("资助", "补助", "补贴", "奖励")
"""Verbs that are also what is paid."""
_EACH = re.compile(r"按照?每[^，。；\d]{1,16}$")
"""In front of an amount for each of them."""
_DONE = re.compile(
    rf"(?:以[上下内])?(?:的(?:标准|额度))?[^，。；\d]{{0,12}}?(?P<verb>{_VERBS})"
    "(?:一次性)?(?P<name>[\u4e00-\u9fff]{2,10})?"
)
"""Behind it: what is done, and what is paid."""
_BASE = re.compile("[^，。；]{0,8}按照?(?=[\u4e00-\u9fff]{2})")
"""In front of what a part of is paid (按租金的10%支付…)."""
_GIVES = re.compile(
    rf"(?:{_VERBS}|申请)(?:每[\u4e00-\u9fff]{{1,2}}|一次性|最高|不超过|不少于)*$|相当于[^，。；]{{2,24}}$"
)
"""The end of words before a figure whose object stands behind it, also with 的."""
_REACH = 24


def granted(text: str, start: int, edge: int, end: int) -> Span | None:
    """The words behind an amount for each that say what is paid (按每亩10元给予补助).

    ``start`` is that of the figure, ``edge`` its end with its bound, ``end`` that of its clause.
    """
    if not _EACH.search(text, max(0, start - _REACH), start):
        return None
    done = _DONE.match(text, edge, end)
    if done is None:
        return None
    if done["name"] or done["verb"] in _NAMES:
        return done.span("name" if done["name"] else "verb")
    return None


def base_of(text: str, core: Span) -> Span:
    """Words before a share of something paid, without 按 (减按应纳税额的50%征收)."""
    base = _BASE.match(text, *core)
    return (base.end(), core[1]) if base else core


def gives(text: str, core: Span) -> bool:
    """Whether the words before a figure give something, or name what it is as much as."""
    return _GIVES.search(text, max(core[0], core[1] - _REACH), core[1]) is not None
