"""Contact: leaders meet as often as both wish, and meeting makes what the other does visible.

Rule      A tie's meetings approach the mean of both leaders' wishes; an empty post meets nobody.
Formula   k += (1 - exp(-4/8))*(k* - k), k* = (wish + wish back)/2 * present; visibility q = 1 - exp(-k/2).
Reads     wish, post_empty, contact, tie_weight
Writes    contact, visibility, seat_visibility, direction_visibility
Source    contact as the largest lever in dilemmas: Sally 1995, Balliet 2010 (from memory); the saturating form is a
          choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import WEEKS_PER_ROUND, Array, approach
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.network import at
from sim.world.world import Clock, World


@dataclass(frozen=True)
class ContactParams:
    """Parameters of meeting."""

    habit_weeks: float = param(
        8.0, unit=Unit.WEEKS, plausible=(4.0, 16.0), label="Time for the habit of meeting to change", source="choice"
    )
    saturation: float = param(
        2.0,
        unit=Unit.MEETINGS_PER_MONTH,
        plausible=(1.0, 4.0),
        label="Meetings a month that show most of what a partner does",
        source="choice",
    )


@dataclass(frozen=True)
class Contact:
    """See the module's docstring for the rule."""

    params: ContactParams
    world: World

    name: ClassVar[str] = "contact"
    Params: ClassVar[type[Any]] = ContactParams
    reads: ClassVar[tuple[str, ...]] = ("wish", "post_empty", "contact", "tie_weight")
    writes: ClassVar[tuple[str, ...]] = ("contact", "visibility", "seat_visibility", "direction_visibility")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("contact", "tie", "meetings a month", "How often two leaders meet", low=0.0, first=0.42),
        Variable("visibility", "tie", "share", "How much of a partner's conduct a leader sees", low=0.0, high=1.0),
        Variable("seat_visibility", "seat", "share", "The same, mean of a leader's ties", low=0.0, high=1.0),
        Variable(
            "direction_visibility",
            "direction",
            "share",
            "The same, weighted by influence",
            low=0.0,
            high=1.0,
            first=0.19,
        ),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        firsts = self.world.firsts(self.owns, runs)
        q = 1.0 - np.exp(-firsts["contact"] / self.params.saturation)
        return firsts | {"visibility": q, "seat_visibility": self.world.network.mean_seat_ties(q)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        net, pace = self.world.network, approach(self.params.habit_weeks, WEEKS_PER_ROUND)
        target = at(state.wish, net.tie_back)
        target += state.wish
        target *= 0.5 * pace
        filled = state.post_empty <= 0.0
        contact = state.contact * (1.0 - pace)
        contact += np.where(at(filled, net.tie_from) & at(filled, net.tie_to), target, 0.0)
        q = contact * (-1.0 / self.params.saturation)
        np.exp(q, out=q)
        np.subtract(1.0, q, out=q)
        return (
            put("contact", contact),
            put("visibility", q),
            put("seat_visibility", net.mean_seat_ties(q)),
            put("direction_visibility", np.minimum(net.sum_ties(q * state.tie_weight), 1.0)),
        )
