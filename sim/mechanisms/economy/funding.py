"""Funding: how much money the NHS and the council have for the place, in real terms.

Rule      Both grow at their own rates from month 0; growth below zero is a cut. Part of the cost of joint work may
          be paid from outside the place; a grant pays its own part of it first.
Formula   nhs = nhs0 * (1 + g)^years; social care = (packages + other)0 * (1 + h)^years + added, by residents;
          outside = g + (1 - g)*external, g = the grant relative to the cost of joint work, 1 at most
Reads     nhs_funding (its number of runs alone), granted, programme_cost
Writes    nhs_funding, social_care_funding, external_share
Source    NHS real growth 3.1% a year 2013/14 to 2023/24 (Nuffield Trust); need of social care about 3.9% a year
          (Health Foundation and IFS 2018, from memory)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import MILLION, WEEKS_PER_YEAR, Array
from sim.core.draws import Draws
from sim.core.parameters import Evidence, Role, Unit, constant, param
from sim.core.questions import Ask
from sim.core.state import Changes, State, Variable, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class FundingParams:
    """How the money of the place grows."""

    nhs_growth: float = param(
        0.031,
        unit=Unit.GROWTH_PER_YEAR,
        plausible=(0.0, 0.045),
        label="Real growth of NHS money",
        source="Nuffield Trust: 3.1% a year, 2013/14 to 2023/24",
        evidence=Evidence.FOUND,
        role=Role.LEVER,
        ask=Ask(
            "have",
            "How fast does NHS money grow, beyond prices?",
            "Not at all",
            "As in good years",
            order=2,
            step=0.001,
            scale=100.0,
            unit="% a year",
            decimals=1,
            both=True,
        ),
    )
    social_care_growth: float = param(
        0.035,
        unit=Unit.GROWTH_PER_YEAR,
        plausible=(-0.045, 0.06),
        label="Real growth of social care money",
        source="a little below need of about 3.9% a year (Health Foundation and IFS 2018)",
        evidence=Evidence.MEMORY,
        role=Role.LEVER,
        ask=Ask(
            "have",
            "How fast does social care money grow, beyond prices?",
            "Cut as in the 2010s",
            "Faster than need",
            order=3,
            step=0.005,
            scale=100.0,
            unit="% a year",
            decimals=1,
            both=True,
        ),
    )
    social_care_added: float = param(
        0.0,
        unit=Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        plausible=(0.0, 10.0),
        label="Money added for social care from month 0",
        source="choice; the improved Better Care Fund gave about £3.5m a year to a place like this",
        role=Role.LEVER,
        ask=Ask(
            "have",
            "How much more money does social care get every year?",
            "None",
            "About 7% more",
            order=1,
            step=0.5,
            prefix="£",
            unit="million a year per 300,000 people",
            decimals=1,
        ),
    )
    nhs_level: float = constant(
        1.0,
        Unit.RATIO,
        (0.8, 1.2),
        "NHS money relative to its growth",
        "choice: a series of a plan sets it",
        bounds=(0.05, 10.0),
    )
    social_care_level: float = constant(
        1.0,
        Unit.RATIO,
        (0.8, 1.2),
        "Social care money relative to its growth",
        "choice: a series of a plan sets it",
        bounds=(0.05, 10.0),
    )
    external: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Share of the cost of joint work paid from outside the place",
        source="choice",
        role=Role.LEVER,
        ask=Ask(
            "have",
            "How much of the cost of joint work do others pay?",
            "We pay all of it",
            "They pay all of it",
            order=6,
            step=0.05,
            scale=100.0,
            unit="% of the cost",
        ),
    )


@dataclass(frozen=True)
class Funding:
    """See the module's docstring for the rule."""

    params: FundingParams
    world: World

    name: ClassVar[str] = "funding"
    Params: ClassVar[type[Any]] = FundingParams
    live_only: ClassVar[frozenset[str]] = frozenset(FundingParams.__dataclass_fields__)
    reads: ClassVar[tuple[str, ...]] = ("nhs_funding", "granted", "programme_cost")
    writes: ClassVar[tuple[str, ...]] = ("nhs_funding", "social_care_funding", "external_share")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("external_share", "place", "share", "Share of joint work paid from outside", low=0.0, high=1.0),
        Variable("nhs_funding", "place", "£m a year", "Money of the NHS", low=0.0),
        Variable("social_care_funding", "place", "£m a year", "Money of social care before pooling", low=0.0),
    )

    @cached_property
    def month0(self) -> tuple[float, float]:
        """Return NHS and social care money at month 0, in millions a year."""
        f = self.world.place.figures
        home = f.home_care_clients * f.home_care_price_per_week
        homes = f.care_home_residents * f.care_home_price_per_week
        packages = (home + homes) * WEEKS_PER_YEAR
        return f.nhs_spend_per_year / MILLION, (packages + f.social_care_other_spend_per_year) / MILLION

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return the money of month 0."""
        nhs, social = self.month0
        return {
            "nhs_funding": np.full(runs, nhs),
            "social_care_funding": np.full(runs, social),
            "external_share": np.full(runs, 0.0),
        }

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return this week's money, as a rate a year."""
        p, (nhs, social), one = self.params, self.month0, np.ones(state.nhs_funding.shape[-1])
        nhs_level, care_level = (p.nhs_level, p.social_care_level) if clock.live else (1.0, 1.0)
        funded = nhs * np.exp(clock.years * np.log1p(p.nhs_growth)) * nhs_level
        added = p.social_care_added * self.world.place.scale * clock.live
        cared = social * np.exp(clock.years * np.log1p(p.social_care_growth)) * care_level + added
        granted = _part(state.granted, state.programme_cost)
        return (
            put("nhs_funding", one * funded),
            put("social_care_funding", one * cared),
            put("external_share", granted + (1.0 - granted) * (p.external * clock.live)),
        )


def _part(grant: Array, cost: Array) -> Array:
    """Return the part of a cost that a grant pays, 1 at most; none where there is no cost."""
    return np.divide(np.minimum(grant, cost), cost, out=np.zeros_like(cost), where=cost > 0.0)
