"""Shared vision: leaders move towards those they meet and could agree with; their role pulls them back.

Rule      Two dimensions: own organisation to population, treatment to prevention. A leader is drawn to a partner
          within tolerance, which grows with trust and facilitation; facilitated days draw both to a shared aim;
          without support agreement frays, faster under pressure.
Formula   v += mu*mean(q*1(|dv| < eps)*dv) + al*(.5 + P)*(home - v) + muV*days*q*(aim - v), eps = e0 + e1*T + e2*days +
          e3*listens, |dv| the mean of both dimensions; a newcomer starts halfway between own aims and the team's;
          agreement A = clip(1 - 2*mean|dv|, 0, 1) between teams as they stood at the round's start.
Reads     vision, vision_home, visibility, seat_visibility, trust, facilitated_days, listens, pressure, team_vision,
          left
Writes    vision, vision_home, agreement
Source    bounded confidence: Deffuant et al. 2000; Hegselmann & Krause 2002; values within their ranges are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, as_rows, in_runs
from sim.core.draws import Draws
from sim.core.parameters import Unit, constant, param
from sim.core.state import Changes, State, Variable, put
from sim.world.network import Rows, at
from sim.world.rows import Aim
from sim.world.world import Clock, World


@dataclass(frozen=True)
class VisionParams:
    """Parameters of shared vision."""

    drawing: float = param(
        0.12,
        unit=Unit.FRACTION,
        plausible=(0.05, 0.3),
        label="How far leaders are drawn to the aims of partners met (a round)",
        source="choice",
    )
    role_pull: float = param(
        0.04,
        unit=Unit.FRACTION,
        plausible=(0.02, 0.08),
        label="How far their role pulls leaders' aims back (a round)",
        source="choice",
    )
    facilitated: float = param(
        0.12,
        unit=Unit.FRACTION,
        plausible=(0.05, 0.3),
        label="How far full facilitated days draw aims together (a round)",
        source="choice",
    )
    tolerance: float = param(
        0.18,
        unit=Unit.FRACTION,
        plausible=(0.12, 0.25),
        label="Difference of aims still heard without trust",
        source="Deffuant et al. 2000, range",
    )
    tolerance_trust: float = param(
        0.3,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.4),
        label="Further difference of aims heard at full trust",
        source="choice",
    )
    tolerance_days: float = param(
        0.1,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.2),
        label="Further difference of aims heard with facilitated days",
        source="choice",
    )
    spread: float = param(
        0.12, unit=Unit.FRACTION, plausible=(0.0, 0.2), label="Spread of leaders' own aims", source="choice"
    )
    tolerance_listening: float = constant(
        0.15, Unit.FRACTION, (0.05, 0.3), "Further difference of aims heard by teams that fully listen", "choice"
    )
    without_pressure: float = constant(
        0.5, Unit.FRACTION, (0.2, 0.8), "Pull of the own role where there is no pressure, relative to half", "choice"
    )
    aim_population: float = constant(
        0.7, Unit.FRACTION, (0.5, 0.9), "Aim that facilitated days draw to: population, not own organisation", "choice"
    )
    aim_prevention: float = constant(
        0.6, Unit.FRACTION, (0.4, 0.8), "Aim that facilitated days draw to: prevention, not treatment", "choice"
    )
    of_team: float = constant(0.5, Unit.FRACTION, (0.2, 0.8), "Part of a newcomer's aims that the team gives", "choice")


@dataclass(frozen=True)
class Vision:
    """See the module's docstring for the rule."""

    params: VisionParams
    world: World

    name: ClassVar[str] = "vision"
    Params: ClassVar[type[Any]] = VisionParams
    reads: ClassVar[tuple[str, ...]] = (
        "vision",
        "vision_home",
        "visibility",
        "seat_visibility",
        "trust",
        "facilitated_days",
        "listens",
        "pressure",
        "team_vision",
        "left",
    )
    writes: ClassVar[tuple[str, ...]] = ("vision", "vision_home", "agreement")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable(
            "vision", "seat", "index", "What a leader aims at: population, prevention", width=2, low=0.0, high=1.0
        ),
        Variable("vision_home", "seat", "index", "What the leader's role would aim at", width=2, low=0.0, high=1.0),
        Variable(
            "agreement",
            "interface",
            "index",
            "Agreement of two teams on what to achieve",
            low=0.0,
            high=1.0,
            first=0.65,
        ),
    )

    @cached_property
    def _role(self) -> Array:
        aims = [(o.vision.population, o.vision.prevention) for o in self.world.place.organisations]
        return np.array(aims)[self.world.network.seat_organisation]

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        keys = self.world.keys["seat"]
        own = np.stack([draws.normal("vision population", keys), draws.normal("vision prevention", keys)], axis=1)
        home = np.clip(self._role[:, :, None] + self.params.spread * own, 0.0, 1.0)
        return self.world.firsts(self.owns, runs) | {"vision": home, "vision_home": home}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, net = self.params, self.world.network
        vision, organisation = state.vision, net.seat_organisation
        days = state.facilitated_days
        tolerance = p.tolerance + p.tolerance_trust * state.trust + p.tolerance_days * at(days, net.direction_from)
        tolerance = tolerance + p.tolerance_listening * at(state.listens, net.direction_from)
        population, prevention = self._gap(vision[:, Aim.POPULATION]), self._gap(vision[:, Aim.PREVENTION])
        distance = np.abs(population)
        distance += np.abs(prevention)
        weight = state.visibility * (distance < at(2.0 * tolerance, net.tie_direction))
        population *= weight
        prevention *= weight
        drawn = np.stack([net.mean_seat_ties(population), net.mean_seat_ties(prevention)], axis=1)
        back = at(p.role_pull * (p.without_pressure + state.pressure), organisation)[:, None]
        led = (p.facilitated * at(days, organisation) * state.seat_visibility)[:, None]
        aim = as_rows(p.aim_population, p.aim_prevention)[None]
        moved = vision + p.drawing * drawn + back * (state.vision_home - vision) + led * (aim - vision)
        home = state.vision_home
        seat, run = np.nonzero(state.left > 0.0)
        if seat.size:
            moved, home = self._newcomers(state, draws, seat, run, moved)
        agreement = np.clip(1.0 - net.apart(state.team_vision), 0.0, 1.0)
        return put("vision", moved), put("vision_home", home), put("agreement", agreement)

    def _gap(self, aim: Array) -> Array:
        """Return how far the other leader of each tie stands from this one, in one dimension."""
        gap = at(aim, self.world.network.tie_to)
        gap -= at(aim, self.world.network.tie_from)
        return gap

    def _newcomers(self, state: State, draws: Draws, seat: Rows, run: Rows, moved: Array) -> tuple[Array, Array]:
        """Give newcomers aims of their own, half drawn to those of the team."""
        keys, home = self.world.keys["seat"], state.vision_home.copy()
        spread, part = in_runs(self.params.spread, run), in_runs(self.params.of_team, run)
        for axis, stream in enumerate(("vision population", "vision prevention")):
            own = np.clip(at(self._role[:, axis], seat) + spread * draws.normal_at(stream, keys, (seat, run)), 0.0, 1.0)
            home[seat, axis, run] = own
            team = state.team_vision[self.world.network.seat_organisation, axis][seat, run]
            moved[seat, axis, run] = (1.0 - part) * own + part * team
        return moved, home
