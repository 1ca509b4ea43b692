"""Organisations, policies, reports and quantities: a spaCy pipeline over characters."""

from policynlp.ner.aliases import resolve
from policynlp.ner.corpus_facts import facts, facts_of_document, iter_facts
from policynlp.ner.documents import tag_document, tag_documents
from policynlp.ner.merging import merge
from policynlp.ner.pipeline import build, load, shipped
from policynlp.ner.rows import entity_rows
from policynlp.ner.user_names import UserName, read_names
from policynlp.ner.values import Alias, Policy

__all__ = [
    "Alias",
    "Policy",
    "UserName",
    "build",
    "entity_rows",
    "facts",
    "facts_of_document",
    "iter_facts",
    "load",
    "merge",
    "read_names",
    "resolve",
    "shipped",
    "tag_document",
    "tag_documents",
]
