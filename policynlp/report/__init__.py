"""One self-contained HTML page: no network, no library, works from a memory stick.

Each module gives one section; `page.render` puts them together, `compose` makes the whole report.
"""

from policynlp.report.compose import compose
from policynlp.report.page import Section, render

__all__ = ["Section", "compose", "render"]
