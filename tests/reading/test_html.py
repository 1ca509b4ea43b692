import pytest

from policynlp.errors import FormatError
from policynlp.reading import read_file

PAGE = """<html><head><meta charset="{charset}"><title>数字政府建设的意见</title>
<style>p {{color: red}}</style></head><body>
<div class="top"><a href="/">首页</a> &gt; <a href="/zc">政策</a></div>
<nav><ul><li>导航</li></ul></nav>
<h1>关于加强<br>数字政府建设的意见</h1>
<div><p>　　推进<b>数字</b>政府建设，
提升服务水平。</p>第二段文字<br>第三段文字
<script>var a = "脚本";</script>
<table><tr><th>指标</th><th>2025年</th></tr><tr><td>普及率</td><td>80%</td></tr></table></div>
<ul><li><a href="a">相关链接一</a></li><li><a href="b">相关链接二</a></li></ul>
<footer>版权所有</footer></body></html>"""


def read(tmp_path, data):
    path = tmp_path / "page.html"
    path.write_bytes(data)
    (document,) = read_file(path)
    return document


def described(document):
    return [(document.text[b.start : b.end], b.kind, b.level) for b in document.blocks]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "utf-16"])
def test_page(tmp_path, charset):
    document = read(tmp_path, PAGE.format(charset=charset).encode(charset))
    assert document.encoding == {"gb2312": "gb18030"}.get(charset, charset)
    assert document.metadata == {"title": "数字政府建设的意见"}
    assert described(document) == [
        ("关于加强 数字政府建设的意见", "heading", 1),
        ("推进数字政府建设，提升服务水平。", "paragraph", 0),
        ("第二段文字", "paragraph", 0),
        ("第三段文字", "paragraph", 0),
        ("指标\t2025年\n普及率\t80%", "table", 0),
    ]


def test_wrong_declared_charset(tmp_path):
    document = read(tmp_path, PAGE.format(charset="utf-8").encode("gb18030"))
    assert document.encoding == "gb18030"
    assert "提升服务水平" in document.text


def test_declared_big5_is_believed(tmp_path):
    data = '<meta charset="big5"><p>數位政府與開放資料</p>'.encode("big5")
    assert read(tmp_path, data).text == "數位政府與開放資料"


def test_table_that_lays_out_the_page(tmp_path):
    page = f"<table><tr><td>栏目</td><td><p>{'正文。' * 200}</p><p>第二段。</p></td></tr></table>"
    assert [kind for _, kind, _ in described(read(tmp_path, page.encode()))] == ["paragraph"] * 3


def test_article_alone_is_read_where_marked(tmp_path):
    page = "<div>广告</div><article><header>标题</header><p>正文内容。</p></article><div>其他</div>"
    assert read(tmp_path, page.encode()).text == "标题\n正文内容。"


def test_page_inside_one_form(tmp_path):
    assert read(tmp_path, "<form><p>政策正文内容。</p></form>".encode()).text == "政策正文内容。"


def test_deep_nesting(tmp_path):
    deep = b"<div>" * 4_000 + "正文".encode() + b"</div>" * 4_000
    assert read(tmp_path, deep).text == "正文"
    assert isinstance(read(tmp_path, b"<div>" * 1_000_000 + b"x"), FormatError)


def test_page_built_by_scripts(tmp_path):
    document = read(tmp_path, b"<body><div id=app></div><script>go()</script></body>")
    assert isinstance(document, FormatError)
    assert "no text" in document.problem
