"""A contract aligned to outcomes: from the next financial year partners answer for one result and share its money.

Rule      Contracts change once a year, in April. From then on organisations under the contract gain less by moving cost
          to one another, and keep less of joint money at home; writing and watching it takes hours and lawyers.
Formula   signed -> level at the first round of each year; wish to shunt *= 1 - aligns*signed at both ends; money kept
          at home *= 1 - aligns*signed; practice hours += hours*max(level, signed); office += price*its mean.
Reads     contract_signed, shunt_wish, diverted
Writes    contract_signed, shunt_wish, diverted, practice_hours, office
Source    contracts aligned at the yearly round, incentives linked to outcomes: source text (Mid-Nottinghamshire); the
          wish to shift cost follows who gains: NAO 2017; sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import ROUNDS_PER_YEAR
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, add, put
from sim.interventions.base import Intervention, Levels, both_ends
from sim.world.world import Clock


@dataclass(frozen=True)
class ContractParams:
    """What a contract does and takes."""

    price: float = param(
        0.2,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.05, 0.6),
        bounds=(0.0, 50.0),
        label="Money to write and watch a contract with every organisation",
        source="choice: lawyers, and a contract team of three",
    )
    hours: float = param(
        0.15,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.05, 0.4),
        label="Leaders' hours on a contract",
        source="choice",
    )
    aligns: float = param(
        0.5,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.8),
        label="Part of the gain from shifting cost that a contract takes away",
        source="choice",
    )


@dataclass(frozen=True)
class Contract(Intervention):
    """See the module's docstring for the rule."""

    params: ContractParams

    name: ClassVar[str] = "contract"
    label: ClassVar[str] = "A contract aligned to outcomes"
    sentence: ClassVar[str] = "from the next April one contract makes them answer for the same outcomes"
    order: ClassVar[int] = 8
    least: ClassVar[int] = 2
    later: ClassVar[str] = "decision"
    Params: ClassVar[type[Any]] = ContractParams
    reads: ClassVar[tuple[str, ...]] = ("contract_signed", "shunt_wish", "diverted")
    writes: ClassVar[tuple[str, ...]] = ("contract_signed", "shunt_wish", "diverted", "practice_hours", "office")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("contract_signed", "organisation", "share", "How far the contract in force aligns", low=0.0, high=1.0),
    )

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what is signed in April, and what the contract takes."""
        signed = level.now if clock.round % ROUNDS_PER_YEAR == 0 else state.contract_signed
        busy = np.maximum(level.now, signed)
        return put("contract_signed", signed), add("practice_hours", self.params.hours * busy), self.paid(busy)

    def late(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what is no longer worth shifting or keeping."""
        p, net, signed = self.params, self.world.network, state.contract_signed
        both = net.spread(both_ends(self.world, signed))
        return (
            add("shunt_wish", -p.aligns * both * state.shunt_wish),
            add("diverted", -p.aligns * signed * state.diverted),
        )
