"""Headings of Chinese official style: 第一章, 第一条, 一、, （一）, 1., markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policynlp.cleaning.characters import has_sentence_mark

_CN = "[〇零一二三四五六七八九十百]{1,6}"
_NUM = rf"(?:{_CN}|\d{{1,4}})"

# From the outermost to the innermost, as the rules for official documents (GB/T 9704) order them.
_STYLES = [
    re.compile(pattern)
    for pattern in (
        r"(?:附件|附录)\s*\d{0,2}(?=$|[\s:：])",
        rf"第\s*{_NUM}\s*[编篇]",
        rf"第\s*{_NUM}\s*章",
        rf"第\s*{_NUM}\s*节",
        rf"第\s*{_NUM}\s*条(?:之{_CN})?",
        rf"{_CN}、",
        rf"[（(]\s*{_CN}\s*[)）]",
        r"\d{1,2}(?:、|[.．](?!\d))",
        r"\d{1,2}(?:[.．]\d{1,2}){1,3}(?=[\s\u3000])",
        r"[（(]\s*\d{1,2}\s*[)）]",
        r"[①-⑳]",
    )
]
_FIRST_NUMBERED = 10  # ranks 1..6 are the levels of markdown, html and Word
PLAIN = _FIRST_NUMBERED + len(_STYLES)  # an unnumbered heading stands inside numbered ones
_OF_A_LAW = _FIRST_NUMBERED + 4  # 第一条: the number is the heading, the text is the provision

LONGEST_HEADING = 40
_LONGEST_RUN_IN = 30
_RUN_IN = re.compile(rf"[^。！？；]{{1,{_LONGEST_RUN_IN}}}?(?:。|(?=[：:]))")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its rank (smaller is further out), its words, and whether text follows it."""

    rank: int
    title: str
    run_in: bool = False


def numbered_heading(text: str) -> Heading | None:
    """The heading that a line or a paragraph begins with, by its number; None without one."""
    for rank, style in enumerate(_STYLES, _FIRST_NUMBERED):
        mark = style.match(text)
        if mark:
            return _with_title(text, mark.end(), rank)
    return None


def _with_title(text: str, mark_end: int, rank: int) -> Heading:
    if rank == _OF_A_LAW:
        return Heading(rank, text[:mark_end], run_in=True)
    bare = text.rstrip("。")
    unmarked = not has_sentence_mark(bare)
    # A comma inside is no hindrance where no full stop makes it a sentence.
    clause = len(bare) == len(text) and not re.search(r"[。；;：:！？]", bare)
    if len(bare) <= LONGEST_HEADING and (unmarked or clause):
        return Heading(rank, bare)
    lead = _RUN_IN.match(text, mark_end)
    title = text[: lead.end()].rstrip("。") if lead else text[:mark_end]
    return Heading(rank, title, run_in=True)


def may_be_plain_heading(text: str) -> bool:
    """True if an unnumbered line can be a heading: short, and no sentence."""
    return (
        2 <= len(text) <= LONGEST_HEADING
        and not has_sentence_mark(text)
        and text[-1] not in "。：:、—…"
    )


class SectionPath:
    """The headings above the current place."""

    def __init__(self) -> None:
        self._open: list[Heading] = []

    def enter(self, heading: Heading) -> None:
        """A heading closes the ones of its own rank and further in."""
        self._open = [h for h in self._open if h.rank < heading.rank]
        self._open.append(heading)

    def titles(self) -> tuple[str, ...]:
        """Titles from the outermost in."""
        return tuple(h.title for h in self._open)

    def outer(self) -> tuple[str, ...]:
        """Titles of the headings that stand in lines of their own."""
        return tuple(h.title for h in self._open if not h.run_in)
