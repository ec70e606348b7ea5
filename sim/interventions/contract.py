"""A contract: from the next financial year it sets how partners are paid and for what they answer together.

Rule      Contracts change once a year, in April. From then on organisations under the contract gain less by moving cost
          to one another, and keep less of joint money at home; writing and watching it takes hours and lawyers. It may
          pay the hospital more by activity than now, or less and so more by block: what the hospital gains by that the
          other services of the NHS lose, in proportion to their money. It may be one for a neighbourhood: practices,
          community, mental health and social care and charities in it then are under one regime with each other, at up
          to twice the hours and money; whoever runs a hospital or ambulances, or commissions, stands outside.
Formula   signed -> level at the first round of each year; wish to shunt *= 1 - aligns*signed at both ends; money kept
          at home *= 1 - aligns*signed; due = pays*signed*(budget*activity*unit cost - budget*NHS money/that of month 0)
          of the hospital, within its budget either way; rewarded += due - share of NHS money*due; one regime +=
          neighbourhood*signed at both ends in the neighbourhood; l = max(level, signed)*(1 + neighbourhood in the
          neighbourhood); practice hours += hours*l; office += price*its mean.
Reads     contract_signed, shunt_wish, diverted, budget, activity, unit_cost, nhs_funding, one_regime
Writes    contract_signed, shunt_wish, diverted, rewarded, one_regime, practice_hours, office
Source    contracts aligned at the yearly round, incentives linked to outcomes: source text (Mid-Nottinghamshire); the
          wish to shift cost follows who gains: NAO 2017; payment by activity brings more activity: Farrar et al. 2009;
          one contract for community providers of a neighbourhood: NHS England 2016 (both from memory); sizes are
          choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MILLION, ROUNDS_PER_YEAR, Array, total
from sim.core.draws import Draws
from sim.core.parameters import Unit, param
from sim.core.state import Changes, State, Variable, add, put
from sim.interventions.base import Intervention, Levels, both_ends, up_to_full
from sim.world.rows import NHS, Service
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
    pays: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(-0.4, 0.4),
        bounds=(-0.6, 0.6),
        label="Change in the share of the hospital's income that follows its activity under a contract",
        source="choice: none; -0.4 is a block where 0.4 of its income follows activity today",
    )
    neighbourhood: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.5),
        label="How far a contract puts the providers of a neighbourhood under one regime",
        source="choice: none; half where it joins money and targets, and governance and accountability stay apart",
    )


@dataclass(frozen=True)
class Contract(Intervention):
    """See the module's docstring for the rule."""

    params: ContractParams

    name: ClassVar[str] = "contract"
    label: ClassVar[str] = "A contract that several share"
    sentence: ClassVar[str] = (
        "from the next April one contract sets how they are paid and what they answer for together"
    )
    order: ClassVar[int] = 8
    least: ClassVar[int] = 2
    later: ClassVar[str] = "decision"
    Params: ClassVar[type[Any]] = ContractParams
    reads: ClassVar[tuple[str, ...]] = (
        "contract_signed",
        "shunt_wish",
        "diverted",
        "budget",
        "activity",
        "unit_cost",
        "nhs_funding",
        "one_regime",
    )
    writes: ClassVar[tuple[str, ...]] = (
        "contract_signed",
        "shunt_wish",
        "diverted",
        "rewarded",
        "one_regime",
        "practice_hours",
        "office",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("contract_signed", "organisation", "share", "How far the contract in force aligns", low=0.0, high=1.0),
    )

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what is signed in April, and what the contract takes."""
        signed = level.now if clock.round % ROUNDS_PER_YEAR == 0 else state.contract_signed
        one = self.params.neighbourhood
        busy = np.maximum(level.now, signed) * (1.0 + one * self._neighbours)
        joined = one * both_ends(self.world, signed * self._neighbours)
        return (
            put("contract_signed", signed),
            add("rewarded", self._moved(state, signed)),
            add("one_regime", up_to_full(state.one_regime, joined)),
            add("practice_hours", self.params.hours * busy),
            self.paid(busy),
        )

    def _moved(self, state: State, signed: Array) -> Array:
        """Return what each service gains, or loses, as the hospital is paid otherwise: money is moved, never made."""
        usual, tables = state.budget[Service.ACUTE], self.world.tables
        block = usual * (state.nhs_funding / (self.world.place.figures.nhs_spend_per_year / MILLION))
        earned = usual * state.activity[Service.ACUTE] * state.unit_cost[Service.ACUTE]
        here = tables.service_of_organisations(signed)[Service.ACUTE]
        due = self.params.pays * here * np.clip(earned - block, -usual, usual)
        moved = np.zeros_like(state.budget)
        moved[NHS] = -state.budget[NHS] / (total(state.budget[NHS]) - usual) * due
        moved[Service.ACUTE] = due
        return moved

    @cached_property
    def _neighbours(self) -> Array:
        """Return which organisations serve a neighbourhood, shape (organisations, 1)."""
        outside = {"acute", "ambulance"}
        return np.array(
            [not outside & {*one.services} and one.kind != "commissioner" for one in self.world.place.organisations],
            dtype=float,
        )[:, None]

    def late(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what is no longer worth shifting or keeping."""
        p, net, signed = self.params, self.world.network, state.contract_signed
        both = net.spread(both_ends(self.world, signed))
        return (
            add("shunt_wish", -p.aligns * both * state.shunt_wish),
            add("diverted", -p.aligns * signed * state.diverted),
        )
