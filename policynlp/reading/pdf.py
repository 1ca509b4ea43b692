"""PDF through pypdfium2: characters with their places, put back into paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Any

from policynlp.documents import RawDocument
from policynlp.errors import FormatError, MissingExtraError
from policynlp.reading.content import join_blocks
from policynlp.reading.pdf_furniture import without_furniture
from policynlp.reading.pdf_layout import Glyph, Line, page_lines
from policynlp.reading.pdf_paragraphs import paragraphs

if TYPE_CHECKING:
    import pypdfium2

_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_HYPHEN = 0x02  # pdfium's mark for a hyphen at a line end
_UNMAPPED = frozenset((0, 0xFFFD, 0xFFFE, 0xFFFF))
_MAX_UNMAPPED_SHARE = 0.5
_HEAD = 1000  # characters at the start of the text that hold the title
_OCR = "run OCR first, e.g. ocrmypdf -l chi_sim"


def read_pdf(data: bytes, path: str) -> RawDocument:
    """Text of a PDF file: columns in reading order, paragraphs whole also across pages.

    ``metadata`` has ``pages`` (their number), ``page_starts`` (offset of the first character of
    each page, after page headers and footers are dropped), and where known ``title`` and
    ``pages_without_text`` (numbers from 1).

    Raises
    ------
    MissingExtraError
        Without pypdfium2.
    FormatError
        For a broken or encrypted file, a scan, or a font whose characters can't be told.
    """
    try:
        import pypdfium2
    except ImportError:
        raise MissingExtraError("reading PDF files", "pdf") from None
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            pages = list(_pages(document, path))
            title = document.get_metadata_value("Title").strip()
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR:
            raise FormatError(path, "encrypted: save a copy without the password") from None
        raise FormatError(path, f"a broken PDF file ({error})") from error
    if not any(pages):
        raise FormatError(path, f"a scan without a text layer: {_OCR}")
    blocks = list(paragraphs(without_furniture(pages)))
    text, placed = join_blocks((block.text, block.kind, block.level) for block in blocks)
    starts: dict[int, int] = {}
    for block, place in zip(blocks, placed, strict=True):
        for page, offset in block.page_offsets:
            starts.setdefault(page, place.start + offset)
    metadata: dict[str, Any] = {
        "pages": len(pages),
        "page_starts": _filled(starts, len(pages), text),
    }
    if _is_in(title, text):
        metadata["title"] = title
    if bare := [number for number, lines in enumerate(pages, start=1) if not lines]:
        metadata["pages_without_text"] = bare
    if not placed:
        raise FormatError(path, "nothing but page headers and page numbers in the text layer")
    return RawDocument(path, "pdf", text, None, placed, metadata)


def _is_in(title: str, text: str) -> bool:
    """Whether the page has the title: programs write anything ("untitled", a file name)."""
    head = "".join(text[:_HEAD].split())
    return bool(title) and "".join(title.split()) in head


def _filled(starts: dict[int, int], n_pages: int, text: str) -> list[int]:
    """Offsets of all pages; one without text starts where the next one does."""
    following = len(text)
    offsets = []
    for page in reversed(range(n_pages)):
        following = starts.get(page, following)
        offsets.append(following)
    return offsets[::-1]


def _pages(document: pypdfium2.PdfDocument, path: str) -> Iterator[list[Line]]:
    gutter = None
    for index in range(len(document)):
        lines, gutter = page_lines(_glyphs(document, index, path), index, gutter)
        yield lines


def _glyphs(document: pypdfium2.PdfDocument, index: int, path: str) -> list[Glyph]:
    with closing(document[index]) as page, closing(page.get_textpage()) as text_page:
        codes = list(_codes_and_boxes(text_page))
        if codes and sum(map(_is_unmapped, codes)) > _MAX_UNMAPPED_SHARE * len(codes):
            problem = f"a font without Unicode map, its text can't be told: {_OCR} --force-ocr"
            raise FormatError(path, problem, f"page {index + 1}")
        rotation = page.get_rotation()
        return [_glyph(code, box, rotation) for code, *box in codes if code not in _UNMAPPED]


def _is_unmapped(item: tuple[float, ...]) -> bool:
    return item[0] in _UNMAPPED or 0xE000 <= item[0] <= 0xF8FF


def _codes_and_boxes(text_page: Any) -> Iterator[tuple[int, float, float, float, float]]:
    """``(code, x0, x1, y0, y1)`` of each visible character in the order of the file, in points."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    get_code, get_box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    high, high_left = 0, 0.0  # half of a surrogate pair: pdfium gives both as characters
    for i in range(text_page.count_chars()):
        code = get_code(text_page, i)
        # Spaces are told by place: the file's own may be missing, doubled, or invented.
        if code != _HYPHEN and (chr(code).isspace() or 0 < code < 0x20):
            continue
        if not get_box(text_page, i, box):
            continue
        left = box.left
        if 0xD800 <= code < 0xDC00:
            high, high_left = code, left
            continue
        if 0xDC00 <= code < 0xE000:
            left = min(left, high_left) if high else left
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        high = 0
        yield ord("-") if code == _HYPHEN else code, left, box.right, box.bottom, box.top


def _glyph(code: int, box: list[float], rotation: int) -> Glyph:
    """The character with its box as the reader sees it on a page turned by ``rotation`` degrees."""
    x0, x1, y0, y1 = box
    if rotation == 90:
        x0, x1, y0, y1 = y0, y1, -x1, -x0
    elif rotation == 180:
        x0, x1, y0, y1 = -x1, -x0, -y1, -y0
    elif rotation == 270:
        x0, x1, y0, y1 = -y1, -y0, x0, x1
    return Glyph(chr(code), x0, x1, y0, y1)
