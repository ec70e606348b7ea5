"""What matters: the one rule by which a difference between two arms counts as better, worse or much the same.

Rule      A gain is a difference with its sign turned so that more is better. It counts from the smallest difference
          that matters on, that one included, which is a number or a share of the base arm's level. Where that is
          nothing, as for a share of a base of nothing, any difference counts, and none does not. What is not a number
          is refused: it is never much the same.
"""

from __future__ import annotations

import numpy as np

from sim.core.arithmetic import Array
from sim.core.counts import so_many
from sim.core.parameters import InputError


class Judged:
    """Something of which more or less is better, with the smallest difference that matters.

    Attributes:
        name: as it is asked for.
        better: 1 if more is better, -1 if less is, 0 if neither: then more stands for better.
        meaningful: smallest difference that matters.
        relative: whether that is a share of the base arm's level.
    """

    __slots__ = ()
    name: str
    better: int
    meaningful: float
    relative: bool

    def matters(self, base: Array | float) -> Array:
        """Return the smallest difference that matters where the base arm has this level."""
        level = np.abs(np.asarray(base, dtype=float))
        return level * self.meaningful if self.relative else np.full(level.shape, self.meaningful)

    def gain(self, difference: Array | float) -> Array:
        """Return a difference with its sign turned so that more is better; as it is where neither is."""
        return np.asarray(difference, dtype=float) * (self.better or 1)

    def noticed(self, base: Array | float, other: Array | float) -> Array:
        """Return 1 where the other level is meaningfully better than the base, -1 where worse, else 0.

        Raises:
            InputError: if either is not a number somewhere.
        """
        gain, matters = self.gain(np.asarray(other, dtype=float) - np.asarray(base, dtype=float)), self.matters(base)
        if odd := np.count_nonzero(~np.isfinite(gain)):
            raise InputError(
                f"{self.name}: not a number in {odd:,} of {so_many(gain.size, 'futures')}, so there is no telling"
            )
        better, worse = (gain >= matters) & (gain > 0.0), (gain <= -matters) & (gain < 0.0)
        return better.astype(float) - worse.astype(float)

    def in_smallest(self, difference: Array | float, base: Array | float) -> Array:
        """Return a gain as a multiple of the smallest difference that matters; without end where that is nothing."""
        gain, matters = np.broadcast_arrays(self.gain(difference), self.matters(base))
        beyond = np.where(gain == 0.0, 0.0, np.copysign(np.inf, gain))
        return np.divide(gain, matters, out=beyond, where=matters > 0.0)
