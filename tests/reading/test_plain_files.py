import gzip
import json
import zlib

import pytest

from policynlp.documents import RawDocument
from policynlp.errors import EncodingError, FormatError, ReadError, UnsupportedFormatError
from policynlp.reading import read_file

LINE = "推进数字政府建设。"


def one(path):
    (item,) = read_file(path)
    return item


def test_text_is_left_alone(tmp_path):
    text = f"  {LINE}\r\n\r{LINE}\n\x0c"
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("gbk"))
    document = one(path)
    assert isinstance(document, RawDocument)
    assert (document.path, document.format, document.text) == (str(path), "txt", text)
    assert (document.encoding, document.blocks) == ("gb18030", None)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl", "a.html", "a.docx", "a.pdf"])
@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", "\ufeff\u3000\n".encode()])
def test_empty_file(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    assert isinstance(one(path), FormatError)


def test_empty_text_file_says_so(tmp_path):
    for name, data in [("a.txt", b""), ("b.md", b"\n "), ("c.jsonl", b"\n")]:
        (tmp_path / name).write_bytes(data)
        assert one(tmp_path / name).problem == "empty file"


def test_gzip(tmp_path):
    path = tmp_path / "a.md.gz"
    path.write_bytes(gzip.compress(f"# 标题\n{LINE}".encode()))
    assert one(path).text == f"# 标题\n{LINE}"


def test_gzip_bomb_and_broken_gzip(tmp_path, monkeypatch):
    monkeypatch.setenv("POLICYNLP_MAX_MIB", "1")
    bomb, cut = tmp_path / "bomb.txt.gz", tmp_path / "cut.txt.gz"
    bomb.write_bytes(gzip.compress(b"a" * (1 << 21)))
    cut.write_bytes(gzip.compress(LINE.encode() * 99)[:-9])
    assert "more than 1 MiB; POLICYNLP_MAX_MIB=N" in str(one(bomb))
    assert "broken gzip" in str(one(cut))


@pytest.mark.parametrize(("cut", "codec"), [(-30, "utf-8"), (-9, "utf-8"), (-30, "utf-16")])
def test_records_before_a_gzip_breaks_off_are_read(tmp_path, cut, codec):
    path = tmp_path / "a.jsonl.gz"
    lines = "".join(f'{{"id": {n}, "text": "{LINE}{n * 7919}"}}\n' for n in range(50))
    data = gzip.compress(lines.encode(codec))[:cut]
    path.write_bytes(data)
    whole = zlib.decompressobj(31).decompress(data).decode(codec, "ignore").count("\n")
    *read, error = read_file(path)
    assert [document.record for document in read] == list(range(whole))
    assert whole > 20
    assert "broken gzip" in str(error)


def test_unreadable_paths(tmp_path):
    assert isinstance(one(tmp_path / "no.txt"), ReadError)
    assert isinstance(one(tmp_path / "a.wps"), UnsupportedFormatError)
    (tmp_path / "folder.txt").mkdir()
    assert isinstance(one(tmp_path / "folder.txt"), ReadError)


def test_one_line_of_50_mb_is_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes((LINE * 2_800_000).encode("gb18030"))
    assert len(one(path).text) == 9 * 2_800_000


def test_records_and_their_fields(tmp_path):
    path = tmp_path / "a.jsonl"
    records = [
        {"id": "x", "text": LINE, "year": 2021},
        {"text": "a\u2028b", "id": 7},
        {"text": "c"},
    ]
    path.write_text("\r\n".join(json.dumps(r, ensure_ascii=False) for r in records))
    documents = list(read_file(path))
    assert [d.path for d in documents] == [f"{path}#x", f"{path}#7", f"{path}#3"]
    assert [d.text for d in documents] == [LINE, "a\u2028b", "c"]
    assert documents[0].metadata == {"year": 2021}


@pytest.mark.parametrize(
    ("bad", "kind"),
    [
        (b"{", FormatError),
        (b"[1]", FormatError),
        (b'{"id": 1}', FormatError),
        (b'{"text": "x", "id": null}', FormatError),
        (b'{"text": "x", "id": "first"}', FormatError),
        (b'{"id": "\\ud800", "text": "x"}', EncodingError),
        (b'{"text": "\xff\xff"}', EncodingError),
        (b"[" * 100_000, FormatError),
    ],
)
def test_a_bad_record_loses_no_other(tmp_path, bad, kind):
    path = tmp_path / "a.jsonl"
    good = [f'{{"id": "{name}", "text": "{LINE}"}}'.encode() for name in ("first", "last")]
    path.write_bytes(b"\n".join([good[0], bad, good[1]]))
    first, error, last = read_file(path)
    assert (first.text, last.text) == (LINE, LINE)
    assert isinstance(error, kind)
    assert error.place == "line 2"


def test_half_a_surrogate_pair_in_a_text_becomes_one_other_character(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "a\\ud800b\\ud83d\\ude00"}')
    (record,) = read_file(path)
    assert record.text == "a\ufffdb\U0001f600"
