"""Names of places in China, in full and short, and of countries."""

from __future__ import annotations

from policynlp.grammar.tables import Prefixes, rows, terms

NAMES = frozenset({*terms("places/names.tsv"), *terms("places/areas.tsv")})
_NAMES = Prefixes(
    {*NAMES, *terms("ner/countries.txt")}
    - {*terms("figures/place_words.tsv"), *terms("figures/scopes.tsv")}
)
_SHORT = {row[0]: row[1] for row in rows("places/divisions.tsv", 4)}
_WITHIN = frozenset(
    (outer, inner)
    for name, short, level, province in rows("places/divisions.tsv", 4)
    if level != "provincial"
    for inner in (name, short)
    for outer in (province, _SHORT[province])
)
"""Prefectures and their provinces (福建, 泉州)."""
_MOST_INNER = 2
_SIGNS = ("市", "县", "区", "旗")
_ALL_OF_IT = ("全省", "全市", "全区", "全境", "全域")
"""What may stand behind the name of a place (广东全省)."""


def named_place(text: str, at: int) -> int:
    """Where the place that ``text`` names at ``at`` ends (江苏省南京市江宁区); ``at`` if none."""
    last = _NAMES.longest(text, at)
    end = at + len(last)
    if end == at:
        return at
    end += text.startswith("州", end)  # 恩施州, a prefecture
    for _ in range(_MOST_INNER):
        inner = _NAMES.longest(text, end)
        alone = not text[end + len(inner) : end + len(inner) + 1].isalpha()  # 泉州晋江，…
        if not (inner.endswith(_SIGNS) or (last, inner) in _WITHIN or (inner and alone)):
            break
        end += len(inner)
        end += text.startswith("州", end)
        last = inner
    return end + 2 * text.startswith(_ALL_OF_IT, end)
