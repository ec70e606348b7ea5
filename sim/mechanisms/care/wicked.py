"""Wicked need: people who need three organisations or more come back if one of them serves them alone.

Rule      Such a person is served whole only if every hand-over on the way holds and every service has room; who is
          not comes back with more need. With hand-overs and room as at month 0 nothing happens. Of hand-overs it is
          what organisations know, accept and do again that decides, by the channels of the fair fight and by nothing
          else. Where people wait to leave hospital partners hand over better (`need_seen`), which by itself would
          make wicked need a boon of hard times: that services then have less room outweighs it.
Formula   served = (r*(1 - min(.95, f*handover)))^n, handover the mean of pathways and r that of what practices,
          community, mental health and social care meet, relative to month 0; deterioration + returns*share*((1 - f)^n
          - served) a year.
Reads     handover, deterioration, unmet_share, social_care_unmet_share
Writes    deterioration
Source    wicked problems: Rittel & Webber 1973; sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import NEVER_ZERO, WEEKS_PER_YEAR, Array, in_some_run, power, total
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, constant, param
from sim.core.state import Changes, State, Variable, add
from sim.world.world import Clock, World


@dataclass(frozen=True)
class WickedParams:
    """How much need is wicked, and how it comes back; none by default."""

    share: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.2),
        label="Need of people who need three organisations or more",
        source="choice: 0 leaves it to the pathways out of hospital",
        role=Role.CONSTANT,
    )
    organisations: float = constant(
        3.0, Unit.NUMBER, (3.0, 5.0), "Organisations that people with wicked need need", "choice", bounds=(1.0, 10.0)
    )
    failing: float = constant(
        0.25,
        Unit.FRACTION,
        (0.1, 0.4),
        "Hand-overs that fail at month 0, of those with wicked need",
        "choice",
        bounds=(0.0, 0.9),
    )
    returns: float = constant(
        1.0, Unit.PER_YEAR, (0.3, 2.0), "Return of wicked need that was not served whole", "choice", bounds=(0.0, 10.0)
    )


MOST_FAILING = 0.95
"""Some hand-overs hold, however bad they are."""
LEAST_WORSE, MOST_WORSE = -0.3, 5.0
"""The bounds of what has become worse."""


@dataclass(frozen=True)
class Wicked:
    """See the module's docstring for the rule."""

    params: WickedParams
    world: World

    name: ClassVar[str] = "wicked"
    Params: ClassVar[type[Any]] = WickedParams
    live_only: ClassVar[frozenset[str]] = frozenset(WickedParams.__dataclass_fields__)
    reads: ClassVar[tuple[str, ...]] = ("handover", "deterioration", "unmet_share", "social_care_unmet_share")
    writes: ClassVar[tuple[str, ...]] = ("deterioration",)
    owns: ClassVar[tuple[Variable, ...]] = ()

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return nothing: it owns no state."""
        return {}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return the need that comes back this week."""
        p = self.params
        if not clock.live or not in_some_run(p.share):
            return ()
        failing = np.minimum(p.failing * total(state.handover) / len(state.handover), MOST_FAILING)
        holds = np.maximum((1.0 - failing) * self._room(state), NEVER_ZERO)
        unserved = power(1.0 - p.failing, p.organisations) - power(holds, p.organisations)
        worse = state.deterioration + p.returns * p.share * unserved / WEEKS_PER_YEAR
        return (add("deterioration", np.clip(worse, LEAST_WORSE, MOST_WORSE) - state.deterioration),)

    def _room(self, state: State) -> Array:
        """Return the share of need that services outside hospital meet, relative to month 0: the mean of all four."""
        soft, social = self.world.place.unmet_of_soft_services, self.world.place.unmet_of_social_care
        met0 = len(soft) - sum(soft) + 1.0 - social
        return (total(1.0 - state.unmet_share) + 1.0 - state.social_care_unmet_share) / met0
