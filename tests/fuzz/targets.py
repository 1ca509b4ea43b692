"""What is fuzzed: each target takes any bytes, and fails if a promise does not hold."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from policynlp.cleaning import Cleaner
from policynlp.documents import RawDocument
from policynlp.grammar import find_dates, find_document_numbers, find_quantities, find_titles
from policynlp.reading import FORMATS, read_file
from policynlp.streaming import stream

_SUFFIXES = sorted(FORMATS) + [f"{suffix}.gz" for suffix in sorted(FORMATS)]
_CLEANER = Cleaner()


def readers(data: bytes) -> None:
    """Any bytes under any suffix: documents or reasons, never an exception."""
    suffix = _SUFFIXES[data[0] % len(_SUFFIXES)] if data else ".txt"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"file{suffix}")
        path.write_bytes(data[1:])
        for item in read_file(path):
            assert isinstance(item, RawDocument | Exception)
        for found in stream(path):
            assert found


def cleaner(data: bytes) -> None:
    """Any text: each character of a passage is the one at its place in the source."""
    text = data.decode("utf-8", "surrogateescape")
    document = _CLEANER(RawDocument("a.txt", "txt", text), "a")
    for passage in document.passages(every=True):
        origins = passage.aligned.origin.tolist()
        assert origins == sorted(set(origins))
        for character, origin in zip(passage.text, origins, strict=True):
            # A line break may come out as a space or as another line break.
            assert character == text[origin] or (character in " \n" and not text[origin].isalnum())


def numbers(data: bytes) -> None:
    """Any text: quantities lie in it, in order and apart; dates and numbers lie in it."""
    text = _text(data)
    found = find_quantities(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for item in [*find_dates(text), *find_document_numbers(text)]:
        assert 0 <= item.start < item.end <= len(text)


def titles(data: bytes) -> None:
    """Any text: titles lie in it, and stand in their marks."""
    text = _text(data)
    for title in find_titles(text):
        assert text[title.start] in "《〈“"
        assert title.end <= len(text)


# Bytes as short cuts to what the grammars know: chance would hardly find 亿 or 〔2021〕.
_PIECES = (
    "一二三四五六七八九十百千万亿两零〇点半成倍番多近约超第0123456789０９.,，、。；：％%~-—至到比增长下降"
    "《》〈〉“”‘’〔〕（）()年月日号国发办 个元人位百分之分点以上以下左右"
    "几来负零下个亿翻数量由×^·/+±'\n\t\ud800\x00ⅣⅧ①abcKMG"
)


def _text(data: bytes) -> str:
    return "".join(_PIECES[byte % len(_PIECES)] for byte in data)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "readers": readers,
    "cleaner": cleaner,
    "numbers": numbers,
    "titles": titles,
}
