"""What an exploration judges a future by: an outcome in the last year, the people index, or the net cost.

Rule      An outcome has a level in each arm. The people index and the net cost exist only against the base arm: their
          level is 0 in the base, and in another arm what it gains or costs against it. So an effect is always the
          level of an arm less that of the base.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.arms import NET_COST_OF
from sim.analysis.finding import people_scores
from sim.analysis.headline import HEADLINE
from sim.analysis.paired import Comparison
from sim.core.arithmetic import Array
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.model.ensemble import Ensemble
from sim.outcomes import OUTCOMES
from sim.outcomes.matters import Judged
from sim.place import Place

PEOPLE, NET_COST = "people", "net_cost"


@dataclass(frozen=True, slots=True)
class Measure(Judged):
    """One thing that futures are judged by.

    Attributes:
        name: `people`, `net_cost`, or an outcome's.
        label: plain-English name.
        unit: in words.
        better: 1 if more is better, -1 if less is.
        meaningful: smallest difference that matters.
        relative: whether that is a share of the base arm's level.
    """

    name: str
    label: str
    unit: str
    better: int
    meaningful: float
    relative: bool = False

    def level(self, base: Ensemble, arm: Ensemble) -> Array:
        """Return the level in an arm in the last year, shape (R,)."""
        if self.name not in (PEOPLE, NET_COST):
            return arm.year(self.name, arm.scenario.years)
        against = Comparison(base, arm)
        if self.name == NET_COST:
            return against.net_cost_at_end()
        return people_scores(against, against.years)

    @property
    def needs(self) -> frozenset[str]:
        """Return the names of the outcomes that it reads."""
        if self.name == PEOPLE:
            return frozenset(HEADLINE)
        return frozenset(NET_COST_OF if self.name == NET_COST else (self.name,))

    def years(self, last: int) -> tuple[int, ...]:
        """Return the years of a run that it reads."""
        return tuple(range(1, last + 1)) if self.name == NET_COST else (last,)


def measure(name: object, place: Place | None = None) -> Measure:
    """Return a measure by its name, as it is judged in a place; or raise `InputError` with the nearest name."""
    if name == PEOPLE:
        label = "What matters to people"
        return Measure(PEOPLE, label, f"share of {len(HEADLINE)}", 1, 0.1)
    if name == NET_COST:
        return Measure(NET_COST, "Net cost over the whole time", "£m", -1, 0.0)
    if not isinstance(name, str) or name not in OUTCOMES:
        raise InputError(unknown(str(name)[:60], [PEOPLE, NET_COST, *OUTCOMES], "outcome"))
    declared = OUTCOMES[name] if place is None else OUTCOMES[name].in_place(place)
    if not declared.better:
        raise InputError(f"outcome = {name}: neither more nor less of it is better, so it cannot be judged by")
    return Measure(name, declared.label, declared.unit, declared.better, declared.meaningful, declared.relative)
