"""A hard winter brings more emergencies and more staff off sick, for some weeks.

Rule      For a stated number of weeks from a stated month, in one winter or in every winter, emergency need
          rises and staff are absent. The ordinary season is not here but in the rule on emergencies.
Formula   surge = admissions and absence = staff, while (week - start) mod 52 < weeks in the chosen winter
Reads     surge (its number of runs alone)
Writes    surge, absence
Source    Choice; a hard winter is about +10% emergency admissions and 3 points of sickness absence
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_YEAR, WEEKS_PER_YEAR, Array
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, constant, param
from sim.core.questions import Ask
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class WinterParams:
    """A hard winter; none by default."""

    admissions: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.2),
        label="Extra need for admission in a hard winter",
        source="choice: 0.10 for a hard winter",
        role=Role.LEVER,
        ask=Ask(
            "face",
            "How many more need hospital at once in a hard winter?",
            "No hard winter",
            "One in five more",
            order=2,
            step=0.01,
            scale=100.0,
            unit="% more",
            both=True,
        ),
    )
    staff: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.08),
        bounds=(0.0, 0.5),
        label="Staff absent in a hard winter",
        source="choice: 0.03 for a hard winter",
        role=Role.LEVER,
        ask=Ask(
            "face",
            "How many more staff are off sick in a hard winter?",
            "No more than usual",
            "One in twelve",
            order=3,
            step=0.005,
            scale=100.0,
            unit="% of staff",
            decimals=1,
            both=True,
        ),
    )
    weeks: float = param(
        10.0,
        unit=Unit.WEEKS,
        plausible=(4.0, 16.0),
        label="Length of a hard winter",
        source="choice",
        role=Role.LEVER,
        ask=Ask(
            "face",
            "How long does a hard winter last, if there is one?",
            "A month",
            "Four months",
            order=4,
            step=1.0,
            unit="weeks",
            both=True,
        ),
    )
    start_month: float = param(
        8.0,
        unit=Unit.MONTHS,
        plausible=(6.0, 10.0),
        label="Month in which a hard winter begins (months after 1 April)",
        source="choice: December",
        role=Role.LEVER,
    )
    absence: float = constant(
        0.0,
        Unit.FRACTION,
        (0.0, 0.1),
        "Staff absent all year beyond the usual",
        "choice: a series of a plan sets it",
        bounds=(0.0, 0.4),
    )
    year: float = param(
        2.0,
        unit=Unit.YEARS,
        plausible=(0.0, 10.0),
        label="Which winter is hard (0: every one)",
        source="choice",
        role=Role.LEVER,
        ask=Ask(
            "face",
            "In which year is the winter hard, if in any? (0: every year)",
            "Every year",
            "The sixth year",
            order=5,
            step=1.0,
            prefix="year ",
            both=True,
            high=6.0,
        ),
    )


@dataclass(frozen=True)
class Winter:
    """See the module's docstring for the rule."""

    params: WinterParams
    world: World

    name: ClassVar[str] = "winter"
    Params: ClassVar[type[Any]] = WinterParams
    live_only: ClassVar[frozenset[str]] = frozenset(WinterParams.__dataclass_fields__)
    reads: ClassVar[tuple[str, ...]] = ("surge",)
    writes: ClassVar[tuple[str, ...]] = ("surge", "absence")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("surge", "place", "share", "Extra need for admission this week", low=0.0, high=1.0),
        Variable("absence", "place", "share", "Staff absent beyond the usual", low=0.0, high=1.0),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return no hard winter."""
        return {"surge": self.world.full("place", 0.0, runs), "absence": self.world.full("place", 0.0, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's surge and absence."""
        p, one = self.params, np.ones(state.surge.shape[-1])
        since = clock.week - p.start_month * WEEKS_PER_YEAR / MONTHS_PER_YEAR
        winter = since // WEEKS_PER_YEAR + 1.0
        chosen = (p.year == 0.0) | (winter == p.year)
        on = clock.live * (since >= 0.0) * chosen * (since % WEEKS_PER_YEAR < p.weeks)
        absent = np.minimum(on * p.staff + clock.live * p.absence, 1.0)
        return put("surge", one * (on * p.admissions)), put("absence", one * absent)
