"""Arms of a sweep: the scenario of each place, behaviour, pressure and theory that its points name, read once, whole.

Rule      Workers get scenarios, never names of files: a file that somebody edits while a sweep runs, or between a stop
          and going on, cannot put two definitions into one table. What the names stood for is part of the plan's hash.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sim.place import Place, with_figures
from sim.scenario import GROUPS, Scenario, load_scenario
from sim.store import resolved
from sim.sweep.designs import Point
from sim.sweep.space import FIGURE
from sim.theories import KEYS

Arm = tuple[str, ...]  # what is `NAMED`, as points name it; empty: that of the base
NAMED = ("place", *GROUPS, *KEYS)


def arm_of(point: Mapping[str, object]) -> Arm:
    """Return which arm a point belongs to."""
    return tuple(str(point.get(name, "")) for name in NAMED)


def arms_of(base: Scenario, words: Sequence[str], points: Sequence[Point]) -> dict[Arm, Scenario]:
    """Return the scenario of each arm.

    Args:
        base: the scenario that points differ from.
        words: overrides that make it.
        points: what varies, one a point.
    """
    found: dict[Arm, Scenario] = {arm_of({}): base}
    named_places = sorted({arm_of(point)[0] for point in points} - {""})
    places = {place: load_scenario((*words, f"place={place}")).place for place in named_places}
    for arm in sorted({arm_of(point) for point in points}):
        place, *others = arm
        named = ("", *others)
        if named not in found:
            more = [f"{key}={value}" for key, value in zip(NAMED, named, strict=True) if value]
            found[named] = load_scenario((*words, *more))
        found[arm] = _at(found[named], places.get(place))
    return found


def _at(scenario: Scenario, place: Place | None) -> Scenario:
    """Return a scenario at another place."""
    return scenario if place is None else replace(scenario, place=place)


def scenario_at(arm: Scenario, fixed: Mapping[str, Any]) -> Scenario:
    """Return the scenario of points that share all that is no number: an arm with switches and figures set."""
    figures = {key.removeprefix(FIGURE): value for key, value in fixed.items() if key.startswith(FIGURE)}
    switches = {key: value for key, value in fixed.items() if not key.startswith(FIGURE) and key not in NAMED}
    return replace(arm, place=with_figures(arm.place, figures)).varied(switches)


def expanded(base: Scenario, arms: Mapping[Arm, Scenario]) -> dict[str, Any]:
    """Return what the arms' names stand for, as plain data: each place's hash, and how parameters differ from the base.

    A place is named by its content; its path and its name say nothing of what runs.
    """
    places = sorted({scenario.place.digest for (place, *_), scenario in arms.items() if place})
    common, differing = _flat(base), dict[str, Any]()
    for (_, behaviour, pressure, *theories), scenario in sorted(arms.items()):
        if behaviour or pressure or any(theories):
            other = {key: value for key, value in _flat(scenario).items() if value != common[key]}
            under = (f"{key}={name}" for key, name in zip(KEYS, theories, strict=True) if name)
            faced = " ".join([pressure or base.pressure, *under])
            differing.setdefault(behaviour or base.behaviour, {})[faced] = other
    return {"places": places, **({"arms": differing} if differing else {})}


def _flat(scenario: Scenario) -> dict[str, Any]:
    groups = resolved(scenario)["parameters"]
    return {f"{group}.{name}": value for group, values in groups.items() for name, value in values.items()}
