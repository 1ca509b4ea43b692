"""Kind, level and full name of policies, full names of bodies: against the lists of tests/gold.

    python benchmarks/aliases.py ../shared/gold/policy_entities.jsonl

The lists point into the passages of that file. An entity that is not found, or with other ends,
counts as wrong.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from policynlp.ner import load
from policynlp.ner.annotations import AnnotatedText, read_annotations

GOLD = Path(__file__).parent.parent / "tests" / "gold"


def rows(name: str) -> list[list[str]]:
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def docs_of(
    nlp: Language, texts: list[AnnotatedText], known: dict[str, tuple[str, str]]
) -> dict[str, Doc]:
    """Docs of the passages by their ids, with year and level where the list has them."""
    docs = {}
    for text in texts:
        doc = nlp.make_doc(text.text)
        year, level = known.get(text.id, ("", ""))
        doc._.date = date(int(year), 7, 1) if year else None
        doc._.level = {"local": "provincial"}.get(level, "national" if year else "")
        docs[text.id] = nlp(doc)
    return docs


def entity(doc: Doc, start: str, end: str) -> Span | None:
    return next((e for e in doc.ents if (e.start, e.end) == (int(start), int(end))), None)


def shown(name: str, right: list[bool]) -> None:
    values = np.array(right, dtype=float)
    drawn = np.random.default_rng(0).choice(values, (1000, len(values))).mean(axis=1)
    low, high = np.quantile(drawn, (0.025, 0.975))
    print(f"{name:44} {len(right):4}  {values.mean():.3f}  [{low:.3f}, {high:.3f}]")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("passages", type=Path)
    parser.add_argument("--errors", action="store_true", help="print each wrong one")
    arguments = parser.parse_args()
    texts, nlp = read_annotations(arguments.passages), load()

    known = {row[0]: (row[3], row[4]) for row in rows("bodies.tsv")}
    docs = docs_of(nlp, texts, known)
    kinds, levels, names = [], [], []
    for number, (passage, start, end, kind, level, canonical) in enumerate(rows("policies.tsv")):
        found = entity(docs[passage], start, end)
        wanted = canonical or docs[passage][int(start) : int(end)].text
        policy = None if found is None else found._.policy
        kinds.append((number, policy is not None and policy.kind == kind))
        levels.append((number, policy is not None and policy.level == level))
        names.append((number, bool(canonical), found is not None and found._.canonical == wanted))
        if arguments.errors and not (kinds[-1][1] and levels[-1][1] and names[-1][2]):
            print(passage, wanted, kind, level, policy, found and found._.canonical)
    print("policies: accuracy, 95 % interval")
    shown("kind", [right for _, right in kinds])
    shown("kind, not used for development", [right for n, right in kinds if n % 2])
    shown("level", [right for _, right in levels])
    shown("level, not used for development", [right for n, right in levels if n % 2])
    shown("full name", [right for _, _, right in names])
    shown("full name of those that are an alias", [right for _, alias, right in names if alias])

    bodies = []
    for passage, start, end, _, _, canonical in rows("bodies.tsv"):
        found = entity(docs[passage], start, end)
        wanted = canonical or docs[passage][int(start) : int(end)].text
        bodies.append((bool(canonical), found is not None and found._.canonical == wanted))
        if arguments.errors and not bodies[-1][1]:
            print(passage, wanted, found and found._.canonical)
    print("bodies")
    shown("full name", [right for _, right in bodies])
    shown("full name of those that are an alias", [right for alias, right in bodies if alias])


if __name__ == "__main__":
    main()
