"""Articles cut into passages: one idea each, between about 60 and 400 characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policynlp.cleaning.cutting import cut
from policynlp.cleaning.headings import PLAIN, SectionPath
from policynlp.cleaning.paragraphs import Paragraph, ParagraphRole
from policynlp.documents import AlignedText, PassageKind

SHORTEST = 60
LONGEST = 400

# Repetition is looked for in paragraphs of at least this many characters.
_SHORTEST_REPEATED = 40

_KINDS: dict[ParagraphRole, PassageKind] = {
    "text": "body",
    "recipient": "furniture",
    "document_number": "furniture",
    "date": "furniture",
    "source": "furniture",
    "byline": "furniture",
    "furniture": "furniture",
    "teaser_head": "furniture",
    "teaser": "teaser",
    "caption": "caption",
    "table": "table",
}


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage without an id yet."""

    text: AlignedText
    kind: PassageKind
    section: tuple[str, ...]


@dataclass(slots=True)
class _Unit:
    """Paragraphs, or a part of one, that stand below the same headings.

    ``outer`` leaves out the headings that are part of a paragraph; ``provision`` says that the
    unit is a short numbered one (第二条 …), which may share a passage with the next.
    """

    texts: list[AlignedText]
    section: tuple[str, ...]
    outer: tuple[str, ...]
    provision: bool

    def __len__(self) -> int:
        return sum(len(t) + 1 for t in self.texts) - 1


def cut_passages(paragraphs: Sequence[Paragraph], title: str | None) -> Iterator[Cut]:
    """Passages of one article, in reading order.

    A paragraph is a passage; a longer one is cut at the ends of sentences, a short one goes
    together with its neighbours below the same heading.
    """
    path = SectionPath()
    waiting: list[_Unit] = []
    after_caption = False
    for paragraph in paragraphs:
        heading = paragraph.heading
        if heading and paragraph.text.text != title:
            path.enter(heading)
        if paragraph.role == "heading":
            continue
        kind = _KINDS[paragraph.role]
        if paragraph.role == "source" and after_caption:
            kind = "caption"
        after_caption = kind in ("caption", "table")
        if kind != "body":
            yield from _packed(waiting)
            yield Cut(paragraph.text, kind, path.titles())
            waiting = []
            continue
        provision = heading is not None and heading.run_in and heading.rank < PLAIN
        for start, end in cut(paragraph.text.text, LONGEST):
            part = paragraph.text[start:end].strip()
            if len(part):
                waiting.append(_Unit([part], path.titles(), path.outer(), provision))
    yield from _packed(waiting)


def _packed(units: Sequence[_Unit]) -> Iterator[Cut]:
    """Units as passages, short ones put together with their neighbours."""
    done: list[_Unit] = []
    for unit in units:
        if done and _belong_together(done[-1], unit):
            done[-1].texts += unit.texts
        else:
            done.append(unit)
    for unit in done:
        yield Cut(_one_text(unit.texts), "body", unit.section)


def _belong_together(before: _Unit, unit: _Unit) -> bool:
    if len(before) + 1 + len(unit) > LONGEST:
        return False
    if before.section == unit.section:
        return len(before) < SHORTEST or len(unit) < SHORTEST
    provisions = before.provision and unit.provision
    return len(before) < SHORTEST and provisions and before.outer == unit.outer


def _one_text(texts: Sequence[AlignedText]) -> AlignedText:
    """Paragraphs with a line break between them, which stands for what parts them in the source."""
    parts = [texts[0]]
    for text in texts[1:]:
        parts += [AlignedText("\n", parts[-1].origin[-1:] + 1), text]
    return AlignedText.concat(parts)


def find_repeats(texts: Sequence[str]) -> dict[int, int]:
    """Passages that another one contains, by index: ``{repeating: the one that counts}``.

    An abstract that repeats the first paragraph, also when cut off at its end, counts as a
    repetition of the longer text; of two equal ones the first counts.
    """
    bare = [re.sub(r"\W", "", text) for text in texts]
    starts: dict[str, list[int]] = {}
    for i, text in enumerate(bare):
        if len(text) >= _SHORTEST_REPEATED:
            starts.setdefault(text[:_SHORTEST_REPEATED], []).append(i)
    repeats = {}
    for indices in starts.values():
        for i in indices:
            longer = [
                j
                for j in indices
                if j != i
                and bare[j].startswith(bare[i])
                and (len(bare[j]), -j) > (len(bare[i]), -i)
            ]
            if longer:
                repeats[i] = max(longer, key=lambda j: (len(bare[j]), -j))
    return repeats
