"""General practice, community and mental health care meet what they can of what is asked.

Rule      Three services under one formula: the share of requests met falls smoothly as demand outgrows capacity.
          People kept out of hospital, by prevention or by full beds, come back as contacts here.
Formula   asked = base * need [+ contacts * (avoided + turned away)]; load = asked / (base * capacity)
          met = asked * (1 + (load0 * load)^m)^(-1/m), with load0 so that month 0 meets its observed share
Reads     need, capacity, shunt_hospital, avoided, turned_away
Writes    contacts, contacts_unmet, unmet_share, soft_load
Source    Volumes from the place file; smooth minimum and contacts of people not admitted are choices
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, load_for, served_share, stacked
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.rows import SOFT, SOFT_NEEDS
from sim.world.world import Clock, World


@dataclass(frozen=True)
class SoftServicesParams:
    """How three services without a queue of their own respond to demand."""

    sharpness: float = param(
        6.0,
        unit=Unit.EXPONENT,
        plausible=(3.0, 9.0),
        label="How sharply unmet requests rise as services fill",
        source="choice",
        bounds=(0.5, 50.0),
    )
    contacts: float = param(
        5.0,
        unit=Unit.RATIO,
        plausible=(2.0, 10.0),
        bounds=(0.0, 100.0),
        label="Contacts elsewhere for each person kept out of hospital",
        source="choice",
    )
    practice_share: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.8),
        label="Contacts of people kept out of hospital that are in general practice (share)",
        source="choice",
    )
    early_discharge: float = param(
        0.05,
        unit=Unit.RATIO,
        plausible=(0.0, 0.1),
        bounds=(0.0, 1.0),
        label="Extra community work when the hospital discharges early to save itself cost",
        source="choice",
    )


@dataclass(frozen=True)
class SoftServices:
    """See the module's docstring for the rule."""

    params: SoftServicesParams
    world: World

    name: ClassVar[str] = "soft_services"
    Params: ClassVar[type[Any]] = SoftServicesParams
    reads: ClassVar[tuple[str, ...]] = ("need", "capacity", "shunt_hospital", "avoided", "turned_away")
    writes: ClassVar[tuple[str, ...]] = ("contacts", "contacts_unmet", "unmet_share", "soft_load")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("contacts", "soft_service", "a week", "Contacts given", low=0.0),
        Variable("contacts_unmet", "soft_service", "a week", "Contacts asked for and not given", low=0.0),
        Variable("unmet_share", "soft_service", "share", "Share of requests not met", low=0.0, high=1.0),
        Variable("soft_load", "soft_service", "relative to month 0", "Demand over capacity", low=0.0),
    )

    @cached_property
    def base(self) -> Array:
        """Return contacts asked for a week at month 0, shape (3, 1)."""
        f = self.world.place.figures
        asked = (f.primary_care_requests_per_week, f.community_contacts_per_week, f.mental_health_contacts_per_week)
        return np.array(asked)[:, None]

    @cached_property
    def unmet0(self) -> Array:
        """Return the shares not met at month 0, shape (3, 1)."""
        return np.array(self.world.place.unmet_of_soft_services)[:, None]

    @cached_property
    def load0(self) -> Array:
        """Return the load that leaves these shares unmet."""
        return load_for(1.0 - self.unmet0, self.params.sharpness)

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return the services at month 0."""
        one = self.world.full("soft_service", 1.0, runs)
        unmet = self.base * self.unmet0 * one
        contacts = self.base * one - unmet
        return {"contacts": contacts, "contacts_unmet": unmet, "unmet_share": self.unmet0 * one, "soft_load": one}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's contacts, met and unmet."""
        p = self.params
        practice, community, mental = self.base * state.need[SOFT_NEEDS]
        returning = p.contacts * (state.avoided + state.turned_away)
        practice = practice + p.practice_share * returning
        community = community * (1.0 + p.early_discharge * state.shunt_hospital) + (1.0 - p.practice_share) * returning
        asked = stacked((practice, community, mental))
        load = asked / self.base / state.capacity[SOFT]
        met = served_share(self.load0 * load, p.sharpness)
        contacts = asked * met
        return (
            put("contacts", contacts),
            put("contacts_unmet", asked - contacts),
            put("unmet_share", 1.0 - met),
            put("soft_load", load),
        )
