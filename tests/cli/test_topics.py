"""``policynlp topics`` as a user calls it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.calling import policynlp

THEMES = '[[theme]]\nname = "数字乡村"\nmeaning = "农村"\nanchors = ["农村", "乡村"]\n'


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that the command writes for the seeds."""
    folder = tmp_path_factory.mktemp("topics")
    code, _, err = policynlp("topics", "seeds", "-o", folder / "out", "--save", folder / "m.zip")
    assert code == 0, err
    return folder


def test_the_seeds_give_named_topics() -> None:
    code, out, err = policynlp("topics", "seeds/")
    assert code == 0
    assert err == ""
    assert out.startswith("5 documents, 16 articles, ")
    for name in ("数字政府", "数字经济", "数字乡村", "网络治理", "数字惠民", "技术创新"):
        assert name in out
    assert "10 teasers of other articles" in out
    assert "coherence/stability by number of topics  13: " in out
    assert "\x1b[" not in out


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_a_folder_gets_tables_for_a_paper(result: Path) -> None:
    out = result / "out"
    names = {path.name for path in out.iterdir()}
    assert names == {"topics.csv", "documents.csv", "passages.csv", "topics.json"}
    rows = rows_of(out / "documents.csv")
    assert len(rows) == 5
    everything = json.loads((out / "topics.json").read_text(encoding="utf-8"))
    for row in rows:
        weights = [float(row[topic["name"]]) for topic in everything["topics"]]
        assert sum(weights) == pytest.approx(1, abs=0.002)
    shares = [topic["share"] for topic in everything["topics"]]
    assert sum(shares) == pytest.approx(1)
    assert len(rows_of(out / "passages.csv")) == everything["read"]["passages"]


def test_the_same_seed_gives_the_same_topics(result: Path) -> None:
    code, out, _ = policynlp("topics", "seeds", "--format", "json")
    assert code == 0
    assert json.loads(out) == json.loads((result / "out" / "topics.json").read_text("utf-8"))


def test_a_saved_model_reads_other_documents(result: Path) -> None:
    code, out, err = policynlp("topics", "seeds", "--model", result / "m.zip", "--format", "csv")
    assert code == 0, err
    fitted = (result / "out" / "documents.csv").read_text(encoding="utf-8-sig")
    columns = next(csv.reader(io.StringIO(fitted)))
    assert next(csv.reader(io.StringIO(out))) == columns


@pytest.mark.parametrize(("by", "rows"), [("article", 16), ("section", None)])
def test_rows_by_article_and_by_section(result: Path, by: str, rows: int | None) -> None:
    code, out, _ = policynlp(
        "topics", "seeds", "--model", result / "m.zip", "--by", by, "--format", "csv"
    )
    assert code == 0
    found = list(csv.DictReader(io.StringIO(out)))
    assert len(found) == rows if rows else len(found) > 16
    assert all(row["article"] for row in found)


def test_a_number_of_topics_is_obeyed() -> None:
    code, out, _ = policynlp("topics", "seeds", "-k", "8", "--themes", "none", "--format", "json")
    assert code == 0
    topics = json.loads(out)["topics"]
    assert len(topics) == 8
    assert all(topic["theme"] is None for topic in topics)


def test_ones_own_themes_replace_the_shipped_ones(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text(THEMES, encoding="utf-8")
    code, out, err = policynlp("topics", "seeds", "-k", "4", "--themes", path, "--format", "json")
    assert code == 0, err
    assert [t["theme"] for t in json.loads(out)["topics"]] == ["数字乡村", None, None, None]


def test_one_row_a_passage_leads_back_to_the_source(result: Path) -> None:
    code, out, _ = policynlp("topics", "seeds/004*", "--model", result / "m.zip",
                             "--format", "jsonl")  # fmt: skip
    assert code == 0
    raw = next(Path("seeds").glob("004*")).read_text(encoding="utf-8")
    for line in out.splitlines():
        row = json.loads(line)
        assert raw[row["start"] : row["end"]] == row["text"]


ENGLISH = "The government published a plan. It has three parts and a long annex. " * 30
CHINESE = "加快推进数字政府建设，提升政务服务效能，优化营商环境。"


@pytest.mark.parametrize(
    ("content", "args", "code", "line"),
    [
        (b"", [], 1, "empty file"),
        (bytes(range(256)) * 50, [], 1, "binary data"),
        (CHINESE.encode(), [], 2, "at least two"),
        (ENGLISH.encode(), [], 2, "Chinese"),
        (
            ("\n".join(f"{CHINESE}第{n}段说明。" for n in range(9))).encode(),
            ["-k", "500"],
            2,
            "500",
        ),
        (CHINESE.encode(), ["-k", "0"], 2, "neither 'auto' nor a number"),
        (CHINESE.encode(), ["--themes", "nowhere.toml"], 2, "nowhere.toml"),
        (CHINESE.encode(), ["--model", "pyproject.toml"], 2, "pyproject.toml"),
        (b"%PDF-1.7 broken", [], 1, "PDF"),
    ],
)
def test_bad_input_gives_one_clear_line(
    tmp_path: Path, content: bytes, args: list[str], code: int, line: str
) -> None:
    path = tmp_path / "input.txt"
    path.write_bytes(content)
    status, out, err = policynlp("topics", path, *args)
    assert "Traceback" not in err
    assert line in err
    assert status == code
    assert out == ""


def test_a_mistake_in_a_themes_file_names_its_place(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text('[[theme]]\nname = "数字乡村\n', encoding="utf-8")
    code, out, err = policynlp("topics", "seeds", "--themes", path)
    assert code == 2
    assert out == ""
    assert "my.toml" in err
    assert "line 2" in err


def test_a_broken_and_an_encrypted_pdf_are_skipped(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    canvas = Canvas(str(tmp_path / "secret.pdf"), encrypt=StandardEncryption("pw", canPrint=0))
    canvas.drawString(72, 720, "secret")
    canvas.save()
    empty = Canvas(str(tmp_path / "scan.pdf"))
    empty.showPage()
    empty.save()
    seed = next(Path("seeds").glob("004*"))
    (tmp_path / "good.txt").write_bytes(seed.read_bytes())
    code, out, err = policynlp("topics", tmp_path)
    assert code == 1
    assert out.startswith("1 document, 1 article, ")
    assert "broken.pdf: a broken PDF" in err
    assert "secret.pdf: encrypted" in err
    assert "scan.pdf: a scan without a text layer" in err


def test_options_that_contradict_each_other_are_refused(result: Path) -> None:
    code, _, err = policynlp("topics", "seeds", "--model", result / "m.zip", "-k", "5")
    assert code == 2
    assert "-k" in err


def test_online_gives_the_same_tables() -> None:
    code, out, err = policynlp("topics", "seeds/00[03]*", "-k", "6", "--online", "--format", "json")
    assert code == 0, err
    found = json.loads(out)
    assert len(found["topics"]) == 6
    assert len(found["documents"]) == 2
