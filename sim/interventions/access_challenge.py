"""Restricted access is challenged: the commissioner notices that a hospital turns more people away, and asks why.

Rule      Where the hospital meets a squeeze by turning people away, they come back elsewhere. The commissioner notices
          once more of those who need admission are turned away than it tolerates, and follows that up as far as it has
          hours for it; the hospital has to answer, admits more and keeps people for less time instead. Being challenged
          adds to conflict between them, and what was won is lost by half-lives once nobody asks any more. Only a
          hospital can be challenged, since it alone chooses here between turning people away and keeping them for less
          time (`beds`). Practices, community and mental health services leave undone what their staff cannot do,
          without a choice of whom (`soft_services`), and a council that minds its own budget shunts cost (`shunting`):
          the remedies for these are staff and pooled money, not a challenge of access.
Formula   seen = max(0, turned away/need for admission - tolerates); spent = min(capacity, follows*seen), of
          commissioner and hospital each; covered = spent/(follows*seen)*l, l the mean level of commissioners; g ->
          covered, by half of what is missing every `rise` months, back by half every `half_life`; challenged +=
          gives_way*g; conflict between commissioners and hospitals += tension*covered a month; practice hours +=
          spent*l; office += price*l.
Reads     turned_away, emergency_need, access_challenge_grown
Writes    challenged, conflict, practice_hours, office, access_challenge_grown
Source    commissioners challenge providers where activity falls because access is restricted: source text
          (Mid-Nottinghamshire; The King's Fund 2016); thresholds and sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, NEVER_ZERO, Array, total
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, add, put
from sim.interventions.base import Intervention, Levels, follow
from sim.world.rows import THERE
from sim.world.world import Clock


@dataclass(frozen=True)
class AccessChallengeParams:
    """What is noticed, how much of it is followed up, and what that takes and spoils."""

    price: float = param(
        0.1,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.03, 0.3),
        bounds=(0.0, 50.0),
        label="Money to watch access to hospital",
        source="choice: two analysts",
    )
    tolerates: float = param(
        0.003,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.01),
        label="People turned away, of those who need admission, before the commissioner notices",
        source="choice",
    )
    follows: float = param(
        60.0,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(30.0, 120.0),
        label="Commissioners' hours to follow up that all who need admission were turned away",
        source="choice: some forty minutes a week on each one in a hundred",
    )
    capacity: float = param(
        0.5,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.1, 1.5),
        label="Hours that a commissioner has for it",
        source="choice: administrative capacity",
    )
    gives_way: float = param(
        0.4,
        unit=Unit.FRACTION,
        plausible=(0.1, 0.8),
        label="Turning away that a hospital gives up where all of it is challenged",
        source="choice",
    )
    tension: float = param(
        0.03,
        unit=Unit.PER_MONTH,
        plausible=(0.0, 0.1),
        bounds=(0.0, 10.0),
        label="Conflict with the commissioner where all turning away is challenged",
        source="choice: a sixth of what grows at full difference",
    )
    rise: float = param(
        3.0,
        unit=Unit.MONTHS,
        plausible=(1.0, 6.0),
        label="Months until half of what is challenged is given up",
        source="choice",
    )
    half_life: float = param(
        6.0,
        unit=Unit.MONTHS,
        plausible=(2.0, 12.0),
        label="Months until half of it is back once nobody challenges it",
        source="choice",
    )


@dataclass(frozen=True)
class AccessChallenge(Intervention):
    """See the module's docstring for the rule."""

    params: AccessChallengeParams

    name: ClassVar[str] = "access_challenge"
    label: ClassVar[str] = "Restricted access is challenged"
    sentence: ClassVar[str] = "the commissioner challenges a hospital that turns more people away"
    order: ClassVar[int] = 16
    Params: ClassVar[type[Any]] = AccessChallengeParams
    reads: ClassVar[tuple[str, ...]] = ("turned_away", "emergency_need", "access_challenge_grown")
    writes: ClassVar[tuple[str, ...]] = ("challenged", "conflict", "practice_hours", "office", "access_challenge_grown")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("access_challenge_grown", "place", "share", "Turning away that is challenged", low=0.0, high=1.0),
    )

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what is noticed and followed up, and what is given up for it."""
        p, (ours, hospital) = self.params, self._sides
        here = total(level.now * ours) / max(1.0, ours.sum())
        share = np.maximum(state.turned_away, 0.0) / state.emergency_need
        asked = p.follows * np.maximum(share - p.tolerates, 0.0)
        spent = np.minimum(p.capacity, asked)
        covered = spent / np.maximum(asked, NEVER_ZERO) * here
        grown = follow(state.access_challenge_grown, covered, p.rise, p.half_life)
        return (
            put("access_challenge_grown", grown),
            add("challenged", p.gives_way * grown),
            add("conflict", p.tension * MONTHS_PER_ROUND * covered * self._between),
            add("practice_hours", spent * (level.now * ours + here * hospital)),
            add("office", p.price * self.world.place.scale * here),
        )

    @cached_property
    def _sides(self) -> tuple[Array, Array]:
        """Return which organisations commission and which provide hospital care, shape (organisations, 1) each."""
        commissions = [one.kind == "commissioner" for one in self.world.place.organisations]
        provides = np.isin(np.arange(len(commissions)), self.world.tables.providers["acute"])
        return np.array(commissions, dtype=float)[:, None], np.array(provides, dtype=float)[:, None]

    @cached_property
    def _between(self) -> Array:
        """Return which boundaries lie between a commissioner and a hospital, shape (interfaces, 1)."""
        (ours, hospital), net = self._sides, self.world.network
        a, b = net.direction_from[THERE], net.direction_to[THERE]
        return ours[a] * hospital[b] + ours[b] * hospital[a]
