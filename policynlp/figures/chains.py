"""Figures in a row: ranges, lists, and lists that give each figure a subject of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from policynlp.figures import terms
from policynlp.figures.engine import words_of
from policynlp.grammar import Quantity

Span = tuple[int, int]
Chain = tuple[int, int]
"""Numbers of the first and the last figure of a row; the same for one that stands alone."""

_JOINED = re.compile(
    r"[ \u3000]*(?:以上|(?:以上|左右)?(?:、|和|与|及|或者?|至|到|[-—~～―－]{1,2}))[ \u3000]*"
)
_LONGEST_JOINT = 8
_EACH = re.compile("分别[^，。；]{0,8}$")
_EACH_REACH = 12
_COMMA = re.compile("、")
_AND = re.compile(r"、|(?<!共)和(?!谐|平)|(?<!参)与(?!会)|以及|(?<![普涉波以])及(?![时格其至])")
_AND_SO_ON = re.compile("等(?=[^，。；]*$)")
_CONVERTED = re.compile("(?:约?合|折合|相当于|约)(?:人民币|美元|欧元|港元)(?:约|近)?")
_UNEVEN = 3
"""Characters by which the words that a list shares may be misplaced."""


def chains(text: str, quantities: Sequence[Quantity]) -> list[Chain]:
    """The row that each figure stands in, in order."""
    found: list[Chain] = []
    first = 0
    for last, one in enumerate(quantities):
        following = quantities[last + 1] if last + 1 < len(quantities) else None
        if following is None or not _joined(text, one, following, each(text, quantities[first])):
            found += [(first, last)] * (last + 1 - first)
            first = last + 1
    return found


def each(text: str, one: Quantity) -> bool:
    """Whether the figures from ``one`` on are told one by one (分别)."""
    return _EACH.search(text, max(0, one.start - _EACH_REACH), one.start) is not None


def in_other_money(text: str, start: int, figure: int) -> bool:
    """Whether the clause from ``start`` tells a sum again, in other money (约合人民币8亿元)."""
    return _CONVERTED.fullmatch(text, start, figure) is not None


def _joined(text: str, one: Quantity, following: Quantity, one_by_one: bool) -> bool:
    if following.start - one.end >= _LONGEST_JOINT:
        return False
    gap = text[one.end : following.start]
    if not gap:
        return True  # 12批1181项
    return (one.unit == following.unit or one_by_one) and _JOINED.fullmatch(gap) is not None


def listed(text: str, one: Quantity, following: Quantity) -> bool:
    """Whether two figures of a row stand in a list, not in a range."""
    return one.end == following.start or bool(_AND.search(text, one.end, following.start))


def subjects(text: str, subject: Span, count: int) -> list[tuple[Span, ...]]:
    """The ``count`` subjects that a list names, the last words shared: 第一、第三产业增加值.

    Empty if it does not name as many. Each is its own words, then those that it shares.
    """
    cuts = [match.span() for match in _COMMA.finditer(text, *subject)]
    if len(cuts) + 1 != count:
        cuts = [match.span() for match in _AND.finditer(text, *subject)]
    if len(cuts) + 1 != count or count < 2:
        return []
    starts = [subject[0], *(end for _, end in cuts)]
    own = list(zip(starts, (*(start for start, _ in cuts), subject[1]), strict=True))
    if any(start == end for start, end in own):
        return []  # a list that breaks off
    last = own[-1]
    if more := _AND_SO_ON.search(text, *last):
        own[-1] = (last[0], more.start())
        shared = (more.end(), last[1])
        tail = (shared,) if terms.MEASURE_END.search(text, *shared) else ()
        return [(part, *tail) for part in own]
    cut = _tail(text, own[:-1], last)
    shared = (cut + 2 * text.startswith("分别", cut), last[1])
    complete = [terms.MEASURE_END.search(text, *part) is not None for part in own]
    if cut == last[1] or (any(complete[:-1]) and not terms.MEASURE_END.search(text, last[0], cut)):
        return [(part,) for part in own]
    return [*((part, shared) for part in own[:-1]), ((last[0], cut), shared)]


def _tail(text: str, parts: Sequence[Span], last: Span) -> int:
    """Where the words at the end of the last subject of a list begin that all share."""
    words = [text[slice(*part)] for part in parts]
    if all(part[:1] == text[last[0]] == "第" for part in words):
        return last[0] + max(map(len, words))
    head = terms.SHARED.search(text, last[0] + 1, last[1])
    if head and any(part.endswith(head.group()) for part in words):
        head = terms.SHARED.search(text, head.end(), last[1])
    if head and any(len(words_of(part, 0, len(part))) > 1 for part in words):
        return head.start()
    if not terms.MEASURE_END.search(text, *last):
        return head.start() if head else last[1]
    ends = list(accumulate(map(len, words_of(text, *last)), initial=last[0]))
    known = {last[0] + len(part) for part in words if text.startswith(part, last[0])}
    places = {*ends[1:-1], *([head.start()] if head else [])} - known

    def unevenness(at: int) -> tuple[int, int]:
        return sum(abs(at - last[0] - len(part)) for part in words), at

    best = min(places, key=unevenness, default=last[1])
    return best if unevenness(best)[0] < _UNEVEN * len(parts) else last[1]


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The same places, those that touch as one."""
    found = list(spans[:1])
    for before, span in pairwise(spans):
        if before[1] == span[0]:
            found[-1] = (found[-1][0], span[1])
        else:
            found.append(span)
    return tuple(found)
