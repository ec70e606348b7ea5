"""A stated share of teams works as one system, the rest each for itself."""

from __future__ import annotations

from typing import ClassVar

from sim.behaviours.base import Behaviour
from sim.core.arithmetic import Array, Number


class Mixed(Behaviour):
    """Some teams take part, as stated by `participation.share`. Names: mixed population, partial adoption."""

    name: ClassVar[str] = "mixed"
    label: ClassVar[str] = "A mix of both"
    sentence: ClassVar[str] = "A stated share of teams works as one system; the others put themselves first."
    buys_round: ClassVar[bool] = True
    all_practise: ClassVar[bool] = False
    order: ClassVar[int] = 5

    def share(self, invited: Array, stated: Number) -> Array:
        """The stated share takes part."""
        return 0.0 * invited + stated
