"""Runs that the pattern tests share: each arm once a session."""

from __future__ import annotations

import pytest

from sim.validation import Runs


@pytest.fixture(scope="session")
def runs() -> Runs:
    """Return 64 places, as the facts are declared."""
    return Runs(64)


@pytest.fixture(scope="session")
def more_runs() -> Runs:
    """Return 256 places."""
    return Runs(256)
