"""Debian's Chromium through Playwright, for tests of HTML pages.

`apt install chromium` and `npm ci --prefix tests/web` (axe-core) get what is needed;
CHECKLIST_REQUIRE_BROWSER=1 forbids to do without.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

AXE = Path(__file__).parent / "web" / "node_modules" / "axe-core" / "axe.min.js"
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def _missing() -> str | None:
    if shutil.which("chromium") is None:
        return "Chromium（chromium）がありません。apt install chromium で入ります"
    if not AXE.is_file():
        return "axe-core がありません。npm ci --prefix tests/web を実行してください"
    return None


def _required() -> bool:
    return os.environ.get("CHECKLIST_REQUIRE_BROWSER") == "1"


needs_browser = pytest.mark.skipif(
    _missing() is not None and not _required(), reason=_missing() or ""
)
"""Marks a test that cannot do without a browser; fails where it is required and missing."""


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser without a window and without a network of its own doing."""
    if why := _missing():
        pytest.fail(why)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(_QUIET)
        )
        try:
            yield started
        finally:
            started.close()
