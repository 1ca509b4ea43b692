"""Documents side by side: topics, wording, text taken over, names and figures."""

from policynlp.comparison.comparison import PARTS, Comparison, compare
from policynlp.comparison.groups import Group

__all__ = ["PARTS", "Comparison", "Group", "compare"]
