"""Speed beside the neighbours, in one run on one machine: start-up, words, names, topics.

python benchmarks/speed.py [FOLDER]        (seeds/ by default)

Neighbours that are not installed are left out: pip install tomotopy gensim
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

# One BLAS thread: faster for matrices of this size, and the same for all.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

_NEIGHBOURS = ("policynlp", "jieba", "rjieba", "spacy", "scikit-learn", "tomotopy", "gensim")
_PLAIN = """
import sys, jieba
from pathlib import Path
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.decomposition import NMF
lines = [t for p in Path(sys.argv[1]).iterdir() for t in p.read_text("utf-8").split("\\n")]
texts = [line for line in lines if len(line) > 40]
v = TfidfVectorizer(
    tokenizer=jieba.lcut, token_pattern=None, max_df=0.5, min_df=2, sublinear_tf=True
)
m = NMF(10, init="nndsvda", max_iter=600).fit(v.fit_transform(texts))
words = v.get_feature_names_out()
for row in m.components_: print(" ".join(words[i] for i in row.argsort()[::-1][:10]))
"""


def main() -> None:
    folder = sys.argv[1] if len(sys.argv) > 1 else "seeds"
    print(f"Python {platform.python_version()}, {platform.platform()}, {os.cpu_count()} cores, "
          f"load {os.getloadavg()[0]:.1f}")  # fmt: skip
    print(", ".join(f"{name} {_version(name)}" for name in _NEIGHBOURS), "\n")
    _processes(folder)
    _libraries(folder)


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "–"


def _processes(folder: str) -> None:
    """Whole processes: the best of three wall times, and the CPU time of that one."""
    cli = "from policynlp.cli import main; main()"
    for name, code, *args in (
        ("python -c pass", "pass"),
        ("import policynlp", "import policynlp"),
        ("policynlp --help", cli, "--help"),
        ("plain script: jieba, TF-IDF, NMF, k=10", _PLAIN, folder),
        ("policynlp topics -k 10", cli, "topics", folder, "-k", "10"),
        ("policynlp topics (auto)", cli, "topics", folder),
    ):
        runs = [_run([sys.executable, "-c", code, *args]) for _ in range(3)]
        seconds, cpu = min(runs)
        print(f"{name:42}{seconds:8.2f} s {cpu:8.2f} s CPU", flush=True)


def _run(command: list[str]) -> tuple[float, float]:
    before, start = os.times(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    seconds, after = time.perf_counter() - start, os.times()
    own = after.children_user + after.children_system
    return seconds, own - before.children_user - before.children_system


def _libraries(folder: str) -> None:
    """Inside one process, models loaded: thousands of characters a second of CPU time."""
    import policynlp

    texts = [p.text for p in policynlp.read(Path(folder)).passages()]
    n = sum(map(len, texts))
    print(f"\n{len(texts)} passages, {n:,} characters")
    segmenter = policynlp.Segmenter()
    _rate("words: policynlp, coarse", n, lambda: [t.words() for t in segmenter.segment_many(texts)])
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    _rate("words: jieba", n, lambda: [jieba.lcut(text) for text in texts])
    nlp = policynlp.load()
    _rate("names and figures: policynlp", n, lambda: list(nlp.pipe(texts)))
    blank = _spacy()
    _rate("names: spaCy NER on characters (not trained)", n, lambda: list(blank.pipe(texts)))
    words = [[w for w in t.words() if len(w) > 1] for t in segmenter.segment_many(texts)]
    _rate("topics, k=10: policynlp", n, lambda: policynlp.TopicModel(10).fit(texts))
    _rate("topics, k=10: scikit-learn NMF", n, lambda: _nmf(words))
    for name, fit in (("tomotopy LDA, 200 rounds", _tomotopy), ("gensim LDA, 10 passes", _gensim)):
        if _version(name.split()[0]) != "–":
            _rate(f"topics, k=10: {name}", n, lambda fit=fit: fit(words))


def _rate(name: str, n: int, work: Callable[[], object]) -> None:
    work()  # what is built at first use is no part of the rate
    start = time.process_time()
    work()
    seconds = time.process_time() - start
    print(f"{name:48}{seconds:8.2f} s CPU {n / seconds / 1000:10,.0f} k characters/s", flush=True)


def _spacy():
    import spacy

    from policynlp.ner.tokenizer import configuration

    nlp = spacy.util.load_model_from_config(
        configuration({"ner": {"factory": "ner"}}), auto_fill=True
    )
    for label in ("ORG", "POLICY", "REPORT", "METRIC"):
        nlp.get_pipe("ner").add_label(label)
    nlp.initialize()
    return nlp


def _nmf(words: Iterable[list[str]]) -> object:
    from sklearn.decomposition import NMF
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer=list, max_df=0.5, min_df=2, sublinear_tf=True)
    return NMF(10, init="nndsvda", max_iter=600).fit(vectors.fit_transform(words))


def _tomotopy(words: Iterable[list[str]]) -> object:
    import tomotopy

    model = tomotopy.LDAModel(k=10, min_df=2, seed=0)
    for document in words:
        model.add_doc(document)
    model.train(200, workers=1)
    return model


def _gensim(words: list[list[str]]) -> object:
    from gensim.corpora import Dictionary
    from gensim.models import LdaModel

    dictionary = Dictionary(words)
    dictionary.filter_extremes(no_below=2, no_above=0.5)
    bows = [dictionary.doc2bow(document) for document in words]
    return LdaModel(bows, 10, dictionary, passes=10, random_state=0)


if __name__ == "__main__":
    main()
