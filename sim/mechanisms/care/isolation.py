"""Isolation: people who are often or always lonely, more as need grows and company is lost, fewer where it is offered.

Rule      Most of those who are lonely are ill or disabled, so that loneliness grows with need for care. Fewer visits by
          family and friends and care that is needed and not given leave more people alone; what agencies and charities
          offer together brings some of them company. All this takes months.
Formula   lonely people move to share * adults * population * (1 + a * (need - 1) + b * (1 - unpaid care) + c * (unmet
          share - its month-0 value)) * (1 - company), over half a year; never below 0
Reads     isolated, need, unpaid_care, social_care_unmet_share, company
Writes    isolated
Source    7% of adults often or always lonely, 15% of those disabled and 3% of others: Community Life Survey 2023/24;
          how far it moves is a choice: no source gives these sizes
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, approach
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.rows import Need
from sim.world.world import Clock, World


@dataclass(frozen=True)
class IsolationParams:
    """How many people are lonely, and what moves that."""

    share: float = param(
        0.07,
        unit=Unit.FRACTION,
        plausible=(0.05, 0.08),
        label="Adults who are often or always lonely at month 0",
        source="Community Life Survey 2023/24: 7% in England",
        evidence=Evidence.FOUND,
    )
    adults: float = param(
        0.81,
        unit=Unit.FRACTION,
        plausible=(0.78, 0.84),
        label="People aged 16 and over, of all",
        source="Office for National Statistics, England, mid-2023",
        evidence=Evidence.MEMORY,
    )
    by_need: float = param(
        0.6,
        unit=Unit.RATIO,
        plausible=(0.2, 1.0),
        bounds=(0.0, 10.0),
        label="Rise of loneliness for a like rise of need for social care",
        source="choice: a fifth of adults are disabled, and about half of those who are lonely",
    )
    by_unpaid_care: float = param(
        0.3,
        unit=Unit.RATIO,
        plausible=(0.0, 0.6),
        bounds=(0.0, 10.0),
        label="Rise of loneliness if unpaid care vanished",
        source="choice",
    )
    by_unmet_care: float = param(
        0.2,
        unit=Unit.RATIO,
        plausible=(0.0, 0.5),
        bounds=(0.0, 10.0),
        label="Rise of loneliness for each unit of unmet share of social care",
        source="choice",
    )
    weeks: float = param(
        26.0,
        unit=Unit.WEEKS,
        plausible=(13.0, 52.0),
        label="Time in which people become lonely, or stop being so",
        source="choice",
    )


@dataclass(frozen=True)
class Isolation:
    """See the module's docstring for the rule."""

    params: IsolationParams
    world: World

    name: ClassVar[str] = "isolation"
    Params: ClassVar[type[Any]] = IsolationParams
    reads: ClassVar[tuple[str, ...]] = ("isolated", "need", "unpaid_care", "social_care_unmet_share", "company")
    writes: ClassVar[tuple[str, ...]] = ("isolated",)
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("isolated", "place", "people", "People who are often or always lonely", low=0.0),
    )

    @cached_property
    def usual(self) -> Any:
        """Return how many people are lonely at month 0."""
        return self.params.share * self.params.adults * self.world.place.figures.population

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return those who are lonely at month 0."""
        return {"isolated": self.world.full("place", 1.0, runs) * self.usual}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return how many are lonely after this week."""
        p = self.params
        needy = p.by_need * (state.need[Need.SOCIAL_CARE] - 1.0)
        alone = p.by_unpaid_care * (1.0 - state.unpaid_care)
        uncared = p.by_unmet_care * (state.social_care_unmet_share - self.world.place.unmet_of_social_care)
        goal = self.usual * np.maximum(1.0 + needy + alone + uncared, 0.0) * (1.0 - state.company)
        return (put("isolated", state.isolated + (goal - state.isolated) * approach(p.weeks, 1.0)),)
