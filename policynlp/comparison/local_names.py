"""Bodies that a document names by their level alone: 市人民政府 is another one in each city."""

from __future__ import annotations

import re

from policynlp.documents import Document
from policynlp.grammar.places import place_at

# 市场监管总局, 市政工程, 区域, 乡村振兴局 … begin with such a character and mean no level.
_LEVEL = re.compile(
    r"(?:本|我|全)?(?P<level>自治区|省|市(?!场|民|政(?!府|协))|县(?!域)|区(?!域|块|位|县)"
    r"|镇|乡(?!村|镇)|街道)"
)
_ITSELF = re.compile(r"《?本(?!省|市|县|区|自治)")
_MUNICIPALITY = ("北京市", "上海市", "天津市", "重庆市")


def full_name(name: str, document: Document) -> str | None:
    """The name with the place that its document is from, so that it means one body anywhere.

    Returns
    -------
    str or None
        The name itself where it needs no place; None where the place is unknown, or the document
        means itself (本条例): such a name can't be compared.
    """
    if _ITSELF.match(name):
        return None
    match = _LEVEL.match(name)
    if match is None or place_at(name):
        return name
    place = _place(match["level"], document)
    rest = name[match.end() :]
    return f"{place}{rest}" if place and rest else None


def _place(level: str, document: Document) -> str | None:
    """Province or city of a document, if it is of this level."""
    province = str(document.metadata.get("province") or "")
    if level in ("省", "自治区"):
        return province if province.endswith(level) else None
    if level != "市":
        return None
    if province in _MUNICIPALITY:
        return province
    issuer = place_at(str(document.metadata.get("issuer") or document.title or ""))
    return issuer.name if issuer and issuer.level == "city" else None
