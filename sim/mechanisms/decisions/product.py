"""Product, not process: outcomes are judged, and how they are reached is left to those who do the work.

Rule      Reviewing outcomes rather than process gives leaders back hours of review and leaves them free to redesign
          (`projects`); measuring outcomes takes money, and gaming may go up or down (`gaming`).
Formula   available + saves*level, to 1 at most; office + price*mean level; by outcomes = level.
Reads     available
Writes    available, office, by_outcomes
Source    product not process, a feature of systems leadership: Virtual Staff College 2013; The King's Fund 2016;
          sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, constant, param
from sim.core.questions import Ask
from sim.core.state import Changes, State, Variable, add, put
from sim.world.world import Clock, World


@dataclass(frozen=True)
class ProductParams:
    """How far outcomes are judged rather than process, and what that gives and takes."""

    level: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Review of process given up for review of outcomes",
        source="Virtual Staff College 2013; the level is what a team chooses",
        role=Role.LEVER,
        by="organisation",
        ask=Ask(
            "do",
            "How much review of process gives way to review of outcomes?",
            "None",
            "All of it",
            order=7,
            step=0.05,
            scale=100.0,
            unit="% of it",
        ),
    )
    saves: float = constant(
        0.08, Unit.FRACTION, (0.02, 0.15), "Leaders' steerable time that review of process takes", "choice: elicit"
    )
    price: float = constant(
        0.2,
        Unit.MILLION_POUNDS_PER_YEAR_FOR_ALL,
        (0.05, 0.5),
        "Money to measure outcomes in every organisation",
        "choice",
        bounds=(0.0, 50.0),
    )


@dataclass(frozen=True)
class Product:
    """See the module's docstring for the rule. Runs once hours are known, before the decision."""

    params: ProductParams
    world: World

    name: ClassVar[str] = "product"
    Params: ClassVar[type[Any]] = ProductParams
    live_only: ClassVar[frozenset[str]] = frozenset(ProductParams.__dataclass_fields__)
    reads: ClassVar[tuple[str, ...]] = ("available",)
    writes: ClassVar[tuple[str, ...]] = ("available", "office", "by_outcomes")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable("by_outcomes", "organisation", "level", "How far outcomes are judged, not process", low=0.0, high=1.0),
    )

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        """Return review of process, as today."""
        return {"by_outcomes": self.world.full("organisation", 0.0, runs)}

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        """Return what judging outcomes gives back and takes."""
        p = self.params
        if not clock.live:
            return ()
        level = np.zeros_like(state.available) + p.level
        more = np.minimum(state.available + p.saves * level, np.maximum(state.available, 1.0)) - state.available
        price = p.price * self.world.place.scale * self.world.network.mean_organisation(level)[0]
        return add("available", more), add("office", price), put("by_outcomes", level)
