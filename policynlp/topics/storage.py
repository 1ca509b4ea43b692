"""Saved topic models: one zip that holds model.json and arrays.npz; nothing in it can run code."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import numpy as np
import scipy.sparse as sp

from policynlp.errors import ModelError
from policynlp.segment import Entry, Granularity, Lexicon
from policynlp.topics.fitting import Reference
from policynlp.topics.results import Topic
from policynlp.topics.selection import Selection
from policynlp.topics.themes import Theme, Themes
from policynlp.topics.vectorizer import PassageVectorizer

if TYPE_CHECKING:
    from policynlp.topics.model import TopicModel

M = TypeVar("M", bound="TopicModel")

_FORMAT = "policynlp topic model"
_VERSION = 1
_SPARSE = ("profile", "smoothed")
_MEMBERS = ("model.json", "arrays.npz")


def to_bytes(model: TopicModel) -> bytes:
    """A fitted model as the bytes of its file; the same model gives the same bytes."""
    description, arrays = _state_of(model)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **arrays)
    text = json.dumps(description, ensure_ascii=False, indent=1)
    contents = (text.encode("utf-8"), buffer.getvalue())
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in zip(_MEMBERS, contents, strict=True):
            archive.writestr(zipfile.ZipInfo(name), content)  # without the time of writing
    return file.getvalue()


def save(file: bytes, path: Path) -> None:
    """Write what `to_bytes` gave; the file is complete or not there.

    Raises
    ------
    ModelError
        If the file can't be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(file)
        os.replace(part, path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ModelError(path, f"can't be written: {error.strerror}") from error


def load(kind: type[M], path: Path) -> M:
    """Read what `save` wrote.

    Raises
    ------
    ModelError
        Whatever is wrong with the file.
    """
    try:
        file = path.read_bytes()
    except OSError as error:
        raise ModelError(path, error.strerror or "can't be read") from error
    return from_bytes(kind, file, path)


def from_bytes(kind: type[M], file: bytes, path: Path = Path("model")) -> M:
    """Read what `to_bytes` gave; errors as of `load`, which name ``path``."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            contents = [archive.read(name) for name in _MEMBERS]
        description = json.loads(contents[0].decode("utf-8"))
        if description.get("format") != _FORMAT:
            raise ModelError(path, f"not a {_FORMAT}")
        if description.get("version") != _VERSION:
            raise ModelError(
                path, f"version {description.get('version')!r}; this release reads {_VERSION}"
            )
        with np.load(io.BytesIO(contents[1]), allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        return _model_from(kind, description, arrays)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError) as error:
        raise ModelError(path, f"not a {_FORMAT}, or damaged ({error})") from error


def _state_of(model: TopicModel) -> tuple[dict[str, Any], dict[str, Any]]:
    reference = model._reference
    vectorizer = model._vectorizer.get_state()
    lexicon = model.lexicon
    description = {
        "format": _FORMAT,
        "version": _VERSION,
        "n_topics": model.n_topics,
        "granularity": model.granularity,
        "random_state": model.random_state,
        "lexicon": None if lexicon is None else [[e.term, e.kind] for e in lexicon],
        "themes": [theme.to_dict() for theme in model.themes_],
        "names": model._names,
        "topics": [topic.to_dict() for topic in model.topics_],
        "selection": model.selection_.to_dict(),
        "vocabulary": {k: v for k, v in vectorizer.items() if k.endswith("_vocabulary")},
    }
    arrays = {k: v for k, v in vectorizer.items() if not k.endswith("_vocabulary")}
    arrays |= {
        "components": model.components_,
        "input_weights": model.weights_,
        "spread": reference.spread,
        "reference_weights": reference.weights,
    }
    for name in _SPARSE:
        matrix = getattr(reference, name)
        arrays |= {
            f"{name}_{part}": getattr(matrix, part) for part in ("data", "indices", "indptr")
        }
    return description, arrays


def _model_from(kind: type[M], description: dict[str, Any], arrays: dict[str, Any]) -> M:
    lexicon = description["lexicon"]
    themes = tuple(
        Theme(t["name"], tuple(t["anchors"]), t["meaning"]) for t in description["themes"]
    )
    if description["granularity"] not in get_args(Granularity):
        raise ValueError(f"granularity {description['granularity']!r}")
    model = kind(
        description["n_topics"],
        Themes(themes) if themes else None,
        granularity=description["granularity"],
        lexicon=None if lexicon is None else Lexicon(Entry(t, k) for t, k in lexicon),
        random_state=description["random_state"],
    )
    model._vectorizer = PassageVectorizer(model.granularity, model.lexicon)
    model._vectorizer.set_state(arrays | description["vocabulary"])
    n_terms = len(model._vectorizer.terms)
    n_passages, n_topics = arrays["reference_weights"].shape
    widths = {"profile": model._vectorizer.profile_width, "smoothed": n_terms}
    sparse = {name: _sparse(arrays, name, (n_passages, widths[name])) for name in _SPARSE}
    _expect(arrays["components"], (n_topics, n_terms))
    _expect(arrays["spread"], (n_passages, len(themes)))
    _expect(arrays["input_weights"], (len(arrays["input_weights"]), n_topics))
    model._reference = Reference(
        sparse["profile"], sparse["smoothed"], arrays["spread"], arrays["reference_weights"]
    )
    model.components_ = arrays["components"]
    model.weights_ = arrays["input_weights"]
    model.n_topics_ = n_topics
    model.themes_ = themes
    model.terms_ = np.array(model._vectorizer.terms)
    model.selection_ = Selection.from_dict(description["selection"])
    model._names = [str(name) for name in description["names"]]
    model._topics = tuple(Topic.from_dict(topic) for topic in description["topics"])
    if not n_topics == len(model._names) == len(model._topics):
        raise ValueError(f"{n_topics} topics, {len(model._names)} names")
    return model


def _sparse(arrays: dict[str, Any], name: str, shape: tuple[int, int]) -> sp.csr_matrix:
    matrix = sp.csr_matrix(
        tuple(arrays[f"{name}_{part}"] for part in ("data", "indices", "indptr")), shape=shape
    )
    matrix.check_format(full_check=True)
    return matrix


def _expect(array: Any, shape: tuple[int, ...]) -> None:
    if array.shape != shape:
        raise ValueError(f"an array of shape {array.shape}, not {shape}")
