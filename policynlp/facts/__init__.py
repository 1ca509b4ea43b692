"""Figures as facts: each quantity bound to what it measures, of whom, and when."""

from policynlp.facts.binding import bind
from policynlp.facts.metric import Metric

__all__ = ["Metric", "bind"]
