"""What a hand-over waits for: information, acceptance, and rework.

Rule      A hand-over waits for information, for acceptance (as far as partners deliver much and, below 1 of the dial
          `amount`, as they keep their word), and for rework where it is unclear who does what or staff do not practise
          together (a mean over the boundaries of its way out; by the dial `slowest`, a rival to that, the worst of
          them, where several organisations of a kind are one party; by the dial `unlike_staff`, staff practise less
          together where their cultures differ).
Formula   uninformed = mean of 1 - I; unkept = mean of 1 - (1 - x)*kept - x*delivered, x = amount; rework = mean of (1 -
          .8*(.4C + .6W*(1 - z*apart)))*(1 + .5*(1 - clarity)) over a pathway's interfaces, each (1 - y)*mean + y*worst,
          y = slowest, z = unlike_staff, apart half the distance of workforces' cultures.
Source    weights are choices. The worst boundary instead of the mean: additive and conjunctive tasks, Steiner 1972;
          weakest link, Hirshleifer 1983 (both from memory); no evidence in care decides between them: the mean is kept.
          Cultures of staff: Cameron & Quinn 2011; the size is a choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sim.core.arithmetic import Array, in_some_run, stacked
from sim.core.parameters import Role, Unit, param
from sim.core.state import State
from sim.world.network import Reduction
from sim.world.rows import THERE
from sim.world.world import World


@dataclass(frozen=True)
class HandoverParams:
    """What a hand-over needs."""

    rework: float = param(
        0.8,
        unit=Unit.FRACTION,
        plausible=(0.5, 0.95),
        label="Rework of hand-overs removed by full practice",
        source="choice",
    )
    of_leaders: float = param(
        0.4,
        unit=Unit.FRACTION,
        plausible=(0.2, 0.6),
        label="Part of smooth hand-overs resting on leaders rather than staff",
        source="choice",
    )
    unclear: float = param(
        0.5,
        unit=Unit.RATIO,
        plausible=(0.0, 1.0),
        label="Hand-overs dropped or done twice where all is unclear",
        source="choice",
    )
    amount: float = param(
        1.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Acceptance of hand-overs resting on how much partners deliver, not on how well they keep their word",
        source="choice: 1 where the word does not say how much; 0 leaves it to the word; set with promises.word",
        role=Role.CONSTANT,
    )
    slowest: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Hand-overs that wait for the slowest of their parties, not for the mean",
        source="choice: 0 leaves a mean; 1 waits for the slowest; Steiner 1972, Hirshleifer 1983",
        role=Role.CONSTANT,
    )
    unlike_staff: float = param(
        0.0,
        unit=Unit.FRACTION,
        plausible=(0.0, 1.0),
        label="Practice of staff lost to hand-overs between wholly unlike cultures of workforces",
        source="choice: 0 leaves culture out; Cameron & Quinn 2011",
        role=Role.CONSTANT,
    )


@dataclass(frozen=True)
class Handover:
    """What hand-overs wait for in a place."""

    params: HandoverParams
    world: World

    def waits(self, state: State) -> tuple[Array, Array, Array]:
        """Return what crossings want of information, of acceptance and of work done once, by pathway."""
        p, net = self.params, self.world.network
        alike = 1.0 - p.unlike_staff * self._apart(state.workforce_culture)
        able = p.of_leaders * state.capability + (1.0 - p.of_leaders) * state.practice * alike
        again = (1.0 - p.rework * able) * (1.0 + p.unclear * (1.0 - state.clarity))
        accepted = (1.0 - p.amount) * state.kept + p.amount * state.delivered
        return (
            self._crossed(1.0 - state.information),
            self._crossed(1.0 - net.both(accepted)),
            self._crossed(again),
        )

    @cached_property
    def _parties(self) -> tuple[Reduction, ...]:
        """Of each pathway, means over the boundaries between any two kinds of organisation that it crosses."""
        net, found = self.world.network, list[Reduction]()
        kinds = np.array([str(organisation.kind) for organisation in self.world.place.organisations])
        first, second = np.sort(np.stack([kinds[net.direction_from[THERE]], kinds[net.direction_to[THERE]]]), axis=0)
        met = np.char.add(np.char.add(first, "~"), second)
        for weights in self.world.tables.pathway_of_interfaces.weights:
            pairs = np.unique(met[weights > 0.0])
            own = weights * (met == pairs[:, None])
            found.append(Reduction.table(own / own.sum(axis=1, keepdims=True)))
        return tuple(found)

    def _apart(self, culture: Array) -> Array:
        """Return half the distance of the cultures at both ends of each interface."""
        return self.world.network.apart(culture) / 2.0  # each difference is counted twice

    def _crossed(self, wait: Array) -> Array:
        """Return by pathway what its boundaries make a hand-over wait: their mean, or the worst of them."""
        y, mean = self.params.slowest, self.world.tables.pathway_of_interfaces(wait)
        if not in_some_run(y):
            return mean
        worst = [parties(wait).max(axis=0, initial=0.0) for parties in self._parties]
        return (1.0 - y) * mean + y * stacked(worst)
