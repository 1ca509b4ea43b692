"""Paragraphs divided into articles, and what the text says of each: title, source, author, date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from policynlp.cleaning.characters import has_sentence_mark
from policynlp.cleaning.headings import PLAIN, may_be_plain_heading
from policynlp.cleaning.paragraphs import Paragraph
from policynlp.cleaning.patterns import match_end, match_line, match_start

# Parts of a file are articles, not sections, if at least half of them name a source or an author.
_SIGNED_SHARE = 0.5
# A headline that shares fewer of its character pairs with a text was not written for it.
_FEWEST_SHARED = 0.25
_NEXT_TO_IT = 0.05
# The text of a photo caption on a newspaper page, in characters.
_LONGEST_CAPTION = 300
# A column that differs from the one before by more than this holds something else.
_OTHER_COLUMN = 0.2
_HEAD = 8


@dataclass(slots=True)
class Draft:
    """An article in the making: its paragraphs, and what has been read off them."""

    paragraphs: list[Paragraph]
    title: str | None = None
    source: str | None = None
    author: str | None = None
    date: str | None = None
    aside: bool = False


@dataclass(slots=True)
class _Piece:
    paragraphs: list[Paragraph] = field(default_factory=list)
    headline: str | None = None


def find_articles(paragraphs: Sequence[Paragraph]) -> list[Draft]:
    """Divide a document into its articles.

    Three shapes are known: a newspaper page (reports that begin with 本报讯 or a byline), a row of
    titled articles most of which name a source or an author, and anything else: one article.
    """
    starts = _report_starts(paragraphs)
    if len(starts) >= 2:
        return [_read(piece.paragraphs, piece.headline) for piece in _newspaper(paragraphs, starts)]
    titles = _title_indices(paragraphs)
    if titles:
        bounds = [0, *titles, len(paragraphs)] if titles[0] else [*titles, len(paragraphs)]
        pieces = [list(paragraphs[a:b]) for a, b in pairwise(bounds)]
        return [_read(piece, None) for piece in pieces]
    return [_read(list(paragraphs), None)]


# --- a newspaper page -----------------------------------------------------------------------


def _report_starts(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Where reports begin: at a dateline, or at the headline above a byline."""
    starts = []
    for i, paragraph in enumerate(paragraphs):
        if paragraph.role == "text" and match_start("dateline", paragraph.text.text):
            starts.append(i)
        elif paragraph.role == "byline" and i and paragraphs[i - 1].role == "heading":
            starts.append(i - 1)
    return starts


def _newspaper(paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> list[_Piece]:
    """Reports of a page, each with its headline, wherever on the page that was read."""
    pieces, headlines = [_Piece()], []
    in_run = False  # a run of headlines between two reports
    for i, paragraph in enumerate(paragraphs):
        if i in starts:
            pieces.append(_Piece())
        loose = (
            paragraph.role == "heading"
            and i not in starts
            and (in_run or _ends_report(paragraphs, i, starts))
        )
        if loose:
            headlines.append((len(pieces), paragraph.text.text))
            if _changes_column(paragraphs, i):
                pieces.append(_Piece())
        else:
            pieces[-1].paragraphs.append(paragraph)
        in_run = loose
    pieces_with_text = [p for p in pieces if p.paragraphs]
    order = {id(p): n for n, p in enumerate(pieces)}
    _assign_headlines(
        [(order[id(p)], p) for p in pieces_with_text if p.paragraphs[0].role != "heading"],
        headlines,
    )
    return pieces_with_text


def _ends_report(paragraphs: Sequence[Paragraph], i: int, starts: Sequence[int]) -> bool:
    """A heading that a report's start, other headings only between, or another column follows."""
    following = i + 1
    while following < len(paragraphs) and paragraphs[following].role == "heading":
        if following in starts:
            break
        following += 1
    return following in starts or following == len(paragraphs) or _changes_column(paragraphs, i)


def _changes_column(paragraphs: Sequence[Paragraph], i: int) -> bool:
    before = next((p.column for p in reversed(paragraphs[:i]) if p.role == "text"), 0.0)
    after = next((p.column for p in paragraphs[i + 1 :] if p.role == "text"), 0.0)
    return bool(before and after) and abs(after - before) > _OTHER_COLUMN * before


def _assign_headlines(pieces: list[tuple[int, _Piece]], headlines: list[tuple[int, str]]) -> None:
    """Give each report the headline whose words it uses (assignment of greatest total overlap)."""
    if not pieces or not headlines:
        return
    # Half of the time that reading takes to load, for what few documents need.
    from scipy.optimize import linear_sum_assignment

    texts = ["".join(p.text.text for p in piece.paragraphs) for _, piece in pieces]
    score = np.array(
        [
            [
                _shared_pairs(headline, text) + _NEXT_TO_IT * (at == number)
                for at, headline in headlines
            ]
            for (number, _), text in zip(pieces, texts, strict=True)
        ]
    )
    for row, column in zip(*linear_sum_assignment(score, maximize=True), strict=True):
        if score[row, column] >= _FEWEST_SHARED:
            pieces[row][1].headline = headlines[column][1]


def _shared_pairs(headline: str, text: str) -> float:
    """Share of the headline's pairs of neighbouring characters that stand in the text."""
    bare = re.sub(r"[\W_]", "", headline)
    pairs = [bare[i : i + 2] for i in range(len(bare) - 1)]
    return sum(pair in text for pair in pairs) / max(1, len(pairs))


# --- a row of titled articles ---------------------------------------------------------------


def _title_indices(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Outermost unnumbered headings, if the parts that they head are signed articles."""
    ranks = [p.heading.rank for p in paragraphs if p.role == "heading" and p.heading is not None]
    if not ranks or min(ranks) > PLAIN or len(paragraphs) < 3:
        return []
    outermost = min((r for r in ranks if r < 10), default=PLAIN)
    heads = [
        i
        for i, p in enumerate(paragraphs)
        if p.role == "heading" and p.heading is not None and p.heading.rank == outermost
    ]
    if len(heads) < 2:
        return []
    bounds = [*heads, len(paragraphs)]
    signed = [
        any(p.role in ("source", "byline") for p in paragraphs[a:b]) for a, b in pairwise(bounds)
    ]
    return heads if sum(signed) >= max(2, _SIGNED_SHARE * len(signed)) else []


# --- what the text says of an article -------------------------------------------------------


def _read(paragraphs: list[Paragraph], headline: str | None) -> Draft:
    """Read title, source, author and date off the paragraphs of one article."""
    draft = Draft(paragraphs, title=headline)
    body = _take_title(draft) if headline is None else 0
    for i, paragraph in enumerate(paragraphs):
        text = paragraph.text.text
        if paragraph.role == "source" and not _below_caption(paragraphs, i):
            found = match_line("source", text)
            draft.source = draft.source or (found and found["name"])
        elif paragraph.role == "byline":
            found = match_line("byline", text)
            draft.author = draft.author or (found and _names(found["name"]))
        elif paragraph.role == "date":
            found = match_line("date", text)
            draft.date = draft.date or (found and _iso(found))
        elif paragraph.role == "text" and draft.author is None:
            found = match_start("dateline", text) or match_end("signature", text)
            draft.author = _names(found["name"]) if found else None
        if paragraph.role == "text" and _is_signature(paragraphs, i):
            paragraphs[i] = replace(paragraph, role="byline", heading=None)
        elif i == body and draft.title and _is_author_line(paragraphs, i):
            draft.author = text
            paragraphs[i] = replace(paragraph, role="byline", heading=None)
    reports = any(p.role == "text" and match_start("dateline", p.text.text) for p in paragraphs)
    length = sum(len(p.text) for p in paragraphs)
    draft.aside = (
        draft.title is None
        and draft.author is None
        and not reports
        and headline is None
        and length <= _LONGEST_CAPTION
        and bool(paragraphs[0].column)
    )
    return draft


def _take_title(draft: Draft) -> int:
    """Set the title from the head of the article; index of the first paragraph behind it."""
    paragraphs = draft.paragraphs
    first = next(
        (i for i, p in enumerate(paragraphs) if p.role in ("heading", "text", "recipient")),
        len(paragraphs),
    )
    if first == len(paragraphs):
        return first
    lead = paragraphs[first]
    if lead.role == "heading" and not _is_numbered(lead):
        return _set_title(draft, first, first + 1)
    behind = first
    while behind < min(first + _HEAD, len(paragraphs)) and _is_title_line(paragraphs[behind]):
        behind += 1
    if behind == first:
        return _title_behind_preamble(draft, first)
    # A title of several lines is an official one as a whole; its last line stands right above the
    # text, like a heading. Otherwise the first line alone is the title.
    for end in (behind + 1, behind):
        lines = paragraphs[first:end]
        whole = "".join(p.text.text for p in lines)
        closed = lines[-1].role in ("text", "heading") and not _is_numbered(lines[-1])
        if closed and match_line("official_title", whole) and not _is_date_note(lines[-1]):
            return _set_title(draft, first, end)
    return _set_title(draft, first, first + 1)


def _set_title(draft: Draft, start: int, end: int) -> int:
    """Make paragraphs the title, so that they are no passage; gives the index behind them.

    What has nothing below it is no title.
    """
    if all(p.role != "text" for p in draft.paragraphs[end:]):
        return start
    lines = draft.paragraphs[start:end]
    draft.title = "".join(_one_line(p.text.text) for p in lines)
    draft.paragraphs[start:end] = [replace(p, role="title", heading=None) for p in lines]
    return end


def _is_title_line(paragraph: Paragraph) -> bool:
    text = paragraph.text.text
    return (
        paragraph.role == "text"
        and paragraph.heading is None
        and (may_be_plain_heading(text) or match_line("official_title", text) is not None)
    )


def _title_behind_preamble(draft: Draft, first: int) -> int:
    """A title can stand below a first paragraph: it is the only unnumbered heading then."""
    plain = [
        i
        for i, p in enumerate(draft.paragraphs)
        if p.role == "heading" and p.heading and p.heading.rank == PLAIN
    ]
    if len(plain) == 1 and first < plain[0] <= first + 2:
        return _set_title(draft, plain[0], plain[0] + 1)
    return first


def _is_numbered(paragraph: Paragraph) -> bool:
    heading = paragraph.heading
    return heading is not None and 10 <= heading.rank < PLAIN


def _is_date_note(paragraph: Paragraph) -> bool:
    return bool(re.match(r"[（(]?(?:19|20)\d\d\s*年", paragraph.text.text))


def _is_author_line(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """The line below a title names the body that wrote the article."""
    paragraph = paragraphs[i]
    plain = paragraph.heading is None or paragraph.heading.rank == PLAIN
    return plain and i + 1 < len(paragraphs) and bool(match_line("body_name", paragraph.text.text))


def _is_signature(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """The name of a body above a date signs an official document."""
    return (
        i + 1 < len(paragraphs)
        and paragraphs[i + 1].role == "date"
        and len(paragraphs[i].text) <= 40
        and not has_sentence_mark(paragraphs[i].text.text)
    )


def _below_caption(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """A source line under a figure or table names the source of its data."""
    return i > 0 and paragraphs[i - 1].role in ("caption", "table")


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _names(text: str) -> str:
    return "、".join(re.split(r"[\s　、]+", text.strip()))


def _iso(found: re.Match[str]) -> str | None:
    month, day = int(found["month"]), int(found["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{found['year']}-{month:02d}-{day:02d}"
