"""Features of each character for the tagger, as rows of its weight table.

Character n-grams, words and their parts of speech, matches of the lists, and how far the next head
noun is: all are whole numbers, and each feature is a hash of some of them (Weinberger et al. 2009,
"Feature hashing for large scale multitask learning").
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import rjieba

from policynlp.ner.candidates import candidate_states
from policynlp.ner.name_lists import CATEGORIES, Match, shipped
from policynlp.ner.observation import Observation

Ints = npt.NDArray[np.int64]

_QUOTED = re.compile("“[^“”\n]{1,30}”|‘[^‘’\n]{1,30}’")
_BREAK = re.compile(r"[\s，。；：、！？（）()《》“”‘’,;:!?·—…]|的|了|在|对|由|将|把|被|是|以|从|等")
_HEADS = ("department", "head", "weak_head", "programme_head", "policy_head")
_FAR = 24
_AHEAD = 30


class FeatureExtractor:
    """Makes the feature rows of observed text.

    Parameters
    ----------
    n_buckets : int
        Rows of the weight table, a power of two.
    """

    def __init__(self, n_buckets: int) -> None:
        self.lists = shipped()
        self.n_buckets = n_buckets
        self._jieba = rjieba.Jieba()

    def __reduce__(self) -> tuple[type[FeatureExtractor], tuple[int]]:
        # The automata can't be pickled to a worker process; they are built again there.
        return FeatureExtractor, (self.n_buckets,)

    def __call__(self, observed: Observation) -> npt.NDArray[np.int32]:
        """Rows of the weight table, shape (n_characters, n_features)."""
        text = observed.text
        n = len(text)
        chars = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
        matches = self.lists.find(text)
        lists, cover = _list_states(matches, n)
        word, tag, place, before, after = self._words(text)
        heads = _next_heads(matches, text)
        quotes = _quotes(matches, text)
        programme, body = candidate_states(matches, text)
        m2, m1, o, p1, p2 = (_shift(chars, k) for k in (-2, -1, 0, 1, 2))
        v = [_shift(cover, k) for k in (-2, -1, 0, 1, 2)]
        t0, tm, tp = tag, before[1], after[1]
        columns = [
            (o,), (m1,), (p1,), (m2,), (p2,),
            (m1, o), (o, p1), (m2, m1), (p1, p2), (m1, p1),
            (m2, m1, o), (m1, o, p1), (o, p1, p2),
            (word, place), (tag, place), (before[0], place), (after[0], place),
            (tm, t0, place), (t0, tp, place), (tm, t0, tp, place), (before[0], t0, place),
            (t0, after[0], place), (before[2], before[0], place), (after[0], after[2], place),
            (v[2],), (v[1], v[2]), (v[2], v[3]), (v[1], v[2], v[3]), (v[0], v[1], v[2], v[3], v[4]),
            (v[2], o), (v[2], m1, o), (v[2], before[0], place), (v[2], after[0], place),
            (v[2], tm, tp, place),
            *((row,) for row in lists),
            (heads,), (heads, v[2]), (heads, tag, place), (heads, quotes),
            (heads, before[0], place),
            (programme,), (programme, o), (programme, before[0], place), (programme, v[2]),
            (programme, _shift(programme, 1)), (programme, quotes),
            (body,), (body, o), (body, tag, place), (body, v[2]), (body, programme),
            (quotes,), (quotes, o), (quotes, before[0], place),
        ]  # fmt: skip
        return _hash(columns, self.n_buckets)

    def _words(self, text: str) -> tuple[Ints, Ints, Ints, list[Ints], list[Ints]]:
        """Word, part of speech and place in the word of each character; the words beside it."""
        words: list[int] = []
        tags: list[int] = []
        lengths: list[int] = []
        for word, tag in self._jieba.tag(text):
            words.append(_number(word))
            tags.append(_number(tag))
            lengths.append(len(word))
        w, t = np.array([0, 0, *words, 0, 0]), np.array([0, 0, *tags, 0, 0])
        size = np.array(lengths, dtype=np.int64)
        k = np.repeat(np.arange(len(size)), size)
        first = np.repeat(np.cumsum(size) - size, size)
        left = np.arange(len(k)) - first
        right = size[k] - 1 - left
        place = np.minimum(left, 2) * 3 + np.minimum(right, 2)
        k = k + 2
        return w[k], t[k], place, [w[k - 1], t[k - 1], w[k - 2]], [w[k + 1], t[k + 1], w[k + 2]]


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    """A number for a word that is the same in every process."""
    value = 7
    for char in word[:24]:
        value = (value * 1000003 + ord(char)) & 0x7FFFFFFF
    return value


def _shift(values: Ints, by: int) -> Ints:
    """``values[i + by]`` at each i, 0 beyond both ends."""
    result = np.zeros_like(values)
    if by < 0:
        result[-by:] = values[:by]
    elif by > 0:
        result[:-by] = values[by:]
    else:
        return values
    return result


def _list_states(matches: list[Match], n: int) -> tuple[Ints, Ints]:
    """For each category and for the longest match over all, where in a match a character stands.

    1 begins a match, 2 is inside, 3 ends it, 4 is a match by itself; 0 is outside.
    """
    states = np.zeros((len(CATEGORIES), n), dtype=np.int64)
    cover = np.zeros(n, dtype=np.int64)
    for start, end, category in matches:
        row = states[category]
        _mark(row, start, end, 0)
    for start, end, category in sorted(matches, key=lambda m: m[1] - m[0]):
        _mark(cover, start, end, (category + 1) * 8)
    return states, cover


def _mark(row: Ints, start: int, end: int, base: int) -> None:
    if end - start == 1:
        row[start] = base + 4
        return
    row[start:end] = base + 2
    row[start] = base + 1
    row[end - 1] = base + 3


def _next_heads(matches: list[Match], text: str) -> Ints:
    """Category and distance of the next head noun that no break parts from the character."""
    n = len(text)
    nearest = np.full(n + 1, n + _FAR + 1, dtype=np.int64)
    kind = np.zeros(n + 1, dtype=np.int64)
    wanted = {CATEGORIES.index(name) for name in _HEADS}
    for start, end, category in matches:
        if category in wanted and end - start > 1:
            nearest[end - 1] = end - 1
            kind[end - 1] = category + 1
    stop = np.full(n + 1, n, dtype=np.int64)
    for match in _BREAK.finditer(text):
        stop[match.start()] = match.start()
    nearest = np.minimum.accumulate(nearest[::-1])[::-1]
    stop = np.minimum.accumulate(stop[::-1])[::-1]
    at = np.arange(n)
    distance = nearest[:n] - at
    bucket = np.digitize(distance, (1, 2, 4, 7, 11, 17))
    reached = (nearest[:n] < stop[:n]) & (distance < _FAR)
    return np.where(reached, kind[np.minimum(nearest[:n], n)] * 8 + bucket, 0)


def _quotes(matches: list[Match], text: str) -> Ints:
    """Where in a short quotation a character stands, and what head noun follows the quotation."""
    marks = np.zeros(len(text), dtype=np.int64)
    wanted = {CATEGORIES.index(name) for name in _HEADS}
    heads = {s: (e, c) for s, e, c in matches if c in wanted and e - s > 1}
    for match in _QUOTED.finditer(text):
        start, end = match.span()
        limit = min(len(text), end + 16)
        stop = _BREAK.search(text, end, limit)
        limit = stop.start() if stop else limit
        follows, reach = 0, end
        for at in range(end, limit):
            if at in heads and heads[at][0] <= limit:
                reach, category = heads[at]
                follows = 1 + category * 2 + (at > end)
        marks[start:end] = 2 + follows * 8
        marks[start] = 1 + follows * 8
        marks[end - 1] = 3 + follows * 8
        marks[end:reach] = 4 + follows * 8
    return marks


def _hash(columns: list[tuple[Ints, ...]], n_buckets: int) -> npt.NDArray[np.int32]:
    """One row number for each tuple of values; ``n_buckets`` is a power of two."""
    n = len(columns[0][0])
    rows = np.empty((len(columns), n), dtype=np.int32)
    value, shifted = np.empty(n, dtype=np.uint64), np.empty(n, dtype=np.uint64)
    for number, parts in enumerate(columns):
        value[:] = (number + 1) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
        for part in parts:
            value ^= part.view(np.uint64)
            value *= np.uint64(0xBF58476D1CE4E5B9)
            value ^= np.right_shift(value, np.uint64(29), out=shifted)
        rows[number] = value & np.uint64(n_buckets - 1)
    return np.ascontiguousarray(rows.T)
