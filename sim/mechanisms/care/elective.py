"""The waiting list for planned treatment grows by referrals and shrinks by treatment.

Rule      Treatment follows the hospital's capacity, and in part the beds left for planned care. Some people leave
          the list untreated. The share within 18 weeks follows from the list and what leaves it.
Formula   treated = treated0 * capacity * (1 - w + w * elective beds / their number at month 0), at most half the list
          list <- list + referrals - treated - removals; share = 1 - exp(-(0.951 * 18 * leaving / list)^1.5)
Reads     need, capacity, elective_use, waiting_list
Writes    waiting_list, not_waiting, treated, within_18_weeks
Source    NHS England referral-to-treatment statistics; share within 18 weeks fitted by hand to 2013, 2019 and 2024
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, power
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Unit, param
from sim.core.state import Changes, State, Variable, flow, put
from sim.world.rows import Need, Service
from sim.world.world import Clock, World


@dataclass(frozen=True)
class ElectiveParams:
    """How planned treatment responds."""

    bed_share: float = param(
        0.25,
        unit=Unit.FRACTION,
        plausible=(0.15, 0.4),
        label="Share of planned treatment that needs a bed",
        source="choice",
    )
    flow_factor: float = param(
        0.951,
        unit=Unit.RATIO,
        plausible=(0.9, 1.0),
        label="Scale of the share of the list within 18 weeks",
        source="NHS England 2013 (.95), 2019 (.87), 2024 (.57); fitted by hand",
        evidence=Evidence.TUNED,
    )
    flow_exponent: float = param(
        1.5,
        unit=Unit.EXPONENT,
        plausible=(1.3, 1.7),
        label="Shape of the share of the list within 18 weeks",
        source="NHS England 2013 (.95), 2019 (.87), 2024 (.57); fitted by hand",
        evidence=Evidence.TUNED,
    )


STANDARD_WEEKS = 18.0
"""The standard of the NHS constitution."""
MOST_OF_LIST = 0.5
"""A limit that only numbers far from what is plausible meet."""


@dataclass(frozen=True)
class Elective:
    """See the module's docstring for the rule."""

    params: ElectiveParams
    world: World

    name: ClassVar[str] = "elective"
    Params: ClassVar[type[Any]] = ElectiveParams
    reads: ClassVar[tuple[str, ...]] = ("need", "capacity", "elective_use", "waiting_list")
    writes: ClassVar[tuple[str, ...]] = ("waiting_list", "not_waiting", "treated", "within_18_weeks")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable(
            "waiting_list", "place", "people", "Waiting for planned treatment", conserved="elective list", low=0.0
        ),
        Variable("not_waiting", "place", "people", "People not on the waiting list", conserved="elective list"),
        Variable("treated", "place", "people a week", "Planned treatments completed", low=0.0),
        Variable("within_18_weeks", "place", "share", "People on the list within 18 weeks", low=0.0, high=1.0),
        Variable("within_at_first", "place", "share", "The same at month 0's list and flow", low=0.0, high=1.0),
    )

    @cached_property
    def treated0(self) -> float:
        """Return treatments a week at month 0, which keep the list level."""
        f = self.world.place.figures
        return f.referrals_per_week - f.other_removals_per_week * f.waiting_list

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return the list at month 0."""
        f = self.world.place.figures
        waiting = self.world.full("place", f.waiting_list, runs)
        within = self.within(self.world.full("place", f.referrals_per_week, runs), waiting)
        return {
            "waiting_list": waiting,
            "not_waiting": self.world.full("place", f.population, runs) - waiting,
            "treated": self.world.full("place", self.treated0, runs),
            "within_18_weeks": within,
            "within_at_first": within,
        }

    def within(self, leaving: Array, waiting: Array) -> Array:
        """Return the share of a list within 18 weeks."""
        p = self.params
        return 1.0 - np.exp(
            -power(p.flow_factor * STANDARD_WEEKS * leaving / np.maximum(waiting, 1.0), p.flow_exponent)
        )

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's referrals, treatments and removals."""
        w, f = self.params.bed_share, self.world.place.figures
        able = self.treated0 * state.capacity[Service.ACUTE] * (1.0 - w + w / f.elective_beds * state.elective_use)
        treated = np.minimum(able, MOST_OF_LIST * state.waiting_list)
        removed = f.other_removals_per_week * state.waiting_list
        referred = f.referrals_per_week * state.need[Need.ELECTIVE]
        leaving = treated + removed
        return (
            flow("not_waiting", "waiting_list", referred),
            flow("waiting_list", "not_waiting", treated),
            flow("waiting_list", "not_waiting", removed),
            put("treated", treated),
            put("within_18_weeks", self.within(leaving, state.waiting_list + referred - leaving)),
        )
