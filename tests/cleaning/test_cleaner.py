"""Laws and cases of layout repair."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.cleaning import STEPS, Cleaner
from policynlp.documents import Block, Document, RawDocument


def clean(text: str, *without: str) -> Document:
    return Cleaner(without)(RawDocument("test.txt", "txt", text, "utf-8"), "test")


ALPHABET = st.sampled_from(
    list("数字政府建设加快推进，。；：！？“”‘’《》（）【】〔〕、 \n\n\n\t\r\u3000\f\v*#_`[]-—")
    + list("一二三第章条0123456789.%abcXYZ▶图表")
    + ["来源：", "本报讯（记者 王明）", "其他文献\n", "\ufeff", "\u200b", "\u2028", "\ud800", "😀"]
)


@given(st.lists(ALPHABET, max_size=200).map("".join), st.sets(st.sampled_from(STEPS)))
def test_each_character_of_a_passage_stands_in_the_source(text: str, without: set[str]) -> None:
    document = clean(text, *without)
    for passage in document.passages(every=True):
        origins = [passage.to_source(i, i + 1) for i in range(len(passage.text))]
        for char, (start, end) in zip(passage.text, origins, strict=True):
            assert end == start + 1
            # A line break may come out as a space or as a line break; all else is itself.
            assert text[start] == char or (char in " \n" and not text[start].isalnum())
        starts = [start for start, _ in origins]
        assert starts == sorted(set(starts))


@given(st.lists(ALPHABET, max_size=200).map("".join))
def test_no_word_of_the_source_is_lost(text: str) -> None:
    document = clean(text)
    covered = set[int]()
    for passage in document.passages(every=True):
        covered.update(passage.to_source(i, i + 1)[0] for i in range(len(passage.text)))
    headings = "".join(
        "".join(p.section) + (a.title or "") for a in document.articles for p in a.passages
    )
    lost = [c for i, c in enumerate(text) if i not in covered and "\u4e00" <= c <= "\u9fff"]
    known = headings + "".join(a.title or "" for a in document.articles)
    # Headings without a passage below them are all that may be missing.
    assert all(c in known or _stands_in_heading(c, text) for c in lost)


def _stands_in_heading(char: str, text: str) -> bool:
    return any(char in line and len(line) <= 300 for line in text.splitlines())


@given(st.lists(ALPHABET, max_size=120).map("".join))
def test_passages_do_not_overlap(text: str) -> None:
    spans = sorted(p.to_source(0, len(p.text)) for p in clean(text).passages(every=True))
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_lines_broken_in_mid_sentence_are_joined() -> None:
    text = (
        "推进政务数据跨部门、跨层级、跨地区汇聚融合和深度利用，加快业务流\n\n程再造，提升服务效能。"
    )
    (passage,) = clean(text).passages()
    assert "加快业务流程再造" in passage.text
    start, end = passage.text.index("流程"), passage.text.index("流程") + 2
    raw = text[slice(*passage.to_source(start, end))]
    assert raw == "流\n\n程"


def test_each_step_can_be_switched_off() -> None:
    broken = "推进政务数据跨部门、跨层级、跨地区汇聚融合和深度利用，加快业务流\n程再造。"
    assert len(list(clean(broken, "broken-lines").passages())) == 1
    assert "业务流\n程" in next(clean(broken, "broken-lines").passages()).text
    assert next(clean("**着力提升**服务", "markdown").passages()).text == "**着力提升**服务"
    assert "提 高 到" in next(clean("将比例提 高 到八成。", "letter-spacing").passages()).text
    assert next(clean("数\u200b字", "invisible").passages()).text == "数\u200b字"
    with pytest.raises(ValueError, match="no cleaning step 'typo'"):
        Cleaner(["typo"])


def test_letter_spacing_goes_and_a_single_space_beside_a_digit_stays() -> None:
    (passage,) = clean("网民规模提 高 到 10.11 亿，其中 手机网民占多数。").passages()
    assert passage.text == "网民规模提高到 10.11 亿，其中 手机网民占多数。"


def test_a_list_without_end_marks_is_not_taken_for_broken_lines() -> None:
    items = [
        f"支持第{n}类企业开展数字化改造，推动生产设备联网上云，培育一批示范工厂和示范车间"
        for n in "一二三四"
    ]
    text = "\n".join(items)
    assert next(clean(text).passages()).text.count("\n") == 1


def test_headings_of_official_style_become_the_section_path() -> None:
    text = (
        "第一章 总则\n第一条 为了规范数据处理活动，保障数据安全，制定本办法。\n"
        "第二章 保障措施\n一、组织领导\n"
        "（一）健全机制。各部门要各司其职，密切配合，形成工作合力。\n"
        "1.明确责任。有关单位应当明确专人负责，按时报送进展情况，重大事项及时报告。"
    )
    sections = [p.section for p in clean(text).passages()]
    assert sections[0] == ("第一章 总则", "第一条")
    assert sections[1][:2] == ("第二章 保障措施", "一、组织领导")
    assert sections[1][2] == "（一）健全机制"


def test_a_decimal_number_is_no_heading() -> None:
    (passage,) = clean("1.2万亿元投资已经完成，二、三产业占比提高。").passages()
    assert passage.section == ()


def test_a_quotation_that_never_closes_does_not_swallow_the_rest() -> None:
    text = "他说：“" + "加快建设数字政府，优化政务服务。" * 60
    lengths = [len(p.text) for p in clean(text).passages(every=True)]
    assert max(lengths) <= 400
    assert len(lengths) == 3


def test_passages_are_never_cut_inside_quotation_or_title_marks() -> None:
    quote = "“加快推进。统筹发展。持续优化。”"
    text = ("各地各部门认真贯彻落实有关要求，推动工作取得新的进展。" + quote) * 20
    for passage in clean(text).passages():
        assert passage.text.count("“") == passage.text.count("”")


def test_a_repeated_paragraph_counts_once() -> None:
    paragraph = (
        "数字政府建设是治理能力现代化的重要举措，也是数字化转型的重要任务，意义重大，影响深远。"
    )
    document = clean(f"{paragraph}\n一、总体要求\n{paragraph}各地要抓好落实，确保取得实效。")
    assert [p.repeats for p in document.passages(every=True)] == ["test-001", None]
    assert len(list(document.passages())) == 1


def test_page_numbers_and_running_heads_go() -> None:
    page = "某市政府公报\n加强数据资源统筹管理，推动公共数据依法有序开放，提升治理效能。\n- {} -\f"
    document = clean("".join(page.format(n) for n in range(1, 6)))
    text = "".join(p.text for p in document.passages(every=True))
    assert document.articles[0].title == "某市政府公报"
    assert "公报" not in text
    assert "- 3 -" not in text
    kept = clean("".join(page.format(n) for n in range(1, 6)), "page-furniture")
    assert "公报" in str(kept.to_dict())


def test_blocks_of_a_format_are_paragraphs_and_tables_are_marked() -> None:
    text = (
        "工作方案\n总体要求\n推进政务服务\n标准化、规范化，提升群众满意度。\n"
        "指标\t目标\n覆盖率\t90%"
    )
    table_at = text.index("指标\t")
    blocks = (
        Block(0, 4, "heading", 1),
        Block(5, 9, "heading", 2),
        Block(10, table_at - 1),
        Block(table_at, len(text), "table"),
    )
    document = Cleaner()(RawDocument("x.docx", "docx", text, None, blocks), "x")
    body, table = document.passages(every=True)
    assert document.articles[0].title == "工作方案"
    assert body.text == "推进政务服务标准化、规范化，提升群众满意度。"
    assert body.section == ("总体要求",)
    assert table.kind == "table"


@pytest.mark.parametrize("char", ["《", "“", "1", "。", "啊", "\n", " ", "（", "*", "\ud800"])
def test_repetition_of_one_character_is_cut_into_passages(char: str) -> None:
    document = clean(char * 100_000)
    assert all(len(p.text) <= 400 for p in document.passages())


def test_a_short_notice_with_headings_is_not_taken_for_broken_lines() -> None:
    text = (
        "关于推进农村电商工作的通知\n各区县人民政府：\n\u3000\u3000一、总体要求\n"
        "\u3000\u3000到2025年，农村电商销售额增长12.5%。\n\u3000\u3000二、重点任务\n"
        "\u3000\u3000加强人才培养，完善物流体系。\n\u3000\u3000三、保障措施\n"
        "\u3000\u3000强化资金支持，按时报送进展。\n某市人民政府办公室\n2024年3月5日"
    )
    document = clean(text)
    assert document.articles[0].title == "关于推进农村电商工作的通知"
    assert [p.section for p in document.passages()] == [
        ("一、总体要求",),
        ("二、重点任务",),
        ("三、保障措施",),
    ]
