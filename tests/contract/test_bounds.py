"""Bounds declared by state variables hold in every run and every round, under three scenarios."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.core.state import State, Variable
from sim.interventions import INTERVENTIONS
from sim.mechanisms.schedule import MECHANISMS
from tests.whole import Runs, practices, scenario

SCENARIOS = {
    "today": ("behaviour=as_today",),
    "together in good years": ("behaviour=collaborative_all", "pressure=steady", *practices(1)),
    "mixed in a perfect storm": (
        "behaviour=mixed",
        "pressure=perfect_storm",
        "pressure.shift=0.4",
        "turnover.pace=2",
        "winter.year=0",
        "place.figures.pooled_share=0.5",
        *practices(1),
    ),
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_bounds_hold_in_every_round_of_two_years(name: str) -> None:
    runs = Runs(scenario(*SCENARIOS[name], "years=2"), [0, 1, 2, 77, 2**31, 2**53 + 1])
    for number in range(-26, 27):
        for variable in runs.machine.variables:
            within(variable, runs.state, number)
        runs.to(number + 1)
    assert len(runs.recorder.series["trust"]) == 27


def within(variable: Variable, state: State, number: int) -> None:
    value = getattr(state, variable.name)
    assert np.isfinite(value).all(), f"{variable.name} in round {number}"
    slack = 1e-12 * max(1.0, abs(variable.low) if np.isfinite(variable.low) else 1.0)
    assert value.min() >= variable.low - slack, f"{variable.name} = {value.min()} in round {number}"
    assert value.max() <= variable.high + slack, f"{variable.name} = {value.max()} in round {number}"


SETTLED_OTHERWISE = {other for name in sorted(INTERVENTIONS) for other in INTERVENTIONS[name].excludes}
"""What another intervention excludes: one of each such pair is left out."""


def test_bounds_hold_while_everything_planned_goes_on_and_after_it_has_ended() -> None:
    kept = [name for name in INTERVENTIONS if name not in SETTLED_OTHERWISE]
    entries: dict[str, dict[str, Any]] = {name: {"from": 0.25, "until": 1.0} for name in kept}
    entries["merger"]["who"] = ["acute", "community"]  # of all, nobody would be left to agree anything with
    together = {"together": {"what": "collaborative_all", "from": 0.25, "until": 1.0}}
    made = scenario("behaviour=mixed", "years=2", "trust.asymmetry=3", *practices(0.5)).with_plan(
        {**entries, **together}
    )
    declared = {v.name: v for kind in (*MECHANISMS, *map(INTERVENTIONS.__getitem__, kept)) for v in kind.owns}
    runs, seen = Runs(made, [0, 1, 77]).to(0), set[str]()
    for number in range(1, 27):
        for name in declared.keys() & runs.to(number).state.__dict__.keys():
            within(declared[name], runs.state, number)
            seen.add(name)
    assert seen == set(declared)


MAY_FALL_BELOW_NOTHING = {
    "carer_requests",  # against month 0
    "not_waiting",  # those who joined the list less those who left it
    "pressure_level",
    "pressure_noise",
    "problem_level",
    "problem_noise",
    "progress",
    "project_wait",
    "project_fit",  # a design may do harm
    "project_signals",
    "staffing_gap",  # against month 0
}


def test_whatever_counts_people_or_is_a_share_has_a_floor() -> None:
    """What declares no floor is not checked by the test above, so it must be on the list, with a reason."""
    machine = Runs(scenario(), [0]).machine
    units = ("people", "share", "events", "index", "evidence", "weeks", "0 or 1", "meetings a month")
    free = {v.name for v in machine.variables if v.low == -np.inf and v.unit in units}
    assert free <= MAY_FALL_BELOW_NOTHING, sorted(free - MAY_FALL_BELOW_NOTHING)
