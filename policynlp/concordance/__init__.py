"""Concordance lines (keyword in context): as values, and as a data frame.

`policynlp.kwic` loads pandas when it is first used; ``lines`` does without.
"""
