"""Joint governance: partners sit on one board, settle who does what, and decide nothing alone.

Rule      At boundaries whose two ends both sit on the board it becomes clearer who does what, month by month; each
          decision at home takes longer, for it passes through the board. Clarity blurs back once the board is gone.
Formula   clarity += clears*level at both ends*(1 - clarity) a month; speed of decisions at home *= 1 - slows*level;
          practice hours += hours*level; office += price*mean level.
Reads     clarity, decision_speed
Writes    clarity, decision_speed, practice_hours, office
Source    unclear or overlapping responsibility: source text; slower decisions in partnerships: Huxham & Vangen 2005,
          Elston et al. 2023; sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sim.core.arithmetic import MONTHS_PER_ROUND
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, add
from sim.interventions.base import Intervention, Levels, both_ends
from sim.world.world import Clock


@dataclass(frozen=True)
class JointGovernanceParams:
    """What a joint board does and takes."""

    price: float = param(
        0.2,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.05, 0.5),
        bounds=(0.0, 50.0),
        label="Money for a joint board of every organisation",
        source="choice: a small office and its papers",
    )
    hours: float = param(
        0.4,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.2, 1.0),
        label="Leaders' hours on a joint board",
        source="choice",
    )
    clears: float = param(
        0.04,
        unit=Unit.PER_MONTH,
        plausible=(0.01, 0.1),
        bounds=(0.0, 1.0),
        label="Clearing up of who does what by a joint board",
        source="choice: in the course of two years",
    )
    slows: float = param(
        0.08,
        unit=Unit.FRACTION,
        plausible=(0.02, 0.2),
        label="Slower decisions at home under a joint board",
        source="choice, after Huxham & Vangen 2005",
    )


@dataclass(frozen=True)
class JointGovernance(Intervention):
    """See the module's docstring for the rule."""

    params: JointGovernanceParams

    name: ClassVar[str] = "joint_governance"
    label: ClassVar[str] = "One board for several organisations"
    sentence: ClassVar[str] = "a joint board settles who does what"
    order: ClassVar[int] = 5
    least: ClassVar[int] = 2
    between: ClassVar[bool] = True
    later: ClassVar[str] = "clarity"
    Params: ClassVar[type[Any]] = JointGovernanceParams
    reads: ClassVar[tuple[str, ...]] = ("clarity", "decision_speed")
    writes: ClassVar[tuple[str, ...]] = ("clarity", "decision_speed", "practice_hours", "office")

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what the board takes."""
        return add("practice_hours", self.params.hours * level.now), self.paid(level.now)

    def late(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what becomes clearer between partners, and slower at home."""
        p = self.params
        clears = p.clears * MONTHS_PER_ROUND * both_ends(self.world, level.now) * (1.0 - state.clarity)
        return add("clarity", clears), add("decision_speed", -p.slows * level.now * state.decision_speed)
