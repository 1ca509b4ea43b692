"""Whether two figures measure the same, whatever the words (网民规模, 网民数量).

A logistic model over a few named features; its weights and the words it knows are data files.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from policynlp.comparison.readings import Reading
from policynlp.comparison.rounding import last_digit, same
from policynlp.folding import fold
from policynlp.grammar.tables import alternation, mapping, rows, terms
from policynlp.topics.background import genre_weights

FEATURES = (
    "words shared", "words covered", "same wording", "same head", "words contradict",
    "words added", "added words near", "clauses shared", "same specific value", "magnitude apart",
    "unit differs", "few words",
)  # fmt: skip
_MARK = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]+")
_RUN = re.compile(r"[a-z0-9.]+|[\u3400-\u9fff]+")
_CLAUSE = re.compile(r"[，。；：！？,;:!?]|——")
_NUMBERS = re.compile(r"[\d.,，％%]+(?:万亿|亿|万)?")
_PIECE = 2
_FEW = 3
_LEAST_CORE = 4


@dataclass(frozen=True, slots=True)
class Profile:
    """The words of a figure's indicator and around it, as weighted pairs of characters."""

    text: str
    pieces: frozenset[str]
    weight: float
    marks: frozenset[tuple[str, str]]
    clause: frozenset[str]
    sentence: frozenset[str]


def profile(reading: Reading) -> Profile:
    """Words of a reading, with synonyms and heads of statistics (规模, 总额) put into one form."""
    fact = reading.fact
    named = fold(fact.metric.indicator)
    core = named.rpartition("的")[2]
    text = plain((core if len(core) >= _LEAST_CORE else named) + reading.words)
    found = pieces(text)
    at = fact.metric.start - fact.sentence_start
    end = fact.metric.end - fact.sentence_start
    before, behind = fold(fact.sentence[:at]), fold(fact.sentence[end:])
    clause = _CLAUSE.split(before)[-1] + " " + _CLAUSE.split(behind, maxsplit=1)[0]
    return Profile(
        text,
        found,
        sum(map(weight, found)),
        frozenset(_marks(named + reading.words)),
        pieces(plain(clause)),
        pieces(plain(before)) | pieces(plain(_CLAUSE.split(behind, maxsplit=1)[0])),
    )


def plain(text: str) -> str:
    """Folded text in the form in which words are compared."""
    text = _NUMBERS.sub(" ", text) if " " in text else text
    text = _synonym_pattern().sub(lambda m: _synonyms()[m.group()], text.casefold())
    text = _MARK.sub(" ", text)
    return _heads().sub("", text).strip() or text.strip()


def pieces(text: str) -> frozenset[str]:
    """Pairs of Chinese characters that follow each other, and runs of Latin letters and digits."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        if run[0] < "\u3400" or len(run) < _PIECE:
            found.add(run)
        else:
            found.update(run[i : i + _PIECE] for i in range(len(run) - 1))
    return frozenset(found)


def weight(piece: str) -> float:
    """What a pair of characters tells: 1, or less for one that the genre uses everywhere (发展)."""
    return max(0.1, genre_weights().get(("c", piece), 1.0))


def probability(a: Reading, b: Reading, words_a: Profile, words_b: Profile) -> float:
    """Probability that two figures measure the same."""
    found = features(a, b, words_a, words_b)
    weights = _weights()
    score = weights["bias"] + sum(weights[n] * x for n, x in zip(FEATURES, found, strict=True))
    return 1 / (1 + math.exp(-score))


def features(a: Reading, b: Reading, words_a: Profile, words_b: Profile) -> tuple[float, ...]:
    """What speaks for and against, by `FEATURES`; symmetric.

    - *words shared*, *covered*: weight of shared pieces in all, and in the shorter indicator;
    - *same wording*, *same head*: the texts, or their last two characters, are equal;
    - *words contradict*, *added*: from sets like 城镇/农村 each has another, or only one has any;
    - *added words near*: how much of what one adds stands around the other's figure;
    - *clauses shared*: shared pieces of the clauses;
    - *same specific value*: equal within rounding, with three digits that are not 0 at the end;
    - *magnitude apart*: orders of magnitude between levels, to 3; points between shares, by 50;
    - *unit differs*, *few words*: 1 if units are not written the same; if an indicator is short.
    """
    common = words_a.pieces & words_b.pieces
    shared = sum(map(weight, common))
    least, total = min(words_a.weight, words_b.weight), words_a.weight + words_b.weight - shared
    contradict, added = _compared(words_a.marks, words_b.marks)
    left_a, left_b = words_a.pieces - common, words_b.pieces - common
    left = sum(map(weight, left_a)) + sum(map(weight, left_b))
    near = sum(map(weight, left_a & words_b.sentence)) + sum(map(weight, left_b & words_a.sentence))
    clauses = sum(map(weight, words_a.clause | words_b.clause))
    return (
        shared / total if total else 0.0,
        shared / least if least else 0.0,
        float(words_a.text == words_b.text and bool(words_a.text)),
        float(words_a.text[-_PIECE:] == words_b.text[-_PIECE:]),
        min(contradict, 2),
        min(added, 2),
        near / left if left else 1.0,
        sum(map(weight, words_a.clause & words_b.clause)) / clauses if clauses else 0.0,
        float(_specific(a, b)),
        _apart(a, b),
        float(a.fact.metric.unit != b.fact.metric.unit),
        float(min(len(words_a.text), len(words_b.text)) <= _FEW),
    )


def _comparable(a: Reading, b: Reading) -> bool:
    return a.kind == b.kind and a.dimension == b.dimension


def _specific(a: Reading, b: Reading) -> bool:
    if not _comparable(a, b) or not same(a.amount, b.amount):
        return False
    value = min(a.amount.value, b.amount.value, key=lambda v: len(v.normalize().as_tuple().digits))
    return abs(value) >= 100 * last_digit(value)


def _apart(a: Reading, b: Reading) -> float:
    if not _comparable(a, b) or a.kind == "rank":
        return 0.0
    x, y = abs(float(a.amount.value)), abs(float(b.amount.value))
    if a.dimension == "%":
        return min(abs(x - y) / 50, 2.0)
    return min(abs(math.log10(x / y)), 3.0) if x and y else 0.0


def _compared(a: frozenset[tuple[str, str]], b: frozenset[tuple[str, str]]) -> tuple[int, int]:
    """In how many sets each has another word, and in how many only one has any."""
    contradict = added = 0
    for name in {name for name, _ in a ^ b}:
        one = {word for found, word in a if found == name}
        other = {word for found, word in b if found == name}
        if one and other:
            contradict += one != other
        else:
            added += 1
    return contradict, added


def _marks(text: str) -> list[tuple[str, str]]:
    return [(_contrasts()[m.group()], m.group()) for m in _contrast_pattern().finditer(text)]


@cache
def _synonyms() -> dict[str, str]:
    return {
        fold(word).casefold(): form for word, form in mapping("comparison/synonyms.tsv").items()
    }


@cache
def _synonym_pattern() -> re.Pattern[str]:
    return re.compile(alternation(_synonyms()))


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"{alternation(terms('comparison/weak_heads.tsv'))}(?= |$)")


@cache
def _contrasts() -> dict[str, str]:
    """Word to the name of its set."""
    found = {}
    for name, words in rows("comparison/contrasts.tsv", 2):
        found.update(dict.fromkeys(words.split(), name))
    return found


@cache
def _contrast_pattern() -> re.Pattern[str]:
    return re.compile(alternation(_contrasts()))


@cache
def _weights() -> dict[str, float]:
    return {name: float(value) for name, value in rows("comparison/same_indicator.tsv", 2)}
