"""Placeholder until the real one lands."""
from __future__ import annotations
from typing import Any


def describe(raw_text: str, path: str, metadata: Any = None) -> dict[str, Any]:
    """Nothing yet."""
    return {}
