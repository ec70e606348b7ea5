"""The team: what its leaders bring, each by his or her influence.

Rule      A team notices, values and aims at the influence-weighted mean of its leaders.
Formula   X_i = sum over the team's leaders of influence * x.
Reads     influence, ways, purpose, vision
Writes    team_ways, team_purpose, team_vision
Source    choice (weights: see `influence`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class TeamParams:
    """No parameters of its own."""


@dataclass(frozen=True)
class Team:
    """See the module's docstring for the rule."""

    params: TeamParams
    world: World

    name: ClassVar[str] = "team"
    Params: ClassVar[type[Any]] = TeamParams
    reads: ClassVar[tuple[str, ...]] = ("influence", "ways", "purpose", "vision")
    writes: ClassVar[tuple[str, ...]] = ("team_ways", "team_purpose", "team_vision")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable(
            "team_ways", "organisation", "index", "The six ways of the team", width=6, low=0.0, high=1.0, first=0.4
        ),
        Variable(
            "team_purpose",
            "organisation",
            "share",
            "Weight of the whole system in what the team values",
            low=0.0,
            high=1.0,
            first=0.18,
        ),
        Variable(
            "team_vision",
            "organisation",
            "index",
            "What the team aims at: population, prevention",
            width=2,
            low=0.0,
            high=1.0,
            first=0.5,
        ),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        return self.world.firsts(self.owns, runs)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        total, weight = self.world.network.sum_seats, state.influence[:, None]
        return (
            put("team_ways", total(state.ways * weight)),
            put("team_purpose", total(state.purpose * state.influence)),
            put("team_vision", total(state.vision * weight)),
        )
