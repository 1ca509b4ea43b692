"""Pages in a browser: what a reader can do there, and that hostile text stays text."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from click.testing import CliRunner

from policynlp.cli import cli
from policynlp.corpus import read
from policynlp.description import Description
from policynlp.errors import ResourceError, UsageError
from policynlp.figures import Fact, Metric
from policynlp.grammar.places import Level
from policynlp.ner import load
from policynlp.report import compose, render
from policynlp.report.figures import figures
from policynlp.report.page import word
from tests.report.browsing import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = "<script>alert(1)</script>\"'&<img src=x onerror=alert(2)>"
TEXT = (
    "2020年，工信部发布《数据安全管理办法》，网民规模达9.89亿人，同比增长5.2%。\n\n"
    f"据《中国互联网络发展状况统计报告》，{HOSTILE}用户达到3亿户。\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document whose text, title, file name and metadata are all hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    name = "a<img src=x onerror=alert(3)>'\".txt"
    (folder / name).write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(TEXT.replace("2020", "2021"), encoding="utf-8")
    table = io.StringIO()
    csv.writer(table).writerows(
        [["file", "title", "issuer", "level", HOSTILE], [name, *[HOSTILE] * 4]]
    )
    (folder / "metadata.csv").write_text(table.getvalue(), encoding="utf-8")
    return folder


def policynlp(*args: str | Path) -> str:
    """Standard output of a call that goes well, in this process: it has spaCy loaded."""
    done = CliRunner().invoke(cli, [str(arg) for arg in args])
    assert done.exit_code == 0, done.output
    return done.stdout


NAMES = ("tag.html", "facts.html", "topics.html", "compare.html", "report.html")


@pytest.fixture(scope="module")
def pages(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pages")
    for command in ("tag", "facts", "report"):
        policynlp(command, folder, "-o", out / f"{command}.html")
    policynlp("topics", folder, "seeds/004*", "-k", "3", "--html", out / "topics.html")
    policynlp("compare", folder, "--html", out / "compare.html",
              *(f"--only={part}" for part in ("terms", "text", "names", "figures")))  # fmt: skip
    return out


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the seeds."""
    path = tmp_path_factory.mktemp("seeds") / "report.html"
    policynlp("report", "seeds", "-o", path)
    return path


def test_hostile_text_is_text_in_the_source_of_a_page(pages: Path) -> None:
    for name in NAMES:
        source = (pages / name).read_text(encoding="utf-8")
        assert "<script>alert" not in source
        assert "<img" not in source
        assert source.count("<script") == source.count("</script>")


def test_a_reader_sees_hostile_text_as_text(chromium: Browser, pages: Path) -> None:
    for name in NAMES:
        with opened(chromium, pages / name) as page:
            assert "<script>alert(1)</script>" in page.inner_text("main")
            assert page.locator("img").count() == 0


def test_marks_of_a_label_can_be_switched_off(chromium: Browser, pages: Path) -> None:
    background = "mark => getComputedStyle(mark).backgroundColor"
    with opened(chromium, pages / "tag.html") as page:
        mark = page.locator(".text mark.ORG").first
        assert mark.inner_text() == "工信部"
        shown = mark.evaluate(background)
        page.uncheck("#show-ORG")
        assert mark.evaluate(background) == "rgba(0, 0, 0, 0)" != shown
        assert page.locator(".text mark.METRIC").first.evaluate(background) != "rgba(0, 0, 0, 0)"


def test_a_tap_on_a_mark_tells_what_is_known_of_it(chromium: Browser, pages: Path) -> None:
    with opened(chromium, pages / "tag.html") as page:
        page.locator(".text mark.ORG").first.click()
        assert "工业和信息化部" in page.inner_text("#detail")
        page.keyboard.press("Escape")
        assert page.is_hidden("#detail")


def test_details_of_marks_are_reached_by_keyboard(chromium: Browser, pages: Path) -> None:
    with opened(chromium, pages / "tag.html") as page:
        page.locator(".text[open] summary").first.focus()
        page.keyboard.press("Tab")
        detail = page.locator("#detail")
        first = detail.inner_text()
        assert page.evaluate("document.activeElement.tagName") == "MARK"
        assert first
        page.keyboard.press("ArrowRight")
        assert detail.inner_text() not in ("", first)
        page.keyboard.press("ArrowLeft")
        assert detail.inner_text() == first
        page.keyboard.press("Tab")  # leads out of the text, not through all its marks
        assert page.evaluate("document.activeElement.tagName") != "MARK"
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Escape")
        assert detail.is_hidden()


def test_the_language_can_be_switched(chromium: Browser, pages: Path) -> None:
    with opened(chromium, pages / "facts.html") as page:
        assert page.inner_text("h1") == "数字"
        page.click("#language")
        assert page.inner_text("h1") == "Figures"
        assert page.get_attribute("html", "lang") == "en"


def test_figures_are_searched_sorted_and_downloaded(chromium: Browser, pages: Path) -> None:
    with opened(chromium, pages / "facts.html") as page:
        figures = page.locator("#facts tbody tr:visible td.figure b")
        assert figures.count() == 6
        page.click("#facts th:first-child button")
        assert figures.all_inner_texts() == ["5.2% ↑"] * 2 + ["3亿户"] * 2 + ["9.89亿人"] * 2
        page.click("#facts th:first-child button")
        assert figures.first.inner_text() == "9.89亿人"
        page.fill("[data-search]", "用户 b")
        assert figures.all_inner_texts() == ["3亿户"]
        assert page.inner_text("[data-count]") == "1"
        with page.expect_download() as download:
            page.click("[data-download]")
        text = Path(download.value.path()).read_text(encoding="utf-8-sig")
        (row,) = csv.DictReader(io.StringIO(text))
        assert row["value"] == "300000000"
        assert HOSTILE in row["sentence"]


def test_a_search_folds_widths(chromium: Browser, tmp_path: Path) -> None:
    facts = [
        Fact(Metric(0, 1, Decimal(3), "个", "level", name), name, name, (), name, 0, 0, 1)
        for name in ("５Ｇ基站", "4G基站")
    ]
    path = tmp_path / "facts.html"
    path.write_text(render(("数字", "Figures"), [figures(facts)]), encoding="utf-8")
    with opened(chromium, path) as page:
        found = page.locator("#facts tbody tr:visible td.indicator")
        for typed, shown in (("5g", "５Ｇ基站"), ("４Ｇ", "4G基站")):
            page.fill("[data-search]", typed)
            assert found.all_inner_texts() == [shown]


def test_the_report_is_one_small_file(report: Path) -> None:
    source = report.read_text(encoding="utf-8")
    assert len(source.encode()) < 3_000_000
    assert "default-src &#39;none&#39;" in source
    assert "unsafe" not in source
    assert " style=" not in source  # the policy would forbid it


def test_the_report_leads_from_a_topic_to_its_text(chromium: Browser, report: Path) -> None:
    with opened(chromium, report) as page:
        assert page.locator("#topics table.heat tbody tr").count() == 5
        topic = page.locator("article.topic", has_text="数字乡村").first
        topic.locator("summary").click()
        shown = topic.locator("details p").first
        target = shown.locator("a").get_attribute("href")
        shown.locator("a").click()
        passage = page.locator(f".text p{target}")
        assert passage.is_visible()
        assert shown.inner_text().startswith(passage.inner_text())


def test_on_paper_every_text_is_open_and_nothing_is_for_the_mouse(
    chromium: Browser, report: Path
) -> None:
    with opened(chromium, report) as page:
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        assert page.locator("details:not([open])").count() == 0
        assert page.is_hidden("nav")
        assert page.is_hidden("[data-download]")
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("details:not([open])").count() > 3


def test_everything_is_said_in_both_languages(chromium: Browser, report: Path) -> None:
    with opened(chromium, report) as page:
        count = "(all, name) => all.map(e => e.querySelectorAll(name).length)"
        headings = page.locator("h2, h1, thead th:not(:has(.badge), .heat *), legend, .tools")
        chinese = headings.evaluate_all(count, ".zh")
        assert min(chinese) > 0
        assert chinese == headings.evaluate_all(count, ".en")
        page.click("#language")
        assert page.locator("main .zh:visible").count() == 0
        assert page.locator("h2").all_inner_texts() == [
            "Overview", "Topics", "Comparison", "Texts and names", "Figures",
        ]  # fmt: skip


def test_what_is_known_of_a_document_is_named_in_both_languages() -> None:
    for key in (*(each.name for each in fields(Description)), "pages"):
        if key != "title":  # stands above
            chinese, english = re.findall(">([^<]+)<", word("metadata", key))
            assert not chinese.isascii()
            assert english != key
    for level in get_args(Level):
        chinese, _ = re.findall(">([^<]+)<", word("metadata_value", level))
        assert not chinese.isascii()


def test_a_comparison_shows_both_sentences_of_a_figure(chromium: Browser, report: Path) -> None:
    with opened(chromium, report) as page:
        rows = page.locator("#pairs tbody tr:visible")
        for box in page.locator("[data-kind=pairs]:not([value=agree])").all():
            box.uncheck()
        assert set(rows.locator(".tag").all_inner_texts()) == {"一致"}
        page.fill("[data-search=pairs]", "第45位")
        assert rows.count() > 0
        for row in rows.all():
            assert row.locator("td:nth-child(n+3) mark.figure").count() == 2
        target = rows.first.locator("a").first.get_attribute("href")
        rows.first.locator("a").first.click()
        assert page.locator(f".text p{target}").is_visible()
        shares = page.locator("#comparison table.heat").first.locator("tbody tr")
        assert shares.count() == 5


def test_text_in_common_is_shown_word_by_word(chromium: Browser, pages: Path) -> None:
    with opened(chromium, pages / "compare.html") as page:
        assert page.locator(".match del").first.inner_text() == "2020年"
        assert page.locator(".match ins").first.inner_text() == "2021年"


def test_too_few_passages_for_topics_is_told_in_the_report(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("工信部发布《数据安全管理办法》。\n", encoding="utf-8")
    policynlp("report", tmp_path, "-o", tmp_path / "r.html")
    source = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "There is no section on topics: topics need at least two" in source


def test_the_report_compares_groups_by_a_field(tmp_path: Path) -> None:
    for name in "abcd":
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    rows = "file,period\na.txt,十三五\nb.txt,十三五\nc.txt,十四五\n"
    (tmp_path / "metadata.csv").write_text(rows, encoding="utf-8")
    policynlp("report", tmp_path, "--by", "period", "-o", tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Not compared, without period: d" in page
    assert '<b class="badge">B</b>' in page
    assert '<b class="badge">C</b>' not in page
    with pytest.raises(UsageError, match="no document has it; there are period"):
        compose(read(tmp_path), by="nothing")


def test_a_hostile_unit_is_text_in_the_table_of_figures() -> None:
    metric = Metric(0, 1, Decimal(3), HOSTILE, "level", HOSTILE, period=HOSTILE, scope=HOSTILE)
    fact = Fact(metric, HOSTILE, HOSTILE, (HOSTILE,), HOSTILE, 0, 0, 1)
    page = render(("数字", "Figures"), [figures([fact], {HOSTILE: "p1"})])
    assert "<img" not in page
    assert "<script>alert" not in page
    assert "&lt;img" in page


def test_own_names_cannot_break_out_of_the_page(chromium: Browser, tmp_path: Path) -> None:
    """Neither as text, label or canonical name, nor in the index of names."""
    (tmp_path / "a.txt").write_text(f"甲部<b>乙 发布数据，{HOSTILE}称已有3亿户。", encoding="utf-8")
    (tmp_path / "names.tsv").write_text(f"甲部<b>乙\tORG\t{HOSTILE}\n", encoding="utf-8")
    out = tmp_path / "tag.html"
    policynlp("tag", tmp_path / "a.txt", "--names", tmp_path / "names.tsv", "-o", out)
    with opened(chromium, out) as page:
        mark = page.locator(".text mark.ORG").first
        assert mark.inner_text() == "甲部<b>乙"
        assert mark.get_attribute("title") == HOSTILE
        page.locator(".index summary").click()
        assert HOSTILE in page.locator(".index li").first.inner_text()
        assert page.locator("img, main script:not([type])").count() == 0
    label = tmp_path / "label.tsv"
    label.write_text(f"甲部\tORG{HOSTILE}\t\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="line 1"):
        load(names=label)


def test_no_page_is_wider_than_its_screen(chromium: Browser, pages: Path, report: Path) -> None:
    for path in (report, *(pages / name for name in NAMES)):
        with opened(chromium, path) as page:
            for width in (390, 820, 1440):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_records_are_shown_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    record = {"id": HOSTILE, "text": "工信部" + HOSTILE}
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    out = policynlp("tag", path, "--format", "html", "--label", "ORG")
    assert '<mark class="ORG" title="工业和信息化部"' in out
    assert 'id="show-METRIC"' not in out
    assert "<script>alert" not in out
