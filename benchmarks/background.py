"""Make the background statistics of policynlp.topics from a folder of public documents and laws.

    python benchmarks/background.py ../shared/corpus

genre_weights.tsv
    How much a word says about the field of a passage, apart from how rare it is in the passages
    at hand: 应当 and 进一步 say nothing, 玩忽职守 says "penal clause" whatever the law is about.
    The product of two statistics, each over one genre. Laws, by document: a word in most of them
    is part of the genre; ln(documents / document frequency), cut at 3 and divided by 3, where the
    word is commoner in passages of laws than of plans, else 1. Plans and reports, by passage: the
    mean cosine between two passages that share the word, in the space below without its mean: 0
    where the word says nothing of what else the passage says; straight from 0.05 at 0.02 to 1 at
    0.1. Words and pairs of characters stand in the file if the weight is below 0.95.
word_vectors.npz
    Words and terms in the space of the first 100 singular vectors of TF-IDF (latent semantic
    analysis) over all plans and reports and 10,000 passages of laws, in 8 bits.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

from policynlp.topics.background import genre_weights
from policynlp.topics.words import WordAnalyzer, character_pairs

PLANS = (
    "cyberspace_and_industry_ministry",
    "government_work_reports_national",
    "government_work_reports_provincial",
    "national_plans",
    "state_council",
)
OUT = Path(__file__).parent.parent / "policynlp" / "resources" / "topics"
HEAD = """\
# How much a word (w) or a pair of characters (c) says about a passage's field: 0 nothing, 1 all
# that its rarity says. Whatever is not here weighs 1. Statistics of {laws} Chinese laws and
# regulations and {plans} passages of plans, reports and notices (public documents; laws from
# LawRefBook/Laws); made by benchmarks/background.py, which defines the weight.
"""
DIMENSIONS = 100
LAW_PASSAGES = 10_000


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if 60 <= len(line.strip()) <= 500]


def tfidf(counts: sp.csr_matrix, weights: np.ndarray | float = 1.0) -> sp.csr_matrix:
    counts = counts.astype(float)
    frequency = np.diff(counts.tocsc().indptr)
    counts.data = 1 + np.log(counts.data)
    return normalize(counts @ sp.diags(np.log(counts.shape[0] / frequency) * weights))


def passage_statistics(
    texts: list[str], analyzer: Callable[[str], list[str]]
) -> dict[str, tuple[int, float]]:
    """Passage frequency of each unit, and the mean cosine of two passages that share it."""
    words = CountVectorizer(analyzer=WordAnalyzer("fine"), min_df=2).fit_transform(texts)
    space = normalize(TruncatedSVD(DIMENSIONS, random_state=0).fit_transform(tfidf(words)))
    space = normalize(space - space.mean(0))
    units = CountVectorizer(analyzer=analyzer, min_df=10, binary=True)
    present = units.fit_transform(texts).astype(float)
    n = np.asarray(present.sum(0)).ravel()
    cosine = (((present.T @ space) ** 2).sum(1) - n) / np.maximum(n * (n - 1), 1)
    names = units.get_feature_names_out()
    return {u: (int(a), float(c)) for u, a, c in zip(names, n, cosine, strict=True)}


def frequency(texts: Iterable[str], analyzer: Callable[[str], list[str]]) -> Counter[str]:
    """Texts that hold each unit."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update(set(analyzer(text)))
    return found


def write_genre_weights(laws: list[str], law_passages: list[str], plans: list[str]) -> None:
    rows = []
    for kind, analyzer in (("w", WordAnalyzer("fine")), ("c", character_pairs)):
        in_plans = passage_statistics(plans, analyzer)
        by_document = frequency(laws, analyzer)
        by_passage = frequency(law_passages, analyzer)
        for unit in sorted(by_document.keys() | in_plans.keys()):
            # Not in the plans' table: taken for rare there, and for telling.
            n_plans, cosine = in_plans.get(unit, (3, 1.0))
            weight = float(np.clip((cosine - 0.02) / 0.08, 0.05, 1))
            if by_passage[unit] / len(law_passages) >= n_plans / len(plans):
                rarity = np.log((len(laws) + 1) / (by_document[unit] + 0.5))
                weight *= float(np.clip(rarity, 0, 3)) / 3
            if weight < 0.95:
                rows.append(f"{kind}\t{unit}\t{weight:.2f}\n")
    head = HEAD.format(laws=len(laws), plans=len(plans))
    (OUT / "genre_weights.tsv").write_text(head + "".join(rows), encoding="utf-8")
    print(f"genre_weights.tsv: {len(rows)} units")


def write_word_vectors(law_passages: list[str], plans: list[str]) -> None:
    texts = random.Random(0).sample(law_passages, LAW_PASSAGES) + plans  # noqa: S311
    words = CountVectorizer(analyzer=WordAnalyzer("coarse"), min_df=8, max_df=0.2)
    counts = words.fit_transform(texts)
    names = words.get_feature_names_out()
    weights = np.array([genre_weights().get(("w", name), 1.0) for name in names])
    vectors = TruncatedSVD(DIMENSIONS, random_state=0).fit(tfidf(counts, weights)).components_.T
    # A few entries are far out; what lies beyond the scale is cut.
    scale = np.quantile(np.abs(vectors), 0.9999) / 127
    small = np.clip(np.round(vectors / scale), -127, 127).astype(np.int8)
    np.savez_compressed(OUT / "word_vectors.npz", words=names.astype(str), vectors=small)
    print(f"word_vectors.npz: {small.shape[0]} words, {small.shape[1]} dimensions")


def main(corpus: Path) -> None:
    with gzip.open(corpus / "laws_and_regulations.jsonl.gz", "rt", encoding="utf-8") as lines:
        laws = [json.loads(line)["text"] for line in lines]
    law_passages = list(dict.fromkeys(p for text in laws for p in paragraphs(text)))
    files = (file for folder in PLANS for file in sorted((corpus / folder).glob("*.txt")))
    plans = list(
        dict.fromkeys(
            passage
            for file in files
            if file.name != "PROVENANCE.txt"
            for passage in paragraphs(file.read_text(encoding="utf-8"))
        )
    )
    OUT.mkdir(exist_ok=True)
    write_genre_weights(laws, law_passages, plans)
    genre_weights.cache_clear()
    write_word_vectors(law_passages, plans)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
