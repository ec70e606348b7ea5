"""Incentives linked to outcomes: part of providers' income follows what is measured, against a trajectory.

Rule      In its first months what providers miss is measured: waits beyond four hours in hospital, requests not met in
          general practice, community and mental health. Who minds its own more than the whole reports it worse than it
          is, so that the baseline is easily beaten. From then on a part of income follows how far less is missed than
          the trajectory says, or more; what some gain the other services of the NHS lose, in proportion to their money.
          Whoever is paid for it does it less for its own sake. When it ends it is wound up by half-lives.
Formula   usual = mean of missed*(1 + pads*(1 - purpose)) over `base` months; agreed = usual*(1 - improves)^years from
          their middle; achieved = 1 - missed/agreed, within -1 and 1; g -> level from month `base` on, by half of what
          is missing every `rise` months, back by half every `half_life`; due = stake*budget*g*achieved; rewarded += due
          - share of NHS money*sum(due); purpose *= 1 - crowds_out*g a month; practice hours += hours*level; office +=
          price*mean level.
Reads     four_hour, unmet_share, budget, team_purpose, purpose, outcome_incentives_months, outcome_incentives_usual,
          outcome_incentives_grown
Writes    rewarded, purpose, practice_hours, office, outcome_incentives_months, outcome_incentives_usual,
          outcome_incentives_grown
Source    baselines, trajectories and incentives linked to outcomes: source text (Mid-Nottinghamshire; The King's Fund
          2016); baselines and targets gamed: Bevan & Hood 2006; own motives crowded out: Frey & Jegen 2001; effects of
          pay for performance in hospitals did not last: Kristensen et al. 2014 (both from memory); sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MONTHS_PER_ROUND, MONTHS_PER_YEAR, NEVER_ZERO, Array, total
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Unit, param
from sim.core.state import Changes, State, Variable, add, put
from sim.interventions.base import Intervention, Levels, follow
from sim.world.rows import NHS, SOFT, Service
from sim.world.world import Clock


@dataclass(frozen=True)
class OutcomeIncentivesParams:
    """What is at stake, how it is measured, and what it takes and spoils."""

    price: float = param(
        0.1,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.03, 0.3),
        bounds=(0.0, 50.0),
        label="Money to measure and settle incentives for every organisation",
        source="choice: two analysts",
    )
    hours: float = param(
        0.2,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.05, 0.5),
        label="Leaders' hours on measures that money depends on",
        source="choice",
    )
    stake: float = param(
        0.025,
        unit=Unit.FRACTION,
        plausible=(0.005, 0.1),
        label="Part of a provider's income that depends on outcomes",
        source="the NHS's payments for quality were up to 2.5% of a contract",
        evidence=Evidence.MEMORY,
    )
    base: float = param(
        6.0,
        unit=Unit.MONTHS,
        plausible=(3.0, 9.0),
        bounds=(1.0, 60.0),
        label="Months in which the baseline of incentives is measured",
        source="choice: short of a year, so that it depends on the season, too",
    )
    improves: float = param(
        0.03,
        unit=Unit.GROWTH_PER_YEAR,
        plausible=(0.0, 0.1),
        label="Fall that the trajectory asks for, of what was missed at the baseline",
        source="choice",
    )
    pads: float = param(
        0.2,
        unit=Unit.RATIO,
        plausible=(0.0, 0.5),
        bounds=(0.0, 10.0),
        label="How much worse than it is who minds only its own reports its baseline",
        source="choice, after Bevan & Hood 2006",
    )
    crowds_out: float = param(
        0.003,
        unit=Unit.PER_MONTH,
        plausible=(0.0, 0.01),
        bounds=(0.0, 1.0),
        label="Weight of the whole lost where one is paid for it",
        source="choice, after Frey & Jegen 2001; less than under a mandate",
    )
    rise: float = param(
        3.0,
        unit=Unit.MONTHS,
        plausible=(1.0, 6.0),
        label="Months until half of the income at stake is settled by outcomes",
        source="choice",
    )
    half_life: float = param(
        3.0,
        unit=Unit.MONTHS,
        plausible=(1.0, 9.0),
        label="Months until half of the incentives are wound up once they end",
        source="choice: accounts are closed",
    )


@dataclass(frozen=True)
class OutcomeIncentives(Intervention):
    """See the module's docstring for the rule."""

    params: OutcomeIncentivesParams

    name: ClassVar[str] = "outcome_incentives"
    label: ClassVar[str] = "Incentives linked to outcomes"
    sentence: ClassVar[str] = "part of their income follows measured outcomes, against a trajectory from a baseline"
    order: ClassVar[int] = 15
    Params: ClassVar[type[Any]] = OutcomeIncentivesParams
    reads: ClassVar[tuple[str, ...]] = (
        "four_hour",
        "unmet_share",
        "budget",
        "team_purpose",
        "purpose",
        "outcome_incentives_months",
        "outcome_incentives_usual",
        "outcome_incentives_grown",
    )
    writes: ClassVar[tuple[str, ...]] = (
        "rewarded",
        "purpose",
        "practice_hours",
        "office",
        "outcome_incentives_months",
        "outcome_incentives_usual",
        "outcome_incentives_grown",
    )
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("outcome_incentives_months", "place", "months", "Time since incentives were agreed", low=0.0),
        Variable("outcome_incentives_usual", "service", "share", "What providers missed at the baseline", low=0.0),
        Variable(
            "outcome_incentives_grown", "organisation", "share", "How far incentives are in force", low=0.0, high=1.0
        ),
    )

    def step(self, state: State, level: Levels, draws: Draws, clock: Clock) -> Changes:
        """Return what the baseline is by now, and what is paid on it."""
        p, net, tables = self.params, self.world.network, self.world.tables
        before, measured = state.outcome_incentives_months, state.outcome_incentives_usual
        settles = level.now * (before >= p.base)
        grown = follow(state.outcome_incentives_grown, settles, p.rise, p.half_life)
        goes_on = (level.now.max(axis=0) > 0.0) | (grown.max(axis=0) > 0.0)
        months = np.where(goes_on, before + MONTHS_PER_ROUND, 0.0)
        missed = self._missed(state)
        reported = missed * (1.0 + p.pads * (1.0 - tables.service_of_organisations(state.team_purpose)))
        share = MONTHS_PER_ROUND / np.maximum(months, MONTHS_PER_ROUND)
        usual = np.where(before < p.base, measured + (reported - measured) * share, measured) * goes_on
        years = (months - MONTHS_PER_ROUND / 2.0 - p.base / 2.0) / MONTHS_PER_YEAR
        agreed = usual * np.exp(years * np.log1p(-p.improves))
        achieved = np.clip((agreed - missed) / np.maximum(agreed, NEVER_ZERO), -1.0, 1.0)
        due = p.stake * state.budget * tables.service_of_organisations(grown) * achieved
        return (
            put("outcome_incentives_months", months),
            put("outcome_incentives_usual", usual),
            put("outcome_incentives_grown", grown),
            add("rewarded", _moved(due, state.budget)),
            add("purpose", -p.crowds_out * MONTHS_PER_ROUND * grown[net.seat_organisation] * state.purpose),
            add("practice_hours", p.hours * level.now),
            self.paid(level.now),
        )

    def _missed(self, state: State) -> Array:
        """Return the share that each service misses of what is measured; none where nothing is."""
        missed = np.zeros_like(state.budget)
        missed[Service.ACUTE] = 1.0 - state.four_hour
        missed[SOFT] = state.unmet_share
        return missed


def _moved(due: Array, budget: Array) -> Array:
    """Return what is due to each service less its part of what is due to all: money is moved, never made."""
    moved = due.copy()
    moved[NHS] -= budget[NHS] / total(budget[NHS]) * total(due)
    return moved
