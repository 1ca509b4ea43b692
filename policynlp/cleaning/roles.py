"""What a line or a paragraph is by its wording: text, a byline, a caption, furniture."""

from __future__ import annotations

from typing import Literal

from policynlp.cleaning.patterns import match_line

ParagraphRole = Literal[
    "text",
    "title",
    "heading",
    "table",
    "caption",
    "furniture",
    "teaser_head",
    "teaser",
    "source",
    "byline",
    "date",
    "recipient",
    "document_number",
]
_LINE_ROLES: tuple[ParagraphRole, ...] = (
    "furniture",
    "teaser_head",
    "caption",
    "source",
    "byline",
    "date",
    "document_number",
    "recipient",
)


def line_role(text: str) -> ParagraphRole:
    """What a line is by its wording; ``text`` if nothing special."""
    return next((role for role in _LINE_ROLES if match_line(role, text)), "text")  # type: ignore[arg-type]
