"""Columns of flat rows, with their types in SQL; Parquet files and the store have the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow

Columns = Mapping[str, str]

_METRIC: Columns = {
    "value": "DOUBLE",
    "unit": "VARCHAR",
    "kind": "VARCHAR",
    "indicator": "VARCHAR",
    "period": "VARCHAR",
    "scope": "VARCHAR",
    "bound": "VARCHAR",
    "direction": "VARCHAR",
    "status": "VARCHAR",
    "factor": "DOUBLE",
    "period_start": "VARCHAR",
    "period_end": "VARCHAR",
    "period_from": "VARCHAR",
    "actor": "VARCHAR",
    "source": "VARCHAR",
}

ENTITIES: Columns = {
    "id": "VARCHAR",
    "start": "BIGINT",
    "end": "BIGINT",
    "label": "VARCHAR",
    "text": "VARCHAR",
    "canonical": "VARCHAR",
    "proposer": "VARCHAR",
    "score": "DOUBLE",
    "number": "VARCHAR",
    "level": "VARCHAR",
    "issuer": "VARCHAR",
    "date": "VARCHAR",
    **_METRIC,
}
"""One row an entity: of policies their attributes, of metrics what they measure."""

FACTS: Columns = {
    "document": "VARCHAR",
    "section": "VARCHAR",
    "passage": "VARCHAR",
    "start": "BIGINT",
    "end": "BIGINT",
    "figure": "VARCHAR",
    **_METRIC,
    "sentence": "VARCHAR",
}

TOKENS: Columns = {
    "id": "VARCHAR",
    "start": "BIGINT",
    "end": "BIGINT",
    "origin": "VARCHAR",
    "text": "VARCHAR",
}


def arrow_schema(columns: Columns) -> pyarrow.Schema:
    """The same for Arrow."""
    import pyarrow

    types = {"VARCHAR": pyarrow.string(), "BIGINT": pyarrow.int64(), "DOUBLE": pyarrow.float64()}
    return pyarrow.schema([(name, types[kind]) for name, kind in columns.items()])
