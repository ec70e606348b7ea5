"""Culture of teams and workforces: what is held in common, moving over years.

Rule      A leader brings a culture, part the organisation's and part the profession's (half each). A team's culture
          drifts to its leaders', to that of partners it meets and to what its regime rewards, and back to its roots;
          the workforce follows the team, or its professional lead (`seats`), with a half-life of about a year, slower
          with vacancies.
Formula   dc = m*mean(q*sim*dc) + nu*(leaders - c) + pi*(regime - c) + .01*(roots - c) a month; workforce w += (c -
          w)*(1 - exp(-t/(17 months*clip(1 + 8*gap, .5, 3)))); leader = shares of (roots + profession)/2 + noise;
          similarity = 1 - half the distance of teams' cultures - .1*share of unlike professions.
Reads     team_culture, workforce_culture, culture_roots, direction_visibility, staffing_gap, similarity,
          leader_culture, influence, left, seat_say
Writes    team_culture, workforce_culture, leader_culture, similarity
Source    Competing Values Framework (Cameron & Quinn 2011; Mannion et al. 2009; Jacobs et al. 2013); drift measured
          nearly inert within six years: kept thin.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, Array, approach, as_rows, in_runs, total
from sim.core.draws import Draws
from sim.core.limits import QUICKEST, SLOWEST
from sim.core.parameters import Unit, constant, param
from sim.core.state import Changes, State, Variable, put
from sim.world.network import at
from sim.world.rows import THERE, Seat
from sim.world.world import Clock, World

CULTURES = ("clan", "adhocracy", "hierarchy", "market")

LEAST_SHARE = 0.02
"""No culture is wholly absent."""


def _rewards(default: float, plausible: tuple[float, float], culture: str) -> Any:
    label = f"What the regime rewards: {culture}, in proportion to the other three"
    return constant(default, Unit.FRACTION, plausible, label, "choice", bounds=(LEAST_SHARE, 1.0))


@dataclass(frozen=True)
class CultureParams:
    """Parameters of culture."""

    drift: float = param(
        0.02,
        unit=Unit.PER_MONTH,
        plausible=(0.0, 0.04),
        bounds=(0.0, 0.25),
        label="Drift to the culture of partners met",
        source="choice",
    )
    leading: float = param(
        0.02,
        unit=Unit.PER_MONTH,
        plausible=(0.01, 0.04),
        bounds=(0.0, 0.25),
        label="Drift to the culture of the leaders",
        source="choice",
    )
    reward: float = param(
        0.005,
        unit=Unit.PER_MONTH,
        plausible=(0.0, 0.02),
        bounds=(0.0, 0.25),
        label="Drift to what the regime rewards",
        source="choice",
    )
    roots: float = param(
        0.01,
        unit=Unit.PER_MONTH,
        plausible=(0.0, 0.03),
        bounds=(0.0, 0.25),
        label="Pull back to the organisation's roots",
        source="choice",
    )
    workforce_months: float = param(
        17.0,
        unit=Unit.MONTHS,
        plausible=(9.0, 35.0),
        label="Time for the workforce to follow its leaders",
        source="choice: half-life of 6-24 months (source text: start at the top)",
    )
    spread: float = param(
        0.05, unit=Unit.FRACTION, plausible=(0.0, 0.1), label="Spread of cultures between places", source="choice"
    )
    profession: float = param(
        0.1,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.3),
        label="Similarity lost between unlike professions",
        source="choice",
    )
    of_profession: float = constant(
        0.5, Unit.FRACTION, (0.2, 0.8), "Part of a leader's culture that the profession gives", "choice"
    )
    rewards_clan: float = _rewards(0.15, (0.05, 0.3), "clan")
    rewards_adhocracy: float = _rewards(0.15, (0.05, 0.3), "adhocracy")
    rewards_hierarchy: float = _rewards(0.30, (0.15, 0.5), "hierarchy")
    rewards_market: float = _rewards(0.40, (0.2, 0.6), "market")
    vacancies_slow: float = constant(
        8.0, Unit.RATIO, (2.0, 12.0), "How empty posts slow the workforce in following its leaders", "choice"
    )


PROFESSIONS = {
    "medical": (0.25, 0.20, 0.30, 0.25),
    "nursing": (0.40, 0.15, 0.35, 0.10),
    "social_work": (0.40, 0.25, 0.25, 0.10),
    "management": (0.15, 0.15, 0.40, 0.30),
    "community": (0.45, 0.30, 0.10, 0.15),
}
"""What each profession brings: clan, adhocracy, hierarchy, market; choices, as of the organisations of a place."""


@dataclass(frozen=True)
class Culture:
    """See the module's docstring for the rule."""

    params: CultureParams
    world: World

    name: ClassVar[str] = "culture"
    Params: ClassVar[type[Any]] = CultureParams
    reads: ClassVar[tuple[str, ...]] = (
        "team_culture",
        "workforce_culture",
        "culture_roots",
        "direction_visibility",
        "staffing_gap",
        "similarity",
        "leader_culture",
        "influence",
        "left",
        "seat_say",
    )
    writes: ClassVar[tuple[str, ...]] = ("team_culture", "workforce_culture", "leader_culture", "similarity")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable(
            "team_culture",
            "organisation",
            "shares",
            "Clan, adhocracy, hierarchy, market: the team",
            width=4,
            low=0.0,
            high=1.0,
        ),
        Variable(
            "workforce_culture", "organisation", "shares", "The same of the workforce", width=4, low=0.0, high=1.0
        ),
        Variable("leader_culture", "seat", "shares", "The same of a leader", width=4, low=0.0, high=1.0),
        Variable(
            "culture_roots", "organisation", "shares", "The organisation's own culture", width=4, low=0.0, high=1.0
        ),
        Variable(
            "similarity", "interface", "share", "How alike two organisations' ways of working are", low=0.0, high=1.0
        ),
    )

    @cached_property
    def _unlike(self) -> Array:
        """Share of leader pairs of each interface with unlike professions, shape (interfaces, 1)."""
        net = self.world.network
        professions = np.array([leader.profession for o in self.world.place.organisations for leader in o.leaders])
        differ = (professions[net.tie_from] != professions[net.tie_to]).astype(float)[:, None]
        return (net.sum_ties(differ) / net.sum_ties(np.ones_like(differ)))[THERE]

    def _similarity(self, culture: Array) -> Array:
        distance = 0.5 * self.world.network.apart(culture)
        return np.clip(1.0 - distance - self.params.profession * self._unlike, 0.0, 1.0)

    @cached_property
    def _rewarded(self) -> Array:
        """The culture that the regime rewards, shape (1, 4, 1 or R)."""
        p = self.params
        parts = as_rows(p.rewards_clan, p.rewards_adhocracy, p.rewards_hierarchy, p.rewards_market)
        return (parts / total(parts))[None]

    @cached_property
    def _learnt(self) -> Array:
        """Culture of each seat's profession, shape (seats, 4)."""
        leaders = [leader for o in self.world.place.organisations for leader in o.leaders]
        return np.array([PROFESSIONS[leader.profession] for leader in leaders])

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        base = np.array([[getattr(o.culture, c) for c in CULTURES] for o in self.world.place.organisations])[:, :, None]
        keys, seats = self.world.keys["organisation"], self.world.keys["seat"]
        own = np.stack([draws.normal(f"culture {c}", keys) for c in CULTURES], axis=1)
        roots = _shares(base + self.params.spread * own)
        person = np.stack([draws.normal(f"leader culture {c}", seats) for c in CULTURES], axis=1)
        of_profession = self.params.of_profession
        brought = (1.0 - of_profession) * at(roots, self.world.network.seat_organisation)
        brought = brought + of_profession * self._learnt[:, :, None]
        return {
            "team_culture": roots,
            "workforce_culture": roots,
            "leader_culture": _shares(brought + self.params.spread * person),
            "culture_roots": roots,
            "similarity": self._similarity(roots),
        }

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, net, now = self.params, self.world.network, state.team_culture
        leaders = self._appointed(state, draws)
        led = net.sum_seats(leaders * state.influence[:, None])
        met = (state.direction_visibility * net.spread(state.similarity))[:, None]
        towards = net.mean_directions((at(now, net.direction_to) - at(now, net.direction_from)) * met)
        change = p.drift * towards + p.leading * (led - now) + p.reward * (self._rewarded - now)
        after = now + (change + p.roots * (state.culture_roots - now)) * MONTHS_PER_ROUND
        gap = self.world.tables.organisation_of_services(state.staffing_gap)
        pace = approach(
            p.workforce_months * np.clip(1.0 + p.vacancies_slow * gap, QUICKEST, SLOWEST), MONTHS_PER_ROUND
        )[:, None]
        practised = self.world.tables.held_by[Seat.PROFESSIONAL](leaders)
        followed = after + state.seat_say[:, Seat.PROFESSIONAL][:, None] * (practised - after)
        return (
            put("team_culture", after),
            put("workforce_culture", state.workforce_culture + (followed - state.workforce_culture) * pace),
            put("leader_culture", leaders),
            put("similarity", self._similarity(after)),
        )

    def _appointed(self, state: State, draws: Draws) -> Array:
        """Return leaders' cultures, with those of newcomers drawn anew."""
        seat, run = np.nonzero(state.left > 0.0)
        if not seat.size:
            return state.leader_culture
        seats, leaders = self.world.keys["seat"], state.leader_culture.copy()
        spread = in_runs(self.params.spread, run)
        of_profession = in_runs(self.params.of_profession, run)
        organisation, brought = self.world.network.seat_organisation, list[Array]()
        for number, culture in enumerate(CULTURES):
            roots = state.culture_roots[organisation, number][seat, run]
            own = (1.0 - of_profession) * roots + of_profession * at(self._learnt[:, number], seat)
            brought.append(own + spread * draws.normal_at(f"leader culture {culture}", seats, (seat, run)))
        shares = _shares(np.stack(brought)[None])[0]
        for number in range(len(CULTURES)):
            leaders[seat, number, run] = shares[number]
        return leaders


def _shares(drawn: Array) -> Array:
    """Return four cultures, along the second axis, as shares that sum to 1."""
    some = np.clip(drawn, LEAST_SHARE, 1.0)
    return some / total(some.swapaxes(0, 1))[:, None]
