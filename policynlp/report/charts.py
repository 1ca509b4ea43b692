"""Small charts: SVG without inline styles, and shades of a heat map."""

from __future__ import annotations

from markupsafe import Markup

SHADES = 10

_BAR = Markup(
    '<svg class="bar" role="img" aria-label="{label}"><title>{label}</title>'
    '<rect width="{width:.1f}%" height="100%" rx="2"/></svg>'
)
_TWO_SIDED = Markup(
    '<svg class="bar two-sided" role="img" aria-label="{label}"><title>{label}</title>'
    '<rect class="{side}" x="{x:.1f}%" width="{width:.1f}%" height="100%" rx="2"/>'
    '<rect class="axis" x="50%" width="1" height="100%"/></svg>'
)


def bar(value: float, most: float, label: str) -> Markup:
    """A bar as long as ``value / most`` of the place that it stands in."""
    return _BAR.format(label=label, width=100 * _ratio(value, most))


def two_sided(value: float, most: float, label: str) -> Markup:
    """A bar from the middle: to the left for the first side (positive), else to the right."""
    width = 50 * _ratio(abs(value), most)
    x, side = (50 - width, "a") if value > 0 else (50.0, "b")
    return _TWO_SIDED.format(label=label, x=x, width=width, side=side)


def shade(value: float, most: float) -> int:
    """Step of a colour scale from 0 (nothing) to `SHADES` (most)."""
    return round(SHADES * _ratio(value, most))


def _ratio(value: float, most: float) -> float:
    return min(max(value / most, 0.0), 1.0) if most > 0 else 0.0
