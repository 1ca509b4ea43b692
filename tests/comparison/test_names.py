"""Names under one full name, and who cites whom."""

from __future__ import annotations

import io

import networkx as nx
import pytest

from policynlp.comparison.local_names import full_name
from policynlp.comparison.names import NameComparison, compare_names
from policynlp.comparison.tagged import Mention
from tests.comparison.making import document


def mention(name: str, label: str, passage: str, text: str = "", number: str = "") -> Mention:
    return Mention(label, name, text or name, number, passage, 0, len(text or name))


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("市人民政府", "青岛市人民政府"),
        ("省委", "山东省委"),
        ("本市大数据局", "青岛市大数据局"),
        ("国家市场监督管理总局", "国家市场监督管理总局"),
        ("市场监督管理总局", "市场监督管理总局"),
        ("青岛市人民政府", "青岛市人民政府"),
        ("区人民政府", None),
        ("本条例", None),
        ("《本办法》", None),
    ],
)
def test_a_body_named_by_its_level_is_that_of_the_documents_place(
    name: str, full: str | None
) -> None:
    issuer = "青岛市人民代表大会常务委员会"
    assert full_name(name, document("条例", "第一条", province="山东省", issuer=issuer)) == full


@pytest.fixture
def names() -> NameComparison:
    """Two documents that cite one law and each other."""
    one = [
        mention("《网络安全法》", "POLICY", "甲-1"),
        mention("国家发展和改革委员会", "ORG", "甲-1", "发改委"),
        mention("《乙条例》", "POLICY", "甲-2"),
        mention("《甲办法》", "POLICY", "甲-2"),
        mention("国发〔2021〕29号", "POLICY", "甲-3", number="国发〔2021〕29号"),
    ]
    other = [
        mention("《中华人民共和国网络安全法》", "POLICY", "乙-1"),
        mention("《中华人民共和国网络安全法》", "POLICY", "乙-2", "网络安全法"),
        mention("国家发展和改革委员会", "ORG", "乙-2"),
        mention("《“十四五”数字经济发展规划》", "POLICY", "乙-3", number="国发〔2021〕29号"),
        mention("国家数据局", "ORG", "乙-4"),
    ]
    return compare_names(["doc1", "doc2"], ["甲办法", "乙条例"], [one, other])


def test_one_law_one_body_one_number_each_once(names: NameComparison) -> None:
    shared = {name.name: name for name in names.shared()}
    assert set(shared) == {
        "《中华人民共和国网络安全法》",
        "国家发展和改革委员会",
        "《“十四五”数字经济发展规划》",
    }
    law = shared["《中华人民共和国网络安全法》"]
    assert law.counts == (1, 2)
    assert law.passages == (("甲-1",), ("乙-1", "乙-2"))
    assert law.forms[0] in ("《网络安全法》", "《中华人民共和国网络安全法》", "网络安全法")
    assert shared["《“十四五”数字经济发展规划》"].number == "国发〔2021〕29号"
    assert shared["国家发展和改革委员会"].forms == ("发改委", "国家发展和改革委员会")
    assert [name.name for name in names.only("doc2")] == ["国家数据局"]


def test_the_graph_of_citations_goes_through_graphml(names: NameComparison) -> None:
    graph = nx.read_graphml(io.BytesIO(names.graphml().encode()))
    assert graph.has_edge("doc1", "doc2")
    assert not graph.has_edge("doc1", "doc1")
    assert graph.edges["doc2", "《中华人民共和国网络安全法》"]["weight"] == 2
    assert graph.edges["doc2", "《中华人民共和国网络安全法》"]["passages"] == "乙-1 乙-2"
    assert graph.nodes["doc1"]["kind"] == "group"
    assert "国家数据局" not in graph
