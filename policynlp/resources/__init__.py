"""Data files that ship with the package, and their origin (see the head of each file)."""

from __future__ import annotations

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
