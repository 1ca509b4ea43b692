"""Words: the user's lexicon always wins, an engine cuts the rest, offsets are kept."""

from policynlp.segment.engines import Engine, JiebaEngine, PkusegEngine, RJiebaEngine
from policynlp.segment.lexicon import Conflict, Entry, Lexicon
from policynlp.segment.segmenter import Granularity, Segmenter, default_engine
from policynlp.segment.tokens import Origin, Token, Tokens

__all__ = [
    "Conflict",
    "Engine",
    "Entry",
    "Granularity",
    "JiebaEngine",
    "Lexicon",
    "Origin",
    "PkusegEngine",
    "RJiebaEngine",
    "Segmenter",
    "Token",
    "Tokens",
    "default_engine",
]
