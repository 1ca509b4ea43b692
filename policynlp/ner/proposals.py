"""Proposals are kept in ``doc.spans``, one group for each component, so that a user can see them.

Each span of a group has what proposed it and, where a model did, a score, in the group's ``attrs``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, SpanGroup

USER_NAMES = "policy_user_names"
"""The group that wins over all others."""
GROUPS = ("policy_titles", "policy_quantities", "policy_names")
"""Of two spans of equal length the earlier group's wins."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """``doc[start:end]`` may be an entity; ``canonical`` is the name that a user gave it."""

    start: int
    end: int
    label: str
    source: str
    score: float | None = None
    canonical: str | None = None


def propose(doc: Doc, group: str, proposals: Iterable[Proposal]) -> None:
    """Store the proposals of one component."""
    kept = [p for p in proposals if p.start < p.end]
    doc.spans[group] = SpanGroup(
        doc,
        name=group,
        spans=[Span(doc, p.start, p.end, label=p.label) for p in kept],
        attrs={
            "sources": [p.source for p in kept],
            "scores": [p.score for p in kept],
            "canonical": [p.canonical for p in kept],
        },
    )


def proposals_of(doc: Doc, group: str) -> Iterator[Proposal]:
    """The proposals of one component; none if it did not run."""
    if group not in doc.spans:
        return
    stored = doc.spans[group]
    sources = stored.attrs.get("sources", [group] * len(stored))
    scores = stored.attrs.get("scores", [None] * len(stored))
    canonical = stored.attrs.get("canonical", [None] * len(stored))
    for span, *known in zip(stored, sources, scores, canonical, strict=True):
        yield Proposal(span.start, span.end, span.label_, *known)
