"""The weekly layer on its own: relationships held at what they were at month 0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from sim.core.arithmetic import Array
from sim.core.draws import Streams
from sim.core.state import Ledger, State
from sim.mechanisms.schedule import WEEK as WEEK_OF_CARE
from sim.place import Place, load_place
from sim.place.graph import graph_of
from sim.world.network import network_of
from sim.world.world import Clock, World

QUIET: dict[str, Any] = {
    "fluctuation.place_spread": False,
    "fluctuation.delay": 0.0,
    "fluctuation.four_hour": 0.0,
    "fluctuation.beds": 0.0,
    "fluctuation.admissions": 0.0,
    "emergency.season": 0.0,
    "four_hour.season": 0.0,
}
LEVEL: dict[str, Any] = {
    "demand.growth": 0.0,
    "funding.nhs_growth": 0.0,
    "funding.social_care_growth": 0.0,
    "costs.growth": 0.0,
    "costs.social_care_growth": 0.0,
    "costs.hospital_drift": 0.0,
    "divergence.places": False,
}
SIGNALS: dict[str, tuple[str, float]] = {
    "handover": ("pathway", 1.0),
    "effort": ("service", 1.0),
    "incentives": ("service", 0.0),
    **dict.fromkeys(
        (
            "upstream",
            "home_first",
            "care_home_support",
            "cases_found",
            "company",
            "shunt_council",
            "shunt_hospital",
            "shunt_practice",
            "access_opened",
            "pooled_transfer",
            "programme_cost",
            "buys_round",
            "granted",
        ),
        ("place", 0.0),
    ),
}


@lru_cache(maxsize=8)
def world_of(pooled_share: float = 0.0) -> World:
    """Return the default place's world."""
    place: Place = load_place("anyplace")
    place = replace(place, figures=replace(place.figures, pooled_share=pooled_share))
    return World(place, network_of(graph_of(place)))


def signals(world: World, runs: int, **changed: Any) -> dict[str, Array]:
    """Return the signals of the relationships, neutral save those changed."""
    made = {name: world.full(entity, value, runs) for name, (entity, value) in SIGNALS.items()}
    made["pool_for_claims"] = world.full("place", 1.0, runs) * world.place.figures.pooled_share
    return made | {name: made[name] * 0.0 + value for name, value in changed.items()}


class Care:
    """A batch of runs of the weekly layer."""

    def __init__(
        self,
        settings: Mapping[str, Any] | None = None,
        *,
        runs: int = 1,
        replicates: Any = None,
        world: World | None = None,
        kinds: tuple[type[Any], ...] = WEEK_OF_CARE,
        **changed: Any,
    ) -> None:
        """Build the mechanisms with the settings (`group.name` to value) and start at month 0."""
        self.world = world or world_of()
        seeds = np.arange(runs, dtype=np.uint64) if replicates is None else np.asarray(replicates, dtype=np.uint64)
        runs = len(seeds)
        self.streams = Streams(1, seeds)
        self.mechanisms = [kind(kind.Params(**_of(settings or {}, kind.name)), self.world) for kind in kinds]
        self.live_signals = signals(self.world, runs, **changed)
        arrays = signals(self.world, runs)
        for mechanism in self.mechanisms:
            arrays.update(mechanism.start(self.streams.at(-(2**20)), runs))
        self.state = State(arrays)
        self.week = 0
        self.ledger: Ledger | None = None

    @property
    def variables(self) -> list[Any]:
        """All variables owned."""
        return [variable for mechanism in self.mechanisms for variable in mechanism.owns]

    def settle(self, weeks: int = 104) -> Care:
        """Run a warm-up of some weeks."""
        for week in range(-weeks, 0):
            self._step(week)
        return self

    def run(self, weeks: int, *names: str) -> dict[str, Array]:
        """Run some weeks from where it stands, keeping the named variables: shape (weeks, ..., R)."""
        kept: dict[str, list[Array]] = {name: [] for name in names}
        self.state.__dict__.update(self.live_signals)
        for _ in range(weeks):
            self._step(self.week)
            self.week += 1
            for name in names:
                kept[name].append(getattr(self.state, name))
        return {name: np.array(values) for name, values in kept.items()}

    def _step(self, week: int) -> None:
        clock, draws = Clock(week), self.streams.at(week)
        for mechanism in self.mechanisms:
            self.state.apply(mechanism.step(self.state, draws, clock), self.ledger, mechanism.name)


def _of(settings: Mapping[str, Any], group: str) -> dict[str, Any]:
    return {key.split(".", 1)[1]: value for key, value in settings.items() if key.split(".", 1)[0] == group}
