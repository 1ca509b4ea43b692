"""The sentence that shows best what a topic is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policynlp.folding import fold
from policynlp.topics.results import Topic

# A sentence that can be read at a glance, in characters.
_SHORTEST, _LONGEST = 16, 90
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?[”’）]?")


def typical_sentence(topic: Topic, passages: Sequence[str]) -> tuple[str, int] | None:
    """The sentence with most of a topic's terms.

    Parameters
    ----------
    topic : Topic
    passages : sequence of str
        Texts to choose from, the one that is most the topic's first.

    Returns
    -------
    (str, int) or None
        The sentence and the index of its passage; None without passages.

    Notes
    -----
    A sentence scores the sum of the weights of the topic's terms in it, over the square root of its
    length, so that neither a list of everything nor a bare slogan wins.
    """
    found = [
        (_score(sentence, topic), -rank, sentence)
        for rank, text in enumerate(passages)
        for sentence in _sentences(text)
    ]
    if not found:
        return None
    _, rank, sentence = max(found)
    return sentence, -rank


def _score(sentence: str, topic: Topic) -> float:
    folded = fold(sentence)
    score = sum(weight for term, weight in topic.terms if term in folded)
    return float(score / len(sentence) ** 0.5)


def _sentences(text: str) -> list[str]:
    sentences = [match.strip() for match in _SENTENCE.findall(text)]
    readable = [s for s in sentences if _SHORTEST <= len(s) <= _LONGEST]
    if readable:
        return readable
    return [s if len(s) <= _LONGEST else s[: _LONGEST - 1] + "…" for s in sentences if s]
