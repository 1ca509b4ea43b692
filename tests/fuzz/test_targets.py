"""A short round of each target; ``make fuzz`` goes on for as long as wanted."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")))
@example(b"")
@example(b"\x00PK\x03\x04")
@example(b"\x00%PDF-1.7\n1 0 obj\n<<>>\n")
@example("\x00# 标题\n\n正文。".encode())
def test_target(name: str, data: bytes) -> None:
    TARGETS[name](data)
