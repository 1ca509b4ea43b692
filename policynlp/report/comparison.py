"""Documents side by side, each difference with the passages that show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from policynlp.comparison import PARTS
from policynlp.folding import fold
from policynlp.html import Highlight, Markup, marked
from policynlp.report.charts import bar, shade, two_sided
from policynlp.report.figure_pairs import figure_pairs
from policynlp.report.page import Section
from policynlp.report.texts import name_of

if TYPE_CHECKING:
    from policynlp.comparison import Comparison, Group
    from policynlp.comparison.terms import Keyness
    from policynlp.comparison.text import TextMatch

# Groups that have room beside each other.
_FEW = 6
_KEYWORDS, _FEW_KEYWORDS = 20, 8
_EXAMPLES = 2
_MATCHES = 40
_NAMES = 60
_BEFORE, _AFTER = 40, 60


def comparison(
    found: Comparison, parts: Sequence[str] = PARTS, places: Mapping[str, str] | None = None
) -> Section:
    """Section that sets groups of documents side by side.

    Parameters
    ----------
    found : Comparison
    parts : sequence of str
        Some of `policynlp.comparison.PARTS`.
    places : mapping of str to str, optional
        Anchors of the passages in the page, by id.
    """
    view = _View(found, places or {})
    makers = {
        "topics": view.topics,
        "terms": view.terms,
        "text": view.text,
        "names": view.names,
        "figures": view.figures,
    }
    data = {
        "groups": view.groups(),
        "parts": {part: makers[part]() for part in PARTS if part in parts},
        "few": view.few,
    }
    return Section("comparison", ("比较", "Comparison"), data)


class _View:
    def __init__(self, found: Comparison, places: Mapping[str, str]) -> None:
        self.found = found
        self.places = places
        self.few = len(found.groups) <= _FEW
        names = [group.name for group in found.groups]
        letters = list(ascii_uppercase) if len(names) <= 26 else list(map(str, range(1, 10_000)))
        self.marks = dict(zip(names, letters, strict=False))
        self.texts = {p.id: p.text for group in found.groups for p in group.passages()}

    def groups(self) -> list[dict[str, Any]]:
        return [
            group.to_dict() | {"mark": self.marks[group.name], "title": _title(group)}
            for group in self.found.groups
        ]

    def topics(self) -> dict[str, Any]:
        topics = self.found.topics
        order = [topics.topics.index(name) for name, _ in topics.telling()]
        most = float(topics.mixtures.max(initial=0))
        rows = [
            (mark, [(share, shade(share, most)) for share in mixture[order].tolist()])
            for mark, mixture in zip(self.marks.values(), topics.mixtures, strict=True)
        ]
        distances = [
            (mark, [(far, shade(1 - far, 1)) for far in row])
            for mark, row in zip(self.marks.values(), topics.distances.tolist(), strict=True)
        ]
        return {
            "names": [topics.topics[column] for column in order],
            "rows": rows,
            "distances": distances,
            "distance": topics.distances[0, 1] if len(rows) == 2 else None,
            "differences": self._differences() if len(rows) == 2 else [],
        }

    def _differences(self) -> list[dict[str, Any]]:
        differences = self.found.topics.differences()
        most = max((abs(d.contribution) for d in differences), default=0)
        return [
            {
                "topic": d.topic,
                "a": d.share_a,
                "b": d.share_b,
                "bar": two_sided(d.contribution, most, f"{d.topic} {d.contribution:+.3f}"),
                "evidence": [
                    (mark, self.texts[passages[0]], *self._links(passages)[0])
                    for mark, passages in zip("AB", (d.passages_a, d.passages_b), strict=True)
                    if passages
                ],
            }
            for d in differences
        ]

    def terms(self) -> list[tuple[str, list[dict[str, Any]]]]:
        top = _KEYWORDS if self.few else _FEW_KEYWORDS
        keywords = {n: self.found.terms.keywords(n, top) for n in self.marks}
        most = max((k.z for words in keywords.values() for k in words), default=0)
        return [
            (self.marks[name], [self._keyword(word, most) for word in words])
            for name, words in keywords.items()
        ]

    def _keyword(self, word: Keyness, most: float) -> dict[str, Any]:
        shown = [name for name in word.passages if word.term in fold(self.texts[name])]
        return {
            "keyness": word,
            "bar": bar(word.z, most, f"z = {word.z:.1f}"),
            "examples": [
                (_around(self.texts[name], word.term), name, self.places.get(name, ""))
                for name in shown[:_EXAMPLES]
            ],
        }

    def text(self) -> dict[str, Any]:
        text = self.found.text
        names = list(self.marks)
        shares = [
            (self.marks[names[a]], self.marks[names[b]], text.shares[a, b], text.shares[b, a])
            for a, b in combinations(range(len(names)), 2)
            if text.shares[a, b] or text.shares[b, a]
        ]
        shares.sort(key=lambda row: -max(row[2:]))
        return {
            "shares": shares[:_MATCHES],
            "count": len(text.matches),
            "matches": [self._match(match) for match in text.matches[:_MATCHES]],
        }

    def _match(self, match: TextMatch) -> dict[str, Any]:
        sides = [
            (self.marks[side.group], *self._links([side.passage])[0]) for side in (match.a, match.b)
        ]
        return {"match": match, "sides": sides, "words": match.alignment()}

    def names(self) -> dict[str, Any]:
        names = self.found.names
        shared = [name for name in names.names if name.spread > 1]
        only = [(mark, names.only(number)) for number, mark in enumerate(self.marks.values())]
        return {
            "shared": shared[:_NAMES],
            "n_shared": len(shared),
            "only": [(mark, found[:_NAMES], len(found)) for mark, found in only],
        }

    def figures(self) -> dict[str, Any]:
        return figure_pairs(self.found.figures, self.marks, self.places)

    def _links(self, passages: Iterable[str]) -> list[tuple[str, str]]:
        return [(name, self.places.get(name, "")) for name in passages]


def _title(group: Group) -> str:
    """What a reader would call it, as elsewhere in the report."""
    alone = len(group.documents) == 1 and group.title in ("", group.name)
    return name_of(group.documents[0]) if alone else group.title or group.name


def _around(text: str, term: str) -> Markup:
    """The term, marked, in the words around it."""
    at = fold(text).index(term)
    start, end = max(0, at - _BEFORE), min(len(text), at + len(term) + _AFTER)
    piece = marked(text[start:end], [Highlight(at - start, at - start + len(term), "term")])
    return Markup("{}{}{}").format("…" if start else "", piece, "…" if end < len(text) else "")
