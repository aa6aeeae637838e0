"""Which Chromium the browser tests drive: the machine's own, never one that is fetched along the way."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
REQUIRED = os.environ.get("DOORLEZEN_BROWSER_REQUIRED") == "1"
"""Where a browser must be there (`.ci/run`), its absence is a failure instead of a skip."""
ARGUMENTS = [
    "--no-sandbox",  # in a container without user namespaces; the pages are our own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """The path of a Chromium on this machine. Skips, or fails where one is required."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    looked_for = ", ".join(NAMES)
    return found or missing(f"no Chromium here (looked for {looked_for}); on Debian: apt install chromium")


def missing(what: str) -> NoReturn:
    """Skip the test because ``what`` is not here, or fail where browser tests are required."""
    if REQUIRED:
        pytest.fail(what)
    pytest.skip(what)


@contextmanager
def driven() -> Iterator[tuple[Playwright, Browser]]:
    """A running Chromium without a window.

    While it runs, this thread has a running event loop (that is how Playwright waits). Django would refuse
    to ask the database in such a thread, though nothing here is asynchronous: we say that it may.
    """
    path = chromium()
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
            try:
                yield playwright, browser
            finally:
                browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before
