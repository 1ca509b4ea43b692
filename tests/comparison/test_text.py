"""Text that was taken over, and text that only sounds alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp import compare
from policynlp.comparison.alignment import align_words
from policynlp.comparison.shingles import pairs_with, shingle_sets, strip
from tests.comparison.making import document

FIRST = (
    "第七条 市场主体有权自主选择中介服务机构，任何单位不得为其指定或者变相指定中介服务机构，"
    "不得强制其接受中介服务，确保12.5%的项目在3日内办结。"
)
COPIED = (
    "（三）市场主体有权自主选择中介服务机构，任何部门不得为其指定或者变相指定中介服务机构，"
    "不得强制其接受中介服务，确保20%的项目在5日内办结。各区应当抓好落实工作，及时报告进展情况。"
)
FORMULA = (
    "第八十条 违反本条例规定，构成犯罪的，依法追究刑事责任。第八十一条 本条例自2021年1月1日起施行。"
)
OTHER = "支持高等院校设立数据科学专业，培养跨学科的复合型人才，建设一批实训基地和联合实验室。"


def test_a_provision_taken_over_is_found_with_its_places() -> None:
    one, other = document("甲", FIRST), document("乙", COPIED)
    (match,) = compare(one, other).text.matches
    assert match.kind == "near-identical"
    assert match.a.text.startswith("市场主体有权")
    assert one.raw[match.a.source_start : match.a.source_end] == match.a.text
    assert other.raw[match.b.source_start : match.b.source_end] == match.b.text
    assert match.contained_a > 0.9 > match.contained_b > 0.7
    assert ("replace", "单位", "部门") in {(p.change, p.a, p.b) for p in match.alignment()}


def test_set_phrases_of_laws_are_nothing_taken_over() -> None:
    found = compare(document("甲", FORMULA, OTHER), document("乙", FORMULA, FIRST)).text
    assert found.matches == ()


def test_the_share_is_taken_from_either_side() -> None:
    long = document(
        "长", FIRST, OTHER, "发展跨境电子商务，完善物流配送体系，促进农产品上行和工业品下乡。"
    )
    shares = compare(document("短", OTHER), long).text.shares
    assert shares[0, 1] == 1
    assert 0 < shares[1, 0] < 0.5


def test_passages_of_one_group_are_not_compared() -> None:
    one, two = document("甲", FIRST), document("乙", FIRST)
    found = compare({"两份": [one, two], "另一份": document("丙", OTHER)}).text
    assert found.matches == ()


@pytest.mark.parametrize(
    ("text", "stripped"),
    [
        ("第十二条　建设“５G 基站”。", "建设0G基站"),
        ("（一）增长12.5%；（二）下降3个百分点", "增长0下降0个百分点"),
        ("一、總體要求", "总体要求"),
        ("一百三十条意见", "一百三十条意见"),
        ("", ""),
    ],
)
def test_what_is_compared(text: str, stripped: str) -> None:
    found = strip(text)
    assert found.text == stripped
    assert len(found.origin) == len(stripped)


@given(st.text("数字政府经济，。 1２（一）\n第条", max_size=60))
def test_each_compared_character_stands_where_it_says(text: str) -> None:
    found = strip(text)
    assert list(found.origin) == sorted(set(found.origin.tolist()))
    for character, at in zip(found.text, found.origin.tolist(), strict=True):
        assert text[at] == character or (character == "0" and text[at].isdecimal())


@given(st.text("数字政府", max_size=20), st.text("数字政府经济", max_size=20))
def test_aligned_words_join_to_both_texts(a: str, b: str) -> None:
    parts = align_words(a, b)
    assert "".join(part.a for part in parts) == a
    assert "".join(part.b for part in parts) == b
    assert all((part.a == part.b) == (part.change == "equal") for part in parts)


def test_width_and_spaces_are_no_difference() -> None:
    (part,) = align_words("增长 12 %，（见表）", "增长12%,(见表)")
    assert (part.change, part.a, part.b) == ("equal", "增长 12 %，（见表）", "增长12%,(见表)")


def test_a_stretch_takes_the_whole_of_its_last_figure() -> None:
    words = "农村电商服务站覆盖偏远山区自然村的比例在西部各地中最高，已经达到"
    (match,) = compare(
        document("甲", words + "12.5%。"), document("乙", words + "7%。")
    ).text.matches
    assert match.a.text == words + "12.5%。"
    assert match.b.text == words + "7%。"


def test_no_shingle_goes_across_two_texts() -> None:
    sets, rate = shingle_sets(["甲乙丙", "丁戊己庚", "丙丁戊己", "丁戊己庚辛"])
    assert rate == 1
    import numpy as np

    groups = np.array([0, 1, 2, 3])
    assert list(pairs_with(sets, groups, 1, 0.5)) == [(1, 3)]


def test_a_sample_of_shingles_finds_the_same_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    from policynlp.comparison import shingles

    one, other = document("甲", FIRST * 3, OTHER), document("乙", COPIED * 3)
    every = compare(one, other).text.matches
    monkeypatch.setattr(shingles, "_MOST", 100)
    assert shingle_sets([strip(FIRST * 3).text, strip(COPIED * 3).text])[1] > 1
    assert compare(one, other).text.matches == every != ()
