"""Names for the same thing, each link with its reason and, for bodies, in its years."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from policynlp import read
from policynlp.grammar.tables import rows
from policynlp.ner import tag_document
from policynlp.ner.bodies import official_name


def links(nlp: Language, text: str) -> list[tuple[str, str, str]]:
    return [(a.text, a.canonical, a.reason) for a in nlp(text)._.aliases]


CENTRE = "中国互联网络信息中心"
PLAN = "《“十四五”数字经济发展规划》"


@pytest.mark.parametrize(
    ("text", "short", "canonical"),
    [
        ("《发展报告（2020年）》（以下简称《报告》）", "《报告》", "《发展报告（2020年）》"),
        ("国家信息中心（以下简称“中心”）发布", "中心", "国家信息中心"),
        ("国家信息中心(以下简称中心)发布", "中心", "国家信息中心"),
        (f"国务院印发{PLAN}（下称《规划》）", "《规划》", PLAN),
        (f"国务院印发{PLAN}，以下简称《规划》。", "《规划》", PLAN),
        (f"国务院印发{PLAN}（下称“规划”）", "“规划”", PLAN),
        (f"{PLAN}（国发〔2021〕29号，以下简称“规划”）", "“规划”", PLAN),
        ("《发展报告（2020年）》（简称“报告”）", "“报告”", "《发展报告（2020年）》"),
        (f"{PLAN}（国发〔2021〕29号，以下简称《规划》）", "《规划》", PLAN),
        (f"{CENTRE}（英文简称CNNIC）", "CNNIC", CENTRE),
        (f"{CENTRE}（China Internet Network Information Center，简称CNNIC）", "CNNIC", CENTRE),
        ("深圳数据交易所有限公司（以下简称“深数所”）", "深数所", "深圳数据交易所有限公司"),
    ],
)  # fmt: skip
def test_the_text_defines_a_short_form(
    nlp: Language, text: str, short: str, canonical: str
) -> None:
    assert (short, canonical, "definition") in links(nlp, text)


@pytest.mark.parametrize(
    "text",
    [f"{CENTRE}（CNNIC）", f"{CENTRE}(CNNIC)", f"{CENTRE} （ CNNIC ）", f"CNNIC（{CENTRE}）"],
)
def test_abbreviations_in_brackets(nlp: Language, text: str) -> None:
    assert (
        links(nlp, f"{text}发布报告。CNNIC指出，规模增长。") == [("CNNIC", CENTRE, "brackets")] * 2
    )


def test_another_name_in_brackets_is_no_abbreviation(nlp: Language) -> None:
    doc = nlp("中央网络安全和信息化委员会办公室（国家互联网信息办公室）发布通知。")
    assert [e._.canonical for e in doc.ents] == [e.text for e in doc.ents]


def test_a_name_for_several_bodies_stands_for_none_of_them(nlp: Language) -> None:
    doc = nlp("工业和信息化部、国家发展和改革委员会（以下统称“两部委”）发布通知。")
    assert "国家发展和改革委员会" not in {a.canonical for a in doc._.aliases}


def test_a_body_is_what_the_short_form_meant_on_the_day_of_the_text(nlp: Language) -> None:
    def canonical(year: int | None) -> tuple[str, str]:
        doc = nlp.make_doc("广电总局发布通知。")
        doc._.date = year and date(year, 6, 1)
        (alias,) = nlp(doc)._.aliases
        return alias.canonical, alias.years

    assert canonical(2010) == ("国家广播电影电视总局", "1998–2013")
    assert canonical(2015) == ("国家新闻出版广电总局", "2013–2018")
    assert canonical(2024) == ("国家广播电视总局", "2018–")
    assert canonical(None) == ("国家广播电视总局", "2018–")


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("银监会", 2010, ("中国银行业监督管理委员会", "short form", "2003–2018")),
        ("银监会", 2020, ("中国银行保险监督管理委员会", "successor", "2018–")),
        ("银保监会", 2020, ("中国银行保险监督管理委员会", "short form", "2018–2023")),
        ("中国银行保险监督管理委员会", 2024, ("国家金融监督管理总局", "successor", "2023–")),
        ("国家卫生计生委", 2016, ("国家卫生和计划生育委员会", "short form", "2013–2018")),
        ("卫生部", 2015, ("国家卫生和计划生育委员会", "successor", "2013–")),
        ("卫生部", 2020, ("国家卫生健康委员会", "successor", "2018–")),
        ("国家新闻出版广电总局", 2015, None),
        ("国家新闻出版广电总局", 2018, None),
        ("国家数据局", 2024, None),
        ("国家网信办", 2024, ("国家互联网信息办公室", "short form", "2011–")),
        ("国务院国资委办公厅", 2020, ("国务院国有资产监督管理委员会办公厅", "short form", "2003–")),
        ("中央网信办", 2016, ("中央网络安全和信息化领导小组办公室", "short form", "2014–2018")),
    ],
)
def test_the_table_knows_years(name: str, year: int, expected: tuple[str, str, str] | None) -> None:
    found = official_name(name, date(year, 6, 1))
    assert (found and (found.name, found.reason, found.years)) == expected


def test_without_a_date_no_body_is_taken_for_its_successor() -> None:
    assert official_name("银监会") is not None
    assert official_name("银监会").name == "中国银行业监督管理委员会"  # type: ignore[union-attr]
    assert official_name("卫生部") is None


def test_a_province_has_bodies_of_its_own() -> None:
    assert official_name("医保局", level="provincial") is None
    assert official_name("医保局").name == "国家医疗保障局"  # type: ignore[union-attr]
    assert official_name("林业局", date(2015, 1, 1), "national").name == "国家林业局"  # type: ignore[union-attr]
    assert official_name("林业局") is None


def test_the_tables_of_bodies_agree_with_each_other() -> None:
    for former, later, first in rows("ner/successors.tsv", 3):
        assert former != later
        found = official_name(former, date(2030, 1, 1))
        assert found is not None, former
        assert official_name(found.name, date(2030, 1, 1)) is None, found.name
        assert 1990 < int(first) < 2027
    for short, full, first, last in rows("ner/dated_short_forms.tsv", 4):
        assert short != full
        assert int(first) < int(last or 9999)


ORDER = """省政府关于印发甲省数字经济发展规划的通知

各市、县人民政府，省政府各部门：

本规划经省政府同意，请结合实际认真贯彻执行，本通知自印发之日起施行。《规划》提出，到2025年产值翻一番。

《乙市算力发展规划》已经发布。各地要做好《规划》的衔接，工信部对此给予支持，抓好落实。
"""


def test_a_document_knows_its_own_title(nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "order.txt"
    path.write_text(ORDER, encoding="utf-8")
    (document,) = read(path)
    found = [
        (a.text, a.canonical, a.reason) for d in tag_document(nlp, document) for a in d._.aliases
    ]
    own = "《甲省数字经济发展规划》"
    assert ("本规划", own, "own title") in found
    assert ("本通知", f"《{document.title}》", "own title") in found
    assert ("《规划》", own, "short title") in found
    assert ("《规划》", "《乙市算力发展规划》", "short title") in found


def test_a_link_is_plain_data(nlp: Language) -> None:
    (alias,) = nlp("工信部发布。")._.aliases
    assert alias.to_dict() == {
        "start": 0, "end": 3, "text": "工信部", "canonical": "工业和信息化部",
        "reason": "short form", "years": "2008–",
    }  # fmt: skip
