"""Working as one system, all teams: the upper bound of the headline."""

from __future__ import annotations

from typing import ClassVar

from sim.behaviours.base import Behaviour
from sim.core.arithmetic import Array, Number


class CollaborativeAll(Behaviour):
    """The same with every team taking part. Names: full systems leadership, upper bound."""

    name: ClassVar[str] = "collaborative_all"
    label: ClassVar[str] = "Every team working as one system"
    sentence: ClassVar[str] = "Every team works as one system."
    buys_round: ClassVar[bool] = True
    all_practise: ClassVar[bool] = False
    order: ClassVar[int] = 4

    def share(self, invited: Array, stated: Number) -> Array:
        """Everybody takes part."""
        return 0.0 * invited + 1.0
