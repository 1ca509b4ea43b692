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
from policynlp.segment.annotation import parse, read_annotated, read_boundaries
from policynlp.segment.boundaries import COARSE, FINE
from policynlp.segment.characters import fold_codes, normalise, to_codes
from policynlp.segment.evidence import TermTable, find_matches
from policynlp.segment.learned import LearnedEngine
from policynlp.segment.training import score
from policynlp.segment.word_classes import N_CLASSES, class_table
from policynlp.tagging.hashing import Substrings, spread

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
    codes = normalise(fold_codes(to_codes("建数字政府")))
    borders = np.array([True, True, False, True, False, True])
    found = find_matches(Substrings(codes), borders, table)
    assert (found.starting > 0).tolist() == [False, True, False, True, False]
    assert (found.ending > 0).tolist() == [False, False, False, False, True]
    assert (found.crossing > 0).tolist() == [False, False, True, True, True]


def test_a_term_that_cuts_a_word_is_no_evidence() -> None:
    table = TermTable.build(Lexicon.from_terms(["中国家"]))
    codes = normalise(fold_codes(to_codes("发展中国家")))
    borders = np.array([True, False, True, True, False, True])
    assert find_matches(Substrings(codes), borders, table).starting.any()
    borders[2] = False
    assert not find_matches(Substrings(codes), borders, table).starting.any()


def test_boundaries_are_read_over_their_documents(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("题\n加快数字政府建设", encoding="utf-8")
    file = tmp_path / "boundaries.tsv"
    file.write_text("# mine\na.txt\t2\t02010202\n", encoding="utf-8")
    (passage,) = read_boundaries(file, tmp_path)
    assert passage.text == "加快数字政府建设"
    assert passage.levels.tolist() == parse("加快/数字_政府/建设").levels.tolist()
    for wrong in ("b.txt\t0\t02", "a.txt\t9\t02", "a.txt\t0\t07", "a.txt\tx\t02", "a.txt"):
        file.write_text(wrong + "\n", encoding="utf-8")
        with pytest.raises(ResourceError, match="line 1"):
            list(read_boundaries(file, tmp_path))


def test_words_with_the_same_neighbours_are_of_one_class() -> None:
    rng = np.random.default_rng(0)
    # A mark of each group stands between words of the group, of which there are two.
    groups = rng.integers(0, N_CLASSES, 6_000)
    either = 1000 + 2 * groups + rng.integers(0, 2, len(groups))
    words = spread(np.stack([groups, either, groups], axis=1).ravel().astype(np.uint32))
    table = class_table(words)
    both = 1000 + np.arange(2 * N_CLASSES, dtype=np.uint32)
    first, second = table.look_up(spread(both)).reshape(-1, 2).T
    assert (first > 0).all()
    assert (first == second).mean() > 0.8


def test_a_corpus_of_few_words_has_no_classes() -> None:
    assert class_table(np.arange(50, dtype=np.uint32)).look_up(np.uint32([3])).tolist() == [0]
