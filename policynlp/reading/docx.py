"""Word documents (docx) through python-docx: paragraphs, headings and tables in reading order."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from policynlp.documents import BlockKind, RawDocument
from policynlp.errors import FormatError, MissingExtraError
from policynlp.reading import content

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT, _TAB, _BREAKS = f"{_W}t", f"{_W}tab", (f"{_W}br", f"{_W}cr")
# Text boxes and the fall-back copy of a drawing stand inside a run, not in its sentence.
_ASIDE = (f"{_W}pPr", f"{_W}drawing", f"{_W}pict", f"{_W}object", f"{_W}del", f"{_W}moveFrom")
_HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0"


def read_docx(data: bytes, path: str) -> RawDocument:
    """Text of a Word document; tracked insertions count as text, deletions do not.

    Raises
    ------
    MissingExtraError
        Without python-docx.
    FormatError
        For a broken, encrypted or empty document, or one that unpacks to too much.
    """
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
        from lxml.etree import LxmlError  # type: ignore[import-untyped]
    except ImportError:
        raise MissingExtraError("reading Word documents", "docx") from None
    if data.startswith(_OLE):
        problem = "encrypted, or an old .doc: save it as docx without a password"
        raise FormatError(path, problem)
    broken = (PackageNotFoundError, LxmlError, zipfile.BadZipFile, zlib.error, OSError, EOFError)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            if sum(part.file_size for part in container.infolist()) > content.size_limit():
                raise content.too_large(path)
        document = docx.Document(io.BytesIO(data))
        levels = _style_levels(document)
        text, blocks = content.join_blocks(_parts(document.element.body, levels))
        title = document.core_properties.title.strip()
    # python-docx answers a damaged package with whatever lookup fails first.
    except (*broken, KeyError, ValueError, AttributeError, NotImplementedError, RuntimeError) as e:
        raise FormatError(path, f"not a readable docx file ({e})") from e
    if not blocks:
        raise FormatError(path, "no text in the document")
    return RawDocument(path, "docx", text, None, blocks, {"title": title} if title else {})


def _parts(body: Any, levels: dict[str | None, int]) -> Iterator[tuple[str, BlockKind, int]]:
    for element in _content(body):
        if element.tag == f"{_W}tbl":
            table = _table_text(element)
            if table:
                yield table, "table", 0
            continue
        level = _outline(element.find(f"{_W}pPr"))
        style = element.style
        if level is None:
            level = levels.get(style, 0)
        for line in _paragraph_text(element).split("\n"):
            if line.strip():
                yield line.strip(), "heading" if level else "paragraph", level


def _content(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, through content controls; not a generated contents list."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}customXml", f"{_W}ins", f"{_W}moveTo"):
            yield from _content(child)
        elif child.tag == f"{_W}sdt":
            gallery = child.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
            inner = child.find(f"{_W}sdtContent")
            is_contents = gallery is not None and gallery.get(f"{_W}val") == "Table of Contents"
            if inner is not None and not is_contents:
                yield from _content(inner)


def _paragraph_text(paragraph: Any) -> str:
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        node = stack.pop()
        if node.tag == _TEXT:
            pieces.append(node.text or "")
        elif node.tag == _TAB:
            pieces.append("\t")
        elif node.tag in _BREAKS:
            pieces.append("\n")
        elif node.tag not in _ASIDE:
            stack.extend(reversed(node))
    return "".join(pieces)


def _table_text(table: Any) -> str:
    rows = []
    for row in table.iter(f"{_W}tr"):
        if row.getparent() is not table:
            continue
        cells = [_cell_text(cell) for cell in row.iterchildren(f"{_W}tc")]
        if any(cells):
            rows.append("\t".join(cells))
    return "\n".join(rows)


def _cell_text(cell: Any) -> str:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    if merge is not None and merge.get(f"{_W}val") != "restart":
        return ""
    return " ".join(" ".join(map(_paragraph_text, cell.iter(f"{_W}p"))).split())


def _style_levels(document: Document) -> dict[str | None, int]:
    """Heading level of each paragraph style, by its outline level or built-in name."""
    levels: dict[str | None, int] = {}
    styles = {style.style_id: style for style in document.styles}
    for style_id, style in styles.items():
        step: Any = style
        chain: set[str] = set()
        while step is not None and step.style_id not in chain:
            chain.add(step.style_id)
            level = _outline(step.element.find(f"{_W}pPr"))
            name = step.name or ""
            if level is None and (match := _HEADING.match(name)):
                level = min(int(match[1]), 6)
            if level is None and name == "Title":
                level = 1
            if level is not None:
                levels[style_id] = level
                break
            step = getattr(step, "base_style", None)
    return levels


def _outline(properties: Any) -> int | None:
    """Level 1 to 6 by ``w:outlineLvl``, 0 for body text (9), None where it is not said."""
    found = None if properties is None else properties.find(f"{_W}outlineLvl")
    if found is None:
        return None
    level = int(found.get(f"{_W}val", "9"))
    return min(level + 1, 6) if level < 9 else 0
