"""What a Mesa model was asked to run: a scenario, or the settings of one as keywords, and a seed that may be new."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.core.parameters import InputError
from sim.scenario import Scenario, load_scenario


def fresh_seed() -> int:
    """Return a seed that nobody had: of those that a table of numbers holds exactly."""
    return int(np.random.default_rng().integers(2**53))


def scenario_of(scenario: Scenario | None, settings: Mapping[str, Any]) -> Scenario:
    """Return the scenario that settings make, alone or of another by its parameters."""
    if scenario is None:
        return load_scenario(settings)
    if not isinstance(scenario, Scenario):
        raise InputError(f"scenario = {str(scenario)[:60]!r}: expected what sim.load_scenario returns")
    return scenario.varied(settings) if settings else scenario
