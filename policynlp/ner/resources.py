"""Lists of names and of the head nouns that names end with; data in ``policynlp/resources/ner``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from policynlp.errors import ResourceError


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Cells of each line of the table ``name``; lines that begin with ``#`` are comments.

    Raises
    ------
    ResourceError
        If the table can't be read.
    """
    source = files("policynlp") / "resources" / "ner" / name
    try:
        lines = source.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(name, f"the list can't be read ({error})") from error
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def terms(name: str) -> tuple[str, ...]:
    """First cell of each line of the table ``name``."""
    return tuple(row[0] for row in rows(name))
