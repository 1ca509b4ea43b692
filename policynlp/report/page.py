"""A page of sections that needs nothing but itself and forbids everything else.

Style and script stand in the page and are let in by their hashes; the content security policy
forbids all other sources, so that even a mistake in escaping could not run or load anything.
"""

from __future__ import annotations

import base64
import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_FOLDER = Path(__file__).parent
_BOTH = Markup('<span class="zh" lang="zh-Hans">{}</span><span class="en" lang="en">{}</span>')


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page.

    Attributes
    ----------
    id : str
        Anchor; also the name of its template.
    title : (str, str)
        In Chinese and in English.
    data : mapping
        What the template shows; texts in it are escaped unless they are `Markup`.
    """

    id: str
    title: tuple[str, str]
    data: Mapping[str, Any] = field(default_factory=dict)


def render(title: tuple[str, str], sections: Sequence[Section], day: date | None = None) -> str:
    """The page as HTML.

    Parameters
    ----------
    title : (str, str)
        In Chinese and in English.
    sections : sequence of Section
    day : date, optional
        Shown as the day of making; default: today.
    """
    style, script = (_read(f"assets/{name}") for name in ("style.css", "script.js"))
    template = _environment().get_template("page.html")
    return template.render(
        title=title,
        sections=sections,
        day=day or date.today(),
        version=version("policynlp"),
        policy=_policy(style, script),
        style=Markup(style),  # noqa: S704 (our own file)
        script=Markup(script),  # noqa: S704 (our own file)
    )


def _policy(style: str, script: str) -> str:
    """A content security policy: this style and this script, nothing else."""
    rules = {
        "default-src": "'none'",
        "style-src": _hash(style),
        "script-src": _hash(script),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@cache
def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"t": both, "word": word}
    # As UTF-8, which takes half the room of escapes.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.filters["number"] = "{:,}".format
    environment.filters["percent"] = _percent
    return environment


def _percent(share: float) -> str:
    return "<1%" if 0 < share < 0.005 else f"{share:.0%}"


def both(chinese: object, english: object) -> Markup:
    """The same in both languages; the style sheet shows one of them."""
    return _BOTH.format(chinese, english)


def word(group: str, code: str) -> Markup:
    """What a code of the program (``kind``, ``status`` …) is called in both languages."""
    chinese, english = _wording()[group].get(code, (code, code))
    return both(chinese, english)


@cache
def _wording() -> dict[str, dict[str, tuple[str, str]]]:
    return tomllib.loads(_read("wording.toml"))
