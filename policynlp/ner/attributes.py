"""The attributes of policies, from their names and from the text around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import cast

from policynlp.folding import fold
from policynlp.grammar.tables import rows
from policynlp.ner.issuing import TITLED, canonical_number, issue_of
from policynlp.ner.levels import level_of, level_of_standard
from policynlp.ner.proposals import Proposal
from policynlp.ner.titles import classify, inner, kind_of_name, status_of
from policynlp.ner.values import Level, Policy

_YEAR = re.compile(r"20\d\d|19\d\d")


def attributes(
    text: str, entities: Sequence[Proposal], document_level: Level = ""
) -> dict[int, Policy]:
    """Attributes of the POLICY and REPORT entities, by their place in ``entities``.

    Parameters
    ----------
    text : str
    entities : sequence of Proposal
        In order and apart.
    document_level : str
        Of the body that issued the document.
    """
    local: Level = document_level if document_level in ("provincial", "city") else ""
    found: dict[int, Policy] = {}
    for i, entity in enumerate(entities):
        if entity.label not in TITLED:
            continue
        name = text[entity.start : entity.end]
        if entity.source == "number":
            found[i] = _of_number(name)
            continue
        marked = name.startswith("《")
        kind = _kind_of_title(text, entity) if marked else ""
        kind = kind or ("report" if entity.label == "REPORT" else kind_of_name(name))
        issue = issue_of(text, entities, i)
        code = code_issuer(issue.number)[0]
        standard = issue.number[:1].isascii() and bool(issue.number)
        issuers = issue.issuers or ((code,) if code else ())
        year = _YEAR.search(issue.number)
        found[i] = Policy(
            kind="standard" if standard else kind,
            number=issue.number,
            status=status_of(name, text[entity.end : entity.end + 20]),
            level=level_of_standard(issue.number)
            if standard
            else level_of(inner(name), kind, issuers, local),
            issuer="、".join(issuers),
            date=issue.date or (year.group() if year else ""),
        )
    return found


def _kind_of_title(text: str, entity: Proposal) -> str:
    before = text[max(0, entity.start - 40) : entity.start]
    behind = text[entity.end : entity.end + 6]
    return classify(text[entity.start : entity.end], before, behind)[1]


def _of_number(name: str) -> Policy:
    number = canonical_number(name)
    year = _YEAR.search(fold(number))
    issuer, level = code_issuer(number)
    kind = "standard" if name[:1].isascii() else "number"
    if kind == "standard":
        level = level_of_standard(name)
    return Policy(
        kind=kind,
        number=number,
        level=level,
        issuer=issuer,
        date=year.group() if year else "",
    )


@cache
def _codes() -> dict[str, tuple[str, Level]]:
    table = rows("ner/document_codes.tsv", 3)
    return {code: (issuer, cast(Level, level)) for code, issuer, level in table}


def code_issuer(number: str) -> tuple[str, Level]:
    """Issuer and level that the code of a document number stands for; empty if unknown."""
    codes = _codes()
    for size in range(min(len(number), 8), 0, -1):
        if number[:size] in codes:
            return codes[number[:size]]
    return "", ""
