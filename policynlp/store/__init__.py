"""A corpus in one DuckDB file: read once, asked many times."""

from policynlp.store.indexing import index
from policynlp.store.store import Store, open  # noqa: A004 (policynlp.open reads well)

__all__ = ["Store", "index", "open"]
