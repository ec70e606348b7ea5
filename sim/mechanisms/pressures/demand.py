"""Need for care grows with the years, at a pace of its own in each service.

Rule      One growth rate drives all seven kinds of need, each in its own proportion; people whose needs were
          left unmet come back with more. Nothing grows before month 0.
Formula   need_k = (1 + growth * pace_k)^years * (1 + deterioration) * local_need_k
Reads     deterioration, local_need
Writes    need
Source    Paces so that 2.5% a year gives emergency admissions +2.4% a year (NAO 2018) and A&E +1.8%; general
          practice, community and social care from the same growth of frailty and long-term illness (choice)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Role, Unit, constant, param
from sim.core.questions import Ask
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World

_PACE = "choice: growth by service when segments grow 0.6 to 3.2% a year, relative to 2.5%"


@dataclass(frozen=True)
class DemandParams:
    """How fast need grows."""

    growth: float = param(
        0.025,
        unit=Unit.GROWTH_PER_YEAR,
        plausible=(0.0, 0.05),
        label="Growth of need for care",
        source="NAO 2018: emergency admissions +2.4% a year, 2007/08 to 2016/17",
        evidence=Evidence.DERIVED,
        role=Role.LEVER,
        ask=Ask(
            "face",
            "How fast does the need for care grow?",
            "Not at all",
            "Twice as fast as today",
            order=1,
            step=0.001,
            scale=100.0,
            unit="% a year",
            decimals=1,
            open=True,
            both=True,
        ),
    )
    emergency: float = param(
        0.976, unit=Unit.RATIO, plausible=(0.8, 1.1), label="Pace of need for admission", source=_PACE
    )
    attendance: float = param(0.736, unit=Unit.RATIO, plausible=(0.6, 1.1), label="Pace of need for A&E", source=_PACE)
    primary_care: float = param(
        0.76, unit=Unit.RATIO, plausible=(0.6, 1.1), label="Pace of need for general practice", source=_PACE
    )
    community: float = param(
        1.16, unit=Unit.RATIO, plausible=(0.9, 1.3), label="Pace of need for community care", source=_PACE
    )
    mental_health: float = param(
        1.16, unit=Unit.RATIO, plausible=(0.9, 1.3), label="Pace of need for mental health care", source=_PACE
    )
    social_care: float = param(
        1.24,
        unit=Unit.RATIO,
        plausible=(1.0, 1.5),
        bounds=(0.0, 20.0),
        label="Pace of need for social care",
        source=_PACE,
    )
    level: float = constant(
        1.0,
        Unit.RATIO,
        (0.8, 1.3),
        "Need for care relative to its growth",
        "choice: a series of a plan sets it",
        bounds=(0.1, 10.0),
    )
    elective: float = param(
        0.8, unit=Unit.RATIO, plausible=(0.6, 1.0), label="Pace of need for planned care", source=_PACE
    )


@dataclass(frozen=True)
class Demand:
    """See the module's docstring for the rule."""

    params: DemandParams
    world: World

    name: ClassVar[str] = "demand"
    Params: ClassVar[type[Any]] = DemandParams
    live_only: ClassVar[frozenset[str]] = frozenset(DemandParams.__dataclass_fields__)
    reads: ClassVar[tuple[str, ...]] = ("deterioration", "local_need")
    writes: ClassVar[tuple[str, ...]] = ("need",)
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("need", "need", "relative to month 0", "Need for each kind of care", low=0.0),
    )

    @cached_property
    def log_growth(self) -> Array:
        """Return the yearly growth of each need in logs, shape (7, 1) or (7, R)."""
        p = self.params
        paces = (p.emergency, p.attendance, p.primary_care, p.community, p.mental_health, p.social_care, p.elective)
        return np.log1p(p.growth * np.stack(np.broadcast_arrays(*np.atleast_1d(*paces))))

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return need at month 0."""
        return {"need": self.world.full("need", 1.0, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's need."""
        level = self.params.level if clock.live else 1.0
        grown = np.exp(clock.years * self.log_growth) * (1.0 + state.deterioration) * state.local_need
        return (put("need", grown * level),)
