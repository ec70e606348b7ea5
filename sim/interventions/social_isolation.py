"""Many agencies on social isolation: whoever meets lonely people tells the charities, which offer them company.

Rule      Each kind of agency in it meets lonely people whom the others do not: the council, practices, hospital,
          ambulance, whichever there are. They come to the charities as far as staff of both practise together, and
          the charities in it offer company to as many as they can. Without charities nobody is offered any; by
          themselves charities find few. Offers are built up over months, and people are alone again once they end.
Formula   found = 1 - product over kinds of (1 - finds*most level of the kind); offered = mean level of charities; known
          = alone + (1 - alone)*mean practice over boundaries between charities and others, both in it; g -> helps*
          found*offered*known, by half of what is missing every `rise` months, back by half every `half_life`;
          accompanied += g; practice hours += hours*level; office += price*mean level.
Reads     practice, social_isolation_grown
Writes    accompanied, practice_hours, office, social_isolation_grown
Source    many agencies in Cheshire on social isolation: source text (Virtual Staff College 2013); effects of such
          offers on loneliness are small and uncertain: Masi et al. 2011 (from memory); sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, total
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, add, put
from sim.interventions.base import Intervention, Levels, both_ends, follow
from sim.world.rows import THERE
from sim.world.world import Clock


@dataclass(frozen=True)
class SocialIsolationParams:
    """Whom agencies find, how many are helped, and what that takes."""

    price: float = param(
        0.4,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.1, 1.0),
        bounds=(0.0, 50.0),
        label="Money for a joint response to isolation by every organisation",
        source="choice: some ten link workers, and what charities offer",
    )
    hours: float = param(
        0.1,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.03, 0.3),
        label="Leaders' hours on a joint response to isolation",
        source="choice",
    )
    finds: float = param(
        0.1,
        unit=Unit.FRACTION,
        plausible=(0.03, 0.2),
        label="Lonely people whom one kind of agency meets and recognises",
        source="choice",
    )
    helps: float = param(
        0.25,
        unit=Unit.FRACTION,
        plausible=(0.05, 0.5),
        label="Those offered company who are no longer lonely while it lasts",
        source="choice: effects are small in the better trials (Masi et al. 2011)",
    )
    alone: float = param(
        0.4,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.7),
        label="Those found who come to a charity where staff do not practise together at all",
        source="choice",
    )
    rise: float = param(
        6.0,
        unit=Unit.MONTHS,
        plausible=(3.0, 12.0),
        label="Months until half of the offers of company are there",
        source="choice: volunteers are to be found",
    )
    half_life: float = param(
        6.0,
        unit=Unit.MONTHS,
        plausible=(3.0, 12.0),
        label="Months until half of the company is gone once nobody offers it",
        source="choice: some friendships last",
    )


@dataclass(frozen=True)
class SocialIsolation(Intervention):
    """See the module's docstring for the rule."""

    params: SocialIsolationParams

    name: ClassVar[str] = "social_isolation"
    label: ClassVar[str] = "Many agencies on social isolation"
    sentence: ClassVar[str] = "whoever meets lonely people tells charities, which offer them company"
    order: ClassVar[int] = 17
    least: ClassVar[int] = 2
    Params: ClassVar[type[Any]] = SocialIsolationParams
    reads: ClassVar[tuple[str, ...]] = ("practice", "social_isolation_grown")
    writes: ClassVar[tuple[str, ...]] = ("accompanied", "practice_hours", "office", "social_isolation_grown")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("social_isolation_grown", "place", "share", "Lonely people who have company of it", low=0.0, high=1.0),
    )

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return who has company by now, and what that takes."""
        p, now = self.params, level.now
        offered = total(now * self._charities) / max(1.0, self._charities.sum())
        together = both_ends(self.world, now) * self._between
        practised = total(together * state.practice) / np.maximum(total(together), 1.0)
        reached = p.helps * self._found(now) * offered * (p.alone + (1.0 - p.alone) * practised)
        grown = follow(state.social_isolation_grown, reached, p.rise, p.half_life)
        return (
            put("social_isolation_grown", grown),
            add("accompanied", grown),
            add("practice_hours", p.hours * now),
            self.paid(now),
        )

    def _found(self, level: Array) -> Array:
        """Return the share of lonely people whom at least one kind of agency finds."""
        kinds = np.array([one.kind for one in self.world.place.organisations])
        missed = np.ones(level.shape[-1])
        for kind in np.unique(kinds):
            missed = missed * (1.0 - self.params.finds * level[kinds == kind].max(axis=0))
        return 1.0 - missed

    @cached_property
    def _charities(self) -> Array:
        """Return which organisations are charities, shape (organisations, 1)."""
        return np.array([float(one.kind == "voluntary") for one in self.world.place.organisations])[:, None]

    @cached_property
    def _between(self) -> Array:
        """Return which boundaries lie between a charity and another kind of agency, shape (interfaces, 1)."""
        net = self.world.network
        return np.abs(self._charities[net.direction_from[THERE]] - self._charities[net.direction_to[THERE]])
