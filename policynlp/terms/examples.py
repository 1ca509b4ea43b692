"""The texts that terms are looked for in, and an example sentence out of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policynlp.corpus import Corpus
from policynlp.documents import Passage
from policynlp.terms.result import Example

_SENTENCE_ENDS = "。！？；!?;\n"
_REACH = 100  # characters of a sentence that are shown on each side of the term
_LENGTH = 40  # characters: enough to see the use, short enough for a table


class Texts:
    """Passages of a corpus, or plain texts, with the number of the document of each."""

    def __init__(self, source: Corpus | Iterable[str]) -> None:
        self._passages: list[Passage] = []
        self._ids: list[str] = []
        if isinstance(source, Corpus):
            self._ids = [document.id for document in source]
            pairs = [(n, p) for n, document in enumerate(source) for p in document.passages()]
            self._documents = [number for number, _ in pairs]
            self._passages = [passage for _, passage in pairs]
            self._contents = [passage.text for passage in self._passages]
        else:
            self._contents = [source] if isinstance(source, str) else list(source)
            self._documents = list(range(len(self._contents)))

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Number of the document, and text."""
        return zip(self._documents, self._contents, strict=True)

    def example(self, places: Sequence[tuple[int, int, int]]) -> Example:
        """The occurrence in the sentence whose length is nearest to a good example's.

        Parameters
        ----------
        places : sequence of (text, start, end)
            Occurrences: the number of the text, and the span in it.
        """
        shown = [self._sentence(*place) for place in places]
        best = min(range(len(places)), key=lambda i: abs(len(shown[i][0]) - _LENGTH))
        number, start, end = places[best]
        if not self._passages:
            return Example(*shown[best], str(number), str(number), start, end)
        passage = self._passages[number]
        document = self._ids[self._documents[number]]
        return Example(*shown[best], document, passage.id, *passage.to_source(start, end))

    def _sentence(self, number: int, start: int, end: int) -> tuple[str, int]:
        """The sentence around a span, and where the span begins in it."""
        text = self._contents[number]
        before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        first = max(before.rfind(mark) for mark in _SENTENCE_ENDS) + 1
        ends = [at for mark in _SENTENCE_ENDS if (at := after.find(mark)) >= 0]
        last = min(ends) + 1 if ends else len(after)
        before = before[first:].lstrip()
        return before + text[start:end] + after[:last].rstrip(), len(before)
