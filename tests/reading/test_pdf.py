import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from policynlp.errors import FormatError
from policynlp.reading import read_file

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
SIZE, PITCH, LEFT, TOP = 12, 20, 72, 740
CHARACTERS = "数字政府建设推进服务水平提升经济社会发展改革创新开放共享安全保障体系基础设施"


def sentence(length, shift=0):
    """``length`` characters, the last a full stop; different for each shift."""
    body = (CHARACTERS[shift % 37 :] + CHARACTERS * (length // 30 + 2))[: length - 1]
    return body + "。"


def wrapped(paragraph, width):
    """Lines of ``width`` characters, the first indented by two."""
    text = "　　" + paragraph
    return [text[i : i + width] for i in range(0, len(text), width)]


def draw(canvas, lines, x=LEFT, top=TOP, size=SIZE):
    canvas.setFont("STSong-Light", size)
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip("　"))
        canvas.drawString(x + indent * size, top - number * PITCH, line.lstrip("　"))


def pdf(tmp_path, *pages, **options):
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return path


def blocks(path):
    (document,) = read_file(path)
    assert not isinstance(document, FormatError), document
    return [(document.text[b.start : b.end].replace("\n", ""), b.kind, b.level)
            for b in document.blocks]  # fmt: skip


def texts(path):
    return [text for text, _, _ in blocks(path)]


def test_paragraphs_by_indent_and_short_last_line(tmp_path):
    paragraphs = [sentence(n, n) for n in (95, 20, 34 * 2 - 2, 110, 12, 40)]
    lines = [line for p in paragraphs for line in wrapped(p, 34)]
    path = pdf(tmp_path, lambda c: draw(c, lines))
    assert texts(path) == paragraphs


def test_heading_that_nearly_fills_its_line(tmp_path):
    heading = "一、" + sentence(30)[:-1]
    lines = ["　　" + heading[:31], *wrapped(sentence(90), 34)]
    assert texts(pdf(tmp_path, lambda c: draw(c, lines))) == [heading[:31], sentence(90)]


def test_headings_by_size(tmp_path):
    def page(canvas):
        draw(canvas, ["国务院关于数字政府"], x=190, top=760, size=22)
        draw(canvas, ["建设的意见"], x=234, top=732, size=22)
        draw(canvas, ["一、总体要求"], top=690, size=16)
        draw(canvas, wrapped(sentence(90), 34), top=660)

    assert blocks(pdf(tmp_path, page)) == [
        ("国务院关于数字政府建设的意见", "heading", 1),
        ("一、总体要求", "heading", 2),
        (sentence(90), "paragraph", 0),
    ]


@pytest.mark.parametrize("by_row", [False, True])
def test_two_columns_in_reading_order(tmp_path, by_row):
    paragraphs = [sentence(n, n) for n in (103, 60, 83, 30, 120, 77)]
    lines = [line for p in paragraphs for line in wrapped(p, 17)]
    half = (len(lines) + 1) // 2

    def page(canvas):
        draw(canvas, ["两栏文章的通栏标题"], x=180, top=790, size=20)
        if by_row:
            for row in range(half):
                draw(canvas, lines[row : row + 1], top=TOP - row * PITCH)
                draw(canvas, lines[half + row : half + row + 1], x=320, top=TOP - row * PITCH)
        else:
            draw(canvas, lines[:half])
            draw(canvas, lines[half:], x=320)

    assert texts(pdf(tmp_path, page)) == ["两栏文章的通栏标题", *paragraphs]


def test_last_page_with_two_lines_in_its_second_column(tmp_path):
    paragraphs = [sentence(n, n) for n in (103, 60, 83, 30, 120, 77, 300, 150, 88)]
    lines = [line for p in paragraphs for line in wrapped(p, 17)]
    whole = len(lines) - 20

    def first(canvas):
        draw(canvas, lines[: whole // 2])
        draw(canvas, lines[whole // 2 : whole], x=320)

    def last(canvas):
        draw(canvas, lines[whole:-2])
        draw(canvas, lines[-2:], x=320)

    assert texts(pdf(tmp_path, first, last)) == paragraphs


def test_paragraph_across_pages_headers_and_numbers(tmp_path):
    paragraphs = [sentence(n, n) for n in (150, 900, 61, 700, 1200, 45, 333)]
    lines = [line for p in paragraphs for line in wrapped(p, 34)]

    def page(number):
        def paint(canvas):
            draw(canvas, ["数字中国建设报告"], x=240, top=800, size=9)
            draw(canvas, lines[number * 30 : number * 30 + 30])
            draw(canvas, [f"— {number + 1} —"], x=280, top=60, size=10)

        return paint

    path = pdf(tmp_path, *map(page, range(-(-len(lines) // 30))))
    assert texts(path) == paragraphs
    (document,) = read_file(path)
    starts = document.metadata["page_starts"]
    assert document.metadata["pages"] == len(starts) == 4
    for number, start in enumerate(starts):
        assert document.text[start:].startswith(lines[number * 30].strip("　"))


def test_table_rows_are_not_columns(tmp_path):
    rows = [("指标", "2020年", "2025年"), ("普及率", "70%", "85%"), ("渗透率", "20%", "45%"),
            ("占比", "7.8%", "10%"), ("规模", "8", "14")]  # fmt: skip

    def page(canvas):
        draw(canvas, wrapped(sentence(60), 34))
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                draw(canvas, [cell], x=LEFT + 150 * column, top=680 - number * PITCH)

    (document,) = read_file(pdf(tmp_path, page))
    table = document.blocks[-1]
    assert table.kind == "table"
    assert document.text[table.start : table.end] == "\n".join(map("\t".join, rows))


def test_spaces_and_rare_characters(tmp_path):
    line = "提升AI ability指数2020年的0.7948，𠮷"
    assert texts(pdf(tmp_path, lambda c: draw(c, [line, sentence(30)])))[0].startswith(line)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_turned_pages(tmp_path, rotation):
    # In Latin letters: pdfium loses upright lines of a Chinese font that is not embedded.
    lines = ["digital government and public service", "reform goes on.", "Next line is apart"]

    def page(canvas):
        canvas.setPageRotation(rotation)
        canvas.translate(300, 400)
        canvas.rotate(rotation)
        canvas.setFont("Helvetica", SIZE)
        for number, line in enumerate(lines):
            canvas.drawString(-100, 100 - PITCH * number, line)

    (document,) = read_file(pdf(tmp_path, page))
    assert document.text.split("\n") == lines
    assert len(document.blocks) == 2


def test_scan(tmp_path):
    path = pdf(tmp_path, lambda c: c.rect(72, 72, 300, 500, fill=1))
    (error,) = read_file(path)
    assert "scan without a text layer" in error.problem
    assert "ocrmypdf -l chi_sim" in error.problem


def test_encrypted(tmp_path):
    lock = StandardEncryption("secret")
    (error,) = read_file(pdf(tmp_path, lambda c: draw(c, ["文字"]), encrypt=lock))
    assert "encrypted" in error.problem


@pytest.mark.parametrize("data", [b"%PDF-1.7\nbroken", b"no pdf at all"])
def test_broken(tmp_path, data):
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    (error,) = read_file(path)
    assert isinstance(error, FormatError)
    assert "broken PDF" in error.problem


def test_title_and_pages_without_text(tmp_path):
    def first(canvas):
        canvas.setTitle("发展规划")
        draw(canvas, ["发展规划", sentence(30)])

    (document,) = read_file(pdf(tmp_path, first, lambda c: c.rect(9, 9, 9, 9)))
    assert document.metadata["title"] == "发展规划"
    assert document.metadata["pages_without_text"] == [2]


def test_a_title_that_no_page_shows_is_left_out(tmp_path):
    def page(canvas):
        canvas.setTitle("Microsoft Word - 1.doc")
        draw(canvas, [sentence(30)])

    (document,) = read_file(pdf(tmp_path, page))
    assert "title" not in document.metadata
