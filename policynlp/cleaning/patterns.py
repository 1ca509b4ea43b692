"""Lines that are known by their wording: bylines, sources, captions, site furniture …"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Role = Literal[
    "furniture",
    "page_number",
    "teaser_head",
    "caption",
    "source",
    "byline",
    "dateline",
    "signature",
    "date",
    "recipient",
    "body_name",
    "document_number",
    "official_title",
]

# No line of these kinds is longer; a cap keeps the patterns from running over whole paragraphs.
_LONGEST = 240


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    file = files("policynlp.resources").joinpath("cleaning", "patterns.toml")
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    # Named groups may stand once in a pattern, so alternatives are tried one after another.
    return {role: tuple(re.compile(p) for p in patterns) for role, patterns in table.items()}


def match_line(role: Role, line: str) -> re.Match[str] | None:
    """Match of a whole line against the patterns of a role."""
    if len(line) > _LONGEST:
        return None
    return _first(role, line, re.Pattern.fullmatch)


def match_start(role: Role, text: str) -> re.Match[str] | None:
    """Match of the beginning of a text against the patterns of a role."""
    return _first(role, text[:_LONGEST], re.Pattern.match)


def match_end(role: Role, text: str) -> re.Match[str] | None:
    """Match of the end of a text against the patterns of a role."""
    tail = text[-60:]
    for pattern in _patterns()[role]:
        for found in pattern.finditer(tail):
            if found.end() == len(tail):
                return found
    return None


def _first(role: Role, text: str, how: object) -> re.Match[str] | None:
    for pattern in _patterns()[role]:
        found: re.Match[str] | None = how(pattern, text)  # type: ignore[operator]
        if found:
            return found
    return None
