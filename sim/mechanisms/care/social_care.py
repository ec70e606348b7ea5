"""People ask for home care or a care-home place, wait, are looked after, and leave.

Rule      Need follows demand; the money, staff and market of social care decide how many can be looked after.
          Numbers move towards that over months. Everybody who needs care is either waiting or looked after.
Formula   load = need / places, places = real budget * capacity^b [* (1 - shunt), * (1 + added)]
          target = need * (1 + (load0 * load)^m)^(-1/m); clients move to it with a time constant of 20 (40) weeks, and
          never exceed need
          requests = change of need + ends; starts = change of clients + ends (negative: packages withdrawn)
Reads     need, capacity, income, shunt_council, carer_requests
Writes    both registers (no need, waiting, looked after), both loads, social_care_unmet (and share),
          clients_in_year
Source    Adult Social Care Activity and Finance Report 2023-24 for totals; split, unmet and speeds are choices
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import WEEKS_PER_YEAR, Array, approach, chance, load_for, power, served_share, stacked, total
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Role, Unit, param
from sim.core.questions import Ask
from sim.core.state import Changes, State, Variable, flow, put
from sim.world.rows import Need, Service
from sim.world.world import Clock, World

_HOME_CARE = ("no_home_care_need", "home_care_waiting", "home_care_clients")
_CARE_HOME = ("no_care_home_need", "care_home_waiting", "care_home_residents")
_STOCKS = _HOME_CARE + _CARE_HOME


def _people(name: str, label: str, register: str) -> Variable:
    return Variable(name, "place", "people", label, conserved=register, low=0.0)


@dataclass(frozen=True)
class SocialCareParams:
    """How social care responds to need and money."""

    sharpness: float = param(
        10.0,
        unit=Unit.EXPONENT,
        plausible=(5.0, 15.0),
        label="How sharply waiting rises as places fill",
        source="choice",
        bounds=(0.5, 50.0),
    )
    home_care_weeks: float = param(
        20.0,
        unit=Unit.WEEKS,
        plausible=(8.0, 40.0),
        label="Time for home care to grow or shrink",
        source="choice",
    )
    care_home_weeks: float = param(
        40.0,
        unit=Unit.WEEKS,
        plausible=(20.0, 80.0),
        label="Time for care-home places to be filled or emptied",
        source="choice",
    )
    care_home_staffing: float = param(
        0.5,
        unit=Unit.EXPONENT,
        plausible=(0.2, 1.0),
        label="How far care-home places follow staff (home care: in full)",
        source="choice",
    )
    shunt_loss: float = param(
        0.05,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.1),
        label="Home care places lost when the council protects its own budget",
        source="choice",
    )
    care_home_beds_added: float = param(
        0.0,
        unit=Unit.NUMBER,
        plausible=(-0.1, 0.2),
        bounds=(-0.9, 10.0),
        label="Care-home places added from month 0, as a share",
        source="choice; 10% more places go with 5 to 10% fewer delays (Gaughan, Gravelle & Siciliani 2015)",
        role=Role.LEVER,
        evidence=Evidence.CHOICE,
        ask=Ask(
            "have",
            "How many care-home places are opened or closed?",
            "One in ten closed",
            "One in five more",
            order=5,
            step=0.01,
            scale=100.0,
            unit="% more places",
        ),
    )


@dataclass(frozen=True)
class SocialCare:
    """See the module's docstring for the rule."""

    params: SocialCareParams
    world: World

    name: ClassVar[str] = "social_care"
    Params: ClassVar[type[Any]] = SocialCareParams
    live_only: ClassVar[frozenset[str]] = frozenset({"care_home_beds_added"})
    reads: ClassVar[tuple[str, ...]] = (
        "need",
        "capacity",
        "income",
        "shunt_council",
        "carer_requests",
        "home_care_waiting",
        "home_care_clients",
        "care_home_waiting",
        "care_home_residents",
    )
    writes: ClassVar[tuple[str, ...]] = (
        *_STOCKS,
        "home_care_load",
        "care_home_load",
        "social_care_unmet",
        "social_care_unmet_share",
        "clients_in_year",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        _people("no_home_care_need", "People who need no home care", "home care register"),
        _people("home_care_waiting", "People waiting for home care", "home care register"),
        _people("home_care_clients", "People who receive home care", "home care register"),
        _people("no_care_home_need", "People who need no care-home place", "care home register"),
        _people("care_home_waiting", "People waiting for a care-home place", "care home register"),
        _people("care_home_residents", "People in a funded care-home place", "care home register"),
        Variable("home_care_load", "place", "relative to month 0", "Need for home care over places", low=0.0),
        Variable("care_home_load", "place", "relative to month 0", "Need for care homes over places", low=0.0),
        Variable("social_care_unmet", "place", "people", "People whose need for social care is unmet", low=0.0),
        Variable("social_care_unmet_share", "place", "share", "Share of that need unmet", low=0.0, high=1.0),
        Variable("clients_in_year", "place", "people", "People looked after in a year", low=0.0),
    )

    @cached_property
    def need0(self) -> Array:
        """Return people in need of home care and of a care-home place at month 0, shape (2, 1)."""
        f = self.world.place.figures
        return np.array((f.home_care_need, f.care_home_need))[:, None]

    @cached_property
    def clients0(self) -> Array:
        """Return people looked after at month 0, shape (2, 1)."""
        f = self.world.place.figures
        return np.array((f.home_care_clients, f.care_home_residents))[:, None]

    @cached_property
    def load0(self) -> Array:
        """Return the load at which that many are looked after."""
        return load_for(self.clients0 / self.need0, self.params.sharpness)

    @cached_property
    def speed(self) -> Array:
        """Return the shares of a gap closed in a week, shape (2, 1) or (2, R)."""
        p = self.params
        return approach(np.stack(np.broadcast_arrays(*np.atleast_1d(p.home_care_weeks, p.care_home_weeks))), 1.0)

    @cached_property
    def ending(self) -> Any:
        """Return the share of clients whose care ends in a week."""
        return chance(self.world.place.figures.clients_per_stock - 1.0, 1.0 / WEEKS_PER_YEAR)

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return both registers at month 0."""
        f, full = self.world.place.figures, self.world.full
        unmet = float((self.need0 - self.clients0).sum())
        return {
            "no_home_care_need": full("place", f.population - f.home_care_need, runs),
            "home_care_waiting": full("place", f.home_care_need - f.home_care_clients, runs),
            "home_care_clients": full("place", f.home_care_clients, runs),
            "no_care_home_need": full("place", f.population - f.care_home_need, runs),
            "care_home_waiting": full("place", f.care_home_need - f.care_home_residents, runs),
            "care_home_residents": full("place", f.care_home_residents, runs),
            "home_care_load": full("place", 1.0, runs),
            "care_home_load": full("place", 1.0, runs),
            "social_care_unmet": full("place", unmet, runs),
            "social_care_unmet_share": full("place", unmet / float(self.need0.sum()), runs),
            "clients_in_year": full("place", f.clients_per_stock * float(self.clients0.sum()), runs),
        }

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's requests, starts and ends."""
        p, money, staff = self.params, state.income[Service.SOCIAL_CARE], state.capacity[Service.SOCIAL_CARE]
        grown = state.need[Need.SOCIAL_CARE]
        asked = stacked((grown * (1.0 + state.carer_requests), grown))
        home = money * staff * (1.0 - p.shunt_loss * state.shunt_council)
        homes = money * power(staff, p.care_home_staffing) * (1.0 + p.care_home_beds_added * clock.live)
        load = asked / stacked((home, homes))
        need = self.need0 * asked
        waiting = stacked((state.home_care_waiting, state.care_home_waiting))
        clients = stacked((state.home_care_clients, state.care_home_residents))
        change = (need * served_share(self.load0 * load, p.sharpness) - clients) * self.speed
        change = np.minimum(change, need - clients)  # nobody is kept in care whose need has ended
        ends = clients * self.ending
        requests, starts = need - waiting - clients + ends, change + ends
        after = clients + change
        total_need, cared = total(need), total(after)
        unmet = np.maximum(total_need - cared, 0.0)
        at_home, in_homes = zip(requests, starts, ends, strict=True)
        home_care_load, care_home_load = load
        return (
            *_moves(_HOME_CARE, *at_home),
            *_moves(_CARE_HOME, *in_homes),
            put("home_care_load", home_care_load),
            put("care_home_load", care_home_load),
            put("social_care_unmet", unmet),
            put("social_care_unmet_share", unmet / total_need),
            put("clients_in_year", self.world.place.figures.clients_per_stock * cared),
        )


def _moves(register: tuple[str, str, str], requests: Array, starts: Array, ends: Array) -> Changes:
    none, waiting, clients = register
    return flow(none, waiting, requests), flow(waiting, clients, starts), flow(clients, none, ends)
