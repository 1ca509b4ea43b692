"""Saved models: the same after loading, one clear error for anything else."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from policynlp.errors import ModelError
from policynlp.segment import Lexicon
from policynlp.topics import Theme, Themes, TopicModel

Fields = tuple[list[str], list[str]]


@pytest.fixture(scope="module")
def model(fields: Fields) -> TopicModel:
    themes = Themes([Theme("农业", ("农民", "粮食", "耕地"), "种植与养殖")])
    return TopicModel(4, themes, lexicon=Lexicon.from_terms(["义务教育"])).fit(fields[0])


@pytest.fixture(scope="module")
def saved(model: TopicModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("models") / "fields.topics"
    model.save(path)
    return path


def test_a_loaded_model_is_the_same(model: TopicModel, saved: Path, fields: Fields) -> None:
    loaded = TopicModel.load(saved)
    new = ["铁路运输企业保障客运车辆", "农民和粮食"]
    for texts in (fields[0], new):
        np.testing.assert_array_equal(loaded.transform(texts), model.transform(texts))
    np.testing.assert_array_equal(loaded.components_, model.components_)
    assert loaded.get_feature_names_out().tolist() == model.get_feature_names_out().tolist()
    assert [t.to_dict() for t in loaded.topics_] == [t.to_dict() for t in model.topics_]
    assert loaded.selection_ == model.selection_
    assert loaded.themes_ == model.themes_
    assert loaded.lexicon is not None
    assert loaded.lexicon.terms() == ["义务教育"]
    assert loaded.n_topics_ == 4


def test_a_loaded_model_can_be_saved_again(saved: Path, tmp_path: Path) -> None:
    TopicModel.load(saved).save(tmp_path / "again")
    assert (tmp_path / "again").read_bytes() == saved.read_bytes()


def test_nothing_in_the_file_is_pickled(saved: Path) -> None:
    with zipfile.ZipFile(saved) as archive:
        assert archive.namelist() == ["model.json", "arrays.npz"]
        stored = np.load(io.BytesIO(archive.read("arrays.npz")), allow_pickle=False)
        assert all(stored[name].dtype.kind in "fiu" for name in stored.files)


def _rewrite(saved: Path, path: Path, **changes: object) -> Path:
    with zipfile.ZipFile(saved) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    description = json.loads(contents["model.json"])
    description.update(changes)
    contents["model.json"] = json.dumps(description).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"format": "other"}, "not a policynlp topic model"),
        ({"version": 99}, "version 99; this release reads 1"),
        ({"names": ["one"]}, "4 topics, 1 names"),
        ({"topics": [{}]}, "damaged"),
        ({"granularity": "medium"}, "damaged"),
        ({"vocabulary": {}}, "damaged"),
        ({"themes": []}, "damaged"),
    ],
)
def test_a_changed_description_is_refused(
    saved: Path, tmp_path: Path, changes: dict[str, object], message: str
) -> None:
    with pytest.raises(ModelError, match=message):
        TopicModel.load(_rewrite(saved, tmp_path / "changed", **changes))


def test_what_is_no_model_is_refused(saved: Path, tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("no zip", encoding="utf-8")
    cut = tmp_path / "cut"
    cut.write_bytes(saved.read_bytes()[:-200])
    empty = tmp_path / "empty"
    with zipfile.ZipFile(empty, "w"):
        pass
    for path in (text, cut, empty, tmp_path / "absent", tmp_path):
        with pytest.raises(ModelError, match=path.name) as caught:
            TopicModel.load(path)
        assert "\n" not in str(caught.value)


def test_a_file_that_would_run_code_is_refused(saved: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(saved) as archive:
        description = archive.read("model.json")
    buffer = io.BytesIO()
    np.savez(buffer, components=np.array([{"an": "object"}], dtype=object))
    path = tmp_path / "hostile"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("model.json", description)
        archive.writestr("arrays.npz", buffer.getvalue())
    with pytest.raises(ModelError):
        TopicModel.load(path)


def test_where_nothing_can_be_written(model: TopicModel, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="can't be written"):
        model.save(tmp_path / "no" / "folder")
