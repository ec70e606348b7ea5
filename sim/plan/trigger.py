"""A trigger: an outcome above or below a level for so many months, each run for itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.core.arithmetic import MONTHS_PER_ROUND, Array
from sim.core.parameters import InputError, unknown
from sim.outcomes import OUTCOMES
from sim.plan.content import Content

_EXPECTED = "such as {outcome: delayed, above: 60, months: 3}"
_MOST_MONTHS = 360.0
_SAME = 1e-9


@dataclass(frozen=True, eq=False)
class Trigger(Content):
    """What must have held, and for how long.

    Attributes:
        outcome: what is watched.
        above: level that it must exceed, or None.
        below: level that it must stay under, or None.
        months: for how long, without a break.
    """

    outcome: str
    above: float | None = None
    below: float | None = None
    months: float = 0.0

    @classmethod
    def read(cls, where: str, value: Any) -> Trigger:
        """Return the trigger that a user's table says, or raise `InputError`."""
        if isinstance(value, Trigger):
            return value
        if not isinstance(value, Mapping):
            raise InputError(f"{where} = {str(value)[:60]!r}: expected {_EXPECTED}")
        for key in value:
            if key not in ("outcome", "above", "below", "months"):
                raise InputError(f"{where}: {unknown(str(key)[:60], ('outcome', 'above', 'below', 'months'))}")
        outcome = str(value.get("outcome", ""))
        if outcome not in OUTCOMES:
            raise InputError(f"{where}.outcome: not measured: {unknown(outcome[:60], OUTCOMES, 'outcome')}")
        if ("above" in value) == ("below" in value):
            raise InputError(f"{where}: expected one of above and below, {_EXPECTED}")
        side = "above" if "above" in value else "below"
        months = _number(f"{where}.months", value.get("months", 0.0), 0.0, _MOST_MONTHS)
        return cls(outcome, months=months, **{side: _number(f"{where}.{side}", value[side], -1e12, 1e12)})

    @property
    def plain(self) -> dict[str, Any]:
        """Return it as a user would write it."""
        side = "above" if self.above is not None else "below"
        return {"outcome": self.outcome, side: getattr(self, side), "months": self.months}

    def held(self, before: Array, value: Array) -> Array:
        """Return for how many rounds it has held without a break, after a round with this value."""
        holds = value > self.above if self.above is not None else value < (self.below or 0.0)
        return np.where(holds, before + 1.0, 0.0)

    def passed(self, held: Array) -> NDArray[np.bool_]:
        """Say in which runs it has held for long enough."""
        return (held > 0.0) & (held * MONTHS_PER_ROUND >= self.months - _SAME)


def _number(where: str, value: Any, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise InputError(f"{where} = {value!r}: expected a number from {low:g} to {high:g}")
    return float(value)
