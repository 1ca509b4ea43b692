"""Open a page as a reader does, and hear what the browser complains about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@contextmanager
def opened(browser: Browser, path: Path, **context: Any) -> Iterator[Page]:
    """The page; fails at the end if it logged anything, asked for anything, or ran a dialog."""
    complaints: list[str] = []
    page = browser.new_page(**context)
    page.on("console", lambda message: complaints.append(f"console: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: complaints.append(f"request: {request.url}"))
    page.goto(path.as_uri())
    yield page
    page.close()
    assert [line for line in complaints if line != f"request: {path.as_uri()}"] == []
