"""Tables on a terminal: Chinese characters two columns wide, bars of eighths."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from policynlp.cli.output import deliver

# What a pipe or a file gets, where no terminal tells its width.
PLAIN_WIDTH = 100
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def console() -> Console:
    """A console on stdout that never wraps a word to colour codes in a pipe."""
    width = None if sys.stdout.isatty() else PLAIN_WIDTH
    return Console(width=width, highlight=False, soft_wrap=False)


def show(draw: Callable[[Console], None], output: Path | None, width: int = PLAIN_WIDTH) -> None:
    """Draw on the terminal, or into a file that is complete or not there."""
    if output is None:
        draw(console())
        return
    drawn = io.StringIO()
    draw(Console(file=drawn, width=width, highlight=False))
    deliver(drawn.getvalue(), output)


def table(*columns: str, right: tuple[str, ...] = (), title: str | None = None) -> Table:
    """An airy table; columns named in `right` are aligned to the right."""
    result = Table(
        box=None, pad_edge=False, padding=(0, 2, 0, 0), title=title, title_justify="left"
    )
    for name in columns:
        result.add_column(
            name, justify="right" if name in right else "left", overflow="fold",
            no_wrap=name in right, header_style="bold",
        )  # fmt: skip
    return result


def bar(share: float, width: int = 4) -> str:
    """A bar of `width` cells for a share between 0 and 1; empty for nothing."""
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(width)


def plain(text: str) -> Text:
    """Text from a document: never read as markup."""
    return Text(text.replace("\n", " "))
