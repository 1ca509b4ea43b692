"""Document numbers (发文字号) of Chinese public bodies: ``国发〔2021〕29号``, ``令第9号``.

The form is fixed by GB/T 9704-2012, section 7.2.5: code of the issuer, year in 〔〕, serial number.
Web pages write other brackets and full-width digits, so these are read too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from policynlp.grammar.numbers import half_width, parse_number
from policynlp.grammar.tables import alternation, terms

_D = "[0-9０-９]"
_S = "[ \u3000]?"
_YEAR = f"(?P<year>(?:19|20|１９|２０){_D}{{2}})"
_BY_YEAR = re.compile(
    rf"[〔﹝\[［【（(〈]{_S}{_YEAR}{_S}[〕﹞\]］】）)〉]{_S}(?:第{_S})?(?P<serial>{_D}{{1,5}}){_S}号"
)
_ORDER = re.compile(
    rf"(?:令|公告){_S}\n?{_S}(?:[〔\[［（(]?{_YEAR}[〕\]］）)]?年?{_S})?"
    rf"第{_S}(?P<serial>{_D}{{1,5}}|[零〇○一二三四五六七八九十百]{{1,8}}){_S}号"
)
_CODE = re.compile(r"[\u4e00-\u9fffA-Z]{2,16}[ \u3000]?$")
_LEAD = re.compile(alternation(terms("grammar/number_leads.tsv")))
_CODE_REACH = 17


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """``text[start:end]`` is a document number.

    ``code`` is the issuer's code (``国发``), or ``令`` or ``公告`` for numbered orders and public
    announcements; ``year`` is None where the number has none.
    """

    start: int
    end: int
    code: str
    year: int | None
    serial: int

    @property
    def canonical(self) -> str:
        """The number in the form of the standard."""
        year = f"〔{self.year}〕" if self.year is not None else ""
        ordinal = "第" if self.code in ("令", "公告") else ""
        return f"{self.code}{year}{ordinal}{self.serial}号"


def find_document_numbers(text: str) -> list[DocumentNumber]:
    """Document numbers in ``text``, in order and apart; linear in ``len(text)``."""
    found = []
    for match in _BY_YEAR.finditer(text):
        start = _code_start(text, match.start())
        if start < match.start():
            code = text[start : match.start()].strip()
            found.append(_number(match, start, code))
    for match in _ORDER.finditer(text):
        code = "令" if match.group().startswith("令") else "公告"
        found.append(_number(match, match.start(), code))
    found.sort(key=lambda number: number.start)
    return [n for i, n in enumerate(found) if not i or n.start >= found[i - 1].end]


def _code_start(text: str, end: int) -> int:
    """Where the issuer's code that ends at ``end`` begins; ``end`` if there is none."""
    reach = max(0, end - _CODE_REACH)
    match = _CODE.search(text[reach:end])
    if match is None:
        return end
    start = reach + match.start()
    for lead in _LEAD.finditer(text, start, end):
        if lead.end() < end:
            start = lead.end()
    return start


def _number(match: re.Match[str], start: int, code: str) -> DocumentNumber:
    year = half_width(match["year"]) if match["year"] else None
    serial = int(parse_number(match["serial"]))
    return DocumentNumber(start, match.end(), code, int(year) if year else None, serial)
