"""``python -m tests.fuzz TARGET [SECONDS]``: a target under atheris, or else under hypothesis."""

from __future__ import annotations

import sys
import time


def main() -> None:
    name = sys.argv[1]
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    try:
        import atheris
    except ImportError:
        _with_hypothesis(name, seconds)
        return
    with atheris.instrument_imports(include=["policynlp"]):
        from tests.fuzz.targets import TARGETS

    options = [f"-max_total_time={seconds}", "-max_len=4096"]
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


def _with_hypothesis(name: str, seconds: int) -> None:
    from hypothesis import given, settings
    from hypothesis import strategies as st

    from tests.fuzz.targets import TARGETS

    end = time.monotonic() + seconds
    rounds = 0
    while time.monotonic() < end:
        settings(max_examples=500, deadline=None, database=None)(
            given(st.binary(max_size=4096))(TARGETS[name])
        )()
        rounds += 500
    print(f"{name}: {rounds} examples")


if __name__ == "__main__":
    main()
