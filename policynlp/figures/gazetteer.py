"""Names of places in China, in full and short, and of countries."""

from __future__ import annotations

from policynlp.grammar.tables import Prefixes, terms

NAMES = frozenset(terms("places/names.tsv"))
_NAMES = Prefixes(
    {*NAMES, *terms("ner/countries.txt")}
    - {*terms("figures/place_words.tsv"), *terms("figures/scopes.tsv")}
)
_MOST_INNER = 2
_ALL_OF_IT = ("全省", "全市", "全区", "全境", "全域")
"""What may stand behind the name of a place (广东全省)."""


def named_place(text: str, at: int) -> int:
    """Where the place that ``text`` names at ``at`` ends (江苏省南京市江宁区); ``at`` if none."""
    end = at + len(_NAMES.longest(text, at))
    if end == at:
        return at
    end += text.startswith("州", end)  # 恩施州, a prefecture
    for _ in range(_MOST_INNER):
        inner = _NAMES.longest(text, end)
        if not inner.endswith(("市", "县", "区", "旗")):
            break
        end += len(inner)
    return end + 2 * text.startswith(_ALL_OF_IT, end)
