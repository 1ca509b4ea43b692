"""Topics against what readers say, beside ordinary methods: python benchmarks/topics.py

Seeds: the passages of tests/gold that a reader gave a theme, 40 characters and more, without 总论
and 其他; 13 topics. They chose nothing: settings and anchors were chosen on other documents
(docs/results.md). Laws: articles of laws of six fields out of eight, six draws; printed where
../shared/corpus stands beside the checkout. Intervals hold 95 of 100 bootstrap samples of the
passages; the methods are not fitted again for them.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import rjieba
from sklearn.cluster import KMeans
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics import adjusted_rand_score, f1_score, normalized_mutual_info_score
from sklearn.metrics.cluster import contingency_matrix
from threadpoolctl import threadpool_limits

from policynlp.topics import Themes, TopicModel

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "tests" / "gold"
LAWS = ROOT.parent / "shared" / "corpus" / "laws_by_domain"
N_THEMES = 13
UNNAMED = "(free)"
SAMPLES = 1000

Labels = np.ndarray
Method = Callable[[list[str], int], Labels]


def words(text: str) -> list[str]:
    return [word for word in rjieba.cut(text) if re.fullmatch("[\u4e00-\u9fff]{2,}", word)]


def tfidf(texts: list[str]):
    settings = {"max_df": 0.5, "min_df": 2, "sublinear_tf": True}
    return TfidfVectorizer(analyzer=words, **settings).fit_transform(texts)


def plain_nmf(texts: list[str], k: int) -> Labels:
    model = NMF(k, init="nndsvda", max_iter=600, random_state=0)
    return model.fit_transform(tfidf(texts)).argmax(axis=1)


def k_means(texts: list[str], k: int) -> Labels:
    return KMeans(k, n_init=10, random_state=0).fit_predict(tfidf(texts))


def lda(texts: list[str], k: int) -> Labels:
    counts = CountVectorizer(analyzer=words, max_df=0.5, min_df=2).fit_transform(texts)
    model = LatentDirichletAllocation(k, max_iter=50, random_state=0)
    return model.fit_transform(counts).argmax(axis=1)


def anchors_alone(texts: list[str], k: int) -> Labels:
    themes = Themes.shipped()
    counts = themes.count_anchors(texts)
    names = np.array([*themes.names(), UNNAMED])
    return names[np.where(counts.any(axis=1), counts.argmax(axis=1), len(themes))]


def without_themes(texts: list[str], k: int) -> Labels:
    return TopicModel(k, themes=None).fit(texts).weights_.argmax(axis=1)


def with_themes(texts: list[str], k: int) -> Labels:
    model = TopicModel(k).fit(texts)
    names = np.array([t.theme or f"{UNNAMED} {t.name}" for t in model.topics_])
    return names[model.weights_.argmax(axis=1)]


CLUSTERINGS: dict[str, Method] = {
    "plain NMF": plain_nmf,
    "k-means": k_means,
    "LDA": lda,
    "policynlp, no themes": without_themes,
}
NAMED: dict[str, Method] = {
    "count of anchors": anchors_alone,
    "policynlp, themes": with_themes,
}


def purity(gold: Labels, found: Labels) -> float:
    return contingency_matrix(gold, found).max(axis=0).sum() / len(gold)


SCORES = {
    "NMI": normalized_mutual_info_score,
    "ARI": adjusted_rand_score,
    "purity": purity,
}


def intervals(score: Callable[[np.ndarray], float], n: int) -> tuple[float, float]:
    """95 % interval over samples of n passages, drawn with repetition."""
    draws = np.random.default_rng(0).integers(0, n, (SAMPLES, n))
    low, high = np.quantile([score(rows) for rows in draws], [0.025, 0.975])
    return float(low), float(high)


def show(name: str, score: Callable[[np.ndarray], float], n: int) -> str:
    low, high = intervals(score, n)
    return f"{name} {score(np.arange(n)):.3f} [{low:.3f}, {high:.3f}]"


def seeds() -> tuple[list[str], Labels, Labels]:
    texts = {}
    with (GOLD / "seeds_entities.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            passage = json.loads(line)
            texts[passage["id"]] = passage["text"]
    rows = []
    for line in (GOLD / "seeds_themes.tsv").read_text(encoding="utf-8").splitlines():
        name, main, second = (line + "\t\t").split("\t")[:3]
        if name in texts and main not in ("总论", "其他") and len(texts[name]) >= 40:
            rows.append((texts[name], main, second))
    passages, mains, seconds = zip(*rows, strict=True)
    return list(passages), np.array(mains), np.array(seconds)


def score_seeds() -> None:
    texts, main, second = seeds()
    n = len(texts)
    print(f"Seeds: {n} passages, {len(set(main))} themes, {N_THEMES} topics")
    for title, method in (CLUSTERINGS | NAMED).items():
        found = method(texts, N_THEMES)
        parts = [
            show(name, lambda rows, s=score, f=found: s(main[rows], f[rows]), n)
            for name, score in SCORES.items()
        ]
        print(f"  {title:22s}", "  ".join(parts))
        if title in NAMED:
            hit = (found == main) | (found == second)
            exact = found == main
            print(
                f"  {'':22s}",
                show("main or second", lambda rows, h=hit: h[rows].mean(), n),
                show(" main", lambda rows, h=exact: h[rows].mean(), n),
            )
            for theme in sorted(set(main), key=lambda t: -np.count_nonzero(main == t)):
                f1 = show(
                    "F1",
                    lambda rows, t=theme, f=found: f1_score(
                        main[rows] == t, f[rows] == t, zero_division=0.0
                    ),
                    n,
                )
                print(f"  {'':22s}   {theme} ({np.count_nonzero(main == theme)}): {f1}")


def law_draw(seed: int, fields: int = 6, most: int = 80) -> tuple[list[str], Labels]:
    """Up to 80 articles of 60 to 400 characters from each of some fields of law."""
    by_field: dict[str, list[str]] = {}
    for file in sorted(LAWS.glob("*__*.txt")):
        articles = re.split(
            r"\n(?=第[一二三四五六七八九十百]+条)", file.read_text(encoding="utf-8")
        )
        # The number of the article tells nothing of the field.
        bodies = (re.sub(r"^第\S+条\s*", "", article).strip() for article in articles)
        kept = [body for body in bodies if 60 <= len(body) <= 400]
        by_field.setdefault(file.name.split("__")[0], []).extend(kept)
    draw = random.Random(seed)  # noqa: S311
    chosen = draw.sample(sorted(by_field), fields)
    pairs = [
        (text, field)
        for field in chosen
        for text in draw.sample(by_field[field], min(most, len(by_field[field])))
    ]
    return [text for text, _ in pairs], np.array([field for _, field in pairs])


def score_laws(draws: int = 6) -> None:
    if not LAWS.is_dir():
        print("Laws: ../shared/corpus is not here")
        return
    print(f"Laws: {draws} draws of six fields, about 450 articles each, 6 topics; mean over draws")
    samples = [law_draw(seed) for seed in range(draws)]
    for title, method in CLUSTERINGS.items():
        found = [(gold, method(texts, 6)) for texts, gold in samples]
        means = (
            f"{name} {np.mean([score(gold, labels) for gold, labels in found]):.3f}"
            for name, score in SCORES.items()
        )
        print(f"  {title:22s}", "  ".join(means))


if __name__ == "__main__":
    with threadpool_limits(limits=1):
        score_laws()
        score_seeds()
