import pytest

from policynlp.errors import ResourceError
from policynlp.reading import find_files, read_metadata


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sub").mkdir()
    for name in ["a.txt", "sub/b.txt"]:
        (tmp_path / name).write_text("x")
    return tmp_path


def table(folder, text, encoding="utf-8"):
    path = folder / "metadata.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_rows_find_their_files(folder, encoding):
    path = table(folder, "file,省份,年份\r\na.txt,浙江,2021\r\nsub\\b.txt,,2022\r\n", encoding)
    found = read_metadata(path, find_files(folder).files)
    assert found == {
        folder / "a.txt": {"省份": "浙江", "年份": "2021"},
        folder / "sub" / "b.txt": {"年份": "2022"},
    }


def test_table_kept_elsewhere(folder, tmp_path_factory):
    path = table(tmp_path_factory.mktemp("other"), "file,年份\nb.txt,2022\n")
    found = read_metadata(path, find_files(folder).files)
    assert found == {folder / "sub" / "b.txt": {"年份": "2022"}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,年份\na.txt,1\n", 'line 1: no column "file"'),
        ("file,年份,年份\na.txt,1,2\n", "line 1: the column"),
        ("file,年份\na.txt,1\n\na.txt,2\n", "line 4: a.txt has a row already"),
        ("file,年份\nc.txt,1\n", "line 2: c.txt: no such file"),
        ("file,年份\na.txt,1,2,3\n", "line 2: 4 cells for 2 columns"),
        ("file,年份\n,1\n", 'line 2: the column "file" is empty'),
        ('file,年份\n"a.txt,1\n', "not CSV"),
    ],
)
def test_mistakes_name_the_line(folder, text, said):
    with pytest.raises(ResourceError, match=said):
        read_metadata(table(folder, text), find_files(folder).files)
