"""Documents on disk come back as they were."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policynlp import Corpus, Document
from policynlp import spool as spools
from policynlp.aligned import AlignedText
from policynlp.documents import Article, Passage
from policynlp.spool import Spool, pack, unpack


def everything(value: Any) -> Any:
    """All that a document holds, to be compared."""
    if isinstance(value, np.ndarray):
        return value.dtype.str, value.tolist()
    if isinstance(value, tuple):
        return tuple(map(everything, value))
    if isinstance(value, Document | Article | Passage | AlignedText):
        return {f.name: everything(getattr(value, f.name)) for f in fields(value)}
    return value


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    origin = sorted(draw(st.sets(st.integers(0, 60), max_size=30)))
    text = "".join(draw(st.sampled_from("政策\n\u2028 a😀\ud800")) for _ in origin)
    aligned = AlignedText(text, np.array(origin, dtype=np.int64))
    section = tuple(draw(st.lists(st.text(max_size=3), max_size=2)))
    name, repeats = draw(st.text(max_size=3)), draw(st.none() | st.text())
    return Passage(name, aligned, "caption", section, repeats)


@given(st.lists(passages(), max_size=3), st.text(), st.dictionaries(st.text(), st.integers()))
def test_a_document_is_unpacked_as_it_was(found: list[Passage], raw: str, known: Any) -> None:
    article = Article("a", "题", date="2021-01-01", passages=tuple(found))
    document = Document("d", "folder/\udcff.txt", raw, "md", "utf-8", known, {"a": "file"},
                        (article, Article("b")), tuple(found[:1]))  # fmt: skip
    assert everything(unpack(pack(document))) == everything(document)


@pytest.mark.parametrize("in_memory", [1, 1 << 30])
def test_a_corpus_on_disk_is_the_corpus(
    seeds: Corpus, monkeypatch: pytest.MonkeyPatch, in_memory: int
) -> None:
    monkeypatch.setattr(spools, "_IN_MEMORY", in_memory)
    spool = Spool()
    for document in seeds:
        spool.add(pack(document))
    corpus = Corpus(spool, seeds.skipped)
    assert list(map(everything, corpus)) == list(map(everything, seeds))
    assert corpus[seeds[3].id].raw == corpus[-2].raw == seeds[3].raw
    assert [d.id for d in corpus[1:3]] == [d.id for d in seeds[1:3]]
    with pytest.raises(IndexError):
        corpus[5]
