"""Articles cut into passages: one idea each, between about 60 and 400 characters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from policynlp.aligned import AlignedText
from policynlp.cleaning.cutting import cut
from policynlp.cleaning.headings import PLAIN, SectionPath
from policynlp.cleaning.paragraphs import Paragraph
from policynlp.cleaning.roles import ParagraphRole
from policynlp.documents import PassageKind

SHORTEST = 60
LONGEST = 400

# Repetition is looked for in paragraphs of at least this many letters and digits.
_SHORTEST_REPEATED = 30

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
    repeated: bool = False


@dataclass(slots=True)
class _Unit:
    """Paragraphs, or a part of one, that stand below the same headings.

    ``outer`` leaves out the headings that are part of a paragraph; ``provision`` says that the
    unit is a short numbered one (第二条 …), which may share a passage with the next; ``repeated``
    that another paragraph says the same, so that it must stand alone.
    """

    texts: list[AlignedText]
    section: tuple[str, ...]
    outer: tuple[str, ...]
    provision: bool
    repeated: bool

    def __len__(self) -> int:
        return sum(len(t) + 1 for t in self.texts) - 1


def cut_passages(
    paragraphs: Sequence[Paragraph], repeated: Collection[Paragraph] = ()
) -> Iterator[Cut]:
    """Passages of one article, in reading order.

    A paragraph is a passage; a longer one is cut at the ends of sentences, a short one goes
    together with its neighbours below the same heading. A repeated paragraph stays alone.
    """
    again = {id(paragraph) for paragraph in repeated}
    path = SectionPath()
    waiting: list[_Unit] = []
    after_caption = False
    for paragraph in paragraphs:
        heading = paragraph.heading
        if heading:
            path.enter(heading)
        if paragraph.role in ("title", "heading"):
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
                unit = _Unit([part], path.titles(), path.outer(), provision, id(paragraph) in again)
                waiting.append(unit)
    yield from _packed(waiting)


def _packed(units: Sequence[_Unit]) -> Iterator[Cut]:
    """Units as passages, short ones put together with their neighbours."""
    forward: list[_Unit] = []
    for unit in units:
        if forward and len(forward[-1]) < SHORTEST and _may_share(forward[-1], unit):
            forward[-1].texts += unit.texts
        else:
            forward.append(unit)
    done: list[_Unit] = []
    for unit in forward:  # what is still short goes to the one before it
        same = done and done[-1].section == unit.section
        if same and len(unit) < SHORTEST and _may_share(done[-1], unit):
            done[-1].texts += unit.texts
        else:
            done.append(unit)
    for unit in done:
        yield Cut(_one_text(unit.texts), "body", unit.section, unit.repeated)


def _may_share(before: _Unit, unit: _Unit) -> bool:
    if len(before) + 1 + len(unit) > LONGEST or before.repeated or unit.repeated:
        return False
    provisions = before.provision and unit.provision and before.outer == unit.outer
    return before.section == unit.section or provisions


def _one_text(texts: Sequence[AlignedText]) -> AlignedText:
    """Paragraphs with a line break between them, which stands for what parts them in the source."""
    parts = [texts[0]]
    for text in texts[1:]:
        parts += [AlignedText("\n", parts[-1].origin[-1:] + 1), text]
    return AlignedText.concat(parts)


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)


def find_repeated(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs that repeat another one of the document.

    An abstract that repeats the first paragraph, also when cut off at its end, is a repetition of
    the longer text; of two equal paragraphs the later one is.
    """
    alike: dict[str, list[tuple[str, Paragraph]]] = {}
    for paragraph in paragraphs:
        bare = _bare(paragraph.text.text) if _KINDS.get(paragraph.role) == "body" else ""
        if len(bare) >= _SHORTEST_REPEATED:
            alike.setdefault(bare[:_SHORTEST_REPEATED], []).append((bare, paragraph))
    repeated = []
    for group in alike.values():
        kept: list[str] = []
        for bare, paragraph in sorted(group, key=lambda pair: -len(pair[0])):
            if any(longer.startswith(bare) for longer in kept):
                repeated.append(paragraph)
            else:
                kept.append(bare)
    return repeated


def repeated_in(cuts: Sequence[Cut]) -> dict[int, int]:
    """For each repeated passage the one that counts, by index."""
    bare = [_bare(cut.text.text) for cut in cuts]
    found = {}
    for i, passage in enumerate(cuts):
        if passage.repeated:
            start = bare[i][:_SHORTEST_REPEATED]
            found[i] = next(
                (j for j, text in enumerate(bare) if start in text and not cuts[j].repeated), i
            )
    return {i: j for i, j in found.items() if i != j}
