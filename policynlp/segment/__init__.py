"""Words: the user's lexicon always wins, an engine cuts the rest, offsets are kept."""

from policynlp.segment.engines import Engine, JiebaEngine, RJiebaEngine, default_engine
from policynlp.segment.lexicon import Entry, Lexicon
from policynlp.segment.segmenter import Granularity, Segmenter
from policynlp.segment.tokens import Origin, Token, Tokens

__all__ = [
    "Engine",
    "Entry",
    "Granularity",
    "JiebaEngine",
    "Lexicon",
    "Origin",
    "RJiebaEngine",
    "Segmenter",
    "Token",
    "Tokens",
    "default_engine",
]
