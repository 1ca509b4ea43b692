"""Web pages: headings, paragraphs and tables, without navigation."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policynlp.documents import BlockKind, RawDocument
from policynlp.errors import FormatError, MissingExtraError
from policynlp.reading.content import join_blocks
from policynlp.reading.decoding import decode

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_DEPTH = 5_000
"""Elements inside each other: the parser's time grows with the square of it (10,000: 0.3 s)."""

_NOT_TEXT = "script, style, noscript, template, svg, iframe, object, select, textarea, button"
_FURNITURE = "nav, footer, aside, form, [role=navigation], [role=contentinfo], [hidden]"
_INLINE = frozenset(
    re.findall(
        r"\w+",
        """a abbr b bdi bdo big cite code data dfn em font i img ins kbd label mark q ruby s samp
        small span strike strong sub sup time tt u var wbr""",
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_TAG = re.compile(
    r"<(/?)(div|span|table|ul|ol|section|article|blockquote|font|b|i|em|strong|a)\b", re.I
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
# CSS Text 3, 4.1.3: a line break between two wide characters is no space.
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60]"
_BREAK_IN_CHINESE = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n][ \t\r\n]*(?={_WIDE})")
_LONGEST_CELL = 400


@dataclass(slots=True)
class _Part:
    """A block under construction, and how much of it is link text."""

    pieces: list[str] = field(default_factory=list)
    level: int = 0
    kind: BlockKind = "paragraph"
    links: int = 0
    linked: int = 0

    @property
    def text(self) -> str:
        return _squeeze("".join(self.pieces)) if self.kind != "table" else self.pieces[0]

    @property
    def is_mostly_links(self) -> bool:
        return not self.level and 2 * self.linked > sum(len(p.strip()) for p in self.pieces)


def read_html(data: bytes, path: str) -> RawDocument:
    """Text of a web page.

    Navigation, page header and footer, and runs of links go; where the page marks its one
    ``article`` or ``main``, only that is read.

    Raises
    ------
    MissingExtraError
        Without selectolax.
    EncodingError
        If neither the declared nor any supported encoding fits.
    FormatError
        If no text is left, or the page is nested beyond `MAX_DEPTH`.
    """
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ImportError:
        raise MissingExtraError("reading HTML files", "html") from None
    source, encoding = _decode_declared(data, path)
    if _depth(source) > MAX_DEPTH:
        raise FormatError(path, f"more than {MAX_DEPTH} elements inside each other")
    page = LexborHTMLParser(source)
    title_node = page.css_first("title")
    title = _squeeze(title_node.text()) if title_node else ""
    root = _main(page)
    parts = _without_link_runs(list(_parts(root))) if root else []
    text, blocks = join_blocks((part.text, part.kind, part.level) for part in parts)
    if not blocks:
        raise FormatError(path, "no text in the page: it may be built by scripts, save it as text")
    return RawDocument(path, "html", text, encoding, blocks, {"title": title} if title else {})


def _decode_declared(data: bytes, path: str) -> tuple[str, str]:
    """Decode by the page's ``meta charset`` if that holds, else as any text."""
    declared = _META_CHARSET.search(data[:4096])
    if declared and not data.startswith(
        (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ):
        try:
            name = codecs.lookup(declared[1].decode("ascii")).name
            # Browsers, too, read what says GB2312 or GBK by the larger standard.
            name = "gb18030" if name in ("gb2312", "gbk") else name
            if not name.startswith("utf-16") and b"\0" not in data:
                return data.decode(name), name
        except (LookupError, UnicodeError):
            pass
    return decode(data, path)


def _depth(source: str) -> int:
    """Most elements of one name that are open at once, among those that have to be closed."""
    now: Counter[str] = Counter()
    deepest = 0
    for match in _TAG.finditer(source):
        name = match[2].lower()
        now[name] = max(0, now[name] - 1) if match[1] else now[name] + 1
        deepest = max(deepest, now[name])
    return deepest


def _main(page: LexborHTMLParser) -> LexborNode | None:
    whole = page.body
    n_characters = len(whole.text()) if whole else 0
    for node in page.css(_NOT_TEXT) + page.css(_FURNITURE):
        # ASP.NET pages stand inside one form as a whole.
        if node.tag != "form" or len(node.text()) < n_characters / 2:
            node.decompose()
    for selector in ("article", "main, [role=main]"):
        marked = page.css(selector)
        if len(marked) == 1 and marked[0].text().strip():
            return marked[0]
    for header in page.css("header"):
        if header.css_first("h1") is None:
            header.decompose()
    return whole


def _parts(root: LexborNode) -> Iterator[_Part]:
    part = _Part()
    for node, entering in _walk(root):
        tag = node.tag
        if tag == "-text":
            content = node.text_content or ""
            part.pieces.append(content)
            if _inside_link(node, root):
                part.linked += len(content.strip())
        elif tag == "a":
            part.links += entering
        elif tag == "br" and part.level:
            part.pieces.append(" ")
        elif tag == "table" and entering and (rows := _data_rows(node)):
            yield from _finished(part)
            yield _Part(["\n".join(rows)], kind="table")
            part = _Part()
        elif tag not in _INLINE and tag[0] not in "-!":
            yield from _finished(part)
            # A heading goes on until its end tag, whatever stands inside.
            opened = _HEADINGS.get(tag or "", part.level) if entering else 0
            part = _Part(level=opened)
    yield from _finished(part)


def _finished(part: _Part) -> Iterator[_Part]:
    if part.text:
        part.kind = "heading" if part.level else "paragraph"
        yield part


def _walk(root: LexborNode) -> Iterator[tuple[Any, bool]]:
    """Nodes in document order, elements once on entering and once on leaving; no recursion."""
    stack: list[tuple[Any, bool]] = [(root, True)]
    while stack:
        node, entering = stack.pop()
        yield node, entering
        if not entering or node.tag == "-text" or (node.tag == "table" and _data_rows(node)):
            continue
        stack.append((node, False))
        child = node.last_child
        while child is not None:
            stack.append((child, True))
            child = child.prev


def _inside_link(node: Any, root: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.tag in _INLINE:
        if parent.tag == "a":
            return True
        parent = parent.parent
    return False


def _data_rows(table: Any) -> list[str]:
    """Rows of a table of data; none for one that only lays out the page."""
    if table.css_first("table table") is not None or table.css_first("h1, h2") is not None:
        return []
    rows = [[_squeeze(cell.text()) for cell in row.css("td, th")] for row in table.css("tr")]
    rows = [row for row in rows if any(row)]
    if sum(len(row) > 1 for row in rows) < 2 or any(
        len(c) > _LONGEST_CELL for r in rows for c in r
    ):
        return []
    return ["\t".join(row) for row in rows]


def _without_link_runs(parts: list[_Part]) -> list[_Part]:
    """Blocks without navigation: bars of several links, and neighbours that are links alone."""
    lists = [part.is_mostly_links for part in parts]
    near = [any(lists[max(0, i - 1) : i] + lists[i + 1 : i + 2]) for i in range(len(parts))]
    return [
        part
        for part, is_list, neighbour in zip(parts, lists, near, strict=True)
        if not (is_list and (part.links > 1 or neighbour))
    ]


def _squeeze(text: str) -> str:
    return _SPACE.sub(" ", _BREAK_IN_CHINESE.sub("", text)).strip()
