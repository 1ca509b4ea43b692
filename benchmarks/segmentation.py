"""Accuracy and throughput of word segmentation, side by side.

The seeds are scored leaving out one document at a time: for each, the learned engine is trained
anew without it.

    pip install -r benchmarks/requirements.txt
    python benchmarks/segmentation.py [--corpus DOCUMENTS ...] [--gold FILE ...] [--treebank CONLLU]

``--gold`` scores more annotated files with the shipped model, as they are. pkuseg is the one that
``make models`` trains on our own passages; it has seen no gold.
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
from policynlp.segment import Lexicon, PkusegEngine, RJiebaEngine, Segmenter
from policynlp.segment.annotation import Annotated, parse, read_annotated, read_boundaries
from policynlp.segment.boundaries import COARSE, FINE, Levels
from policynlp.segment.evidence import Evidence, TermTable
from policynlp.segment.learned import LearnedEngine
from policynlp.segment.training import corpus_classes, fit, score

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


def left_out(corpus: Sequence[str], documents: Path | None) -> list[tuple[Levels, Levels]]:
    """Gold and found levels of every seed passage, by a model that did not see its document."""
    written = [p for file in sorted(WRITTEN.glob("*.txt")) for p in read_annotated(file)]
    if documents:
        written += read_boundaries(WRITTEN.parent / "boundaries.tsv", documents)
    texts = (p.text for p in (read(list(corpus)).passages() if corpus else ()))
    known = Lexicon.shipped().union(Lexicon.from_file(WRITTEN.parent / "terms.txt"))
    evidence = Evidence(TermTable.build(known), corpus_classes(texts))
    gold = seeds()
    result: list[tuple[Levels, Levels]] = []
    with TemporaryDirectory() as folder:
        for name, passages in gold.items():
            others = [p for other, ps in gold.items() if other != name for p in ps]
            file = Path(folder) / f"{name}.npz"
            fit([*others, *written], evidence).save(file, {})
            guess = by_segmenter(Segmenter(engine=LearnedEngine(file)), passages)
            result += list(zip([p.levels for p in passages], guess, strict=True))
    return result


def others(pkuseg: Path) -> dict[str, Cutter]:
    """Neighbours that run as installed, without a download; the rest are named with the reason."""
    makers: dict[str, Callable[[], Cutter]] = {
        "jieba": _jieba,
        "rjieba": _rjieba,
        "thulac": _thulac,
        "snownlp": _snownlp,
        "spacy-pkuseg": lambda: PkusegEngine(pkuseg).cut,
        "lac": _lac,
    }
    found = {}
    for name, make in makers.items():
        try:
            cut = make()
            list(cut("加快数字政府建设"))
        except Exception as error:
            print(f"{name}: not run ({type(error).__name__}: {error})")
        else:
            found[name] = cut
    return found


def _jieba() -> Cutter:
    import jieba

    jieba.setLogLevel(60)
    return lambda text: [word for word, _, _ in jieba.tokenize(text)]


def _rjieba() -> Cutter:
    import rjieba

    return rjieba.cut


def _thulac() -> Cutter:
    import thulac

    model = thulac.thulac(seg_only=True)
    return lambda text: [word for word, _ in model.cut(text)]


def _snownlp() -> Cutter:
    from snownlp import SnowNLP

    return lambda text: SnowNLP(text).words


def _lac() -> Cutter:
    from LAC import LAC

    return LAC(mode="seg").run


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


def speed(tools: dict[str, Cutter], texts: Sequence[str]) -> None:
    """MB/s of UTF-8 of each neighbour, on as many texts as it reads in a few seconds."""
    print("\nMB/s on one core")
    for name, cut in tools.items():
        start, size = time.process_time(), 0
        for text in texts:
            list(cut(text))
            size += len(text.encode())
            if time.process_time() - start > 4:
                break
        print(f"{name:34} {size / 1e6 / (time.process_time() - start):.3f}")


def throughput(texts: Sequence[str]) -> None:
    """MB/s of UTF-8 on one core, alternating with jieba so that both meet the same machine."""
    import jieba

    jieba.initialize()
    size = sum(len(text.encode()) for text in texts) / 1e6
    start = time.process_time()
    plain = Segmenter()
    plain.segment("数字政府")
    print(f"\nstart-up with the model {time.process_time() - start:.2f} s", end=", ")
    start = time.process_time()
    segmenter = Segmenter(lexicon=user_lexicon(texts))
    segmenter.segment("数字政府")
    print(f"the lexicon {time.process_time() - start:.2f} s")
    tasks: dict[str, Callable[[], object]] = {
        "jieba.tokenize": lambda: [list(jieba.tokenize(text)) for text in texts],
        "policynlp segment_many": lambda: list(segmenter.segment_many(texts)),
        "policynlp segment_many, no lexicon": lambda: list(plain.segment_many(texts)),
        "policynlp list(tokens)": lambda: [list(t) for t in segmenter.segment_many(texts)],
        "policynlp segment, one by one": lambda: [segmenter.segment(text) for text in texts],
    }
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(9):
        for name, task in tasks.items():
            start = time.process_time()
            task()
            times[name].append(time.process_time() - start)
    base = statistics.median(times["jieba.tokenize"])
    print(f"{LEXICON_SIZE:,} user entries, coarse and fine with offsets, {size:.2f} MB")
    for name, seconds in times.items():
        median = statistics.median(seconds)
        print(f"{name:34} {size / median:.2f} MB/s  {base / median:.1f} x jieba.tokenize")
    single_calls(segmenter, "".join(texts))


def single_calls(segmenter: Segmenter, text: str) -> None:
    """One call a text, of several lengths, in turns with jieba; medians."""
    import jieba

    for length, count in ((200, 200), (2_000, 30), (20_000, 5), (100_000, 1)):
        times: tuple[list[float], list[float]] = ([], [])
        for at in [i * length for i in range(count)] * 5:
            part = text[at : at + length]
            start = time.process_time()
            list(jieba.tokenize(part))
            middle = time.process_time()
            segmenter.segment(part)
            times[0].append(middle - start)
            times[1].append(time.process_time() - middle)
        theirs, ours = map(statistics.median, times)
        print(f"segment, {length:,} characters: {theirs / ours:.2f} x jieba.tokenize")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", nargs="*", default=[], help="public documents")
    parser.add_argument("--documents", type=Path, help="folder of models/segmenter/boundaries.tsv")
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    parser.add_argument("--treebank", type=Path, help="CoNLL-U")
    parser.add_argument("--pkuseg", type=Path, default=ROOT / "models" / "pkuseg")
    parser.add_argument("--speed-only", action="store_true")
    arguments = parser.parse_args()
    names = ("policynlp", "jieba", "rjieba", "thulac", "snownlp", "spacy-pkuseg", "lac", "numpy")
    installed = {d.metadata["Name"].lower(): d.version for d in metadata.distributions()}
    installed = {name.replace("_", "-"): version for name, version in installed.items()}
    print(", ".join(f"{n} {installed[n]}" for n in names if n in installed), sys.version[:6])
    tools = others(arguments.pkuseg)
    if not arguments.speed_only:
        accuracy(tools, arguments)
    sources = arguments.corpus[:1] or [str(ROOT / "seeds")]
    texts = [p.text for p in read(sources).passages()][:2000]
    speed(tools, texts)
    throughput(texts)


def accuracy(tools: dict[str, Cutter], arguments: argparse.Namespace) -> None:
    sets = {"seeds": [p for ps in seeds().values() for p in ps]}
    sets |= {file.name: list(read_annotated(file)) for file in arguments.gold}
    if arguments.treebank:
        sets[arguments.treebank.name] = treebank(arguments.treebank)
    print(f"\n{'':44} fine    coarse")
    show("policynlp, seeds, document left out", left_out(arguments.corpus, arguments.documents))
    for name, gold in sets.items():
        levels = [p.levels for p in gold]
        if name != "seeds":
            guess = by_segmenter(Segmenter(), gold)
            show(f"policynlp, {name}", list(zip(levels, guess, strict=True)))
        guess = by_segmenter(Segmenter(engine=RJiebaEngine(Lexicon.shipped().terms())), gold)
        show(f"rjieba + shipped lexicon, {name}", list(zip(levels, guess, strict=True)))
        for other, cut in tools.items():
            guess = [from_words(p.text, cut(p.text)) for p in gold]
            show(f"{other}, {name}", list(zip(levels, guess, strict=True)))


if __name__ == "__main__":
    main()
