"""Accuracy of names and metrics beside plain tools, cross-validated over documents.

    python benchmarks/entities.py ../shared/gold/policy_entities.jsonl [--spacy-epochs N]

Five folds over the documents of the file, one seed document left out with each; own training
sentences (``models/zh_policy_core/data``) help the hybrid in every fold. Exact-span F1 with counts
and 95 % intervals (bootstrap over passages). The plain tools learn from the documents alone.
Needs ``pip install python-crfsuite``. Speed and memory: ``entity_speed.py``.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import entity_systems as systems

from policynlp.ner.annotations import AnnotatedText, annotation_files, read_annotations
from policynlp.ner.evaluation import ALL, evaluate

ROOT = Path(__file__).parent.parent
FOLDS = 5
LABELS = ("ORG", "POLICY", "REPORT", "METRIC", ALL)


def folds(texts: Sequence[AnnotatedText]) -> dict[str, int]:
    documents = sorted({text.document for text in texts})
    random.Random(0).shuffle(documents)  # noqa: S311
    return {document: number % FOLDS for number, document in enumerate(documents)}


def show(name: str, texts: Sequence[AnnotatedText], found: Sequence[systems.Found]) -> None:
    scores = evaluate(texts, found).scores
    cells = []
    for label in LABELS:
        score = scores[label]
        low, high = score.interval
        total = score.right + score.missed
        cells.append(f"{label} {score.f1:.3f} [{low:.3f}, {high:.3f}] of {total}")
    print(f"  {name:10}", "  ".join(cells))


def compare(
    name: str,
    learn: systems.Learner,
    gold: Sequence[AnnotatedText],
    seeds: Sequence[AnnotatedText],
    own: Sequence[AnnotatedText],
) -> None:
    """Print the scores of one system and how many characters a second it reads."""
    fold_of = folds(gold)
    left_out = {document: number for number, document in enumerate(dict.fromkeys(
        text.document for text in seeds))}  # fmt: skip
    tested: dict[bool, list[AnnotatedText]] = {True: [], False: []}
    found: dict[bool, list[systems.Found]] = {True: [], False: []}
    taken = 0.0
    for fold in range(FOLDS):
        inside = [text for text in gold if fold_of[text.document] == fold]
        seed = [text for text in seeds if left_out[text.document] == fold]
        chosen = {id(text) for text in (*inside, *seed)}
        find = learn([text for text in (*gold, *seeds) if id(text) not in chosen], own)
        for is_seed, texts in ((False, inside), (True, seed)):
            start = time.process_time()
            tested[is_seed] += texts
            found[is_seed] += find([text.text for text in texts])
            taken += time.process_time() - start
    characters = sum(len(text.text) for part in tested.values() for text in part)
    print(f"{name}: {characters / taken:,.0f} characters/s")
    show("documents", tested[False], found[False])
    show("seeds", tested[True], found[True])
    for document in left_out:
        pairs = [
            pair
            for pair in zip(tested[True], found[True], strict=True)
            if pair[0].document == document
        ]
        show(document[:10], [pair[0] for pair in pairs], [pair[1] for pair in pairs])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold", type=Path, help="annotated documents (id, doc, text, spans)")
    parser.add_argument("--spacy-epochs", type=int, default=10, help="0 leaves it out")
    arguments = parser.parse_args()
    gold = read_annotations(arguments.gold)
    seeds = read_annotations(ROOT / "tests/gold/seeds_entities.jsonl")
    files = annotation_files([ROOT / "models/zh_policy_core/data"])
    own = [text for file in files for text in read_annotations(file)]
    compare("grammar and lists", systems.rules, gold, seeds, own)
    compare("character CRF, n-grams only", systems.crf, gold, seeds, own)
    compare("hybrid without own sentences", systems.hybrid_plain, gold, seeds, own)
    compare("hybrid", systems.hybrid, gold, seeds, own)
    if arguments.spacy_epochs:
        learn = systems.spacy_trained(arguments.spacy_epochs)
        compare(f"spaCy NER, {arguments.spacy_epochs} epochs", learn, gold, seeds, own)


if __name__ == "__main__":
    main()
