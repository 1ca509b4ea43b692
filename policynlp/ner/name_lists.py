"""Where the names and head nouns of the lists stand in a text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import ahocorasick_rs

from policynlp.folding import fold
from policynlp.grammar.tables import rows, terms

CATEGORIES = (
    "body", "company", "institution", "place", "country", "department", "head", "weak_head",
    "programme_head", "initiative", "law", "policy_head", "trigger",
)  # fmt: skip

Match = tuple[int, int, int]
"""Start, end, and the number of the category."""


class NameLists:
    """Finds every entry of the lists in one pass.

    Parameters
    ----------
    entries : iterable of (str, int)
        Names and the numbers of their categories; a name may be in several.
    """

    def __init__(self, entries: Iterable[tuple[str, int]]) -> None:
        categories: dict[str, list[int]] = {}
        for name, category in entries:
            known = categories.setdefault(fold(name), [])
            if category not in known:
                known.append(category)
        self._categories = list(categories.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(categories), store_patterns=False)

    def find(self, folded: str) -> list[Match]:
        """Longest entries of each category, leftmost first; those of one category are apart.

        Parameters
        ----------
        folded : str
            Text after `policynlp.folding.fold`, without lone surrogates.
        """
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        # From the leftmost and longest on; an entry inside one of its category is left out.
        found.sort(key=lambda match: (match[1], -match[2]))
        ends = [0] * len(CATEGORIES)
        kept = []
        for entry, start, end in found:
            for category in self._categories[entry]:
                if start >= ends[category]:
                    ends[category] = end
                    kept.append((start, end, category))
        return kept


@cache
def shipped() -> NameLists:
    """The lists that ship with the package."""
    sources: dict[str, Iterable[str]] = {
        "body": (
            *terms("ner/bodies.tsv"),
            *terms("ner/associations.txt"),
            *terms("ner/foreign_bodies.txt"),
        ),
        "company": (*terms("ner/companies.txt"), *terms("ner/media.txt")),
        "institution": terms("ner/institutions.txt"),
        "place": terms("places/names.tsv"),
        "country": terms("ner/countries.txt"),
        "department": terms("ner/departments.txt"),
        "head": (row[0] for row in rows("ner/organisation_heads.tsv", 2) if row[1] == "strong"),
        "weak_head": (row[0] for row in rows("ner/organisation_heads.tsv", 2) if row[1] == "weak"),
        "programme_head": terms("ner/programme_heads.txt"),
        "initiative": terms("ner/initiatives.txt"),
        "law": terms("ner/laws.txt"),
        "policy_head": terms("ner/policy_heads.tsv"),
        "trigger": terms("ner/triggers.txt"),
    }
    return NameLists(
        (name, CATEGORIES.index(category)) for category, names in sources.items() for name in names
    )
