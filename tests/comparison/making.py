"""Small documents for tests of the comparison."""

from __future__ import annotations

from policynlp import Document
from policynlp.cleaning import Cleaner
from policynlp.documents import RawDocument


def document(name: str, *paragraphs: str, **metadata: str) -> Document:
    """A cleaned document of these paragraphs."""
    raw = RawDocument(f"{name}.txt", "txt", "\n\n".join(paragraphs), metadata=metadata)
    return Cleaner()(raw, name)
