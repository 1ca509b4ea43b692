"""The worked examples of docs/annotation.md are what the tool prints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

from policynlp.ner import Policy

PAGE = (Path(__file__).parent.parent.parent / "docs" / "annotation.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```text\n(.*?)```", PAGE.split("## Worked examples")[1], re.DOTALL)


def parts(example: str) -> Iterator[tuple[str, list[str]]]:
    """Words as they stand, each with the label and attributes that it is marked with."""
    for plain, mark in re.findall("([^⟦]+)|⟦(.*?)⟧", example.replace("\n", "")):
        label, surface, *rest = mark.split("|") if mark else ("", plain)
        yield surface, [label, *rest] if label else []


@pytest.mark.parametrize("example", EXAMPLES)
def test_inline_examples(nlp: Language, example: str) -> None:
    doc = nlp("".join(words for words, _ in parts(example)))
    marked = [(words, marks) for words, marks in parts(example) if marks]
    assert [(e.text, e.label_) for e in doc.ents] == [(words, m[0]) for words, m in marked]
    for entity, (words, marks) in zip(doc.ents, marked, strict=True):
        if entity.label_ != "METRIC":
            continue
        expected = dict(mark.split("=", 1) for mark in marks[1:])
        expected.setdefault("status", "fact")
        metric = entity._.metric.to_dict()
        keys = {*expected, "period", "scope", "bound", "direction"}
        assert {key: str(metric[key]) for key in keys} == {
            key: expected.get(key, "") for key in keys
        }, words


def test_there_are_two_examples() -> None:
    assert len(EXAMPLES) == 2


def test_the_first_example_as_a_record(nlp: Language) -> None:
    (block,) = (b for b in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL) if "tz-1" in b)
    record = json.loads(block.replace("\n", ""))
    found = {(e.start_char, e.end_char): e for e in nlp(record["text"]).ents}
    for span in record["spans"]:
        entity = found[span["start"], span["end"]]
        assert (entity.text, entity.label_) == (span["text"], span["label"])
        for key in {*span} - {"start", "end", "label", "text"}:
            assert getattr(entity._.metric, key) == span[key]


def test_what_the_page_says_of_the_first_policy(nlp: Language) -> None:
    doc = nlp("".join(words for words, _ in parts(EXAMPLES[1])))
    first = next(e for e in doc.ents if e.label_ == "POLICY")
    assert first._.policy == Policy(
        kind="opinion",
        number="国发〔2022〕14号",
        level="national",
        issuer="国务院",
        date="2022年6月",
    )
    assert next(e._.metric.factor for e in doc.ents if e.text == "翻一番") == 2
