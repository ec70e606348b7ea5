"""Purpose: the weight of the whole system in what a leader values; earned, never set.

Rule      It grows where leaders meet partners with whom they agree, faster where staff, money or the lead are
          offered; it shrinks under excess pressure and falls back to the leader's core values.
Formula   ds = chi*(1 + 2*offered)*q*A*(s_max - s) - psi*o*s - decay*(s - core) a month; core = .08 + .25*feeling; a
          newcomer starts halfway between own core and the team's purpose.
Reads     purpose, seat_visibility, agreement, offered, excess, ways, team_purpose, left
Writes    purpose
Source    common in-group identity: Tajfel & Turner 1979; Gaertner & Dovidio; source text (transcend own interests);
          rates: choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, Array
from sim.core.draws import Draws
from sim.core.parameters import Unit, constant, param
from sim.core.state import Changes, State, Variable, put
from sim.mechanisms.relationships.ways import FEELING
from sim.world.network import at
from sim.world.world import Clock, World


@dataclass(frozen=True)
class PurposeParams:
    """Parameters of purpose."""

    growth: float = param(
        0.05,
        unit=Unit.PER_MONTH,
        plausible=(0.02, 0.08),
        label="Growth of purpose with contact and agreement",
        source="choice",
    )
    offered_gain: float = param(
        2.0, unit=Unit.RATIO, plausible=(0.0, 3.0), label="Faster growth where something is offered", source="choice"
    )
    ceiling: float = param(
        0.6,
        unit=Unit.FRACTION,
        plausible=(0.4, 0.7),
        label="Most weight that the whole can have for a leader",
        source="choice",
    )
    pressed: float = param(
        0.10,
        unit=Unit.PER_MONTH,
        plausible=(0.05, 0.15),
        label="Loss of purpose under excess pressure",
        source="choice",
    )
    decay: float = param(
        0.03,
        unit=Unit.PER_MONTH,
        plausible=(0.01, 0.05),
        label="Return of purpose to a leader's core values",
        source="choice",
    )
    core: float = param(
        0.08,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.2),
        label="Purpose of a leader with no feeling for the whole",
        source="choice",
    )
    core_feeling: float = param(
        0.25,
        unit=Unit.FRACTION,
        plausible=(0.1, 0.4),
        label="Further purpose of a leader with full feeling for the whole",
        source="choice",
    )
    of_team: float = constant(
        0.5, Unit.FRACTION, (0.2, 0.8), "Part of a newcomer's purpose that the team gives", "choice"
    )


@dataclass(frozen=True)
class Purpose:
    """See the module's docstring for the rule."""

    params: PurposeParams
    world: World

    name: ClassVar[str] = "purpose"
    Params: ClassVar[type[Any]] = PurposeParams
    reads: ClassVar[tuple[str, ...]] = (
        "purpose",
        "seat_visibility",
        "agreement",
        "offered",
        "excess",
        "ways",
        "team_purpose",
        "left",
    )
    writes: ClassVar[tuple[str, ...]] = ("purpose",)
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable(
            "purpose",
            "seat",
            "share",
            "Weight of the whole system in what a leader values",
            low=0.0,
            high=1.0,
            first=0.18,
        ),
    )

    def _core(self, ways: Array) -> Array:
        return np.minimum(1.0, self.params.core + self.params.core_feeling * ways[:, FEELING])

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        return self.world.firsts(self.owns, runs)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, net, now = self.params, self.world.network, state.purpose
        organisation = net.seat_organisation
        agreement = net.mean_directions(net.spread(state.agreement))
        ground = at(p.growth * (1.0 + p.offered_gain * state.offered) * agreement, organisation) * state.seat_visibility
        core = self._core(state.ways)
        change = ground * (p.ceiling - now) - at(p.pressed * state.excess, organisation) * now - p.decay * (now - core)
        after = np.clip(now + change * MONTHS_PER_ROUND, 0.0, 1.0)
        fresh: Array = (1.0 - p.of_team) * core + p.of_team * at(state.team_purpose, organisation)
        return (put("purpose", np.where(state.left > 0.0, fresh, after)),)
