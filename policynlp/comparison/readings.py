"""A fact made ready to be set beside others: amount, time and place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from policynlp.comparison.measures import dimension
from policynlp.comparison.rounding import Amount, step_of
from policynlp.comparison.times import Days, Setting, days, setting
from policynlp.figures import Fact
from policynlp.grammar.places import province_names, provinces
from policynlp.grammar.quantities import Kind
from policynlp.grammar.tables import terms

NATION = "全国"
_NATION = frozenset({"我国", "中国", "全国", "国内", "国家", "我们国家"})
_WORLD = frozenset({"全球", "世界", "全世界", "国际"})
_HERE = re.compile(r"[全我本][省市区县州疆]|全自治区|省内|市内|区内|境内")
_AREA = re.compile(r"(?:地区|国家|[省市县区州盟国])$")
_BODY = re.compile("(?:财政|企业)$")
"""Who spends or earns: part of what is measured (中央财政“三农”支出), not where."""
_PARTNER = re.compile("国家?$|东盟|欧盟|市场$")
_RATE = re.compile(r"(?:增速|增幅|涨幅|降幅|增长率|增长(?:预期)?目标)(?:拟?定)?$")
_RATE_BEFORE = re.compile(
    "(?:增速|增幅|涨幅|降幅|增长率|增长(?:预期)?目标|预期增长)[^，、。；]{0,8}$"
)
_ADDED = re.compile("(?:新[建增设改开创]|增设|净增)[^，。；、]*$")
_STOCK = re.compile(
    r"(?:达到?|[增升扩]至|增加到|提高到|扩大到|突破)(?:\d{4}年底?的|[去今]年底?的)?(?:约|近|了)?$"
)
PlaceRelation = Literal["same", "other", "unknown"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A fact, its amount in base units, and the time and place that it holds for.

    Parameters
    ----------
    group : int
        Number of the group that it stands in.
    place : str
        全国, the short name of a province, another area, or empty where nothing tells.
    stock : bool or None
        Whether a level is said to be all there is (达到) or what was added (新建, 增设).
    words : str
        A scope that is no place (a platform, a kind of enterprise): part of what is measured.
    """

    fact: Fact
    group: int
    kind: Kind
    dimension: str
    amount: Amount
    days: Days
    place: str
    words: str
    stock: bool | None = None


def readings(
    facts: Sequence[Fact], group: int, metadata: Mapping[str, Mapping[str, Any]]
) -> list[Reading]:
    """Facts of a group made ready, in order."""
    of_document: dict[str, list[Fact]] = {}
    for fact in facts:
        of_document.setdefault(fact.document, []).append(fact)
    written = {d: setting(metadata.get(d, {}), found) for d, found in of_document.items()}
    homes = {document: _home(metadata.get(document, {})) for document in of_document}
    return [
        _reading(fact, group, written[fact.document], homes[fact.document]) for fact in facts
    ]  # fmt: skip


def _reading(fact: Fact, group: int, written: Setting, home: str) -> Reading:
    metric = fact.metric
    name, factor = dimension(metric.unit)
    kind = metric.kind
    if name == "%" and kind == "level":
        kind = "share"
    before = fact.sentence[: metric.start - fact.sentence_start]
    if name == "%" and (_RATE.search(metric.indicator) or _RATE_BEFORE.search(before)):
        kind = "change"
    if kind == "change" and name not in ("%", "个百分点") and _ADDED.search(before):
        kind = "level"  # 新增泊位602个: an amount of its own, as 建成泊位568个
    figure = fact.sentence[metric.start - fact.sentence_start : metric.end - fact.sentence_start]
    step = step_of(figure, metric.value)
    amount = Amount(metric.value, type(step)(1) if kind == "rank" else step, metric.bound)
    place, words = _place(metric.scope, kind, home)
    return Reading(
        fact, group, kind, name, amount.scaled(factor), days(fact, written), place, words,
        _stock(before) if kind == "level" else None,
    )  # fmt: skip


def _stock(before: str) -> bool | None:
    if _ADDED.search(before):
        return False
    return True if _STOCK.search(before) else None


def place_relation(a: str, b: str) -> PlaceRelation:
    """Whether two figures are of one place; an unknown one is taken for 全国 beside 全国."""
    if a == b or (NATION in (a, b) and not (a and b)):
        return "same"
    return "other" if a and b else "unknown"


def _home(metadata: Mapping[str, Any]) -> str:
    province = str(metadata.get("province") or "")
    if province:
        return _short(province)
    return NATION if metadata.get("level") == "national" else ""


def _place(scope: str, kind: Kind, home: str) -> tuple[str, str]:
    """Place and other words of a scope; that of a rank may be the field that it is counted in."""
    if kind == "rank" and scope in _fields():
        return home, ""
    if scope in _NATION:  # in a province's document it is mostly part of a name (全国文明城市)
        return (home or NATION), ""
    if not scope or _HERE.fullmatch(scope):
        return home, ""
    if scope in _WORLD:
        return "全球", ""
    if named := province_names().longest(scope, 0):
        return provinces()[named], ""
    if _BODY.search(scope):
        return home, scope
    if _PARTNER.search(scope) and home not in ("", NATION):
        return home, scope  # trade of a province with them, not their own
    return (scope, "") if _AREA.search(scope) or scope in _fields() else (home, scope)


@cache
def _fields() -> frozenset[str]:
    return frozenset(terms("figures/scopes.tsv"))


def _short(province: str) -> str:
    return provinces().get(province, province)
