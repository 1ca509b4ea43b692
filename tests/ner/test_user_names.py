"""A user's own names win, whole, and stay with the pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.vocab import Vocab

from policynlp.errors import ReadError, ResourceError
from policynlp.folding import fold
from policynlp.ner import UserName, load, read_names
from policynlp.ner.tokenizer import CharacterTokenizer
from policynlp.ner.user_names import UserNames

TABLE = """# names of our project
text\tlabel\tcanonical name
粤省事\tPOLICY
数字办\tORG\t浙江省数字化改革办公室
国务院数字办\tORG
创新券\tPOLICY\t《科技创新券管理办法》
ＡＩ局\torg
qzx\tORG\t某协会
"""
TEXT = "数字办落实《数字办工作规则》，国务院数字办发放创新券3万张，AI局参与，qzxy不算。"


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("names") / "my.tsv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def own(table: Path) -> Language:
    return load(names=table)


def found(nlp: Language, text: str = TEXT) -> list[tuple[str, str, str, str]]:
    return [(e.text, e.label_, e._.source, e._.canonical) for e in nlp(text).ents]


EXPECTED = [
    ("数字办", "ORG", "user", "浙江省数字化改革办公室"),
    ("数字办", "ORG", "user", "浙江省数字化改革办公室"),  # also inside a title
    ("国务院数字办", "ORG", "user", "国务院数字办"),  # the longest of one's own
    ("创新券", "POLICY", "user", "《科技创新券管理办法》"),
    ("3万张", "METRIC", "grammar", "3万张"),
    ("AI局", "ORG", "user", "AI局"),
]


def test_names_win_over_every_other_proposal(own: Language) -> None:
    assert found(own) == EXPECTED


def test_the_alias_says_that_the_user_gave_it(own: Language) -> None:
    aliases = own(TEXT)._.aliases
    assert {(a.text, a.reason) for a in aliases} == {("数字办", "user"), ("创新券", "user")}


def test_a_users_canonical_name_wins_over_a_definition_and_the_table_of_bodies(
    tmp_path: Path,
) -> None:
    path = tmp_path / "my.tsv"
    path.write_text("工信部\tORG\t工业部\n海纺\tORG\t海宁纺织\n", encoding="utf-8")
    nlp = load(names=path)
    text = "工信部调研海宁纺织（集团）有限公司（以下简称“海纺”）。"
    names = {e.text: e._.canonical for e in nlp(text).ents}
    assert names["工信部"] == "工业部"
    assert names["海纺"] == "海宁纺织"


def test_they_stay_with_a_saved_pipeline(own: Language, tmp_path: Path) -> None:
    own.to_disk(tmp_path / "model")
    assert found(spacy.load(tmp_path / "model")) == EXPECTED
    more = tmp_path / "more.tsv"
    more.write_text("数字办\tORG\t另一个数字办\n", encoding="utf-8")
    again = found(load(str(tmp_path / "model"), names=more))
    assert again[0][3] == "另一个数字办"
    assert again[1:1] + again[2:] == EXPECTED[2:]


def test_they_go_along_to_other_processes(own: Language) -> None:
    docs = own.pipe([TEXT] * 2, n_process=2, batch_size=1)
    assert [[e.text for e in doc.ents] for doc in docs] == [[e[0] for e in EXPECTED]] * 2


def test_gb18030_and_byte_order_marks_are_read(tmp_path: Path) -> None:
    for encoding in ("gb18030", "utf-8-sig"):
        path = tmp_path / f"{encoding}.tsv"
        path.write_bytes(TABLE.encode(encoding))
        assert [name.text for name in read_names(path)][:2] == ["粤省事", "数字办"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("甲局\tGPE", "GPE"),
        ("甲局\tMETRIC", "METRIC"),
        ("甲局", "TAB"),
        ("\tORG", "no text"),
        ("甲局\tORG\t甲市局\t2020", "TAB"),
        ("乙局\tPOLICY", "line 2"),
        ("乙局\tORG\t乙市局", "line 2"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, row: str, problem: str) -> None:
    path = tmp_path / "my.tsv"
    path.write_text(f"# own\n乙局\tORG\n\n{row}\n丙局\tORG\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"my\.tsv, line 4") as caught:
        read_names(path)
    assert problem in str(caught.value)


def test_a_table_that_is_missing_or_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"none\.tsv"):
        load(names=tmp_path / "none.tsv")
    (tmp_path / "a.tsv").write_bytes(b"\xff\xd8\xff\xe0\x00")
    with pytest.raises(ReadError, match=r"a\.tsv"):
        load(names=tmp_path / "a.tsv")


def test_an_empty_table_changes_nothing(nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "my.tsv"
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert found(load(names=path)) == found(nlp)


names = st.text(alphabet="甲乙局（ａa1", min_size=1, max_size=3)


@given(st.lists(names, min_size=1, max_size=5), st.text(alphabet="甲乙丙局（）ａa12 ", max_size=25))
@settings(deadline=None)
def test_names_are_found_leftmost_and_longest_outside_latin_words(
    known: list[str], text: str
) -> None:
    find = UserNames(UserName(name, "ORG") for name in known)
    doc = find(CharacterTokenizer(Vocab())(text))
    spans = [(span.start, span.end) for span in doc.spans["policy_user_names"]]
    folded, wanted = fold(text), {fold(name) for name in known}
    expected, at = [], 0
    while at < len(text):
        sizes = [n for n in (3, 2, 1) if at + n <= len(text) and folded[at : at + n] in wanted]
        if sizes and not in_a_latin_word(folded, at, at + sizes[0]):
            expected.append((at, at + sizes[0]))
        at += sizes[0] if sizes else 1
    assert spans == expected


def in_a_latin_word(text: str, start: int, end: int) -> bool:
    pairs = (text[max(0, start - 1) : start + 1] if start else "", text[end - 1 : end + 1])
    return any(len(pair) == 2 and pair.isascii() and pair.isalnum() for pair in pairs)
