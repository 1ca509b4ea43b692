"""The figures of a text, as the tests ask for them."""

from __future__ import annotations

from decimal import Decimal

from policynlp.grammar import Quantity, find_quantities


def spans(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quantities(text)]


def one(text: str) -> Quantity:
    (quantity,) = find_quantities(text)
    return quantity


def assert_figures(row: str) -> None:
    """Of each figure in ``text | span=value=unit=bound | …``: these."""
    text, *expected = row.split(" | ")
    wanted = [figure.split("=", 3) for figure in expected]
    found = find_quantities(text)
    assert [[text[q.start : q.end], q.unit, q.bound] for q in found] == [
        [span, unit, bound] for span, _, unit, bound in wanted
    ]
    for quantity, (_, value, _, _) in zip(found, wanted, strict=True):
        assert abs(quantity.value - Decimal(value)) <= abs(quantity.value) / 1000
