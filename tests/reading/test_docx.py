import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from policynlp.errors import FormatError, MissingExtraError
from policynlp.reading import content, read_file


def save(document, tmp_path):
    path = tmp_path / "a.docx"
    document.save(path)
    return path


def described(path):
    (document,) = read_file(path)
    return [(document.text[b.start : b.end], b.kind, b.level) for b in document.blocks]


def test_paragraphs_headings_and_tables_in_order(tmp_path):
    source = docx.Document()
    source.core_properties.title = "数字经济规划"
    source.add_heading("规划", 0)
    source.add_heading("总体要求", 1)
    source.add_paragraph("发展数字经济。")
    table = source.add_table(2, 3)
    for cell, text in zip(
        table._cells, ["指标", "2020", "2025", "占比", "7.8%", "10%"], strict=True
    ):
        cell.text = text
    source.add_paragraph("")
    source.add_paragraph("表后文字。")
    path = save(source, tmp_path)
    assert described(path) == [
        ("规划", "heading", 1),
        ("总体要求", "heading", 1),
        ("发展数字经济。", "paragraph", 0),
        ("指标\t2020\t2025\n占比\t7.8%\t10%", "table", 0),
        ("表后文字。", "paragraph", 0),
    ]
    (document,) = read_file(path)
    assert document.metadata == {"title": "数字经济规划"}
    assert document.encoding is None


def test_merged_cells_count_once(tmp_path):
    source = docx.Document()
    table = source.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "合并"
    table.cell(0, 1).text, table.cell(1, 1).text = "甲", "乙"
    assert described(save(source, tmp_path)) == [("合并\t甲\n\t乙", "table", 0)]


def test_outline_level_of_a_custom_style(tmp_path):
    source = docx.Document()
    style = source.styles.add_style("公文标题", 1)
    style.base_style = source.styles["Heading 2"]
    source.add_paragraph("主要任务", style)
    assert described(save(source, tmp_path)) == [("主要任务", "heading", 2)]


def test_tracked_insertions_are_text_and_deletions_are_not(tmp_path):
    source = docx.Document()
    paragraph = source.add_paragraph("推进")
    for tag, inner, text in [("ins", "t", "数字政府"), ("del", "delText", "信息化")]:
        paragraph._p.append(
            parse_xml(f"<w:{tag} {nsdecls('w')}><w:r><w:{inner}>{text}</w:{inner}></w:r></w:{tag}>")
        )
    paragraph.add_run("建设。")
    assert described(save(source, tmp_path)) == [("推进数字政府建设。", "paragraph", 0)]


def test_content_controls_are_read(tmp_path):
    source = docx.Document()
    paragraph = "<w:p><w:r><w:t>控件内</w:t></w:r></w:p>"
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent>{paragraph}</w:sdtContent></w:sdt>"
    source.element.body.insert(0, parse_xml(control))
    assert described(save(source, tmp_path)) == [("控件内", "paragraph", 0)]


def _zip(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as container:
        for name, data in parts.items():
            container.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"not a zip", "not a readable docx"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "encrypted"),
        (_zip(a=b"x"), "not a readable docx"),
    ],
)
def test_broken_files(tmp_path, data, said):
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    (error,) = read_file(path)
    assert isinstance(error, FormatError)
    assert said in error.problem


def test_every_cut_of_a_file_gives_an_error(tmp_path):
    source = docx.Document()
    source.add_paragraph("发展数字经济。")
    data = save(source, tmp_path).read_bytes()
    path = tmp_path / "cut.docx"
    for end in range(10, len(data) - 1, len(data) // 40):
        path.write_bytes(data[:end])
        assert isinstance(next(read_file(path)), FormatError)


def test_zip_bomb(tmp_path, monkeypatch):
    monkeypatch.setattr(content, "size_limit", lambda: 1_000)
    source = docx.Document()
    (error,) = read_file(save(source, tmp_path))
    assert "more than" in error.problem


def test_document_without_text(tmp_path):
    (error,) = read_file(save(docx.Document(), tmp_path))
    assert error.problem == "no text in the document"


@pytest.mark.parametrize(
    ("module", "name"), [("docx", "docx"), ("pypdfium2", "pdf"), ("selectolax.lexbor", "html")]
)
def test_missing_extra(tmp_path, monkeypatch, module, name):
    monkeypatch.setitem(__import__("sys").modules, module, None)
    path = tmp_path / f"a.{name}"
    path.write_bytes(b"x")
    with pytest.raises(MissingExtraError, match=rf"policynlp\[{name}\]"):
        next(read_file(path))
