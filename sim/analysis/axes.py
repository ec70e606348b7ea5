"""The two axes of a map: growth of demand, growth of money, or any number of a parameter or a plan."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sim.analysis.space import numeric
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.plan.entry import declaration_of
from sim.plan.read import of_entry
from sim.scenario import declarations

STEPS = 7
_SUCH_AS = "such as {plan.enabler.from:[0,4]}"


@dataclass(frozen=True)
class Axis:
    """One axis.

    Attributes:
        name: as it is asked for.
        keys: the parameters, or numbers of a plan, that take its value.
        ends: the range that is asked for; None for the plausible one.
    """

    name: str
    keys: tuple[str, ...]
    ends: tuple[float, float] | None = None

    @property
    def plausible(self) -> tuple[float, ...]:
        """Return values spread over the range that is asked for, or the plausible range of the parameter."""
        declared = declaration_of(self.keys[0]) or declarations()[self.keys[0]]
        low, high = self.ends or declared.plausible or (0.0, 1.0)
        return tuple(round(low + (high - low) * step / (STEPS - 1), 9) for step in range(STEPS))


DEMAND = Axis("demand", ("demand.growth",))
RESOURCES = Axis("resources", ("funding.nhs_growth", "funding.social_care_growth"))


def axis(value: object) -> Axis:
    """Return the axis of a name, or of a name and its range; or raise `InputError` with the nearest one.

    Args:
        value: such as `demand`, `trust.asymmetry`, `plan.enabler.from` or `{plan.enabler.from: [0, 4]}`.
    """
    if isinstance(value, Mapping):
        return _ranged(value)
    for known in (DEMAND, RESOURCES):
        if value == known.name:
            return known
    if not isinstance(value, str) or not (value in declarations() or of_entry(value)):
        raise InputError(unknown(str(value)[:60], ["demand", "resources", *declarations()], "axis"))
    return Axis(value, (numeric(value),))


def _ranged(given: Mapping[object, object]) -> Axis:
    """Return an axis over a range that is given; a number of a plan may have none of its own, as a trigger's level."""
    if len(given) != 1:
        raise InputError(f"axis = {str(dict(given))[:60]}: expected one name with its range, {_SUCH_AS}")
    ((name, ends),) = given.items()
    numbers = ends if isinstance(ends, list | tuple) else []
    plain = [float(x) for x in numbers if isinstance(x, int | float) and not isinstance(x, bool) and math.isfinite(x)]
    if len(plain) != 2 or len(numbers) != 2 or not plain[0] < plain[1]:
        raise InputError(f"axis = {name}: {str(ends)[:60]}: expected a range, the lower end first, {_SUCH_AS}")
    declared = declaration_of(name) if isinstance(name, str) and of_entry(name) else None
    found = Axis(str(name), (declared.key,)) if declared is not None and declared.unit is not None else axis(name)
    return replace(found, ends=(plain[0], plain[1]))
