"""What was read: numbers, and one row a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from policynlp.report.page import Section
from policynlp.report.texts import document_anchors, metadata, name_of

if TYPE_CHECKING:
    from policynlp.corpus import Corpus

Counts = Sequence[tuple[tuple[str, str], int]]


def overview(
    corpus: Corpus,
    counts: Counts = (),
    *,
    by_document: Mapping[str, tuple[int, int]] | None = None,
    linked: bool = False,
    notes: Sequence[tuple[str, str]] = (),
) -> Section:
    """First section of a report.

    Parameters
    ----------
    corpus : Corpus
    counts : sequence of ((str, str), int)
        Further numbers, each with its name in Chinese and in English.
    by_document : mapping of str to (int, int), optional
        Numbers of names and figures of each document, by its id.
    linked : bool
        The page shows the texts too.
    notes : sequence of (str, str)
        What the page lacks and why, in Chinese and in English.
    """
    sizes = {d.id: [len(passage.text) for passage in d.passages()] for d in corpus}
    anchors = document_anchors(corpus) if linked else {}
    numbers = [
        (("文件", "Documents"), len(corpus)),
        (("文章", "Articles"), sum(1 for _ in corpus.articles())),
        (("段落", "Passages"), sum(map(len, sizes.values()))),
        (("字", "Characters"), sum(map(sum, sizes.values()))),
        *counts,
    ]
    rows = [
        {
            "name": name_of(document),
            "id": document.id,
            "anchor": anchors.get(document.id, ""),
            "metadata": list(metadata(document)),
            "passages": len(sizes[document.id]),
            "characters": sum(sizes[document.id]),
            "found": by_document.get(document.id, (0, 0)) if by_document else None,
        }
        for document in corpus
    ]
    skipped = [(item.path, item.reason) for item in corpus.skipped]
    data = {"numbers": numbers, "documents": rows, "skipped": skipped, "notes": notes}
    return Section("overview", ("概览", "Overview"), data)
