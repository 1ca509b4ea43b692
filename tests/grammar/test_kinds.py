"""Rarer words that tell a change, a share or a bound."""

from __future__ import annotations

import pytest

from policynlp.grammar import find_quantities


@pytest.mark.parametrize(
    ("text", "kind", "direction"),
    [
        ("我国5%的经济增速名列前茅", "change", "up"),
        ("贡献了三成的增加值", "share", ""),
        ("比全省高1.2万元", "change", "up"),
        ("比全省低1.2万元", "change", "down"),
        ("比上年高出3万元", "change", "up"),
    ],
)
def test_kind(text: str, kind: str, direction: str) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.kind, quantity.direction) == (kind, direction)


def test_a_bound_holds_over_what_it_is_a_part_of() -> None:
    (quantity,) = find_quantities("签约电量不低于前几年用电量平均值90%")
    assert quantity.bound == ">="
