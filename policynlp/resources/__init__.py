"""Data files that ship with the package, and their origin (see the head of each file)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def model_path(name: str) -> Path | None:
    """Where a shipped model lies: ``policynlp/_models`` of a wheel, ``models`` of a checkout.

    Parameters
    ----------
    name : str
        File or folder below it.

    Returns
    -------
    Path or None
        None where it is in neither.
    """
    for folder in (_PACKAGE / "_models", _PACKAGE.parent / "models"):
        if (folder / name).exists():
            return folder / name
    return None


@cache
def stop_words() -> frozenset[str]:
    """Function words and the boilerplate of the genre, which say nothing of a passage's field."""
    text = (_PACKAGE / "resources" / "lexicon" / "stop_words.txt").read_text(encoding="utf-8")
    lines = map(str.strip, text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))
