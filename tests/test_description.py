"""Description of a document: what is found, where, and what is better left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp.description import describe

NOTICE = """四川省人民政府办公厅
关于印发《数字乡村建设实施方案》的通知
川办发〔2021〕12号
各市（州）人民政府：
现将方案印发给你们。根据国发〔2020〕7号文件精神，请认真执行。
四川省人民政府办公厅
2021年3月5日
（此件公开发布）
"""
LAW = """中华人民共和国例示法
2016年11月7日 第十二届全国人民代表大会常务委员会第二十四次会议通过
2018年10月26日 第十三届全国人民代表大会常务委员会第六次会议修正
第一章 总则
第一条 本法自2017年6月1日起施行。
"""
REPORT = """2026年四川省政府工作报告
各位代表：
现在，我代表省人民政府，向大会报告工作，请予审议。
"""


def values(text, path="x.txt"):
    return {name: found.value for name, found in describe(text, path).items()}


def test_notice_of_a_province():
    assert values(NOTICE) == {
        "title": "四川省人民政府办公厅关于印发《数字乡村建设实施方案》的通知",
        "issuer": "四川省人民政府办公厅",
        "document_number": "川办发〔2021〕12号",
        "date": "2021-03-05",
        "province": "四川省",
        "level": "provincial",
    }


def test_each_value_says_where_it_was_found():
    found = describe(NOTICE + "\n" * 3 + "附注\n" * 20, "2020_四川省.txt")
    assert found.document_number is not None
    assert found.document_number.where == "head"
    assert NOTICE[found.document_number.start : found.document_number.end] == "川办发〔2021〕12号"
    later = describe("正文\n" * 30 + "国家数据局\n2024年1月2日\n", "x.txt")
    assert later.issuer is not None
    assert later.date is not None
    assert (later.issuer.value, later.issuer.where) == ("国家数据局", "tail")
    assert (later.date.value, later.date.where) == ("2024-01-02", "tail")


def test_law_has_the_day_of_its_last_revision():
    found = values(LAW)
    assert found["title"] == "中华人民共和国例示法"
    assert found["issuer"] == "全国人民代表大会常务委员会"
    assert found["date"] == "2018-10-26"
    assert found["level"] == "national"
    assert "province" not in found


def test_report_names_its_government():
    found = values(REPORT)
    assert (found["issuer"], found["province"]) == ("四川省人民政府", "四川省")


def test_order_of_the_state_council():
    text = "中华人民共和国国务院令\n第706号\n2018年11月6日\n例示条例\n第一条　略。\n"
    found = values(text)
    assert found["issuer"] == "中华人民共和国国务院"
    assert (found["title"], found["level"]) == ("例示条例", "national")


def test_number_in_running_text_is_another_documents():
    assert "document_number" not in values("为落实国发〔2020〕7号文件，制定如下措施。\n正文。\n")


@pytest.mark.parametrize(
    ("path", "date", "province"),
    [
        ("2021-03-05_四川省_要点.txt", "2021-03-05", "四川省"),
        ("dir/2021_杭州市_要点.txt", "2021", "浙江省"),
        ("note.txt", None, None),
        ("2021-99-99.txt", "2021", None),
    ],
)
def test_file_name_comes_last(path, date, province):
    found = describe("正文没有日期。\n", path)
    assert (found.date and found.date.value) == date
    assert (found.province and found.province.value) == province
    assert all(value.where == "file name" for _, value in found.items())


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("国务院办公厅", "national"),
        ("国家数据局", "ministry"),
        ("深圳市人民政府", "city"),
        ("北京市海淀区人民政府", "county"),
        ("联合国经济和社会事务部", "international"),
        ("腾讯公司", None),
        ("自治区人民政府", None),
    ],
)
def test_level_of_a_given_issuer(issuer, level):
    found = describe("正文。", "x.txt", {"issuer": issuer})
    assert (found.level and found.level.value) == level


def test_a_passage_tells_nothing():
    assert values("推进数字政府建设，提升服务水平。") == {}
    assert values("") == {}


@pytest.mark.parametrize("piece", ["《", "部", "国务院", "1", "令", "2021年", "关于", "（2021）"])
def test_repetition_does_no_harm(piece):
    describe(piece * 300_000, "x.txt")
    describe((piece * 40 + "\n") * 10_000, "x.txt")


@given(
    st.text(alphabet="国务院办公厅关于印发通知令第号〔〕2021年3月5日省四川\n 》《", max_size=200)
)
def test_spans_lie_inside(text):
    for _, found in describe(text, "2021_x.txt").items():
        if found.start is not None and found.end is not None:
            assert 0 <= found.start < found.end <= len(text)
