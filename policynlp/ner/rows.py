"""Entities as plain values, for files and tables."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from spacy.tokens import Doc, Span


def entity_rows(doc: Doc, labels: Collection[str]) -> list[dict[str, Any]]:
    """One row an entity of these labels: its place, its full name, and what is known of it."""
    return [_row(entity) for entity in doc.ents if entity.label_ in labels]


def _row(entity: Span) -> dict[str, Any]:
    return {
        "start": entity.start_char,
        "end": entity.end_char,
        "label": entity.label_,
        "text": entity.text,
        "canonical": entity._.canonical,
        "proposer": entity._.source,
        "score": entity._.score,
        **_attributes(entity),
    }


def _attributes(entity: Span) -> dict[str, Any]:
    """What is known of a policy or a metric; ``source`` is the document cited for a figure."""
    if entity._.policy is not None:
        policy: dict[str, Any] = entity._.policy.to_dict()
        return policy
    if entity._.metric is None:
        return {}
    metric: dict[str, Any] = entity._.metric.to_dict()
    return {key: value for key, value in metric.items() if key not in ("start", "end")}
