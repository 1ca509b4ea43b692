"""Speed of the pipeline beside spaCy's own character NER, in one run on one core.

    python benchmarks/entities.py [FOLDER…]

Reads the documents of the folders (default: the seeds), runs ``policynlp.ner.load()`` and a blank
spaCy pipeline of the usual size (tok2vec width 96, depth 4) over the same characters, and prints
both speeds and the peak memory. The accuracy is ``policynlp evaluate``.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import spacy
from spacy.language import Language

from policynlp import read
from policynlp.ner import load

_TOK2VEC = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 96,
    "depth": 4,
    "embed_size": 2000,
    "window_size": 1,
    "maxout_pieces": 3,
    "subword_features": True,
}


def spacy_ner() -> Language:
    """Untrained: the time does not depend on the weights."""
    nlp = spacy.blank("zh")
    nlp.add_pipe(
        "ner",
        config={
            "model": {
                "@architectures": "spacy.TransitionBasedParser.v2",
                "state_type": "ner",
                "extra_state_tokens": False,
                "hidden_width": 64,
                "maxout_pieces": 2,
                "use_upper": True,
                "tok2vec": _TOK2VEC,
            }
        },
    )
    for label in ("ORG", "POLICY", "REPORT", "METRIC"):
        nlp.get_pipe("ner").add_label(label)  # type: ignore[attr-defined]
    nlp.initialize()
    return nlp


def speed(nlp: Language, texts: list[str]) -> float:
    """Characters a second of processor time, the best of three runs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        for _ in nlp.pipe(texts):
            pass
        times.append(time.process_time() - start)
    return sum(map(len, texts)) / min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    root = Path(__file__).parent.parent
    parser.add_argument("paths", nargs="*", default=[str(root / "seeds")])
    parser.add_argument("--characters", type=int, default=100_000)
    arguments = parser.parse_args()
    texts: list[str] = []
    for document in read(arguments.paths):
        texts += [passage.text for passage in document.passages()]
        if sum(map(len, texts)) > arguments.characters:
            break
    print(f"{len(texts)} passages, {sum(map(len, texts)):,} characters")
    ours = speed(load(), texts)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"policynlp          {ours:10,.0f} characters/s   peak {peak:.0f} MB")
    theirs = speed(spacy_ner(), texts)
    print(f"spaCy NER, 96 x 4  {theirs:10,.0f} characters/s")
    print(f"ratio              {ours / theirs:10.1f}")


if __name__ == "__main__":
    main()
