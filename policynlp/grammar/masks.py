"""Stretches of text whose numbers are no quantities: titles, times, names, labels."""

from __future__ import annotations

import re

from policynlp.grammar.dates import time_spans
from policynlp.grammar.document_numbers import find_document_numbers
from policynlp.grammar.titles import find_titles

_D = "[0-9０-９]"
_NAME = re.compile(rf"“[^“”\n%％，。；]{{0,13}}{_D}[^“”\n%％，。；]{{0,13}}”")
"""A short quotation with a digit: “1+5+2”体系, “12345”热线, “80后”."""
_LABEL = re.compile(
    rf"^[ \t\u3000]*{_D}{{1,3}}(?:[.．](?!{_D})|[.．](?={_D}{{4}}年)|、)"
    rf"|[（(［\[〔]{_D}{{1,4}}[)）］\]〕]",
    re.MULTILINE,
)
_POINT = re.compile(
    rf"{_D}(?:{_D}?[:：∶]{_D}{{2}}|(?<!{_D}{_D}){_D}?时(?:{_D}{{1,2}}分)?(?!长|间)"
    rf"|(?<![0-9０-９.．]{_D}){_D}?点(?:{_D}{{1,2}}分|[半整钟])"
    rf"|(?:(?<=1)9|(?<=2)0){_D}{{2}}届"
    rf"|{_D}{{0,2}} ?(?:分钟|小时|公里)[^，。；、\n]{{0,8}}圈)"
)
"""Times of the day, classes (2025届), named reaches: 15分钟便民生活圈, 3小时交通圈."""


def quantity_mask(text: str) -> bytearray:
    """One byte a character, 1 where a number can't be a quantity; linear in ``len(text)``."""
    mask = bytearray(len(text))
    spans = [(t.start, t.end) for t in find_titles(text)]
    spans += [(n.start, n.end) for n in find_document_numbers(text)]
    spans += time_spans(text)
    for pattern in (_NAME, _LABEL, _POINT):
        spans += [match.span() for match in pattern.finditer(text)]
    for start, end in spans:
        mask[start:end] = b"\x01" * (end - start)
    return mask
