"""The cleaner: from raw text to articles and passages, step by step."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Literal, get_args

from policynlp.aligned import AlignedText
from policynlp.cleaning import paragraphs as build
from policynlp.cleaning import repairs
from policynlp.cleaning.articles import Draft, find_articles
from policynlp.cleaning.lines import Layout, find_layout, split_lines
from policynlp.cleaning.paragraphs import Paragraph
from policynlp.cleaning.passages import Cut, cut_passages, find_repeated, repeated_in
from policynlp.documents import Article, Document, Passage, RawDocument

Step = Literal[
    "invisible",
    "markdown",
    "letter-spacing",
    "justification",
    "broken-lines",
    "page-furniture",
    "articles",
    "repeats",
]
STEPS: tuple[Step, ...] = get_args(Step)


class Cleaner:
    """Repairs the layout of a document and cuts it into articles and passages.

    Parameters
    ----------
    without : collection of str
        Steps to leave out, of: ``invisible`` (characters that print nothing), ``markdown`` (marks
        of emphasis and links), ``letter-spacing`` (贸 易 伙 伴), ``justification`` (spaces between
        Chinese characters in a document of broken lines), ``broken-lines``, ``page-furniture``
        (page numbers, running heads), ``articles`` (several articles in one file), ``repeats``
        (marking of repeated paragraphs).

    Raises
    ------
    ValueError
        If a step is unknown.
    """

    def __init__(self, without: Collection[str] = ()) -> None:
        unknown = sorted(set(without) - set(STEPS))
        if unknown:
            raise ValueError(f"no cleaning step {unknown[0]!r}; steps are: {', '.join(STEPS)}")
        self.without = frozenset(without)

    def __call__(self, raw: RawDocument, document_id: str) -> Document:
        """Clean one document; its metadata are those that the file itself carries."""
        paragraphs = self._paragraphs(raw)
        if "articles" in self.without:
            drafts = [Draft(paragraphs)]
        else:
            drafts = find_articles(paragraphs) if paragraphs else []
        articles, marginalia = self._assemble(drafts, document_id)
        return Document(
            id=document_id,
            path=raw.path,
            raw=raw.text,
            format=raw.format,
            encoding=raw.encoding,
            metadata=raw.metadata,
            metadata_origin=dict.fromkeys(raw.metadata, "file"),
            articles=articles,
            marginalia=marginalia,
        )

    def _does(self, step: Step) -> bool:
        return step not in self.without

    def _paragraphs(self, raw: RawDocument) -> list[Paragraph]:
        text = AlignedText.of(raw.text)
        lines = split_lines(text)
        layout = find_layout(lines)
        if raw.blocks is not None:
            # The format's own paragraphs are right; only the spacing is judged by the lines.
            found = build.of_blocks(text, raw.blocks)
        else:
            if self._does("page-furniture"):
                lines = build.drop_page_furniture(lines, layout)
            if self._does("invisible"):
                lines = [replace(line, text=repairs.drop_invisible(line.text)) for line in lines]
                lines = [line for line in lines if len(line.text)]
            found = build.of_lines(lines, layout, join=self._does("broken-lines"))
        repaired = [self._repaired(paragraph, layout) for paragraph in found]
        return [p for p in repaired if len(p.text)]

    def _repaired(self, paragraph: Paragraph, layout: Layout) -> Paragraph:
        text = paragraph.text
        if self._does("invisible"):
            text = repairs.drop_invisible(text)
        if self._does("markdown"):
            text = repairs.drop_markdown(text)
        if self._does("letter-spacing"):
            text = repairs.close_letter_spacing(text)
        # Headings keep their spaces: 提高治理能力 数字政务进入2.0时代 are two phrases.
        if self._does("justification") and layout.wrapped and paragraph.role == "text":
            text = repairs.close_justification(text)
        heading = paragraph.heading
        if heading and not heading.run_in:
            heading = replace(heading, title=text.text)
        return replace(paragraph, text=text.strip(), heading=heading)

    def _assemble(
        self, drafts: list[Draft], document_id: str
    ) -> tuple[tuple[Article, ...], tuple[Passage, ...]]:
        cuts: list[tuple[int, Cut]] = []  # index of the article, -1 for what belongs to none
        real = [draft for draft in drafts if not draft.aside]
        everything = [paragraph for draft in drafts for paragraph in draft.paragraphs]
        repeated = find_repeated(everything) if self._does("repeats") else []
        for draft in drafts:
            at = -1 if draft.aside else real.index(draft)
            for piece in cut_passages(draft.paragraphs, repeated):
                if draft.aside and piece.kind == "body":
                    piece = replace(piece, kind="caption")
                homeless = piece.kind in ("teaser", "furniture")
                cuts.append((-1 if homeless else at, piece))
        repeats = repeated_in([piece for _, piece in cuts])
        ids = [f"{document_id}-{n:03d}" for n in range(len(cuts))]
        passages = [
            Passage(
                ids[n], piece.text, piece.kind, piece.section,
                ids[repeats[n]] if n in repeats else None,
            )
            for n, (_, piece) in enumerate(cuts)
        ]  # fmt: skip
        grouped: dict[int, list[Passage]] = {}
        for (at, _), passage in zip(cuts, passages, strict=True):
            grouped.setdefault(at, []).append(passage)
        articles = tuple(
            Article(
                id=f"{document_id}.{n + 1}",
                title=draft.title,
                source=draft.source,
                author=draft.author,
                date=draft.date,
                passages=tuple(grouped.get(n, ())),
            )
            for n, draft in enumerate(real)
        )
        return articles, tuple(grouped.get(-1, ()))
