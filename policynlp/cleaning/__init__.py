"""Layout repair that keeps offsets: from raw text to articles and passages."""

from policynlp.cleaning.cleaner import STEPS, Cleaner

__all__ = ["STEPS", "Cleaner"]
