"""Themes files, and counting their anchors."""

from __future__ import annotations

from pathlib import Path

import pytest

from policynlp.errors import ResourceError
from policynlp.topics import Theme, Themes, TopicModel


def test_the_shipped_themes() -> None:
    themes = Themes.shipped()
    assert len(themes) >= 13
    assert {"数字政府", "数字经济", "数字乡村", "网络治理", "外贸"} <= set(themes.names())
    for theme in themes:
        assert theme.meaning
        assert len(theme.anchors) == len(set(theme.anchors)) >= 10
        assert all(anchor == anchor.strip() for anchor in theme.anchors)


def test_anchors_count_leftmost_and_longest() -> None:
    themes = Themes([Theme("政务", ("政务", "政务服务")), Theme("服务", ("服务", "5G"))])
    counts = themes.count_anchors(["政务服务和服务", "５ｇ", "", "政務服务", "\ud800政务"])
    assert counts.tolist() == [[1, 1], [0, 1], [0, 0], [1, 0], [1, 0]]


def test_an_anchor_of_two_themes_counts_for_both() -> None:
    themes = Themes([Theme("甲", ("算法",)), Theme("乙", ("算法",))])
    assert themes.count_anchors(["算法算法"]).tolist() == [[2, 2]]


def test_no_themes_count_nothing() -> None:
    assert Themes(()).count_anchors(["算法"]).shape == (1, 0)


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_text(
        '[[theme]]\nname = "水利"\nanchors = ["水库", "河道", "水库"]\n', encoding="utf-8-sig"
    )
    assert list(Themes.from_file(path)) == [Theme("水利", ("水库", "河道"))]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[theme]]\nname = "水利\n', r"my\.toml, line 2, column \d+: not TOML"),
        ('[[theme]]\nname = "水利"\n', r"theme 1 \(line 1\): '水利' has no anchors"),
        ('[[theme]]\nanchors = ["河"]\n', r"theme 1 \(line 1\): the theme has no name"),
        (
            '[[theme]]\nname = "甲"\nanchors = ["河"]\n\n[[theme]]\nname = "乙"\nanchor = ["河"]\n',
            r"theme 2 \(line 5\): unknown key 'anchor'",
        ),
        ('[[theme]]\nname = "甲"\nanchors = ["河", 3]\n', r"an anchor of '甲' is 3, not a term"),
        ('[[theme]]\nname = "甲"\nanchors = [" "]\n', r"an anchor of '甲' is ' '"),
        (
            '[[theme]]\nname = "甲"\nanchors = ["河"]\nmeaning = 3\n',
            "meaning of '甲' is not a text",
        ),
        ('[[theme]]\nname = "甲"\nanchors = ["河"]\n' * 2, "a second theme named '甲'"),
        ('name = "甲"\n', r"expected \[\[theme\]\] tables and nothing else; found name"),
        ("", r"expected \[\[theme\]\] tables"),
        ("theme = [1]\n", "expected a .* table"),
        (
            'context = "河"\n[[theme]]\nname = "甲"\nanchors = ["河"]\n',
            "context is not a list of terms",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "my.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError, match=message) as caught:
        Themes.from_file(path)
    assert "\n" not in str(caught.value)


def test_themes_apply_where_their_context_is_spoken_of() -> None:
    themes = Themes([Theme("政务", ("审批",))], context=["数字", "IPv6"])
    assert themes.apply_to(["数字政府", "ＩＰＶ６", *["审批"] * 8])
    assert not themes.apply_to(["数字政府", *["审批"] * 9])
    assert Themes([Theme("政务", ("审批",))]).apply_to(["河道"])


def test_the_shipped_themes_leave_other_fields_alone(fields: tuple[list[str], list[str]]) -> None:
    assert not Themes.shipped().apply_to(fields[0])
    assert TopicModel(4).fit(fields[0]).themes_ == ()


def test_files_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "my.toml"
    path.write_bytes("名".encode("gb18030"))
    with pytest.raises(ResourceError, match="not UTF-8"):
        Themes.from_file(path)
    with pytest.raises(ResourceError, match="absent"):
        Themes.from_file(tmp_path / "absent.toml")


def test_names_differ() -> None:
    with pytest.raises(ValueError, match="same name"):
        Themes([Theme("甲", ("河",)), Theme("甲", ("湖",))])


def test_a_theme_that_only_took_in_the_rest_gets_no_topic() -> None:
    # Three passages hold the theme's anchor; a dozen of the same kind have no theme at all.
    rural = [f"农村电商带动第{n}批农产品出村进城，农民收入持续增长。" for n in range(12)]
    defence = [f"第{n}项任务是国防动员和双拥工作，退役军人服务保障更加完善。" for n in range(10)]
    few = [f"第{n}个网络平台上线，国防动员和双拥工作、退役军人服务保障有序。" for n in range(3)]
    health = [f"第{n}所医院改善就医体验，医疗卫生资源下沉社区。" for n in range(8)]
    names = {"数字乡村": "农村", "网络治理": "网络平台", "数字惠民": "医疗卫生"}
    themes = Themes([Theme(name, (anchor,)) for name, anchor in names.items()])
    model = TopicModel(3, themes).fit(rural + defence + few + health)
    assert [theme.name for theme in model.themes_] == ["数字乡村", "数字惠民"]
    assert sorted(topic.support for topic in model.topics_) == [8, 12, 13]


def test_a_single_topic_has_no_theme_but_terms() -> None:
    texts = [f"农村电商带动第{n}批农产品出村进城，农民收入增长。" for n in range(6)]
    texts += [f"医院改善第{n}项就医体验，医疗卫生资源下沉社区。" for n in range(6)]
    (topic,) = TopicModel(1, Themes([Theme("数字乡村", ("农村",))])).fit(texts).topics_
    assert topic.theme is None
    assert len(topic.terms) >= 5
