"""Families and friends care unpaid, wear out when others do not, and recover slowly.

Rule      Unpaid care is a stock, 1 at month 0. It wears down when more people than at month 0 go without social care
          or are stuck in hospital, and recovers when fewer do. What is lost is asked of home care, and a few carers'
          breakdowns end in an emergency admission.
Formula   care moves to 1 - a * (unmet share - its month-0 value) - b * (delayed / delayed0 - 1), within 0.3 and 1.2,
          over a year; requests = c * (1 - care) of home care need; admissions = d * (1 - care) of those at month 0
Reads     unpaid_care, social_care_unmet_share, beds_held
Writes    unpaid_care, carer_requests, carer_admissions
Source    Choice, kept small; no source gives these sizes
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, approach
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class UnpaidCareParams:
    """What wears unpaid carers out, and what follows."""

    wear_unmet: float = param(
        0.3,
        unit=Unit.RATIO,
        plausible=(0.0, 0.6),
        label="Unpaid care lost for each unit of unmet share of social care",
        source="choice",
    )
    wear_delays: float = param(
        0.02,
        unit=Unit.RATIO,
        plausible=(0.0, 0.06),
        label="Unpaid care lost for doubled delays",
        source="choice",
    )
    weeks: float = param(
        52.0,
        unit=Unit.WEEKS,
        plausible=(26.0, 104.0),
        label="Time to wear out or recover",
        source="choice",
    )
    requests: float = param(
        0.15,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.3),
        label="Rise of need for home care if unpaid care vanished",
        source="choice",
    )
    admissions: float = param(
        0.02,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.05),
        label="Rise of need for admission if unpaid care vanished",
        source="choice",
    )


LEAST_GIVEN, MOST_GIVEN = 0.3, 1.2
"""Relative to month 0: limits that hardly any plausible number meets."""


@dataclass(frozen=True)
class UnpaidCare:
    """See the module's docstring for the rule."""

    params: UnpaidCareParams
    world: World

    name: ClassVar[str] = "unpaid_care"
    Params: ClassVar[type[Any]] = UnpaidCareParams
    reads: ClassVar[tuple[str, ...]] = ("unpaid_care", "social_care_unmet_share", "beds_held")
    writes: ClassVar[tuple[str, ...]] = ("unpaid_care", "carer_requests", "carer_admissions")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("unpaid_care", "place", "relative to month 0", "Care given unpaid", low=0.3, high=1.2),
        Variable("carer_requests", "place", "share", "Need for home care added as unpaid care is lost"),
        Variable("carer_admissions", "place", "people a week", "Need for admission added as unpaid care is lost"),
    )

    @cached_property
    def month0(self) -> tuple[float, float]:
        """Return the unmet share of social care and people delayed at month 0."""
        place = self.world.place
        return place.unmet_of_social_care, sum(pathway.delayed for pathway in place.pathways)

    @cached_property
    def speed(self) -> Any:
        """Return the share of the gap closed in a week."""
        return approach(self.params.weeks, 1.0)

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return unpaid care at month 0."""
        full = self.world.full
        none = full("place", 0.0, runs)
        return {"unpaid_care": full("place", 1.0, runs), "carer_requests": none, "carer_admissions": none}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return unpaid care after this week, and what its loss asks for."""
        p, (unmet0, delayed0) = self.params, self.month0
        worn = p.wear_unmet * (state.social_care_unmet_share - unmet0)
        worn = worn + p.wear_delays * (state.beds_held / delayed0 - 1.0)
        bearable = np.minimum(np.maximum(1.0 - worn, LEAST_GIVEN), MOST_GIVEN)
        care = state.unpaid_care + (bearable - state.unpaid_care) * self.speed
        lost = 1.0 - care
        return (
            put("unpaid_care", care),
            put("carer_requests", p.requests * lost),
            put("carer_admissions", p.admissions * self.world.place.figures.admissions_per_week * lost),
        )
