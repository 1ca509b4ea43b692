"""Speed of the pipeline beside spaCy's own character NER on one core, and its memory.

    python benchmarks/entity_speed.py [FOLDER…]

Reads the documents of the folders (default: the seeds) and runs ``policynlp.load()`` and a blank
spaCy pipeline of the usual size (tok2vec width 96, depth 4; untrained, the time does not depend on
the weights) over the same passages, in turns, in processor time. Then the passages are read ten
times over, for the memory.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import time
from collections.abc import Iterable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from entity_systems import spacy_ner
from spacy.language import Language

from policynlp import read
from policynlp.ner import load

ROUNDS = 5


def speed(nlp: Language, texts: list[str]) -> float:
    """Characters a second of processor time."""
    start = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return sum(map(len, texts)) / (time.process_time() - start)


def peak() -> float:
    """MB of memory that this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def passages(paths: Iterable[str], characters: int) -> list[str]:
    texts: list[str] = []
    size = 0
    for document in read(list(paths)):
        for passage in document.passages():
            texts.append(passage.text)
            size += len(passage.text)
        if size > characters:
            break
    return texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="*", default=[str(Path(__file__).parent.parent / "seeds")])
    parser.add_argument("--characters", type=int, default=100_000)
    arguments = parser.parse_args()
    texts = passages(arguments.paths, arguments.characters)
    print(f"{len(texts)} passages, {sum(map(len, texts)):,} characters")
    ours, theirs = load(), spacy_ner()
    once = [speed(ours, texts), peak()]
    for _ in ours.pipe(text for _ in range(10) for text in texts):
        pass
    print(f"peak memory: {once[1]:.0f} MB, ten times the text {peak():.0f} MB")
    pairs = [(speed(ours, texts), speed(theirs, texts)) for _ in range(ROUNDS)]
    ratios = sorted(a / b for a, b in pairs)
    print(f"policynlp          {statistics.median(a for a, _ in pairs):10,.0f} characters/s")
    print(f"spaCy NER, 96 x 4  {statistics.median(b for _, b in pairs):10,.0f} characters/s")
    print(
        f"ratio              {statistics.median(ratios):10.1f}  ({ratios[0]:.1f}-{ratios[-1]:.1f})"
    )


if __name__ == "__main__":
    main()
