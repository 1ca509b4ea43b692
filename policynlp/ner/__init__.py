"""Organisations, policies, reports and quantities: a spaCy pipeline over characters."""

from policynlp.ner.aliases import resolve
from policynlp.ner.pipeline import build, load
from policynlp.ner.values import Alias, Policy

__all__ = ["Alias", "Policy", "build", "load", "resolve"]
