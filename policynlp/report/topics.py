"""Topics with their terms and passages, and documents × topics as a heat map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from policynlp.folding import fold
from policynlp.html import Highlight, Markup, marked
from policynlp.report.charts import bar, shade
from policynlp.report.page import Section
from policynlp.report.texts import name_of
from policynlp.topics.report import STRONGEST

if TYPE_CHECKING:
    from policynlp.topics import Topic
    from policynlp.topics.report import TopicReport

_TERMS = 12


def topics(report: TopicReport, places: Mapping[str, str] | None = None) -> Section:
    """Section with the topics of a corpus.

    Parameters
    ----------
    report : TopicReport
    places : mapping of str to str, optional
        Anchors of the passages in the page, by id.
    """
    found = list(report.topics())
    most = max((share for _, share, _ in found), default=0)
    shown = []
    for number, (topic, share, rows) in enumerate(found, 1):
        typical = report.typical(topic, rows)
        shown.append(
            {
                "anchor": f"t{number}",
                "name": topic.name,
                "share": share,
                "bar": bar(share, most, f"{share:.1%}"),
                "support": len(rows),
                "coherence": topic.coherence,
                "stability": topic.stability,
                "terms": [term for term, _ in topic.terms[:_TERMS]],
                "sentence": _with_terms(typical[0], topic) if typical else "",
                "passages": [
                    {
                        "text": _with_terms(passage.text, topic),
                        "id": passage.id,
                        "anchor": (places or {}).get(passage.id, ""),
                    }
                    for passage in (report.shown[row].passage for row in rows[:STRONGEST])
                ],
            }
        )
    data = {"topics": shown, "heat": _heat(report), "selection": report.model.selection_}
    return Section("topics", ("主题", "Topics"), data)


def _with_terms(text: str, topic: Topic) -> Markup:
    """The text with the terms of a topic marked."""
    folded, spans = fold(text), []
    for term, _ in topic.terms[:_TERMS]:
        start = folded.find(term)
        while start >= 0:
            spans.append(Highlight(start, start + len(term), "term"))
            start = folded.find(term, start + len(term))
    return marked(text, sorted(spans, key=lambda span: (span.start - span.end, span.start))[::-1])


def _heat(report: TopicReport) -> dict[str, Any]:
    labels, weights = report.groups()
    most = float(weights.max(initial=0))
    rows = [
        (_label(report, label), [(share, shade(share, most)) for share in row])
        for label, row in zip(labels, weights.tolist(), strict=True)
    ]
    return {"topics": report.names, "rows": rows, "by": report.by}


def _label(report: TopicReport, label: Mapping[str, Any]) -> tuple[str, str]:
    """What a row is called, and where that stands."""
    document = report.corpus[str(label["document"])]
    name = label.get("section") or label.get("title") or label.get("article") or name_of(document)
    return str(name), document.id
