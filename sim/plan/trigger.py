"""A trigger: an outcome above or below a level for so many months, each run for itself. Numbers may differ by run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from sim.core.arithmetic import MONTHS_PER_ROUND, Array, Number
from sim.core.nearest import unknown
from sim.core.parameters import InputError
from sim.core.shown import shown
from sim.outcomes import OUTCOMES
from sim.plan.content import Content

_EXPECTED = "such as {outcome: delayed, above: 60, months: 3}"
NUMBERS = ("above", "below", "months")
_MOST_MONTHS = 360.0
_SAME = 1e-9
_LARGEST = 1e12


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
    above: Number | None = None
    below: Number | None = None
    months: Number = 0.0

    @classmethod
    def read(cls, where: str, value: Any) -> Trigger:
        """Return the trigger that a user's table says, or raise `InputError`."""
        if isinstance(value, Trigger):
            return value
        if not isinstance(value, Mapping):
            raise InputError(f"{where} = {str(value)[:60]!r}: expected {_EXPECTED}")
        for key in value:
            if key not in ("outcome", *NUMBERS):
                raise InputError(f"{where}: {unknown(str(key)[:60], ('outcome', *NUMBERS))}")
        if "outcome" not in value:
            raise InputError(f"{where}.outcome: missing; expected what is watched, {_EXPECTED}")
        outcome = str(value["outcome"])
        if outcome not in OUTCOMES:
            raise InputError(f"{where}.outcome: not measured: {unknown(outcome[:60], OUTCOMES, 'outcome')}")
        if ("above" in value) == ("below" in value):
            raise InputError(f"{where}: expected one of above and below, {_EXPECTED}")
        side = "above" if "above" in value else "below"
        months = _number(f"{where}.months", value.get("months", 0.0), 0.0, _MOST_MONTHS)
        return cls(outcome, months=months, **{side: _number(f"{where}.{side}", value[side], -_LARGEST, _LARGEST)})

    @property
    def plain(self) -> dict[str, Any]:
        """Return it as a user would write it."""
        return {"outcome": self.outcome, self.side: self.level, "months": self.months}

    @property
    def side(self) -> Literal["above", "below"]:
        """Say on which side of its level what is watched must be."""
        return "below" if self.above is None else "above"

    @property
    def level(self) -> Number:
        """Return the level that must be passed."""
        level = self.below if self.above is None else self.above
        return 0.0 if level is None else level

    def held(self, before: Array, value: Array) -> Array:
        """Return for how many rounds it has held without a break, after a round with this value."""
        holds = value < self.level if self.above is None else value > self.level
        return np.where(holds, before + 1.0, 0.0)

    def passed(self, held: Array) -> NDArray[np.bool_]:
        """Say in which runs it has held for long enough."""
        return (held > 0.0) & (held * MONTHS_PER_ROUND >= self.months - _SAME)


def _number(where: str, value: Any, low: float, high: float) -> Number:
    """Return a checked number: the same for all runs, or an array with one a run."""
    if getattr(value, "ndim", 0) == 1 and value.size and value.dtype.kind in "fiu":
        numbers = value.astype(float)
        for one in (numbers.min(), numbers.max()):
            _number(where, float(one), low, high)
        numbers.setflags(write=False)
        return numbers
    plain = value.item() if hasattr(value, "item") and np.ndim(value) == 0 else value
    if isinstance(plain, bool) or not isinstance(plain, int | float) or not low <= plain <= high:
        raise InputError(f"{where} = {shown(plain)}: expected a number from {low:g} to {high:g}")
    return float(plain)
