"""The two axes of a map: growth of demand, growth of money, or any numeric parameter."""

from __future__ import annotations

from dataclasses import dataclass

from sim.analysis.space import numeric
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.scenario import declarations

STEPS = 7


@dataclass(frozen=True)
class Axis:
    """One axis.

    Attributes:
        name: as it is asked for.
        keys: the parameters that take its value.
    """

    name: str
    keys: tuple[str, ...]

    @property
    def plausible(self) -> tuple[float, ...]:
        """Return values spread over the plausible range of the parameter."""
        low, high = declarations()[self.keys[0]].plausible or (0.0, 1.0)
        return tuple(round(low + (high - low) * step / (STEPS - 1), 9) for step in range(STEPS))


DEMAND = Axis("demand", ("demand.growth",))
RESOURCES = Axis("resources", ("funding.nhs_growth", "funding.social_care_growth"))


def axis(value: object) -> Axis:
    """Return the axis of a name, or raise `InputError` with the nearest one."""
    for known in (DEMAND, RESOURCES):
        if value == known.name:
            return known
    if not isinstance(value, str) or value not in declarations():
        raise InputError(unknown(str(value)[:60], ["demand", "resources", *declarations()], "axis"))
    return Axis(value, (numeric(value),))
