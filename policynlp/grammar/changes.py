"""Whether a figure states a change, and which way: from the verb or noun in front of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from policynlp.grammar.bounds import term_before
from policynlp.grammar.signs import Sign
from policynlp.grammar.tables import Suffixes, alternation, rows
from policynlp.grammar.units import UnitClass

Direction = Literal["", "up", "down"]


@dataclass(frozen=True, slots=True)
class Change:
    """Way of a change.

    ``to`` if the figure is what the change leads to (增长到两倍), ``object`` if the verb takes one
    (新增床位6639张), so that it also governs the figures listed after it.
    """

    direction: Direction
    to: bool = False
    object: bool = False


_WORDS: dict[str, tuple[Direction, str]] = {
    word: (direction, binding)  # type: ignore[misc]
    for word, direction, binding in rows("grammar/changes.tsv", 3)
}
_CHANGES = Suffixes(_WORDS)
_OF = {
    binding: alternation(w for w, (_, b) in _WORDS.items() if b == binding)
    for binding in ("verb", "transitive", "noun", "versus", "rate")
}
_LONG_WORDS = alternation(w for w in _WORDS if len(w) > 1)
_CLAUSE_START = re.compile(r"[，。；：！？\n、;（(）)]")
_REACH = 26
_YEARLY = re.compile("(?:年均|净)[\u4e00-\u9fff]{2}$")
"""A verb of rates that tells by how much, of anything: 年均扩展10万亩."""
_FILLER = re.compile(
    r"(?:[了再各均也都已仍将达为是在 \u3000]|有望|可能|预计|累计|平均|分别|依次|更是|高达"
    r"|保持在?|控制在)+$"
)
_NAMED = ("自然增长率", "人口增长率")
"""Names of a rate (births less deaths), and no change of what stands before it."""
_REACHED = re.compile(r"(?:到|至|为|达|达到|成|在)了?$")
_MOVED = re.compile(
    rf"(?<!自然)(?<!人口)(?P<word>{_OF['noun']}|增长(?=可能|预计|或|将))(?:[从由自][^，。；]{{1,20}})?[^，。；占率额量]{{0,8}}?"
    r"(?:[从由自](?:[^，。；占率额量]{1,12}的)?|[升降涨跌增减扩落缩窄攀滑调缓快高持定]"
    r"(?:[^，。；占率额量]{0,2}|\d[\d.]*个百分点)[到至为在])$"
)
"""A rate of growth that moves: both ends are growth (增速由8%回落至3%, 增长预期下调至2.8%)."""
_BY_DIGITS = re.compile("位数(?P<word>增长|下降)[，,](?:高?达到?|为)$")
"""A rate of growth told in the next clause (保持两位数增长，达到11%)."""
_BASE = re.compile(r"(?<=[到至为])[^，。；、到至为]{1,10}的$")
"""What a multiple is one of (增加到原来的3倍)."""
_TRANSITIVE = re.compile(rf"(?P<verb>{_OF['transitive']})(?P<object>[^\d]{{1,16}})$")
_NO_OBJECT = re.compile(
    r"[到至达为后]|[占率比]|^值|^(?:城镇)?就业|^长|以来|指数|行动|工程|水平|时间"
)
_OVER = re.compile(rf"(?<!不)(?P<word>{_OF['versus']})[^\d]{{1,12}}$")
"""Not a limit: 不高于参保职工总数20%."""
_MULTIPLE = re.compile(r"(?P<head>.*)(?:(?P<is>是|相当于)|达到?)[^，。；]+的$")
"""What is so many times something else, and has not become so: 利润达到成本的3倍."""
_MORE = re.compile(r"比[^\d，。；]{1,14}(?:(?P<up>多了?|高出?)|少了?|低)$")
_SPARED = re.compile(
    "(?<![最至很许众不差诸])(?:(?P<up>多)|少)[收打产赚卖跑花缴交用丢等付挣领排耗走种养](?:了|出)?$"
)
"""A verb with more or less before it: 每亩少丢10公斤, 多收50斤."""
_SUBSIDY = re.compile("(?:贴息|贴费|补贴|补助|加点)[为约达]?$")
"""What is given in points, and changes by none: 贴息1个百分点."""
_BEYOND = re.compile(r"超(?!过)[^\d，。；]{1,12}(?:任务|目标|计划)$")
"""By how much more than was ordered: 超省定任务30万亩."""
_NOUN_AFTER = re.compile(
    rf"(?:左右|以上|以内|以下)?的(?:预期|年均|平均)?(?:速度|幅度|速率|比例)?(?:快速|持续|逐年|高|较高)?(?P<word>{_LONG_WORDS})(?!值)"
    rf"|的[\u4e00-\u9fff]{{0,4}}?(?P<rate>增速|增幅|增长率|涨幅|降幅)"
)
_LEVEL_OF = re.compile(r"的(?:平均|总体)?水平")
"""Behind the figure that another is compared with (高于各国84.7%的平均水平)."""
_OVER_AIM = re.compile(
    rf"(?P<word>{_OF['versus']})[^\d，。；]{{1,20}}(?:目标|计划|平均水平|同期|上年|去年)$"
)
_NOTICE_GIVEN = re.compile(
    "[内前]?(?:公告|公示|公布|发布|通知|告知|申请|申报|报告|提出|预约|书面|以书面|向)"
)
"""Behind a time that a rule sets ahead of something: 提前30日公告."""
_ANY_WORD = re.compile(alternation(w for w, (_, b) in _WORDS.items() if len(w) > 1))
_COMPARED = re.compile("(?:[同环]比|增长|[额量值润口])[^，。；]{0,3}$")
RATES: tuple[UnitClass, ...] = ("percent", "points", "fold")


def change_of(text: str, start: int, end: int, kind: UnitClass) -> Change | None:
    """The change that the figure at ``text[start:end]`` states, or None."""
    if kind in ("rank", "index"):
        return None
    if kind in ("time", "years") and _NOTICE_GIVEN.match(text, end):
        return None
    _, edge = term_before(text, start, kind)
    clause = _clause(text, edge)
    if kind == "fold" and _is_multiple(clause):
        return None
    if more := _MORE.search(clause) or _SPARED.search(clause):
        return Change("up" if more["up"] else "down")
    if _BEYOND.search(clause):
        return Change("up")
    if not _LEVEL_OF.match(text, end) and (
        found := _direct(clause, kind) or _with_object(clause, kind)
    ):
        return found
    if kind == "percent" and (grown := _BY_DIGITS.search(text, max(0, edge - _REACH), edge)):
        return Change(_WORDS[grown["word"]][0])
    if kind == "percent" and (moved := _MOVED.search(clause)):
        return Change(_WORDS[moved["word"]][0])
    if kind in RATES and (after := _NOUN_AFTER.match(text, end)):
        return Change(_WORDS[after["word"] or after["rate"]][0])
    if kind == "points" and not _SUBSIDY.search(clause):
        words = _ANY_WORD.findall(clause) or _ANY_WORD.findall(text, max(0, start - 40), start)
        return Change(_WORDS[words[-1]][0] if words else "up")
    return None


def signed(change: Change | None, sign: Sign, before: str) -> Change | None:
    """The change that a rate with a sign states: the sign tells its way, and may stand for a verb.

    ``before`` is the text before the figure: 同比-3.2% states a change, 收益率为-0.5% a level.
    """
    if sign not in ("+", "-") or (change is None and not _COMPARED.search(before)):
        return change
    return replace(change or Change("up"), direction="up" if sign == "+" else "down")


def _clause(text: str, end: int) -> str:
    before = text[max(0, end - _REACH) : end]
    cuts = [m.end() for m in _CLAUSE_START.finditer(before)]
    return before[cuts[-1] :] if cuts else before


def _word_at_end(clause: str) -> tuple[str, Direction, str]:
    word = _CHANGES.longest(clause, len(clause))
    direction, binding = _WORDS.get(word, ("", ""))
    return word, direction, binding


def _is_multiple(clause: str) -> bool:
    """Whether a multiple compares (A是B的3倍), and is not what a change leads to."""
    match = _MULTIPLE.match(clause)
    if match is None:
        return False
    word, _, binding = _word_at_end(match["head"])
    return match["is"] is not None or not word or binding == "noun"


def _direct(clause: str, kind: UnitClass) -> Change | None:
    plain = _FILLER.sub("", clause)
    if plain.endswith(_NAMED):
        return None
    word, direction, binding = _word_at_end(plain)
    if not word:
        level = _BASE.sub("", plain) if kind == "fold" else plain
        reached = _FILLER.sub("", _REACHED.sub("", level))
        word, direction, binding = _word_at_end(reached)
        if reached == plain or not word:
            return None
        if binding == "noun":
            return Change(direction)
        return Change(direction, to=True) if kind == "fold" and binding != "versus" else None
    if binding == "noun":
        return Change(direction)
    if _REACHED.search(clause):  # 提高到, 降至: a level
        return Change(direction, to=True) if kind == "fold" else None
    of_rates = binding == "versus" or (binding == "rate" and not _YEARLY.search(plain))
    if of_rates and kind not in (*RATES, "places"):
        return None
    return Change(direction, object=binding == "transitive")


def _with_object(clause: str, kind: UnitClass) -> Change | None:
    match = _TRANSITIVE.search(clause)
    if match and match["verb"] == "新增" and kind in ("money", "physical"):
        return None  # 新增贷款5亿元: an amount by that name
    if match and "用于" not in clause[: match.start()] and not _NO_OBJECT.search(match["object"]):
        return Change(_WORDS[match["verb"]][0], object=True)
    if (over := _OVER_AIM.search(clause)) and len(over["word"]) > 1:
        return Change(_WORDS[over["word"]][0])
    if kind in ("percent", "points"):
        over = _OVER.search(clause)
        if over and len(over["word"]) > 1:
            return Change(_WORDS[over["word"]][0])
    return None
