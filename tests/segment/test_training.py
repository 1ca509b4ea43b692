"""Training, its notation, its scores and the files that come out of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from policynlp.cli.train_segmenter import command
from policynlp.errors import ModelError, ResourceError
from policynlp.segment import Lexicon, Segmenter
from policynlp.segment.annotation import parse, read_annotated
from policynlp.segment.boundaries import COARSE, FINE
from policynlp.segment.characters import fold_codes, normalise, to_codes
from policynlp.segment.evidence import TermTable, find_matches
from policynlp.segment.learned import LearnedEngine
from policynlp.segment.training import score
from policynlp.tagging.hashing import ngrams

WORDS = st.lists(
    st.lists(st.text("数字政府建设3年", min_size=1, max_size=3), min_size=1, max_size=3),
    min_size=1,
    max_size=6,
)


@given(WORDS)
def test_the_notation_gives_its_words_back(units: list[list[str]]) -> None:
    passage = parse("/".join("_".join(unit) for unit in units))
    assert passage.text == "".join(word for unit in units for word in unit)
    ends = (np.flatnonzero(passage.levels) + 1).tolist()
    words = [passage.text[a:b] for a, b in zip([0, *ends], ends, strict=False)]
    assert words == [word for unit in units for word in unit]
    assert (passage.levels == COARSE).sum() == len(units)


def test_an_empty_word_names_its_line(tmp_path: Path) -> None:
    file = tmp_path / "gold.txt"
    file.write_text("# mine\n加快/建设\n数字__政府\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="line 3"):
        list(read_annotated(file))


def test_scores_count_words_with_both_borders_right() -> None:
    gold, guess = parse("加快/数字_政府/建设"), parse("加快/数字政府/建设")
    fine = score([(gold.levels, guess.levels)], FINE)
    assert (fine.same, fine.found, fine.wanted) == (2, 3, 4)
    assert score([(gold.levels, guess.levels)], COARSE).f1 == 1


def test_a_segmenter_trained_by_the_command_does_as_it_was_taught(tmp_path: Path) -> None:
    gold = tmp_path / "gold.txt"
    gold.write_text("推进/乐_高/计划/。\n发展/乐_高/计划/。\n" * 20, encoding="utf-8")
    output = tmp_path / "model"
    result = CliRunner().invoke(command, [str(gold), "-o", str(output)])
    assert result.exit_code == 0, result.output
    engine = LearnedEngine(output / "segmenter.npz")
    assert engine.meta["passages"] == 40
    token = Segmenter(engine=engine).segment("推进乐高计划。")[1]
    assert token.text == "乐高"
    assert [part.text for part in token.parts] == ["乐", "高"]


@pytest.mark.parametrize("content", [b"", b"not a model", b"PK\x03\x04broken"])
def test_a_broken_model_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "segmenter.npz"
    path.write_bytes(content)
    with pytest.raises(ModelError, match=r"segmenter\.npz"):
        LearnedEngine(path)
    with pytest.raises(ModelError):
        LearnedEngine(tmp_path / "missing.npz")


def test_a_model_of_another_program_is_named(tmp_path: Path) -> None:
    path = tmp_path / "segmenter.npz"
    np.savez(path, something=np.zeros(3))
    with pytest.raises(ModelError, match="not a segmenter"):
        LearnedEngine(path)


def test_terms_are_found_where_they_stand() -> None:
    table = TermTable.build(Lexicon.from_terms(["数字政府", "政府", "营商环境"]))
    codes, _ = normalise(fold_codes(to_codes("建数字政府")))
    found = find_matches(codes, ngrams(codes, 2)[1], table)
    assert (found.starting > 0).tolist() == [False, True, False, True, False]
    assert (found.ending > 0).tolist() == [False, False, False, False, True]
    assert (found.crossing > 0).tolist() == [False, False, True, True, True]
