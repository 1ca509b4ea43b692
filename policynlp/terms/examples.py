"""The texts that terms are looked for in, and an example sentence out of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policynlp.corpus import Corpus
from policynlp.documents import Passage
from policynlp.terms.result import Example

_SENTENCE_ENDS = "。！？；!?;\n"
_REACH = 100  # characters of a sentence that are shown on each side of the term
_LENGTH = 40  # characters: enough to see the use, short enough for a table


Place = tuple[int, int, int]
"""An occurrence: the number of the text, and the span in it."""


class Texts:
    """Passages of a corpus, or plain texts, with the number of the document of each.

    A corpus is read anew each time: it may lie on disk.
    """

    def __init__(self, source: Corpus | Iterable[str]) -> None:
        plain = [source] if isinstance(source, str) else source
        self._source = plain if isinstance(plain, Corpus) else list(plain)

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Number of the document, and text."""
        if not isinstance(self._source, Corpus):
            yield from enumerate(self._source)
            return
        for number, document in enumerate(self._source):
            for passage in document.passages():
                yield number, passage.text

    def examples(self, places: Sequence[Sequence[Place]]) -> list[Example]:
        """Of each term the occurrence in the sentence whose length is nearest to a good example's.

        Parameters
        ----------
        places : sequence of sequence of (text, start, end)
            Occurrences of each term, one at least.
        """
        wanted: dict[int, list[tuple[int, int, int, int]]] = {}
        for term, of_term in enumerate(places):
            for rank, (text, start, end) in enumerate(of_term):
                wanted.setdefault(text, []).append((term, rank, start, end))
        best: dict[int, tuple[tuple[int, int], Example]] = {}
        for number, (content, document, name, passage) in enumerate(self._named()):
            for term, rank, start, end in wanted.get(number, ()):
                sentence, offset = _sentence(content, start, end)
                # Of two that are as good, the occurrence that was given first.
                worth = (abs(len(sentence) - _LENGTH), rank)
                if term not in best or worth < best[term][0]:
                    span = passage.to_source(start, end) if passage else (start, end)
                    best[term] = worth, Example(sentence, offset, document, name, *span)
        return [best[term][1] for term in range(len(places))]

    def _named(self) -> Iterator[tuple[str, str, str, Passage | None]]:
        """Each text, the ids of its document and its passage, and the passage."""
        if not isinstance(self._source, Corpus):
            for number, text in enumerate(self._source):
                yield text, str(number), str(number), None
            return
        for document in self._source:
            for passage in document.passages():
                yield passage.text, document.id, passage.id, passage


def _sentence(text: str, start: int, end: int) -> tuple[str, int]:
    """The sentence around a span, and where the span begins in it."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    first = max(before.rfind(mark) for mark in _SENTENCE_ENDS) + 1
    ends = [at for mark in _SENTENCE_ENDS if (at := after.find(mark)) >= 0]
    last = min(ends) + 1 if ends else len(after)
    before = before[first:].lstrip()
    return before + text[start:end] + after[:last].rstrip(), len(before)
