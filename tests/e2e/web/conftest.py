"""One server for all tests of the page: few futures, so that a picture takes a moment."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from tests.e2e.web.serving import Served, serving

if sys.platform != "linux":  # processes and their memory are looked up in /proc
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """Return a server of the page; nothing it is asked may end in a traceback."""
    with serving() as running:
        yield running
        assert "Traceback" not in running.said(), running.said()
