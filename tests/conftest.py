"""The folder of a test says its level; a test outside these folders is refused. How hard properties are tried.

The default tries six inputs, always the same ones, so that a failure is never luck: enough to see a property broken in
general. `--hypothesis-profile=soak` looks for what breaks it in a corner: a thousand inputs of each, new ones with each
`--hypothesis-seed`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

os.environ["COMMON_GROUND_MACHINE"] = "numpy"  # unless a test asks: what a developer has built is no part of it
LEVELS = {
    "unit": "unit",
    "contract": "contract",
    "properties": "property",
    "patterns": "pattern",
    "regression": "regression",
    "e2e": "e2e",
}
TESTS = Path(__file__).parent

# A failure is shown as it was found and made smaller; to say what its lines share as well would take it many minutes.
settings.register_profile(
    "quick",
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[one for one in Phase if one is not Phase.explain],
)
settings.register_profile(
    "soak", max_examples=1000, deadline=None, derandomize=False, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("quick")


@pytest.fixture(scope="session")
def compiled_before(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where programs lie that tests compiled, from one run to the next: a name is a hash of all that makes one.

    So the next module, and the next Python, builds only what is other code.
    """
    cache = getattr(request.config, "cache", None)  # none where the plugin is switched off
    folder = tmp_path_factory.mktemp("compiled") if cache is None else cache.mkdir("compiled")
    folder.chmod(0o700)  # a folder that others may write to is refused
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with the level of its folder, and refuse one that has none or another."""
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0] if item.path.is_relative_to(TESTS) else ""
        level = LEVELS.get(folder)
        stated = {mark.name for mark in item.iter_markers()} & set(LEVELS.values())
        if level is None:
            raise pytest.UsageError(f"{item.nodeid}: put it in one of tests/{', tests/'.join(LEVELS)}")
        if stated - {level}:
            raise pytest.UsageError(f"{item.nodeid}: marked {', '.join(stated)} but its folder is tests/{folder}")
        item.add_marker(level)
