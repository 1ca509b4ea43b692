"""The facts of a text, as the tests ask for them."""

from __future__ import annotations

from policynlp.figures import Metric, bind
from policynlp.grammar import find_quantities


def facts_of(text: str, **known: object) -> list[Metric]:
    return bind(text, find_quantities(text), **known)  # type: ignore[arg-type]
