"""A tokenizer whose tokens are code points, so that no entity is cut by a word boundary."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from spacy import util
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from policynlp.folding import well_formed

_texts: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()


def text_of(doc: Doc) -> str:
    """``doc.text``, which spaCy puts together again from its tokens each time it is asked for."""
    text = _texts.get(doc)
    if text is None:
        text = _texts[doc] = doc.text
    return text


class CharacterTokenizer:
    """Each code point is a token, white space too: token offsets are text offsets.

    spaCy keeps its strings in UTF-8, so that a lone surrogate becomes U+FFFD in ``Doc.text``.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        text = well_formed(text)
        doc = Doc(self.vocab, words=list(text), spaces=[False] * len(text))
        _texts[doc] = text
        return doc

    # The settings are none; spaCy asks for these four of every tokenizer.
    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> CharacterTokenizer:
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        return None

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> CharacterTokenizer:
        return self


@util.registry.tokenizers("policynlp.characters.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], CharacterTokenizer]:
    """Registered for pipeline configurations."""
    return lambda nlp: CharacterTokenizer(nlp.vocab)


@util.registry.callbacks("policynlp.any_length.v1")  # type: ignore[untyped-decorator]
def make_any_length() -> Callable[[Language], Language]:
    """Lift spaCy's limit of a million characters: the components work in linear time."""

    def lift(nlp: Language) -> Language:
        nlp.max_length = 10**9
        return nlp

    return lift


def configuration(components: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Configuration of a character pipeline of some components, in their order."""
    return {
        "nlp": {
            "lang": "zh",
            "pipeline": list(components),
            "tokenizer": {"@tokenizers": "policynlp.characters.v1"},
            "after_pipeline_creation": {"@callbacks": "policynlp.any_length.v1"},
        },
        "components": components,
    }
