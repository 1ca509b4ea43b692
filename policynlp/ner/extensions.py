"""What policynlp adds to spaCy's spans and docs: ``ent._.policy``, ``doc._.aliases`` and others.

The values are kept as plain data, so that ``Doc.to_bytes`` and ``DocBin(store_user_data=True)``
carry them; the frozen values are made when they are asked for.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from spacy.tokens import Doc, Span

from policynlp.figures import Metric
from policynlp.ner.values import Alias, Policy


def _policy(span: Span) -> Policy | None:
    record = span._.policy_record
    return None if record is None else Policy(**record)


def _metric(span: Span) -> Metric | None:
    record = span._.metric_record
    return None if record is None else Metric.from_dict(record)


def _set_metric(span: Span, metric: Metric) -> None:
    record = metric.to_dict()
    for key in ("value", "factor"):  # as text: MessagePack has no number beyond 64 bits
        value = getattr(metric, key)
        record[key] = None if value is None else str(value)
    span._.metric_record = record


def _canonical(span: Span) -> str:
    name = span._.canonical_name
    return span.text if name is None else str(name)


def _aliases(doc: Doc) -> tuple[Alias, ...]:
    return tuple(Alias(*record) for record in doc._.alias_records)


def _date(doc: Doc) -> date | None:
    day = doc._.date_record
    return None if day is None else date.fromisoformat(day)


def _set_date(doc: Doc, day: date | None) -> None:
    doc._.date_record = None if day is None else day.isoformat()


def register() -> None:
    """Register the extensions; a second call changes nothing."""
    if Span.has_extension("source"):
        return
    settings: dict[str, dict[str, Any]] = {
        "source": {"default": None},
        "score": {"default": None},
        "policy_record": {"default": None},
        "policy": {"getter": _policy},
        "metric_record": {"default": None},
        "metric": {"getter": _metric, "setter": _set_metric},
        "canonical_name": {"default": None},
        "canonical": {"getter": _canonical},
    }
    for name, how in settings.items():
        Span.set_extension(name, **how)
    # What is known of the text beside itself; to be set before the pipeline runs. The day it was
    # written is for 目前, 今年 and the names that bodies had then.
    Doc.set_extension("date_record", default=None)
    Doc.set_extension("date", getter=_date, setter=_set_date)
    Doc.set_extension("section", default=())
    Doc.set_extension("issuer", default="")
    Doc.set_extension("level", default="")
    Doc.set_extension("alias_records", default=())
    Doc.set_extension("aliases", getter=_aliases)
