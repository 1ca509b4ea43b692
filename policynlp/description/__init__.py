"""What a document says of itself: title, issuer, number, date, province and level.

Read from the head (first lines), the tail (last lines) and the file name. Each value says where it
was found; what can't be told with confidence is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import PurePath
from typing import Any

from policynlp.description.dates import find_date, find_number
from policynlp.description.issuers import find_issuer
from policynlp.description.lines import Found, edges
from policynlp.description.titles import FILE_LEAD, find_title
from policynlp.grammar.places import level_of_body, place_at

__all__ = ["Description", "Found", "describe"]


@dataclass(frozen=True, slots=True)
class Description:
    """What was found; None where nothing was.

    Parameters
    ----------
    title : Found or None
    issuer : Found or None
        As the document writes it; several bodies with their separators.
    document_number : Found or None
        文号, in the form of the standard: ``国发〔2021〕29号``.
    date : Found or None
        成文日期 in ISO 8601, the year alone where no more is known.
    province : Found or None
        Full name.
    level : Found or None
        One of ``national``, ``ministry``, ``provincial``, ``city``, ``county``, ``international``.
    """

    title: Found | None = None
    issuer: Found | None = None
    document_number: Found | None = None
    date: Found | None = None
    province: Found | None = None
    level: Found | None = None

    def items(self) -> Iterator[tuple[str, Found]]:
        """Names and values of what was found."""
        for each in fields(self):
            found = getattr(self, each.name)
            if found is not None:
                yield each.name, found


def describe(raw: str, path: str, metadata: Mapping[str, Any] | None = None) -> Description:
    """Read the description of a document.

    Parameters
    ----------
    raw : str
        Its whole raw text.
    path : str
        Its file name, with or without folders.
    metadata : mapping, optional
        What is already known; ``title`` and ``issuer`` are then taken from here.

    Returns
    -------
    Description
        Spans are offsets into ``raw``.
    """
    head, tail = edges(raw)
    stem = PurePath(path.partition("#")[0]).name.partition(".")[0]
    known = metadata or {}
    title = _given(known, "title") or find_title(head, stem)
    issuer = _given(known, "issuer") or find_issuer(head, tail, title)
    province, level = _place(issuer, title, stem)
    return Description(
        title=title,
        issuer=issuer,
        document_number=find_number(head),
        date=find_date(head, tail, stem),
        province=province,
        level=level,
    )


def _given(known: Mapping[str, Any], name: str) -> Found | None:
    value = known.get(name)
    return Found(value, "given") if isinstance(value, str) and value else None


def _place(
    issuer: Found | None, title: Found | None, stem: str
) -> tuple[Found | None, Found | None]:
    """Province and level, from the issuer, else from the title, else from the file name."""
    if issuer is not None and place_at(issuer.value) is None:
        body = level_of_body(issuer.value)
        if body is not None:
            return None, _derived(issuer, body)
    for found in (issuer, title):
        if found is None:
            continue
        name = FILE_LEAD.sub("", re.sub(r"^(?:19|20)\d\d年", "", found.value))
        if name.startswith("中华人民共和国"):
            return None, _derived(found, "national")
        if place := place_at(name):
            level = level_of_body(name) if found is issuer else place.level
            return _derived(found, place.province), _derived(found, level or place.level)
    for part in re.split(r"[_ -]", stem):
        if (place := place_at(part)) and place.length == len(part):
            return Found(place.province, "file name"), Found(place.level, "file name")
    return None, None


def _derived(source: Found, value: str) -> Found:
    return Found(value, source.where, source.start, source.end)
