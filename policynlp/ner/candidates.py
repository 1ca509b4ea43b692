"""The grammar of names: where a programme or a body may begin and end, as evidence for the tagger.

A programme stands between a verb and a head noun (实施 + 新时代立德树人 + 工程), a body between a
place and one (天津 + 智能农业 + 研究院), a company from the start of its phrase to 有限公司.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from policynlp.ner.name_lists import CATEGORIES, Match

Ints = npt.NDArray[np.int64]

_PHRASE = re.compile(r"(?:“[^“”\n]{1,30}”|（[^（）\n]{1,8}）|[^，。；：、！？…\s《》（）“”])+")
_AFTER_VERB = re.compile("了|好|新一轮|全面|深入|扎实")
_JOIN = re.compile("[和与及、]")
_COMPANY = re.compile("有限(?:责任)?公司|集团公司|总公司|集团")
_LONGEST = 40
_JOINED_HEADS = 20
"""More heads in a row than `_LONGEST` has room for."""

_TRIGGER, _PROGRAMME = CATEGORIES.index("trigger"), CATEGORIES.index("programme_head")
_BODY_HEADS = {CATEGORIES.index(name) for name in ("head", "department")}
_BODY_STARTS = {CATEGORIES.index(name) for name in ("place", "country", "body", "institution")}


def candidate_states(matches: list[Match], text: str) -> tuple[Ints, Ints]:
    """For each character its place in a candidate of either kind; 0 is outside."""
    programme = np.zeros(len(text), dtype=np.int64)
    body = np.zeros(len(text), dtype=np.int64)
    at = 0
    continues = -1
    for phrase in _PHRASE.finditer(text):
        start, end = phrase.span()
        while at < len(matches) and matches[at][0] < start:
            at += 1
        first = at
        while at < len(matches) and matches[at][0] < end:
            at += 1
        inside = [match for match in matches[first:at] if match[1] <= end]
        joined = continues == start - 1 and _JOIN.match(text, continues) is not None
        for begin, stop, how in _programmes(inside, text, start, joined):
            _mark(programme, begin, stop, how)
            continues = stop
        for begin, stop, how in _bodies(inside, text, start):
            _mark(body, begin, stop, how)
    return programme, body


def _programmes(
    matches: list[Match], text: str, start: int, joined: bool
) -> Iterator[tuple[int, int, int]]:
    """Start, end, and 1 behind a verb, 2 in a list behind such a one, 3 elsewhere."""
    begin, how = start, 2 if joined else 3
    heads = [(s, e) for s, e, c in matches if c == _PROGRAMME]
    seen = 0
    for match_start, match_end, category in matches:
        seen += category == _PROGRAMME
        if category == _TRIGGER and match_start >= begin:
            begin, how = match_end, 1
            more = _AFTER_VERB.match(text, begin)
            begin = more.end() if more else begin
        elif category == _PROGRAMME and match_end > begin:
            end = match_end
            for next_start, next_end in heads[seen : seen + _JOINED_HEADS]:
                if next_start <= end < next_end:
                    end = next_end
            if end - begin <= _LONGEST and end - begin > match_end - match_start:
                yield begin, end, how
            begin = end + 1 if _JOIN.match(text, end) else end
            how = 2 if how < 3 else 3


def _bodies(matches: list[Match], text: str, start: int) -> Iterator[tuple[int, int, int]]:
    """Start, end, and 1 from a place to a head noun, 2 for a company."""
    begin = -1
    for match_start, match_end, category in matches:
        if category in _BODY_STARTS and (begin < 0 or match_start > begin + _LONGEST):
            begin = match_start
        elif category in _BODY_HEADS:
            if _COMPANY.match(text, match_start):
                yield (begin if begin >= 0 else start), match_end, 2
            elif begin >= 0 and match_end - begin <= _LONGEST:
                yield begin, match_end, 1


def _mark(states: Ints, start: int, end: int, kind: int) -> None:
    states[start:end] = kind * 4 + 1
    states[start] = kind * 4 + 2
    states[end - 1] = kind * 4 + 3
