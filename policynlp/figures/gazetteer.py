"""Names of places in China, in full and short, and of countries."""

from __future__ import annotations

from policynlp.grammar.tables import Prefixes, terms

_NAMES = Prefixes(
    {*terms("ner/places.tsv"), *terms("ner/countries.txt")}
    - {*terms("figures/place_words.tsv"), *terms("figures/scopes.tsv")}
)


def named_place(text: str, at: int) -> int:
    """Where the place that ``text`` names at ``at`` ends (杭州市西湖区); ``at`` if none."""
    end = at + len(_NAMES.longest(text, at))
    inner = _NAMES.longest(text, end) if end > at else ""
    return end + len(inner) if inner.endswith(("市", "县", "区", "旗")) else end
