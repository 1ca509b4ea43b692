"""Organisations and policies: what counts by the annotation guide, on sentences of our own."""

from __future__ import annotations

import pytest
from spacy.language import Language


def names(nlp: Language, text: str, *labels: str) -> list[str]:
    wanted = labels or ("ORG", "POLICY", "REPORT")
    return [entity.text for entity in nlp(text).ents if entity.label_ in wanted]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("财政部、税务总局联合发布公告。", ["财政部", "税务总局"]),
        ("在省委坚强领导下，省政府统筹推进改革。", ["省委", "省政府"]),
        ("公安部门、财政部门和教育部门要加强协同。", []),
        ("各地区各部门要抓好落实。", []),
        ("中共中央国务院印发意见。", ["中共中央", "国务院"]),
        ("世界卫生组织（WHO）发布提示。", ["世界卫生组织", "WHO"]),
        ("采用地理信息系统（GIS）管理。", []),
        ("访问网址 www.example.gov.cn 下载表格。", []),
        ("46个国务院部门完成整合。", ["国务院"]),
        (
            "在省委省政府和县委县政府领导下，完成任务。",
            ["省委", "省政府", "县委", "县政府"],
        ),
        ("重庆市卫生健康委基层卫生处处长表示。", ["重庆市卫生健康委基层卫生处"]),
        ("各区市人民政府，市政府各部门：", ["市政府"]),
        ("中国移动投资增长，中国移动互联网发展迅速。", ["中国移动"]),
        ("坚持中国共产党领导。", ["中国共产党"]),
        ("西北师范大学首次跻身软科世界大学学术排名。", ["西北师范大学"]),
        ("新增陕西实验室3家。", ["陕西实验室"]),
    ],
)
def test_organisations(nlp: Language, text: str, expected: list[str]) -> None:
    assert names(nlp, text, "ORG") == expected


def test_a_short_form_defined_in_the_text_counts_wherever_it_stands(nlp: Language) -> None:
    text = "海宁纺织（集团）有限公司（以下简称“海纺”）完成改制。去年，海纺营业收入增长。"
    assert names(nlp, text, "ORG").count("海纺") == 2


def test_a_defined_short_form_is_not_found_inside_other_words(nlp: Language) -> None:
    text = "国家信息中心（以下简称“中心”）发布报告。中心负责人表示，中心城市和数据中心建设加快。"
    assert names(nlp, text, "ORG") == ["国家信息中心", "中心", "中心"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("依据民法典、个人信息保护法办理。", ["民法典", "个人信息保护法"]),
        ("完善数据安全法规。", []),
        ("“十四五”时期经济发展。", []),
        ("落实国家“十四五”规划纲要。", ["国家“十四五”规划纲要"]),
        ("“十四五”规划和2035年远景目标纲要发布。", ["“十四五”规划和2035年远景目标纲要"]),
        ("符合GB/T 19001-2016的要求。", ["GB/T 19001-2016"]),
        ("本办法自印发之日起施行，基本办法另定。", ["本办法"]),
        ("实施乡村振兴战略，推进乡村振兴。", ["乡村振兴战略"]),
        ("《规划（2025年）》（国发〔2021〕29号）", ["《规划（2025年）》", "国发〔2021〕29号"]),
        ("2022年中央一号文件提出，抓好粮食生产。", ["2022年中央一号文件"]),
        ("推动出台省社会信用条例。", ["省社会信用条例"]),
        ("本工作要点由市大数据局负责解释。", ["本工作要点"]),
        ("部署开展系列专项行动。", []),
        ("推进实施城市更新三年行动。", ["城市更新三年行动"]),
        ("抓好“管理、发展、脱困、改革”。", []),
        ("以乡村振兴为战略牵引。", []),
        ("《网络规划》（下称“规划”）发布，“规划”共五章。", ["《网络规划》", "“规划”", "“规划”"]),
    ],
)
def test_policies(nlp: Language, text: str, expected: list[str]) -> None:
    assert names(nlp, text, "POLICY") == expected


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("《中国数字经济发展白皮书》", "REPORT"),
        ("《世界机器人报告》", "REPORT"),
        ("《政府工作报告》", "POLICY"),
        ("《网络安全法》", "POLICY"),
        ("《人民日报》", None),
        ("《三体》", None),
        ("《自然》", None),
    ],
)
def test_titles_are_told_apart(nlp: Language, text: str, label: str | None) -> None:
    assert [e.label_ for e in nlp(f"他提到{text}。").ents] == ([label] if label else [])
