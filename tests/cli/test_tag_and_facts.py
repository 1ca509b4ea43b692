"""``policynlp tag`` and ``policynlp facts`` as a user calls them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.cli.calling import ROOT, policynlp


def test_records_are_tagged_verbatim_in_code_points(tmp_path: Path) -> None:
    text = "😀 工信部 发布《数据安全管理办法》，截至2020年底网民规模达 9.89 亿。"
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"id": "a", "text": text}, ensure_ascii=False), encoding="utf-8")
    code, out, err = policynlp("tag", path, "--format", "jsonl")
    assert code == 0, err
    (record,) = map(json.loads, out.splitlines())
    assert record["id"] == "a"
    found = {e["label"]: e for e in record["entities"]}
    assert all(text[e["start"] : e["end"]] == e["text"] for e in record["entities"])
    assert found["ORG"]["canonical"] == "工业和信息化部"
    assert found["POLICY"]["text"] == "《数据安全管理办法》"
    assert found["METRIC"]["value"] == 989_000_000
    assert found["METRIC"]["status"] == "fact"


def test_a_record_without_text_has_no_entities_and_ids_stay_as_given(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": 7, "text": ""}\n{"id": "b", "text": " \\n"}\n{"text": "工信部"}\n')
    code, out, err = policynlp("tag", path, "--format", "jsonl")
    assert (code, err) == (0, "")
    first, second, third = map(json.loads, out.splitlines())
    assert (first, second) == ({"id": 7, "entities": []}, {"id": "b", "entities": []})
    assert third["id"] == 3
    assert third["entities"][0]["label"] == "ORG"
    code, out, err = policynlp("tag", path, "--format", "json")
    assert [passage["id"] for passage in json.loads(out)["passages"]] == [7, "b", 3]
    code, out, err = policynlp("facts", path, "--format", "jsonl")
    assert (code, out, err) == (0, "", "")


def test_each_figure_leads_back_to_the_source() -> None:
    code, out, err = policynlp("facts", "seeds/004*", "--format", "csv")
    assert code == 0, err
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) > 10
    assert {"value", "unit", "kind", "indicator", "period", "scope", "status"} <= set(rows[0])
    raw = next((ROOT / "seeds").glob("004*")).read_text(encoding="utf-8")
    sources = [raw[int(row["start"]) : int(row["end"])] for row in rows]
    assert "第45位" in sources


def test_offsets_are_those_of_the_record_whatever_is_in_it(tmp_path: Path) -> None:
    around = ["\ufeff", "\r\n", "\u3000", "😀👨‍👩‍👧", "\ud800", "\x00\x07", "e\u0301"]
    texts = [mark + "工信部" + mark + "印发《数据管理办法》" + mark for mark in around]
    path = tmp_path / "in.jsonl"
    lines = [json.dumps({"id": n, "text": text}) for n, text in enumerate(texts)]
    path.write_text("\n".join(lines), encoding="utf-8")
    code, out, err = policynlp("tag", path, "--format", "jsonl")
    assert code == 0, err
    records = list(map(json.loads, out.splitlines()))
    assert [record["id"] for record in records] == list(range(len(texts)))
    for record, text in zip(records, texts, strict=True):
        found = [(e["label"], text[e["start"] : e["end"]]) for e in record["entities"]]
        assert found == [("ORG", "工信部"), ("POLICY", "《数据管理办法》")]
