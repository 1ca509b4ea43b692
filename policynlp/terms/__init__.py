"""Term discovery: multi-word terms of a corpus that the lexicon lacks."""

from policynlp.terms.discovery import find_terms
from policynlp.terms.result import Example, Term, Terms

__all__ = ["Example", "Term", "Terms", "find_terms"]
