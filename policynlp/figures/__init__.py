"""Figures as facts: each quantity bound to what it measures, of whom, and when."""

from policynlp.figures.binding import bind
from policynlp.figures.metric import Metric
from policynlp.figures.table import COLUMNS, Fact, Facts, facts_of_passage

__all__ = ["COLUMNS", "Fact", "Facts", "Metric", "bind", "facts_of_passage"]
