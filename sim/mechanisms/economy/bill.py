"""The bill: what the care that is needed would cost at national prices, to compare with what working together costs.

Rule      Everything needed has a price, whether it is given or not, so that neither a closed bed nor a package refused
          looks like a saving; the sum is a value, not an account (accounts are kept by `costs` and `income`). It is
          drawn up from month 0 on, and is 0 before.
Formula   bill = (need*c_adm + A&E*c_ae + delayed*7*c_day + GP requests*c_gp + packages needed)*52/1e6, £m a year.
Reads     emergency_need, attendances, delayed, contacts, contacts_unmet, home_care_clients, home_care_waiting,
          care_home_residents, care_home_waiting
Writes    care_bill
Source    emergency admission £2,360 (NAO 2018, £13.7bn/5.8m); A&E £114 to £563, delayed bed-day £395, GP £37 (The
          King's Fund key facts 2023/24).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from sim.core.arithmetic import DAYS_PER_WEEK, MILLION, WEEKS_PER_YEAR, Array, total
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Unit, param
from sim.core.state import Changes, State, Variable, put
from sim.world.rows import SoftService
from sim.world.world import Clock, World

_FACTS = "The King's Fund key facts 2023/24"


@dataclass(frozen=True)
class BillParams:
    """National prices of uses of care, and how much of a saving is cash."""

    admission: float = param(
        2360.0,
        unit=Unit.POUNDS,
        plausible=(2000.0, 3000.0),
        label="An emergency admission",
        source="NAO 2018: £13.7bn over 5.8m admissions",
        evidence=Evidence.DERIVED,
    )
    attendance: float = param(
        250.0,
        unit=Unit.POUNDS,
        plausible=(114.0, 459.0),
        label="A visit to A&E",
        source=_FACTS,
        evidence=Evidence.FOUND,
    )
    delayed_day: float = param(
        395.0,
        unit=Unit.POUNDS,
        plausible=(300.0, 562.0),
        label="A day delayed in hospital",
        source=_FACTS,
        evidence=Evidence.FOUND,
    )
    appointment: float = param(
        37.0,
        unit=Unit.POUNDS,
        plausible=(37.0, 56.0),
        label="A general practice appointment",
        source=_FACTS,
        evidence=Evidence.FOUND,
    )
    cashable: float = param(
        0.3,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Part of a saving that is cash",
        source="choice: most costs are fixed in the short run",
    )


@dataclass(frozen=True)
class Bill:
    """See the module's docstring for the rule."""

    params: BillParams
    world: World

    name: ClassVar[str] = "bill"
    Params: ClassVar[type[Any]] = BillParams
    live_only: ClassVar[frozenset[str]] = frozenset(BillParams.__dataclass_fields__)
    reads: ClassVar[tuple[str, ...]] = (
        "emergency_need",
        "attendances",
        "delayed",
        "contacts",
        "contacts_unmet",
        "home_care_clients",
        "home_care_waiting",
        "care_home_residents",
        "care_home_waiting",
    )
    writes: ClassVar[tuple[str, ...]] = ("care_bill",)
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("care_bill", "place", "£m a year", "Care needed, at national prices", low=0.0),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        return {"care_bill": self.world.full("place", 0.0, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, figures = self.params, self.world.place.figures
        hospital = p.admission * state.emergency_need + p.attendance * state.attendances
        delays = p.delayed_day * DAYS_PER_WEEK * total(state.delayed)
        home = figures.home_care_price_per_week * (state.home_care_clients + state.home_care_waiting)
        homes = figures.care_home_price_per_week * (state.care_home_residents + state.care_home_waiting)
        asked = state.contacts[SoftService.PRIMARY_CARE] + state.contacts_unmet[SoftService.PRIMARY_CARE]
        weekly = hospital + delays + p.appointment * asked + home + homes
        return (put("care_bill", clock.live * weekly * (WEEKS_PER_YEAR / MILLION)),)
