"""What values show of themselves in a notebook, and as charts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from policynlp import Corpus, Segmenter, TopicModel
from policynlp.cleaning import Cleaner
from policynlp.comparison import compare
from policynlp.documents import Document, RawDocument
from policynlp.errors import MissingExtraError, UsageError
from policynlp.figures import Fact, Facts, Metric
from policynlp.plotting import FONT, new_axes, set_font

HOSTILE = "<script>alert('1')</script>"


@pytest.fixture(autouse=True)
def quiet_charts() -> Iterator[None]:
    """Draw into memory, and leave no figure open."""
    pyplot = pytest.importorskip("matplotlib.pyplot")
    pyplot.switch_backend("agg")
    yield
    pyplot.close("all")


@pytest.fixture(scope="module")
def model(seeds: Corpus) -> TopicModel:
    return TopicModel(n_topics=4, random_state=0).fit(seeds)


def hostile_document() -> Document:
    raw = RawDocument(f"{HOSTILE}.txt", "txt", f"{HOSTILE}\n\n加快推进数字政府建设{HOSTILE}。\n")
    return replace(Cleaner()(raw, HOSTILE), metadata={"title": HOSTILE})


def test_a_document_and_a_corpus_show_themselves_escaped() -> None:
    document = hostile_document()
    for view in (document._repr_html_(), Corpus([document])._repr_html_()):
        assert "&lt;script&gt;" in view
        assert "<script" not in view


def test_a_documents_frame_has_one_row_a_passage(seeds: Corpus) -> None:
    frame = seeds[0].to_frame()
    assert list(frame["id"]) == [passage.id for passage in seeds[0].passages()]
    assert frame["article"].nunique() == 6


def test_words_have_a_frame_with_their_places() -> None:
    text = "推进数字政府建设"
    frame = Segmenter().segment(text).to_frame()
    assert "".join(frame["text"]) == text
    assert [text[a:b] for a, b in zip(frame["start"], frame["end"], strict=True)] == [
        *frame["text"]
    ]
    assert "数字 政府" in set(frame["parts"])


def test_a_model_shows_its_topics_once_it_has_any(model: TopicModel) -> None:
    bundle = model._repr_mimebundle_()
    assert all(topic.name in bundle["text/html"] for topic in model.topics_)
    assert all(topic.name in bundle["text/plain"] for topic in model.topics_)
    assert "TopicModel" in TopicModel()._repr_mimebundle_()["text/plain"]
    assert list(model.to_frame()["name"]) == [topic.name for topic in model.topics_]


def drawn(axes: object) -> bytes:
    """The chart as PNG; a character that the font lacks is a warning, so an error here."""
    out = io.BytesIO()
    axes.figure.savefig(out)  # type: ignore[attr-defined]
    return out.getvalue()


def test_chinese_text_is_drawn_without_boxes_and_without_global_settings(model: TopicModel) -> None:
    import matplotlib
    from matplotlib import font_manager

    before = dict(matplotlib.rcParams), len(font_manager.fontManager.ttflist)
    assert drawn(model.plot())
    assert (dict(matplotlib.rcParams), len(font_manager.fontManager.ttflist)) == before


def test_the_font_has_simplified_and_traditional_characters_and_its_licence_beside_it() -> None:
    codes = [bytes((0xA0 + row, 0xA0 + cell)) for row in range(16, 88) for cell in range(1, 95)]
    characters = "".join(code.decode("gb2312", "ignore") for code in codes)
    assert len(characters) == 6763
    axes = new_axes(3, 3)
    axes.set_title("\n".join(characters[i : i + 400] for i in range(0, 6763, 400)), fontsize=1)
    axes.set_xlabel("《“…”》〔〕、，。；：！？（）％—·①²℃−≥≤αβ瀍勠滘鄠", fontsize=1)
    axes.set_ylabel("電腦網路產業發展條例數位經濟臺灣廣東鐵體佔", fontsize=1)
    assert drawn(set_font(axes))
    assert FONT.stat().st_size < 5_000_000
    licence = FONT.with_name("OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    assert "Adobe" in licence


def test_a_character_that_the_font_lacks_is_noticed() -> None:
    axes = new_axes(1, 1)
    axes.set_title("\U00020000")
    with pytest.raises(UserWarning, match="Glyph"):
        drawn(set_font(axes))


def fact(value: int, year: int, **fields: object) -> Fact:
    metric = Metric(
        0, 1, Decimal(value), str(fields.pop("unit", "亿元")), "level", "进出口总值",
        period_end=date(year, 12, 31), **fields,  # type: ignore[arg-type]
    )  # fmt: skip
    return Fact(metric, "a", "a-1", (), "一", 0, 0, 1)


def test_an_indicator_is_drawn_over_time_a_line_a_scope() -> None:
    rows = [
        fact(321600, 2020, scope="全国"), fact(315600, 2019, scope="我国"),
        fact(70800, 2020, scope="广东"), fact(400000, 2025, scope="全国", status="target"),
    ]  # fmt: skip
    axes = Facts(rows).plot("进出口")
    lines = {line.get_label(): list(line.get_ydata()) for line in axes.get_lines()}
    assert lines == {"全国": [315600, 321600], "广东": [70800], "全国（目标 target）": [400000]}
    labels = [label.get_text() for label in axes.get_xticklabels()]
    assert labels == [f"{year}年底" for year in range(2019, 2026)]
    assert list(axes.get_lines()[-1].get_xdata()) == [date(2025, 12, 31)]
    assert axes.get_xticks()[-1] == axes.convert_xunits(date(2025, 12, 31))
    assert drawn(axes)


def test_lines_are_all_labelled_by_their_scope_or_none_is() -> None:
    some = Facts([fact(1, 2020), fact(2, 2021, scope="全国")]).plot("进出口")
    assert {line.get_label() for line in some.get_lines()} == {"未注明范围", "全国"}
    (line,) = Facts([fact(1, 2020), fact(2, 2021)]).plot("进出口").get_lines()
    assert line.get_label() == "进出口"


def test_several_units_are_not_drawn_into_one_chart() -> None:
    rows = Facts([fact(1, 2020), fact(2, 2020, unit="家")])
    with pytest.raises(UsageError, match="'亿元', '家'"):
        rows.plot("进出口")
    assert len(rows.plot("进出口", unit="家").get_lines()) == 1
    with pytest.raises(UsageError, match="no dated figure"):
        rows.plot("出口额度")


def test_a_count_with_and_without_its_unit_is_one_line() -> None:
    bare = [fact(1, 2020, unit=""), fact(2, 2021, unit="进出口")]  # what the indicator names
    assert [len(line.get_xdata()) for line in Facts(bare).plot("进出口").get_lines()] == [2]
    axes = Facts([*bare, fact(3, 2022, unit="元")]).plot("进出口")
    assert [len(line.get_xdata()) for line in axes.get_lines()] == [3]
    assert axes.get_title(loc="left") == "进出口（元）"
    with pytest.raises(UsageError, match="in '家'; there are"):
        Facts(bare).plot("进出口", unit="家")


def test_without_matplotlib_a_chart_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "matplotlib.pyplot", None)
    with pytest.raises(MissingExtraError, match=r"policynlp\[plot\]"):
        new_axes(1, 1)


def test_a_comparison_is_drawn_for_two_and_for_more(seeds: Corpus) -> None:
    two, more = compare(seeds[0], seeds[3]), compare(seeds)
    axes = two.plot()
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert names[-1] == two.topics.differences()[0].topic
    assert drawn(axes)
    axes = more.plot()
    assert axes.get_yticklabels()[1].get_text() == "数字中国发展报告(2020年)"
    assert drawn(axes)
    alike = [
        replace(document, metadata={"title": "关于进一步推进数字政府建设工作的通知" * 2})
        for document in seeds
    ]
    names = [label.get_text() for label in compare(alike).plot().get_yticklabels()]
    assert len(set(names)) == len(seeds)
    assert all(group.name in more._repr_html_() for group in more.groups)


def test_figures_and_text_in_common_show_themselves_escaped() -> None:
    text = f"2020年，{HOSTILE}网民规模达到9.89亿人，移动支付用户规模持续扩大，服务更加便捷。"
    documents = [
        Cleaner()(RawDocument(f"{name}.txt", "txt", text.replace("移动", how)), name)
        for name, how in (("a", "移动"), ("b", "手机"))
    ]
    found = compare(documents)
    for view in (found.figures._repr_html_(), found.text._repr_html_()):
        assert "&lt;script&gt;" in view
        assert "<script" not in view
    assert "<del" in found.text._repr_html_()
    assert '<mark class="figure"' in found.figures._repr_html_()
    assert len(found.to_frame("figures")) == 1
    with pytest.raises(UsageError, match="no part 'words'"):
        found.to_frame("words")


def test_topics_terms_and_names_of_a_comparison_show_themselves(seeds: Corpus) -> None:
    found = compare(seeds[1], seeds[3])
    topics, terms, names = (part._repr_html_() for part in (found.topics, found.terms, found.names))
    assert topics.index(found.topics.telling()[0][0]) < topics.index(found.topics.telling()[-1][0])
    (first, *_) = found.terms.keywords(0)
    assert f"{first.term} {first.count}:{first.count_elsewhere}" in terms
    assert found.names.names[0].name in names
    assert max(map(len, (topics, terms, names))) < 60_000


def test_group_names_are_escaped_in_every_view() -> None:
    text = "2020年，工信部发布《数据安全管理办法》，推进{}发展，完善治理体系，培育数据要素市场。"
    documents = [
        Cleaner()(RawDocument(f"{name}.txt", "txt", text.format(what)), name)
        for name, what in ((f"a{HOSTILE}", "数字经济"), ("b", "智慧城市"))
    ]
    found = compare(documents)
    for part in (found.topics, found.terms, found.names):
        assert "<script>" not in part._repr_html_()
        assert "&lt;script&gt;" in part._repr_html_()
