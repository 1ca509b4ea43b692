"""policynlp: a toolkit for the study of Chinese policy documents.

The public names are here and in ``policynlp.segment`` and ``policynlp.topics``; each is loaded
when it is first used, so that ``import policynlp`` is quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policynlp.cleaning import Cleaner
    from policynlp.comparison import Comparison, compare
    from policynlp.concordance.frame import kwic
    from policynlp.corpus import Corpus, read
    from policynlp.documents import Article, Document, Passage
    from policynlp.errors import PolicyNLPError
    from policynlp.ner import facts, load
    from policynlp.parallel import process
    from policynlp.segment import Lexicon, Segmenter
    from policynlp.store import Store, index, open  # noqa: A004
    from policynlp.streaming import Skipped, stream
    from policynlp.terms import find_terms
    from policynlp.topics import TopicModel

_HOMES = {
    "Article": "documents",
    "Cleaner": "cleaning",
    "Comparison": "comparison",
    "Corpus": "corpus",
    "Document": "documents",
    "Lexicon": "segment",
    "Passage": "documents",
    "PolicyNLPError": "errors",
    "Segmenter": "segment",
    "Skipped": "streaming",
    "Store": "store",
    "TopicModel": "topics",
    "compare": "comparison",
    "facts": "ner",
    "find_terms": "terms",
    "index": "store",
    "kwic": "concordance.frame",
    "load": "ner",
    "open": "store",
    "process": "parallel",
    "read": "corpus",
    "stream": "streaming",
}

__all__ = [
    "Article",
    "Cleaner",
    "Comparison",
    "Corpus",
    "Document",
    "Lexicon",
    "Passage",
    "PolicyNLPError",
    "Segmenter",
    "Skipped",
    "Store",
    "TopicModel",
    "compare",
    "facts",
    "find_terms",
    "index",
    "kwic",
    "load",
    "open",
    "process",
    "read",
    "stream",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'policynlp' has no attribute {name!r}")
    value = getattr(import_module(f"policynlp.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
