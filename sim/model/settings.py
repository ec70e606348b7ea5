"""What a Mesa model was asked to run: a scenario, or the settings of one as keywords, and a seed that may be new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from sim.core.given import known, of_kind
from sim.core.parameters import InputError
from sim.core.shown import shown
from sim.scenario import Scenario, load_scenario


def fresh_seed() -> int:
    """Return a seed that nobody had: of those that a table of numbers holds exactly."""
    return int(np.random.default_rng().integers(2**53))


def scenario_of(scenario: Scenario | None, settings: Mapping[str, Any]) -> Scenario:
    """Return the scenario that settings make, alone or of another by its parameters."""
    if scenario is None:
        return load_scenario(settings)
    return asked(scenario).varied(settings) if settings else asked(scenario)


def asked(scenario: Any, name: str = "scenario") -> Scenario:
    """Return a scenario if it is one, or raise `InputError`."""
    return of_kind(name, scenario, Scenario, "what sim.load_scenario returns")


def own_classes(what: str, given: Mapping[str, Any] | None, kind: type, known_as: Iterable[str]) -> dict[str, Any]:
    """Return classes of agents by the name of what they are for, or raise `InputError`."""
    classes = dict(of_kind(f"{what}s", given or {}, Mapping, f"a table of classes by the name of the {what}"))
    names, place = list(known_as), "seat" if what == "leader" else what
    for name, own in classes.items():
        known(name, names, place)
        if not isinstance(own, type) or not issubclass(own, kind):
            raise InputError(f"{what}s: {name} = {shown(own)}: expected a class of {kind.__name__}")
    return classes
