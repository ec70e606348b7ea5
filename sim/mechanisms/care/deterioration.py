"""People whose needs are not met get worse, and come back with more need.

Rule      Need rises with the share of requests unmet above that of month 0 and recovers over about two years. With
          nothing changed since month 0 nothing happens.
Formula   d(deterioration)/dt = rate * sum_k weight_k * (unmet_k - unmet0_k) - recovery * deterioration, a year
Reads     deterioration, unmet_share, social_care_unmet_share
Writes    deterioration
Source    Choice; weights follow the need of frail and long-term ill people for each service
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import WEEKS_PER_YEAR, Array
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World

_WEIGHT = "choice: relative need of frail and long-term ill people for each service"


@dataclass(frozen=True)
class DeteriorationParams:
    """How unmet need comes back."""

    rate: float = param(
        0.12,
        unit=Unit.PER_YEAR,
        plausible=(0.03, 0.3),
        bounds=(0.0, 3.0),
        label="Growth of need for each unit of unmet share",
        source="choice",
    )
    recovery: float = param(
        0.5,
        unit=Unit.PER_YEAR,
        plausible=(0.2, 1.0),
        bounds=(0.0, 20.0),
        label="Recovery from deterioration",
        source="choice",
    )
    primary_care: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.3, 0.7),
        label="Weight of unmet general practice in deterioration",
        source=_WEIGHT,
    )
    community: float = param(
        0.27,
        unit=Unit.FRACTION,
        plausible=(0.1, 0.4),
        label="Weight of unmet community care in deterioration",
        source=_WEIGHT,
    )
    mental_health: float = param(
        0.2,
        unit=Unit.FRACTION,
        plausible=(0.1, 0.3),
        label="Weight of unmet mental health care in deterioration",
        source=_WEIGHT,
    )
    social_care: float = param(
        0.06,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.15),
        label="Weight of unmet social care in deterioration",
        source=_WEIGHT,
    )


LEAST_ADDED = -0.3
"""Need never falls further, however well all are served; a choice."""


@dataclass(frozen=True)
class Deterioration:
    """See the module's docstring for the rule."""

    params: DeteriorationParams
    world: World

    name: ClassVar[str] = "deterioration"
    Params: ClassVar[type[Any]] = DeteriorationParams
    reads: ClassVar[tuple[str, ...]] = ("deterioration", "unmet_share", "social_care_unmet_share")
    writes: ClassVar[tuple[str, ...]] = ("deterioration",)
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("deterioration", "place", "share", "Need added by earlier unmet need", low=-0.3, high=5.0),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return no deterioration."""
        return {"deterioration": self.world.full("place", 0.0, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return deterioration after this week."""
        p, place = self.params, self.world.place
        (practice0, community0, mental0), social0 = place.unmet_of_soft_services, place.unmet_of_social_care
        practice, community, mental = state.unmet_share
        worse = p.primary_care * (practice - practice0) + p.community * (community - community0)
        worse = worse + p.mental_health * (mental - mental0) + p.social_care * (state.social_care_unmet_share - social0)
        change = (p.rate * worse - p.recovery * state.deterioration) / WEEKS_PER_YEAR
        return (put("deterioration", np.maximum(state.deterioration + change, LEAST_ADDED)),)
