"""Charts with Chinese text on a machine without Chinese fonts, by Matplotlib."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policynlp.errors import MissingExtraError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FONT = Path(__file__).parent / "resources" / "fonts" / "PolicyNLPSansSC.otf"
"""Noto Sans CJK SC, characters in common use, also traditional ones; see ``OFL.txt`` beside it."""

ACCENT = "#1d5c6b"
"""Colour of bars and lines, that of the report."""


def new_axes(width: float, height: float) -> Axes:
    """Axes of a new figure, in inches.

    Raises
    ------
    MissingExtraError
        If Matplotlib is not installed.
    """
    try:
        import matplotlib.pyplot as plt
    except ImportError:
        raise MissingExtraError("plot()", "plot") from None
    _, axes = plt.subplots(figsize=(width, height), layout="constrained")
    return axes


def set_font(axes: Axes) -> Axes:
    """Give all text of these axes the font that ships with the package, and nothing else."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text

    for text in axes.findobj(Text):
        assert isinstance(text, Text)
        text.set_fontproperties(FontProperties(fname=FONT, size=text.get_fontsize()))
    return axes
