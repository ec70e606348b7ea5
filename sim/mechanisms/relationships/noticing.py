"""Noticing: professions attend to different parts of need and of what partners do; talk across them evens it out.

Rule      Clinicians attend most to treatment, managers to how services run, social workers and community leads to how
          people live. Need pulls two teams together as far as both notice it, and of a partner's deeds a team sees
          what its own leaders attend to (`promises`). Leaders who meet show one another the rest, which takes their
          hours. By default all notice the same.
Formula   a_i = sum over the team's leaders of influence*attention, attention = focus for the own part, the rest in
          equal shares; common = sum over parts of min(a_i, a_j); noticed n = 1 - x*(1 - common)*(1 - q), x = unlike;
          pull <- pull^n, and what is noticed of deeds is n.
Reads     attention, influence, direction_visibility, pull
Writes    attention, noticed, pull
Source    executives see in a case what their department does: Dearborn & Simon 1958; health professions learn to look
          at unlike things: Hall 2005 (both from memory); three parts and their sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, as_rows, in_some_run, power, total
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, constant, param
from sim.core.state import Changes, State, Variable, keep, put
from sim.world.network import at
from sim.world.rows import THERE
from sim.world.world import Clock, World

PARTS = ("treatment", "running of services", "daily life")
TREATMENT, RUNNING, LIVING = range(len(PARTS))
ATTENDS_TO = {
    "medical": TREATMENT,
    "nursing": TREATMENT,
    "management": RUNNING,
    "social_work": LIVING,
    "community": LIVING,
}
"""The part that each profession attends to most."""


@dataclass(frozen=True)
class NoticingParams:
    """How far professions differ in what they notice; not at all by default."""

    unlike: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="How far need and deeds that another profession attends to go unnoticed without talk",
        source="choice: 0 leaves professions out; Dearborn & Simon 1958",
        role=Role.CONSTANT,
    )
    focus: float = constant(
        0.6,
        Unit.FRACTION,
        (0.4, 0.8),
        "Attention that a profession gives to its own part of three",
        "choice: a third would make all alike",
        bounds=(0.34, 0.95),
    )


@dataclass(frozen=True)
class Noticing:
    """See the module's docstring for the rule. Runs on need, before it is decided on, with last round's influence."""

    params: NoticingParams
    world: World

    name: ClassVar[str] = "noticing"
    Params: ClassVar[type[Any]] = NoticingParams
    reads: ClassVar[tuple[str, ...]] = ("attention", "influence", "direction_visibility", "pull")
    writes: ClassVar[tuple[str, ...]] = ("attention", "noticed", "pull")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable(
            "attention",
            "organisation",
            "shares",
            "What the team attends to: treatment, running of services, daily life",
            width=len(PARTS),
            low=0.0,
            high=1.0,
        ),
        Variable(
            "noticed", "interface", "share", "Need and deeds that both teams notice", low=0.0, high=1.0, first=1.0
        ),
    )

    @cached_property
    def _attention(self) -> Array:
        """What each leader attends to, by profession, shape (seats, parts, 1 or R)."""
        leaders = [leader for one in self.world.place.organisations for leader in one.leaders]
        own = np.eye(len(PARTS))[[ATTENDS_TO[leader.profession] for leader in leaders]][:, :, None]
        focus = as_rows(self.params.focus)
        return own * focus + (1.0 - own) * (1.0 - focus) / (len(PARTS) - 1)

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return what teams attend to by rank; all is noticed."""
        net, all_runs = self.world.network, np.ones(runs)
        by_rank = net.sum_seats(self._attention * net.seat_rank[:, None, None] * all_runs)
        return self.world.firsts(self.owns, runs) | {"attention": by_rank}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return what both sides of each boundary notice, and how far that pulls them."""
        p, net = self.params, self.world.network
        if not in_some_run(p.unlike):
            return ()
        here, there = at(state.attention, net.direction_from[THERE]), at(state.attention, net.direction_to[THERE])
        common = total(np.minimum(here, there).swapaxes(0, 1))
        noticed = 1.0 - p.unlike * (1.0 - common) * (1.0 - net.both(state.direction_visibility))
        noticed = np.minimum(noticed, 1.0)
        attention = net.sum_seats(self._attention * state.influence[:, None])
        return (
            keep("pull", power(state.pull, noticed - 1.0)),
            put("noticed", noticed),
            put("attention", np.where(p.unlike > 0.0, attention, state.attention)),
        )
