"""Links: what work with one partner is worth at another's boundary, what each takes, and when there are too many.

Rule      Effort at a boundary goes further the more of the team's effort goes to partners that the two share: what is
          learnt or agreed with one serves the other. Each boundary beyond a usual number takes hours to keep up, and
          beyond as many as can be borne attention to each falls. Off by default: then effort is worth the same at
          every boundary, however many a team has.
Formula   y_ij = (1 + helps*sum of i's effort shares at partners of j)*min(1, bearable/degree_i)^overload;
          practice hours += upkeep*max(0, degree_i - usual).
Reads     effort_share
Writes    link_yield, practice_hours
Source    shared third parties ease transfer: Reagans & McEvily 2003; close ties suit what is hard to pass on and take
          upkeep: Hansen 1999; too many ties overload: Oldroyd & Morris 2012 (all from memory). That partners of
          partners bring nothing new (Burt 1992) argues against help; the sizes are choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import numpy as np

from sim.core.arithmetic import Array, power
from sim.core.draws import Draws
from sim.core.parameters import Role, Unit, constant, param
from sim.core.state import Changes, State, Variable, add, put
from sim.world.network import Reduction, at
from sim.world.world import Clock, World


@dataclass(frozen=True)
class LinksParams:
    """How far links help, cost and overload; not at all by default."""

    helps: float = param(
        0.0,
        unit=Unit.RATIO,
        plausible=(0.0, 2.0),
        bounds=(0.0, 20.0),
        label="How much further effort goes where it all goes to partners that are shared",
        source="choice: 0 leaves it out; Reagans & McEvily 2003, against it Burt 1992",
        role=Role.CONSTANT,
    )
    upkeep: float = param(
        0.0,
        unit=Unit.HOURS_PER_WEEK,
        plausible=(0.0, 0.5),
        label="Hours of each leader that a boundary beyond the usual number takes to keep up",
        source="choice: 0 leaves it out; Hansen 1999",
        role=Role.CONSTANT,
    )
    overload: float = param(
        0.0,
        unit=Unit.EXPONENT,
        plausible=(0.0, 1.0),
        bounds=(0.0, 10.0),
        label="How sharply attention to each boundary falls beyond as many as can be borne",
        source="choice: 0 leaves it out, at 1 attention is split evenly; Oldroyd & Morris 2012",
        role=Role.CONSTANT,
    )
    usual: float = constant(
        3.0,
        Unit.NUMBER,
        (1.0, 5.0),
        "Boundaries of a team whose upkeep is in the hours it can steer anyway",
        "choice: about the mean of a place",
        bounds=(0.0, 1e3),
    )
    bearable: float = constant(
        5.0,
        Unit.NUMBER,
        (3.0, 7.0),
        "Boundaries to which a team can give full attention",
        "choice",
        bounds=(1.0, 1e3),
    )


@dataclass(frozen=True)
class Links:
    """See the module's docstring for the rule. Runs before hours are counted, on the effort of the last round."""

    params: LinksParams
    world: World

    name: ClassVar[str] = "links"
    Params: ClassVar[type[Any]] = LinksParams
    reads: ClassVar[tuple[str, ...]] = ("effort_share",)
    writes: ClassVar[tuple[str, ...]] = ("link_yield", "practice_hours")
    owns: ClassVar[tuple[Variable, ...]] = (
        Variable(
            "link_yield",
            "direction",
            "ratio",
            "What effort at a boundary is worth there, for what other boundaries teach and take",
            low=0.0,
            first=1.0,
        ),
    )

    @cached_property
    def _at_shared_partners(self) -> Reduction:
        """Sum, for each direction from i to j, over the directions from i to partners of j."""
        net = self.world.network
        row = {pair: number for number, pair in enumerate(zip(net.direction_from, net.direction_to, strict=True))}
        partner, which = net.directions_of.all_of(net.direction_to)
        shared = [row.get(pair, -1) for pair in zip(net.direction_from[which], net.direction_to[partner], strict=True)]
        there = np.array(shared) >= 0
        targets, sources = which[there], np.array(shared)[there]
        return Reduction.pairs(targets, sources, np.ones(len(sources)), (len(row), len(row)))

    def start(self, draws: Draws, runs: int) -> dict[str, Array]:
        return self.world.firsts(self.owns, runs)

    def step(self, state: State, draws: Draws, clock: Clock) -> Changes:
        p, net = self.params, self.world.network
        degree = net.degree[:, None]
        helped = 1.0 + p.helps * self._at_shared_partners(state.effort_share)
        attention = at(power(np.minimum(p.bearable / degree, 1.0), p.overload), net.direction_from)
        return (
            put("link_yield", helped * attention),
            add("practice_hours", p.upkeep * np.maximum(degree - p.usual, 0.0)),
        )
