"""Training: the same files give the same bytes; one's own annotations on top of what is known."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from spacy.language import Language

from policynlp.cli.train import command
from policynlp.errors import UsageError
from policynlp.ner import load

ROOT = Path(__file__).parent.parent.parent
OWN = """⟦ORG|青禾云谷⟧发布新产品，⟦ORG|青禾云谷⟧负责人表示。
据悉，⟦ORG|青禾云谷⟧与⟦ORG|蓝桥智算⟧签约。
⟦ORG|蓝桥智算⟧建成算力平台。
近日，⟦ORG|蓝桥智算⟧获得融资。
⟦ORG|青禾云谷⟧入选名单。
"""
NEWS = "去年，青禾云谷营业收入增长5%，市里支持青禾云谷扩建，工信部派人调研。"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("own") / "own.txt"
    path.write_text(OWN, encoding="utf-8")
    return path


def trained(folder: Path, *arguments: str | Path) -> Path:
    result = CliRunner().invoke(
        command, [*map(str, arguments), "-o", str(folder)], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_the_same_files_and_seed_give_the_same_bytes(own: Path, tmp_path: Path) -> None:
    once = files_of(trained(tmp_path / "one" / "model", own))
    again = files_of(trained(tmp_path / "two" / "model", own))
    assert once == again
    assert "policy_names/weights.npz" in once
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["model"]


def test_ones_own_annotations_add_to_what_the_pipeline_knows(
    own: Path, nlp: Language, tmp_path: Path
) -> None:
    assert "青禾云谷" not in [e.text for e in nlp(NEWS).ents]
    taught = load(str(trained(tmp_path / "model", "--add", own)))
    found = [(e.text, e.label_) for e in taught(NEWS).ents]
    assert found.count(("青禾云谷", "ORG")) == 2
    assert ("工信部", "ORG") in found
    assert ("5%", "METRIC") in found


def test_nothing_to_learn_from_is_said(tmp_path: Path) -> None:
    empty = tmp_path / "none.txt"
    empty.write_text("# nothing\n", encoding="utf-8")
    for arguments in ([], [str(empty)]):
        with pytest.raises(UsageError):
            trained(tmp_path / "model", *arguments)
    assert not (tmp_path / "model").exists()


def test_the_model_card_names_what_ships() -> None:
    folder = ROOT / "models" / "zh_policy_core"
    card = (folder / "README.md").read_text(encoding="utf-8")
    weights = (folder / "policy_names" / "weights.npz").read_bytes()
    meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    assert hashlib.sha256(weights).hexdigest() in card
    assert meta["training_data"] in card
    for word in ("policynlp train", "## Data", "## Scores", "Licence"):
        assert word in card
