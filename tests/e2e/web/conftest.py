"""One server and one browser for all tests of the page: few futures, so that a picture takes a moment."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.web.browsing import Watched, launched
from tests.e2e.web.serving import Served, serving

if sys.platform != "linux":  # processes and their memory are looked up in /proc
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """Return a server of the page; nothing it is asked may end in a traceback."""
    with serving() as running:
        yield running
        assert "Traceback" not in running.said(), running.said()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a real browser without a screen."""
    with sync_playwright() as playwright:
        started = launched(playwright)
        yield started
        started.close()


@pytest.fixture
def window(browser: Browser, served: Served) -> Iterator[Watched]:
    """Return a window of its own for a test; closed, it must have asked for nothing abroad and met no fault."""
    made = Watched.new(browser, served)
    yield made
    made.close()
