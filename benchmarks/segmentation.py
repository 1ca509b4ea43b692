"""Accuracy and throughput of word segmentation, side by side.

The seeds are scored leaving out one document at a time: for each, the learned engine is trained
anew without it. Libraries that are not installed, or that would download a model, are left out.

    python benchmarks/segmentation.py [--corpus DOCUMENTS ...] [--gold FILE ...] [--treebank CONLLU]

``--gold`` scores more annotated files with the shipped model, as they are.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from importlib import metadata
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from policynlp.corpus import read
from policynlp.segment import Lexicon, RJiebaEngine, Segmenter
from policynlp.segment.annotation import Annotated, parse, read_annotated
from policynlp.segment.boundaries import COARSE, FINE, Levels
from policynlp.segment.evidence import TermTable
from policynlp.segment.learned import LearnedEngine
from policynlp.segment.training import corpus_pairs, fit, score

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "tests" / "gold" / "seeds_segmentation.txt"
WRITTEN = ROOT / "models" / "segmenter" / "data"
LEXICON_SIZE = 20_000

Cutter = Callable[[str], Iterable[str]]


def seeds() -> dict[str, list[Annotated]]:
    """The gold by document."""
    lines = SEEDS.read_text(encoding="utf-8").splitlines()
    by_document: dict[str, list[Annotated]] = {}
    for name, line in pairwise(lines):
        if name.startswith("### "):
            by_document.setdefault(name[4:].split("-")[0], []).append(parse(line))
    return by_document


def treebank(path: Path) -> list[Annotated]:
    """Sentences of a CoNLL-U file; its words are taken as they are, at both levels."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    sentences = [re.findall(r"^\d+\t([^\t]+)\t", block, re.MULTILINE) for block in blocks]
    marks = str.maketrans("/_", "／＿")  # of the notation
    return [parse("/".join(w.translate(marks) for w in words)) for words in sentences if words]


def from_words(text: str, words: Iterable[str]) -> Levels:
    levels = np.zeros(len(text), dtype=np.uint8)
    at = 0
    for word in words:
        at = text.index(word, at) + len(word)  # snownlp and pkuseg drop white space
        levels[at - 1] = COARSE
    return levels


def by_segmenter(segmenter: Segmenter, passages: Sequence[Annotated]) -> list[Levels]:
    found = []
    for passage, tokens in zip(
        passages, segmenter.segment_many(p.text for p in passages), strict=True
    ):
        levels = np.zeros(len(passage.text), dtype=np.uint8)
        levels[tokens.fine - 1] = FINE
        levels[tokens.ends - 1] = COARSE
        found.append(levels)
    return found


def left_out(corpus: Sequence[str]) -> list[tuple[Levels, Levels]]:
    """Gold and found levels of every seed passage, by a model that did not see its document."""
    written = [p for file in sorted(WRITTEN.glob("*.txt")) for p in read_annotated(file)]
    terms = TermTable.build(Lexicon.shipped())
    pairs = corpus_pairs(p.text for p in (read(list(corpus)).passages() if corpus else ()))
    gold = seeds()
    result: list[tuple[Levels, Levels]] = []
    with TemporaryDirectory() as folder:
        for name, passages in gold.items():
            others = [p for other, ps in gold.items() if other != name for p in ps]
            file = Path(folder) / f"{name}.npz"
            fit([*others, *written], terms, pairs).save(file, {})
            guess = by_segmenter(Segmenter(engine=LearnedEngine(file)), passages)
            result += list(zip([p.levels for p in passages], guess, strict=True))
    return result


def others() -> dict[str, Cutter]:
    """Neighbours that are installed and run without a download."""
    found: dict[str, Cutter] = {}
    try:
        import jieba

        jieba.setLogLevel(60)
        found["jieba"] = lambda text: (word for word, _, _ in jieba.tokenize(text))
    except ImportError:
        pass
    try:
        import rjieba

        found["rjieba"] = rjieba.cut
    except ImportError:
        pass
    try:
        import thulac

        model = thulac.thulac(seg_only=True)
        found["thulac"] = lambda text: [word for word, _ in model.cut(text)]
    except ImportError:
        pass
    try:
        from snownlp import SnowNLP

        found["snownlp"] = lambda text: SnowNLP(text).words
    except ImportError:
        pass
    return found


def show(name: str, pairs: Sequence[tuple[Levels, Levels]]) -> None:
    fine, coarse = score(pairs, FINE).f1, score(pairs, COARSE).f1
    print(f"{name:44} {fine:.4f}  {coarse:.4f}", flush=True)


def user_lexicon(texts: Sequence[str]) -> Lexicon:
    """20,000 entries: the shipped terms and random stretches of the text."""
    rng = random.Random(0)  # noqa: S311 (no secret)
    terms = dict.fromkeys(Lexicon.shipped().terms())
    joined = "".join(texts)
    while len(terms) < LEXICON_SIZE:
        start = rng.randrange(len(joined) - 8)
        term = joined[start : start + rng.randint(3, 8)]
        if term == term.strip() and term.isalnum():
            terms[term] = None
    return Lexicon.from_terms(list(terms)[:LEXICON_SIZE])


def throughput(texts: Sequence[str]) -> None:
    """MB/s of UTF-8 on one core, alternating with jieba so that both meet the same machine."""
    import jieba

    jieba.initialize()
    size = sum(len(text.encode()) for text in texts) / 1e6
    segmenter = Segmenter(lexicon=user_lexicon(texts))
    segmenter.segment("数字政府")
    tasks: dict[str, Callable[[], object]] = {
        "jieba.tokenize": lambda: [list(jieba.tokenize(text)) for text in texts],
        "policynlp segment_many": lambda: list(segmenter.segment_many(texts)),
        "policynlp list(tokens)": lambda: [list(t) for t in segmenter.segment_many(texts)],
        "policynlp segment, one by one": lambda: [segmenter.segment(text) for text in texts],
    }
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(5):
        for name, task in tasks.items():
            start = time.process_time()
            task()
            times[name].append(time.process_time() - start)
    base = statistics.median(times["jieba.tokenize"])
    print(f"\n{LEXICON_SIZE:,} user entries, coarse and fine with offsets, {size:.2f} MB")
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:34} {size / median:.2f} MB/s  {base / median:.1f} x jieba.tokenize")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", nargs="*", default=[], help="public documents")
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--treebank", type=Path, help="CoNLL-U")
    arguments = parser.parse_args()
    names = ("policynlp", "jieba", "rjieba", "thulac", "snownlp", "numpy")
    installed = {d.metadata["Name"].lower(): d.version for d in metadata.distributions()}
    print(", ".join(f"{n} {installed[n]}" for n in names if n in installed), sys.version[:6])

    passages = [p for ps in seeds().values() for p in ps]
    sets = {"seeds": passages}
    sets |= {file.name: list(read_annotated(file)) for file in arguments.gold}
    if arguments.treebank:
        sets[arguments.treebank.name] = treebank(arguments.treebank)
    print(f"\n{'':44} fine    coarse")
    show("policynlp, seeds, document left out", left_out(arguments.corpus))
    for name, gold in sets.items():
        levels = [p.levels for p in gold]
        if name != "seeds":
            show(
                f"policynlp, {name}",
                list(zip(levels, by_segmenter(Segmenter(), gold), strict=True)),
            )
        guess = by_segmenter(Segmenter(engine=RJiebaEngine(Lexicon.shipped().terms())), gold)
        show(f"rjieba + shipped lexicon, {name}", list(zip(levels, guess, strict=True)))
        for other, cut in others().items():
            guess = [from_words(p.text, cut(p.text)) for p in gold]
            show(f"{other}, {name}", list(zip(levels, guess, strict=True)))
    sources = arguments.corpus[:1] or [str(ROOT / "seeds")]
    throughput([p.text for p in read(sources).passages()][:2000])


if __name__ == "__main__":
    main()
