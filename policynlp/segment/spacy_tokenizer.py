"""The segmenter as a spaCy tokenizer, ``policynlp.Tokenizer.v1`` in spaCy's registry."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, get_words_and_spaces, registry
from spacy.vocab import Vocab

from policynlp.segment.lexicon import Entry, Lexicon
from policynlp.segment.segmenter import Granularity, Segmenter

_FILE = "segmenter.json"


class Tokenizer(DummyTokenizer):
    """Makes a ``Doc`` whose tokens are the words of a `Segmenter`; ``doc.text`` is the text.

    Parameters
    ----------
    vocab : spacy.vocab.Vocab
    segmenter : Segmenter
        Granularity and lexicon are saved with the pipeline; an engine of one's own is not.
    """

    def __init__(self, vocab: Vocab, segmenter: Segmenter) -> None:
        self.vocab = vocab
        self.segmenter = segmenter

    def __call__(self, text: str) -> Doc:
        words, spaces = get_words_and_spaces(self.segmenter.segment(text).words(), text)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: Any) -> bytes:
        """Granularity and lexicon as JSON."""
        entries = [asdict(entry) for entry in self.segmenter.lexicon]
        state = {"granularity": self.segmenter.granularity, "lexicon": entries}
        return json.dumps(state, ensure_ascii=False).encode()

    def from_bytes(self, data: bytes, **_: Any) -> Tokenizer:
        """Take granularity and lexicon from what `to_bytes` gave."""
        state = json.loads(data)
        lexicon = Lexicon(Entry(**entry) for entry in state["lexicon"])
        self.segmenter = Segmenter(state["granularity"], lexicon=lexicon)
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write granularity and lexicon into a folder."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, **_: Any) -> Tokenizer:
        """Read what `to_disk` wrote."""
        return self.from_bytes((Path(path) / _FILE).read_bytes())


def create_tokenizer(
    granularity: Granularity = "coarse", terms: Sequence[str] = ()
) -> Callable[[Language], Tokenizer]:
    """Tokenizer for the ``[nlp.tokenizer]`` block of a configuration.

    Parameters
    ----------
    granularity : {"coarse", "fine"}
    terms : sequence of str
        The user's words, never cut. For a large lexicon set ``nlp.tokenizer`` itself.

    Examples
    --------
    >>> import spacy
    >>> tokenizer = {"@tokenizers": "policynlp.Tokenizer.v1", "terms": ["5G 基站"]}
    >>> nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}})
    >>> [token.text for token in nlp("建成5G 基站")]
    ['建成', '5G 基站']
    """
    return lambda nlp: Tokenizer(
        nlp.vocab, Segmenter(granularity, lexicon=Lexicon.from_terms(terms))
    )


registry.tokenizers.register("policynlp.Tokenizer.v1", func=create_tokenizer)
