"""Whether two figures measure the same, whatever the words (网民规模, 网民数量).

A logistic model over a few named features; its weights and the words it knows are data files.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from operator import mul

from policynlp.comparison.readings import Reading
from policynlp.comparison.wording import last_name, plain, share, standard
from policynlp.folding import fold
from policynlp.grammar.tables import alternation, mapping, rows
from policynlp.topics.background import genre_weights

FEATURES = (
    "one name", "other names", "words shared", "words contradict", "words added",
    "added words near", "clauses shared", "bodies differ", "magnitude apart",
    "kind or unit differs",
)  # fmt: skip
_RUN = re.compile(r"[a-z0-9.]+|[\u3400-\u9fff]+")
_CLAUSE = re.compile(r"[，。；：！？,;:!?]|——")
_MODIFIER = re.compile("[的等]")
_SAID_OF_IT = re.compile("(?<=..)(?:连续|屡创|再创|首次|是在|在(?=.+[上下中]$)).*")
"""What a sentence goes on to say of an indicator (粮食产量屡创新高，达到…)."""
_GROWTH = re.compile("(?<=...)(?:年均|平均|连续|增速|增幅|涨幅|增长率?|增加|降幅)+$")
_OF_BOTH = {"城": "城镇", "乡": "农村"}
"""城乡居民收入分别增长: the scopes of the two figures."""
_LISTED = re.compile(r"[，。；：！？、,;:!?\d]")
_SAYS_NO_MATTER = re.compile(
    "(?:[省市区县州盟旗乡镇、和及()（）]|自治[区州县]|直辖市|省份|地[区市])+$|[此该这]"
)
"""Who is counted (31个省（区、市）), not of what; and 此项支出, which the words before tell."""
_PIECE = 2
_FEW = 1.5
"""An indicator of less weight (投资, 贸易) takes the name that stands before the figure, if any."""
_SHORT = 2.5
"""Below this weight the words before in the sentence count too (跨境电商增长迅猛，进出口…)."""
_LEAST_CORE = 4
_BEFORE = 16
_BEHIND = 12


@dataclass(frozen=True, slots=True)
class Profile:
    """The words of a figure's indicator and around it, as weighted pairs of characters.

    ``name`` is that of a known indicator of statistics, or empty.
    """

    text: str
    name: str
    pieces: frozenset[str]
    weight: float
    bare: bool
    bodies: frozenset[str]
    marks: frozenset[tuple[str, str]]
    clause: frozenset[str]
    clause_weight: float
    sentence: frozenset[str]


def profile(reading: Reading) -> Profile:
    """Words of a reading, with synonyms and heads of statistics (规模, 总额) put into one form."""
    fact = reading.fact
    at = fact.metric.start - fact.sentence_start
    end = fact.metric.end - fact.sentence_start
    before, behind = fold(fact.sentence[:at]), fold(fact.sentence[end:])
    behind = _CLAUSE.split(behind, maxsplit=1)[0]
    named = _SAID_OF_IT.sub("", fold(fact.metric.indicator))
    named = _OF_BOTH.get(reading.words, "") + named
    if reading.kind == "change":
        named = _GROWTH.sub("", named)
    if reading.kind == "share" or reading.dimension == "个百分点":
        named = share(named)
    core = _MODIFIER.split(named)[-1]
    text, name = standard(core if len(core) >= _LEAST_CORE else named)
    # 新, 总量, 省(区、市) say no matter: the words around the figure stand in.
    bare = not name and (len(named) <= _PIECE or _SAYS_NO_MATTER.match(named) is not None)
    if not name and weigh(pieces(text)) < _FEW:
        name = last_name(_LISTED.split(before)[-1])
        text, bare = name or text, bare and not name
    if bare:
        text = plain(" ".join((named, before[-_BEFORE:], behind[:_BEHIND])))
    clause = pieces(plain(_CLAUSE.split(before)[-1] + " " + behind))
    return Profile(
        text,
        name,
        pieces(text),
        weigh(pieces(text)),
        bare,
        pieces(plain(reading.words)),
        _marks(named, before if weigh(pieces(text)) < _SHORT else ""),
        clause,
        weigh(clause),
        pieces(plain(before + " " + behind)) | pieces(plain(reading.words)),
    )


def pieces(text: str) -> frozenset[str]:
    """Pairs of Chinese characters that follow each other, and runs of Latin letters and digits."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        if run[0] < "\u3400" or len(run) < _PIECE:
            found.add(run)
        else:
            found.update(run[i : i + _PIECE] for i in range(len(run) - 1))
    return frozenset(found)


@cache
def weight(piece: str) -> float:
    """What a pair of characters tells: 1, or less for one that the genre uses everywhere (发展)."""
    return max(0.1, genre_weights().get(("c", piece), 1.0))


def weigh(found: Iterable[str]) -> float:
    """Weight of all pieces together."""
    return sum(map(weight, found))


def probability(a: Reading, b: Reading, words_a: Profile, words_b: Profile) -> float:
    """Probability that two figures measure the same."""
    found = features(a, b, words_a, words_b)
    return 1 / (1 + math.exp(-sum(map(mul, _weights(), (1.0, *found)))))


def told_apart(a: Profile, b: Profile) -> bool:
    """Whether a word that one indicator has and the other lacks may make it another."""
    return any(_compared(a.marks, b.marks))


def features(a: Reading, b: Reading, words_a: Profile, words_b: Profile) -> tuple[float, ...]:
    """What speaks for and against, by `FEATURES`; symmetric.

    - *one name*, *other names*: both are indicators of statistics, the same or two;
    - *words shared*: weight of shared pieces in that of all;
    - *words contradict*, *added*: sets like 城镇/农村 of which each has another word, or, where
      that matters, only one has any;
    - *added words near*: how much of what one adds stands around the other's figure;
    - *clauses shared*: shared pieces of the clauses;
    - *bodies differ*: each names another platform, body or group as its scope;
    - *magnitude apart*: see `apart`; *kind or unit differs*: 1 if they can't be compared.
    """
    shared, near = words_a.weight, 1.0
    if words_a.pieces != words_b.pieces:
        common = words_a.pieces & words_b.pieces
        shared = weigh(common)
        added_near = weigh((words_a.pieces - common) & words_b.sentence)
        added_near += weigh((words_b.pieces - common) & words_a.sentence)
        near = added_near / (words_a.weight + words_b.weight - 2 * shared)
    total = words_a.weight + words_b.weight - shared
    if words_a.bare != words_b.bare:  # of words that only stand near, few need be shared
        total = ((words_b if words_a.bare else words_a).weight + total) / 2
    contradict, added = _compared(words_a.marks, words_b.marks)
    in_both = weigh(words_a.clause & words_b.clause)
    in_either = words_a.clause_weight + words_b.clause_weight - in_both
    clauses = in_both / in_either if in_both else 0.0
    bodies = words_a.bodies and words_b.bodies
    named, others = bool(words_a.name and words_b.name), words_a.name != words_b.name
    return (
        float(named and not others),
        float(named and others),
        shared / total,
        min(contradict, 2),
        min(added, 2),
        near,
        clauses,
        1 - _overlap(words_a.bodies, words_b.bodies) if bodies else 0.0,
        apart(a, b),
        float(not _comparable(a, b)),
    )


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Weight of what both have in what either has; 0 where there is nothing."""
    shared = a & b
    return weigh(shared) / weigh(a | b) if shared else 0.0


def _comparable(a: Reading, b: Reading) -> bool:
    return a.kind == b.kind and a.dimension == b.dimension


def apart(a: Reading, b: Reading) -> float:
    """Orders of magnitude between levels beyond a factor of 3; tens of points between shares."""
    if not _comparable(a, b) or a.kind in ("rank", "change"):
        return 0.0
    x, y = abs(float(a.amount.value)), abs(float(b.amount.value))
    if a.dimension == "%":
        return min(max(abs(x - y) / 10 - 1, 0.0) / 5, 1.5)
    return min(max(abs(math.log10(x / y)) - 0.5, 0.0), 1.5) if x and y else 0.0


def _compared(a: frozenset[tuple[str, str]], b: frozenset[tuple[str, str]]) -> tuple[int, int]:
    """In how many sets each has another word, and in how many only one has any."""
    contradict = added = 0
    if a == b:
        return 0, 0
    for name in {name for name, _ in a ^ b}:
        one = {word for found, word in a if found == name}
        other = {word for found, word in b if found == name}
        if one and other and not (one <= other or other <= one):
            contradict += 1
        else:
            added += name in _alone()
    return contradict, added


def _marks(named: str, before: str) -> frozenset[tuple[str, str]]:
    """Words of the indicator that tell it apart, and, of other sets, such words before it."""
    own, near = (
        {_contrasts()[m.group()] for m in _contrast_pattern().finditer(text.casefold())}
        for text in (named, before)
    )
    sets = {name for name, _ in own}
    return frozenset(own | {mark for mark in near if mark[0] not in sets})


@cache
def _contrasts() -> dict[str, tuple[str, str]]:
    """Word to the name of its set and the word that stands for it (城市: 城镇)."""
    found = {}
    for name, words, _ in rows("comparison/contrasts.tsv", 3):
        for same in words.split():
            forms = same.split("/")
            found.update(dict.fromkeys(forms, (name, forms[0])))
    return found


@cache
def _alone() -> frozenset[str]:
    """Names of the sets of which one word alone makes an indicator another."""
    found = rows("comparison/contrasts.tsv", 3)
    return frozenset(name for name, _, alone in found if alone == "alone")


@cache
def _contrast_pattern() -> re.Pattern[str]:
    return re.compile(alternation(_contrasts()))


@cache
def _weights() -> tuple[float, ...]:
    """That of the bias, then those of `FEATURES`."""
    found = mapping("comparison/same_indicator.tsv")
    return tuple(float(found[name]) for name in ("bias", *FEATURES))
