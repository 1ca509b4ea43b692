"""Bytes to text, for encodings that Chinese documents come in.

Statistical guessers take a short 数字乡村 in GBK for Korean, so the order is fixed: byte order
mark, strict UTF-8, UTF-16 and GB18030, the last two only where the result looks like written text.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from pathlib import Path

from policynlp.errors import EncodingError, FormatError

MIN_COMMON_SHARE = 0.8
"""Least share of common characters among the non-ASCII ones for a decoding to be believed.
Measured: Chinese text 0.99, simplified or traditional; Big5 read as GB18030 0.32, Shift-JIS 0.19,
Latin-1 0.16, Windows-1251 0.36, UTF-8 0.33, KOI8-R 0.75. Of four characters of Big5 1 % pass."""

_SAMPLE = 20_000
_KOREAN_MIN_CHARS = 20
_KOREAN_MAX_LATE_SHARE = 0.05

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip container (docx, xlsx …)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (doc, wps …)"),
    (b"\x1f\x8b", "a gzip file"),
)


def decode(data: bytes, path: str | Path) -> tuple[str, str]:
    """Decode a whole file.

    Parameters
    ----------
    data : bytes
        All bytes of the file.
    path : str or Path
        Named in errors.

    Returns
    -------
    text : str
        Decoded text without byte order mark; line ends are left alone.
    encoding : str
        ``"utf-8"``, ``"utf-8-sig"``, ``"utf-16"`` or ``"gb18030"``.

    Raises
    ------
    FormatError
        If the bytes are no text at all.
    EncodingError
        If they fit no supported encoding; the place is the byte offset.
    """
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise FormatError(path, f"this is {what}, not text: give it its proper suffix")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding, path), encoding
    utf8_end = len(data)
    if b"\0" not in data:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError as error:
            utf8_end = error.start
    for codec in ("utf-16-le", "utf-16-be"):
        if len(data) % 2 == 0 and (text := _try(data, codec)) and _is_written(text, text):
            return text, "utf-16"
    if b"\0" in data:
        offset = data.index(b"\0")
        raise FormatError(
            path, "binary data, not text: convert or remove the file", f"byte {offset}"
        )
    return _decode_gb18030(data, utf8_end, path), "gb18030"


def _decode_marked(data: bytes, encoding: str, path: str | Path) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(
            path, f"the byte order mark says {encoding}, but {error.reason}", f"byte {error.start}"
        ) from None
    if "\0" in text:
        raise FormatError(path, "binary data, not text: convert or remove the file")
    return text


def _decode_gb18030(data: bytes, utf8_end: int, path: str | Path) -> str:
    advice = "save the file as UTF-8"
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        # The encoding that holds out longest is likely the one meant.
        offset = max(utf8_end, error.start)
        problem = f"byte 0x{data[offset]:02X} fits neither UTF-8 nor GB18030: {advice}"
        raise EncodingError(path, problem, f"byte {offset}") from None
    foreign = [c for c in text[: 50 * _SAMPLE] if c > "\x7f"][:_SAMPLE]
    if not _is_written(text, "".join(foreign)) or _is_korean(foreign):
        problem = f"not UTF-8, and as GB18030 it would not be Chinese: {advice}"
        raise EncodingError(path, problem, f"byte {utf8_end}")
    return text


def _try(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


_CONTROL = re.compile(r"[\0-\x08\x0e-\x19\x1b-\x1f\x7f]")


def _is_written(text: str, counted: str) -> bool:
    """Whether ``text`` has no control soup and ``counted`` consists of common characters."""
    if _CONTROL.search(text[:_SAMPLE]) or "\0" in text:
        return False
    counted = counted[:_SAMPLE]
    common = _common_characters()
    return sum(c in common for c in counted) >= MIN_COMMON_SHARE * len(counted)


@cache
def _common_characters() -> frozenset[str]:
    """ASCII, CJK punctuation, and Han of the first levels of GB 2312 (3,755) and Big5 (5,401).

    Both standards put their common characters in one block of the code, so no list is needed.
    """
    high = bytes(range(0xA1, 0xFF))
    levels = (
        ("gb2312", range(0xB0, 0xD8), high),
        ("big5", range(0xA4, 0xC7), bytes(range(0x40, 0x7F)) + high),
    )
    han = {
        bytes((lead, trail)).decode(codec, "ignore")
        for codec, leads, trails in levels
        for lead in leads
        for trail in trails
    }
    ranges = ((0x09, 0x0E), (0x20, 0x7F), (0x2010, 0x2027), (0x3000, 0x3020), (0xFF01, 0xFF5F))
    signs = {chr(code) for start, end in ranges for code in range(start, end)}
    return frozenset((han - {""}) | signs | set("·×\xa0"))


def _is_korean(characters: list[str]) -> bool:
    """Whether the bytes were EUC-KR: its syllables end at lead byte 0xC8.

    In GB 2312 that covers the readings a to r only; of Chinese text 44 % lies beyond.
    """
    leads = [c.encode("gb18030")[0] for c in characters if "\u4e00" <= c <= "\u9fff"]
    late = sum(lead > 0xC8 for lead in leads)
    return len(leads) >= _KOREAN_MIN_CHARS and late < _KOREAN_MAX_LATE_SHARE * len(leads)
