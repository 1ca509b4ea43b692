"""Files that were made to do harm: each is read or refused, in bounded time and memory."""

from __future__ import annotations

import gzip
import io
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

from policynlp import Document, Skipped, stream

docx = pytest.importorskip("docx")
TEXT = "加快推进数字政府建设，提升政务服务效能。"


def only(path: Path) -> Document | Skipped:
    (item,) = stream(path)
    return item


def refused(path: Path) -> str:
    item = only(path)
    assert isinstance(item, Skipped)
    assert item.failed
    return item.reason


def with_body(path: Path, body: str, before: str = "") -> Path:
    """A docx file whose one paragraph is replaced."""
    source, made = io.BytesIO(), docx.Document()
    made.add_paragraph("HERE")
    made.save(source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8") if name.endswith(".xml") else old.read(name)
            if name == "word/document.xml":
                head, _, rest = str(content).partition("?>")
                content = f"{head}?>{before}{rest.replace('HERE', body)}"
            new.writestr(name, content)
    return path


def test_a_docx_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYNLP_MAX_MIB", "8")
    path = with_body(tmp_path / "a.docx", TEXT)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as container:
        container.writestr("word/media/bomb.bin", bytes(16 << 20))
    assert path.stat().st_size < 1 << 20
    assert "more than 8 MiB; POLICYNLP_MAX_MIB=N or --max-mib N" in refused(path)


def test_entities_of_xml_neither_explode_nor_read_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密")
    names = "abcdefghij"
    doubling = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    bomb = f'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">{doubling}]>'
    refused(with_body(tmp_path / "bomb.docx", "&j;", bomb))
    outside = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>'
    item = only(with_body(tmp_path / "outside.docx", f"{TEXT}&x;", outside))
    assert isinstance(item, Skipped) or "机密" not in item.raw


def test_tables_inside_tables(tmp_path: Path) -> None:
    depth = 300
    body = "</w:t></w:r></w:p>" + "<w:tbl><w:tr><w:tc>" * depth + "<w:p><w:r><w:t>内"
    rest = "</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * depth + "<w:p><w:r><w:t>后"
    assert "depth" in refused(with_body(tmp_path / "deep.docx", body + rest))


def test_a_pdf_of_ten_thousand_empty_pages(tmp_path: Path) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    path = tmp_path / "empty.pdf"
    sheet = canvas.Canvas(str(path))
    for _ in range(10_000):
        sheet.showPage()
    sheet.save()
    assert "without a text layer" in refused(path)


UTF8 = TEXT.encode("utf-8")
UNTOLD = {
    "nul.txt": UTF8 + b"\0\0" + UTF8,
    "mixed.txt": UTF8 + TEXT.encode("gb18030") + UTF8,
    "deep.html": b"<div>" * 100_000 + UTF8,
}


@pytest.mark.parametrize("name", UNTOLD)
def test_what_can_not_be_told_is_refused_with_its_place(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(UNTOLD[name])
    reason = refused(path)
    assert "byte 60" in reason or "more than 5000 elements" in reason


PIECES = {
    "titles.txt": "《" * 50_000 + "》" * 50_000,
    "quotes.txt": "“" * 100_000,
    "digits.txt": "1" * 100_000 + "亿",
    "spaces.txt": " 政 府" * 25_000,
    "lines.txt": "政府\n" * 5_000,
    "stars.md": "*" * 50_000 + TEXT + "[(" * 25_000,
    "inline.html": "<b>" * 4_900 + TEXT,
    "attributes.html": "<p " + "a=b " * 50_000 + ">" + TEXT,
}


@pytest.mark.parametrize("name", PIECES)
def test_repetition_is_read_in_linear_time(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(PIECES[name], "utf-8")
    assert isinstance(only(path), Document)


def test_a_line_larger_than_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYNLP_MAX_MIB", "4")
    for name in ("a.txt", "a.txt.gz"):
        data = b"a" * (5 << 20)
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
        assert "more than 4 MiB" in refused(tmp_path / name)


@pytest.mark.parametrize(
    "name", ["a\nb.txt", "=HYPERLINK(1).txt", "<script>.txt", "数\u202e字.txt"]
)
def test_names_of_files_are_names_and_nothing_else(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TEXT, "utf-8")
    item = only(tmp_path)
    assert isinstance(item, Document)
    assert item.id == name.removesuffix(".txt")


def test_links_that_lead_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    documents = [item for item in stream(tmp_path) if isinstance(item, Document)]
    assert len(documents) == 1
