"""One round of one intervention, on the settled state of two runs."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from sim.core.arithmetic import Array
from sim.core.state import State
from sim.interventions import INTERVENTIONS, Intervention, Levels
from sim.model.engine import build, settle, streams_of
from sim.scenario import load_scenario
from sim.world.world import Clock, World

RUNS = 2


@cache
def settled() -> tuple[Any, Any]:
    """Return the machine of two runs as today, and their settled state."""
    machine = build(load_scenario("behaviour=as_today warm_up_years=2"))
    return machine, settle(machine, streams_of(machine.scenario, range(RUNS)))


def made(name: str, **numbers: float) -> tuple[World, State, Intervention]:
    """Return the world, a state with nothing grown, and an intervention with some of its numbers."""
    machine, state = settled()
    kind = INTERVENTIONS[name]
    one = kind(replace(kind.Params(), **numbers), machine.world)
    own = {v.name: machine.world.full(v.entity, 0.0, RUNS) for v in kind.owns}
    return machine.world, State({**state.__dict__, **own}), one


def levels(world: World, *names: str) -> Levels:
    """Return that an intervention begins now in these organisations; in all if none is named."""
    rows = world.network.names["organisation"]
    now = np.zeros((len(rows), RUNS))
    now[[rows.index(name) for name in names or rows]] = 1.0
    return Levels(now, now, 0.0 * now)


def added(changes: Any) -> dict[str, Array]:
    """Return what is changed, by variable; the last change of each."""
    return {change.name: np.asarray(change.value) for change in changes}


def late(name: str, *who: str, week: int = 0, **numbers: float) -> tuple[World, State, Levels, dict[str, Array]]:
    """Return what an intervention changes in its second turn of a round, with what came before."""
    world, state, one = made(name, **numbers)
    who_of = levels(world, *who)
    draws = streams_of(load_scenario(""), range(RUNS)).at(0)
    state.apply(one.step(state, who_of, draws, Clock(week)))
    return world, state, who_of, added(one.late(state, who_of, draws, Clock(week)))
