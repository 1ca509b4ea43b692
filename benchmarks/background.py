"""Make policynlp/resources/topics/genre_weights.tsv from a folder of policy documents and laws.

    python benchmarks/genre_weights.py ../shared/corpus

How much a word says about the field of a passage, apart from how rare it is in the passages at
hand: 应当 and 进一步 say nothing, 玩忽职守 says "penal clause" whatever the law is about. Two
statistics, each over one genre:

laws, by document
    A word in most laws is part of the genre: ln(documents / document frequency), cut at 3 and
    divided by 3. Counts only where the word is commoner in passages of laws than of plans.
plans and reports, by passage
    The mean cosine between two passages that share the word, in the space of the first 100
    singular vectors of TF-IDF, less the mean vector: 0 where the word says nothing of what else
    the passage says. Straight from 0.05 at 0.02 to 1 at 0.1.

The weight is the product. Words and pairs of characters stand in the file if it is below 0.95.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

from policynlp.topics.vectorizer import WordAnalyzer, character_pairs

PLANS = (
    "cyberspace_and_industry_ministry",
    "government_work_reports_national",
    "government_work_reports_provincial",
    "national_plans",
    "state_council",
)
OUT = Path(__file__).parent.parent / "policynlp" / "resources" / "topics" / "genre_weights.tsv"
HEAD = """\
# How much a word (w) or a pair of characters (c) says about a passage's field: 0 nothing, 1 all
# that its rarity says. Whatever is not here weighs 1. Statistics of {laws} Chinese laws and
# regulations and {plans} passages of plans, reports and notices (public documents; laws from LawRefBook/Laws);
# made by benchmarks/genre_weights.py, which defines the weight.
"""


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if 60 <= len(line.strip()) <= 500]


def passage_statistics(
    texts: list[str], words: CountVectorizer, units: CountVectorizer
) -> dict[str, tuple[int, float]]:
    """Passage frequency of each unit, and the mean cosine of two passages that share it."""
    counts = words.fit_transform(texts).astype(float)
    frequency = np.diff(counts.tocsc().indptr)
    counts.data = 1 + np.log(counts.data)
    tfidf = normalize(counts @ sp.diags(np.log(len(texts) / frequency)))
    space = normalize(TruncatedSVD(100, random_state=0).fit_transform(tfidf))
    space = normalize(space - space.mean(0))
    present = units.fit_transform(texts).astype(float)
    present.data[:] = 1
    n = np.asarray(present.sum(0)).ravel()
    cosine = (((present.T @ space) ** 2).sum(1) - n) / np.maximum(n * (n - 1), 1)
    names = units.get_feature_names_out()
    return {u: (int(a), float(c)) for u, a, c in zip(names, n, cosine, strict=True)}


def document_frequency(texts: Iterable[str], analyzer: Callable[[str], list[str]]) -> Counter[str]:
    frequency: Counter[str] = Counter()
    for text in texts:
        frequency.update(set(analyzer(text)))
    return frequency


def main(corpus: Path) -> None:
    with gzip.open(corpus / "laws_and_regulations.jsonl.gz", "rt", encoding="utf-8") as lines:
        laws = [json.loads(line)["text"] for line in lines]
    in_laws = list(dict.fromkeys(p for text in laws for p in paragraphs(text)))
    in_plans = list(
        dict.fromkeys(
            passage
            for folder in PLANS
            for file in sorted((corpus / folder).glob("*.txt"))
            if file.name != "PROVENANCE.txt"
            for passage in paragraphs(file.read_text(encoding="utf-8"))
        )
    )
    words = WordAnalyzer(granularity="fine")
    rows = []
    for kind, analyzer in (("w", words), ("c", character_pairs)):
        plans = passage_statistics(
            in_plans,
            CountVectorizer(analyzer=words, min_df=2),
            CountVectorizer(analyzer=analyzer, min_df=10),
        )
        by_document = document_frequency(laws, analyzer)
        by_passage = document_frequency(in_laws, analyzer)
        for unit in sorted(by_document.keys() | plans.keys()):
            n_plans, cosine = plans.get(unit, (3, 1.0))
            weight = float(np.clip((cosine - 0.02) / 0.08, 0.05, 1))
            if by_passage[unit] / len(in_laws) >= n_plans / len(in_plans):
                rarity = np.log((len(laws) + 1) / (by_document[unit] + 0.5))
                weight *= float(np.clip(rarity, 0, 3)) / 3
            if weight < 0.95:
                rows.append(f"{kind}\t{unit}\t{weight:.2f}\n")
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(
        HEAD.format(laws=len(laws), plans=len(in_plans)) + "".join(rows), encoding="utf-8"
    )
    print(f"{OUT}: {len(rows)} units")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
