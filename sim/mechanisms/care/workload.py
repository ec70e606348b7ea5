"""How loaded each service is, what its people have noticed of it, and what has piled up.

Rule      Load is demand over capacity relative to month 0 (the hospital's: how far need exceeds free beds). People
          judge by the last quarter. A backlog is a list or a number of people waiting above month 0.
Formula   load = (squeeze^-1/2, three soft loads, visits / (visits0 * capacity), home care load)
          seen <- seen + (load - seen) * (1 - exp(-1/13)); backlog_acute = 0.10 * (list / list0 - 1)
          + 0.05 * (delayed / delayed0 - 1); backlog_social_care = 0.05 * (unmet / unmet0 - 1)
Reads     squeeze, soft_load, attendances, capacity, home_care_load, load_seen, waiting_list, beds_held,
          social_care_unmet
Writes    load, load_seen, backlog
Source    Choice
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, approach, stacked
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.rows import Service
from sim.world.world import Clock, World


@dataclass(frozen=True)
class WorkloadParams:
    """How load and backlogs are felt."""

    weeks: float = param(
        13.0,
        unit=Unit.WEEKS,
        plausible=(4.0, 26.0),
        label="Time over which people judge how loaded they are",
        source="choice",
    )
    list_weight: float = param(
        0.10,
        unit=Unit.RATIO,
        plausible=(0.0, 0.3),
        label="Pressure felt for a doubled waiting list",
        source="choice",
    )
    delay_weight: float = param(
        0.05,
        unit=Unit.RATIO,
        plausible=(0.0, 0.2),
        label="Pressure felt for doubled delays",
        source="choice",
    )
    unmet_weight: float = param(
        0.05,
        unit=Unit.RATIO,
        plausible=(0.0, 0.2),
        label="Pressure felt for doubled unmet need for social care",
        source="choice",
    )


@dataclass(frozen=True)
class Workload:
    """See the module's docstring for the rule."""

    params: WorkloadParams
    world: World

    name: ClassVar[str] = "workload"
    Params: ClassVar[type[Any]] = WorkloadParams
    reads: ClassVar[tuple[str, ...]] = (
        "squeeze",
        "soft_load",
        "attendances",
        "capacity",
        "home_care_load",
        "load_seen",
        "waiting_list",
        "beds_held",
        "social_care_unmet",
    )
    writes: ClassVar[tuple[str, ...]] = ("load", "load_seen", "backlog")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("load", "service", "relative to month 0", "Demand over capacity", low=0.0),
        Variable("load_seen", "service", "relative to month 0", "Load over the last quarter", low=0.0),
        Variable("backlog", "service", "pressure", "What has piled up since month 0"),
    )

    @cached_property
    def speed(self) -> Any:
        """Return the share of the gap between load and what is noticed that closes in a week."""
        return approach(self.params.weeks, 1.0)

    @cached_property
    def month0(self) -> tuple[float, float, float]:
        """Return the waiting list, people delayed and people without social care at month 0."""
        f, pathways = self.world.place.figures, self.world.place.pathways
        unmet = f.home_care_need + f.care_home_need - f.home_care_clients - f.care_home_residents
        return f.waiting_list, sum(pathway.delayed for pathway in pathways), unmet

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return the load of month 0 and no backlog."""
        one = self.world.full("service", 1.0, runs)
        return {"load": one, "load_seen": one, "backlog": self.world.full("service", 0.0, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's load and backlog."""
        p, (listed0, delayed0, unmet0) = self.params, self.month0
        visits = state.attendances / (self.world.place.figures.attendances_per_week * state.capacity[Service.AMBULANCE])
        practice, community, mental = state.soft_load
        load = stacked((1.0 / np.sqrt(state.squeeze), practice, community, mental, visits, state.home_care_load))
        listed = p.list_weight * (state.waiting_list / listed0 - 1.0)
        backlog = np.zeros_like(load)
        backlog[Service.ACUTE] = listed + p.delay_weight * (state.beds_held / delayed0 - 1.0)
        backlog[Service.SOCIAL_CARE] = p.unmet_weight * (state.social_care_unmet / unmet0 - 1.0)
        seen = state.load_seen + (load - state.load_seen) * self.speed
        return put("load", load), put("load_seen", seen), put("backlog", backlog)
