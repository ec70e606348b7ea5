"""A transformation fund: partners bid together for money from outside, which comes and ends with its window.

Rule      Whoever bids pays for the bid in hours and money until the deadline; those that lose have nothing of it. It
          takes two that take part, and the fewer of those who signed do, the less likely it is to win. What is won pays
          for teams who work on the winners' joint projects; money and pay stop with the window, teams break up.
Formula   at the deadline won = u < wins*partners/bidders if partners >= 2; paid = level*takes part if won; granted +=
          grant*mean paid; office += price*mean bidding or won + granted; practice hours += hours*bidding or won; g ->
          paid, by half of what is missing every `rise` months, back by half every `half_life`; project effort +=
          adds*grant*mean g of its sponsors, to 1 at most.
Reads     takes_part, project_effort, transformation_fund_bid, transformation_fund_won, transformation_fund_grown
Writes    granted, office, practice_hours, project_effort, transformation_fund_bid, transformation_fund_won,
          transformation_fund_grown
Source    Five Year Forward View: 50 vanguards had £389m over three years, about £25 a head a year (NAO 2018; Morciano
          et al. 2020); effects came late and faded as money ended (Wattal et al. 2024), a cliff edge (evaluation of
          Better Care Fund support 2025); other sizes and times are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, total
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Unit, param
from sim.core.state import Changes, State, Variable, add, put
from sim.interventions.base import Intervention, Levels, follow, up_to_full
from sim.world.world import Clock


@dataclass(frozen=True)
class TransformationFundParams:
    """What a fund asks, pays and leaves."""

    price: float = param(
        0.2,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.05, 0.5),
        bounds=(0.0, 50.0),
        label="Own money to bid and to account for a fund, of every organisation",
        source="choice: consultants, and a programme office of three",
    )
    hours: float = param(
        0.6,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.2, 1.5),
        label="Leaders' hours in bidding for a fund and in accounting for it",
        source="choice",
    )
    deadline: float = param(
        4.0,
        unit=Unit.MONTHS,
        plausible=(2.0, 9.0),
        label="Months from the call of a fund to its deadline",
        source="choice",
    )
    wins: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.1, 1.0),
        label="Chance of a bid whose partners all take part",
        source="choice: vanguards took 1 bid in 9 (29 of 269, from memory), the Better Care Fund all",
    )
    grant: float = param(
        7.5,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(2.0, 10.0),
        bounds=(0.0, 1000.0),
        label="Money that a fund pays if every organisation wins",
        source="vanguards: about £25 a head a year (NAO 2018)",
        evidence=Evidence.DERIVED,
    )
    adds: float = param(
        0.02,
        unit=Unit.RATIO,
        plausible=(0.005, 0.04),
        label="Effort in joint projects of teams paid by £1m a year per 300,000 people",
        source="choice",
    )
    rise: float = param(
        4.0,
        unit=Unit.MONTHS,
        plausible=(2.0, 9.0),
        label="Months until half of a fund's teams are at work",
        source="choice: people are to be found, on fixed terms",
    )
    half_life: float = param(
        3.0,
        unit=Unit.MONTHS,
        plausible=(1.0, 9.0),
        label="Months until half of a fund's teams have broken up once it ends",
        source="choice: a cliff edge",
    )


@dataclass(frozen=True)
class TransformationFund(Intervention):
    """See the module's docstring for the rule."""

    params: TransformationFundParams

    name: ClassVar[str] = "transformation_fund"
    label: ClassVar[str] = "A joint bid to a transformation fund"
    sentence: ClassVar[str] = (
        "they bid together for money from outside, and if they win it pays teams on joint projects"
    )
    order: ClassVar[int] = 10
    least: ClassVar[int] = 2
    between: ClassVar[bool] = True
    later: ClassVar[str] = "sponsors"
    Params: ClassVar[type[Any]] = TransformationFundParams
    reads: ClassVar[tuple[str, ...]] = (
        "takes_part",
        "project_effort",
        "transformation_fund_bid",
        "transformation_fund_won",
        "transformation_fund_grown",
    )
    writes: ClassVar[tuple[str, ...]] = (
        "granted",
        "office",
        "practice_hours",
        "project_effort",
        "transformation_fund_bid",
        "transformation_fund_won",
        "transformation_fund_grown",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("transformation_fund_bid", "place", "months", "Time since a fund's call, while it is open", low=0.0),
        Variable("transformation_fund_won", "place", "0 or 1", "Whether the bid to a fund won", low=0.0, high=1.0),
        Variable(
            "transformation_fund_grown", "organisation", "share", "Teams paid by a fund at work", low=0.0, high=1.0
        ),
    )

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what the bid takes, whether it wins, and what is paid of it."""
        p, before, bids = self.params, state.transformation_fund_bid, (level.now > 0.0).astype(float)
        months = np.where(level.now.any(axis=0), before + MONTHS_PER_ROUND, 0.0)
        bidding, partners = before < p.deadline, total(bids * (state.takes_part > 0.0))
        chance = p.wins * (partners >= self.least) * partners / np.maximum(total(bids), 1.0)
        drawn = draws.uniform("fund's award", self.world.keys["place"])[0] < chance
        won = np.where(bidding, (months >= p.deadline) & drawn, state.transformation_fund_won) * (months > 0.0)
        paid, busy = won * level.now * state.takes_part, np.maximum(bidding, won) * level.now
        granted = p.grant * self.world.place.scale * self.world.network.mean_organisation(paid)[0]
        return (
            put("transformation_fund_bid", months),
            put("transformation_fund_won", won),
            put("transformation_fund_grown", follow(state.transformation_fund_grown, paid, p.rise, p.half_life)),
            add("granted", granted),
            add("office", granted),
            add("practice_hours", p.hours * busy),
            self.paid(busy),
        )

    def late(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what the teams put into joint projects."""
        teams = self.world.tables.project_of_organisations(state.transformation_fund_grown)
        effort = self.params.adds * self.params.grant * teams
        return (add("project_effort", up_to_full(state.project_effort, effort)),)
