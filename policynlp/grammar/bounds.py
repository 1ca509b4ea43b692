"""Approximators and bounds that stand outside a quantity: 超过, 近, 不低于, 以上, 左右 …"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from policynlp.grammar.tables import Prefixes, Suffixes, alternation, rows
from policynlp.grammar.units import UnitClass, skip_spaces

Bound = Literal["", ">=", "<=", "~"]


@dataclass(frozen=True, slots=True)
class _Term:
    """``apart_from``: characters beside it of another word; ``of``: units that it is for alone."""

    bound: Bound
    apart_from: frozenset[str]
    of: frozenset[str]


def _terms(side: str) -> dict[str, _Term]:
    return {
        term: _Term(bound, frozenset(apart_from.split()), frozenset(of.split()))  # type: ignore[arg-type]
        for term, where, bound, apart_from, of in rows("grammar/bounds.tsv", 5)
        if where == side
    }


_BEFORE = _terms("before")
_AFTER = _terms("after")
TERM_BEFORE = alternation(_BEFORE)
"""Pattern source of one term that sets a bound for the number behind it."""
_BEFORE_TERMS = Suffixes(_BEFORE)
_AFTER_TERMS = Prefixes(_AFTER)
_BETWEEN = re.compile("(?:人民币|每[\u4e00-\u9fff]{1,3})$")
"""May stand between the term and its number: 约合人民币3亿元, 约为每吨97元."""
_WITHOUT = r"[^，。；：、\d]"
_APART = re.compile(
    "(?:(?P<least>至少|最少|不得?少于|不得?低于)|(?P<most>至多|最多|不得?超过|不得?高于|不得?多于))"
    rf"(?:(?!的){_WITHOUT}{{1,6}}|{_WITHOUT}{{1,14}}(?:的|[值额数量入平模本费价]))$"
    rf"|(?:(?P<floor>下限)|(?P<ceiling>上限))(?:(?![和及与由从]){_WITHOUT}){{0,6}}$"
    rf"|(?<![不得能])(?:(?P<over>超过|超出)|(?P<under>低于|少于|不足|不到|达不到))"
    rf"{_WITHOUT}{{1,16}}(?:的|[额数量])$"
    rf"|(?P<top>最高|最多|最长)(?:可|能|给予|补|奖|资助|贴息|支持|减免|享受|按)(?:(?!的){_WITHOUT}){{0,8}}$"
    "|(?P<near>大?约|接近|将近)"
    rf"(?:(?:占|为|是|相当于)(?:{_WITHOUT}{{1,16}}的)?|有|达到?|需要?|计|在|折算|(?:增|降|减|提|上升|下降)[长加少升低高]?)为?$"
)
"""Terms apart from the number: 至少选择1个, 上限为5000元, 最高可补贴50万元, 约增长5%."""
_APART_REACH = 20
_SIGNS: dict[str, Bound] = {
    "least": ">=", "floor": ">=", "over": ">=", "near": "~",
    "most": "<=", "ceiling": "<=", "under": "<=", "top": "<=",
}  # fmt: skip
_KINDS: dict[str, tuple[UnitClass, ...]] = {
    "top": ("money", "percent", "time", "years", "count"),
    "over": ("percent",),
    "under": ("percent",),
}
"""Units of limits of aid (not: 气温最高可达40℃), and of parts of a whole (超过总数的5%)."""
_INCLUDING = re.compile(r"[（(]不?含[^（）()\n]{0,10}[）)]")
"""Before a term behind its number: 5人（含）以下, 3万元（不含3万元）以下."""
_BREAKTHROUGH = re.compile("[^，。；、]{0,16}?(?:技术|难题|难关|瓶颈|难点|堵点|工艺|装备|产品)")
"""Objects of 突破 behind a count: it breaks through them, and no number (突破30项关键技术)."""


def term_before(text: str, start: int, kind: UnitClass | None = None) -> tuple[Bound, int]:
    """Bound set by the term that ends at ``start``, and where that term begins.

    ``kind`` is the class of the unit of the number at ``start``; None takes terms for any.
    """
    end = start
    while end > 0 and text[end - 1] in " \u3000":
        end -= 1
    bound, at = _term_at(text, end, kind)
    if not bound and (between := _BETWEEN.search(text, max(0, end - 4), end)):
        bound, at = _term_at(text, between.start(), kind)
    return (bound, at) if bound else ("", start)


def _term_at(text: str, end: int, kind: UnitClass | None) -> tuple[Bound, int]:
    for word in _BEFORE_TERMS.at(text, end):
        term, at = _BEFORE[word], end - len(word)
        if (at == 0 or text[at - 1] not in term.apart_from) and _is_for(term, kind):
            return term.bound, at
    return "", end


def _is_for(term: _Term, kind: UnitClass | None) -> bool:
    return not term.of or kind is None or kind in term.of


def bound_before(text: str, start: int, end: int, kind: UnitClass | None) -> Bound:
    """Bound that the text before a number at ``text[start:end]`` sets for it."""
    bound, at = term_before(text, start, kind)
    if bound:
        object_of = kind == "count" and text.startswith("突破", at)
        return "" if object_of and _BREAKTHROUGH.match(text, end) else bound
    apart = _APART.search(text, max(0, start - _APART_REACH), start)
    if apart is None:
        return ""
    which = apart.lastgroup or ""
    return _SIGNS[which] if kind in _KINDS.get(which, (kind,)) else ""


def bound_after(text: str, end: int, kind: UnitClass | None = None) -> tuple[Bound, int]:
    """Bound that the text behind a number of class ``kind`` sets, and where its term ends."""
    at = skip_spaces(text, end)
    if including := _INCLUDING.match(text, at):
        at = including.end()
    for word in _AFTER_TERMS.at(text, at):
        term, behind = _AFTER[word], at + len(word)
        if text[behind : behind + 1] not in term.apart_from and (not term.of or kind in term.of):
            return term.bound, behind
    return "", end
