"""The words behind a figure that name what it counts (新建12所学校)."""

from __future__ import annotations

import re

from policynlp.figures import terms
from policynlp.figures.engine import words_of
from policynlp.grammar.bounds import term_before

Span = tuple[int, int]

_REACH = 80
"""Characters behind a figure that are looked at."""
_EDGE_RIGHT = " \t\u3000\u00a0、，“‘（("
_REST_IN_BRACKETS = re.compile(r"[^（(，。；]{0,20}[）)]")
_PROVINCES = re.compile(r"省[（(]区、市[）)](?=[及和])")
_INSIDE = re.compile(r"(?:以|之)?内")
_QUALIFIED = re.compile(r"(?:具备|具有|拥有|符合|从事|达到|以上)[^，、；。]{1,16}?的")
_OF = re.compile(r"[ \u3000]*(?:的|之)?[ \u3000]*")
_NOTHING = re.compile(
    r"或者?(?!有)|且|并|及|[×xX*]|(?:[一两三四五几]个)?(?:新|大|大的|新的)?(?:台阶|大关|关口|门槛)|[位跃稳名]?[居列](?!民)|排名|占"
    r"|(?:增[加长]?|提[高升]|扩大|回?升|上升|攀升|下降|减少?|降低?|缩[小减短]|压[缩减])[到至]"
)
"""What no name of a thing counted begins with (以12万件位居全国第二, 迈上2万亿元新台阶)."""
_PRAISED = re.compile("(?:领先|先进|知名|一流|影响力|竞争力|代表性|示范性)$")
"""What stands with 的 before a name and belongs to it (全球领先的科技集群)."""
_RANKED = re.compile("(?:[位稳名跃]居|位列|居)(?=全国|全省|全球|世界|首|前|第)")
_COMPOUND = re.compile("(?:国际|社会|基层|合作|公益|行业|专业|经济|民间)组织$")
"""What ends in a verb and is a name (80个国际组织)."""
_DAY = re.compile(r"(?<=[\u4e00-\u9fff])\d{1,2}月(?:\d{1,2}日)?")
"""When something happened, which is no part of its name (第八届进博会11月10日…)."""
_AMONG = re.compile("(?<![高初完])中$")
"""The end of those among whom the next clause counts (1300辆展车中，…)."""
_CONJUNCTION = re.compile(r"(?:、|和|与|(?<![惠普涉波])及|以及|或者?|并|，|至|到)+[ \u3000]*$")


def behind(text: str, start: int, end: int, next_figure: int, whole: bool) -> Span:
    """What is counted, in ``text[start:end]`` behind a figure; an empty span if nothing is.

    Parameters
    ----------
    next_figure : int
        Where the next figure of the clause begins, else ``end``.
    whole : bool
        The predicate belongs to the indicator (71%的煤电机组实现超低排放).
    """
    if inside := _INSIDE.match(text, start):
        start, whole = inside.end(), True
    start = _OF.match(text, start).end()  # type: ignore[union-attr]
    if qualified := _QUALIFIED.match(text, start):
        start = qualified.end()
    end = min(end, next_figure, start + _REACH)
    if end <= start or text[start] in "、，；。（(" or _NOTHING.match(text, start):
        return start, start
    part = text[start:end]
    if next_figure <= end and (conjunction := _CONJUNCTION.search(part)):
        part = part[: conjunction.start()]
    if provinces := _PROVINCES.match(part):
        part = part[: provinces.end()]
    if next_figure <= end and (cut := _first_outside(part, "、")) >= 0:
        part = part[:cut]
    if end == next_figure:
        part = _before_verb(part)
    if not whole:
        part = _head(part)
    part = part.rstrip(_EDGE_RIGHT)
    if day := _DAY.search(part):
        part = part[: day.start()]
    if among := _AMONG.search(part):
        part = part[: among.start()]
    return start, start + len(part)


def _before_verb(part: str) -> str:
    """Words up to a verb that leads to the next figure (50米内换乘比例达91%)."""
    _, end = term_before(part, len(part))
    verb = _RANKED.search(part, 2) or terms.predicates("reach").search(part[:end])
    return part[: verb.start()] if verb else part[:end]


def _first_outside(part: str, mark: str) -> int:
    """Where ``mark`` first stands outside brackets (not that of 省（区、市）); -1 if nowhere."""
    at = part.find(mark)
    while at >= 0 and (inside := _REST_IN_BRACKETS.match(part, at)):
        at = part.find(mark, inside.end())
    return at


def _head(part: str) -> str:
    """The name that ``part`` begins with, without what is said of it."""
    at = part.find("的", 2)
    if at > 0 and not _PRAISED.search(part, 0, at):
        part = part[:at]
    at = 0
    for word in words_of(part, 0, len(part)):
        if (
            at > 1
            and word in terms.BEHIND
            and not _COMPOUND.search(part, 0, at + len(word))
            and not part.startswith(terms.BEHIND[word], at + len(word))
        ):
            if word in terms.HONOURS or part[:at] in terms.KINDS:
                return part
            part = part[:at]
            break
        at += len(word)
    tail = terms.TAIL.search(part)
    return part[: tail.start()] if tail else part
