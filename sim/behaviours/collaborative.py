"""Working as one system, by invitation: the share of teams that really change differs from place to place."""

from __future__ import annotations

from typing import ClassVar

from sim.behaviours.base import Behaviour
from sim.core.arithmetic import Array, Number


class Collaborative(Behaviour):
    """Weigh the whole system by purpose and trust, where a team accepts. Names: systems leadership."""

    name: ClassVar[str] = "collaborative"
    label: ClassVar[str] = "Working as one system"
    sentence: ClassVar[str] = (
        "Teams are invited to work as one system; those that accept raise differences, offer help and cede the lead."
    )
    buys_round: ClassVar[bool] = True
    all_practise: ClassVar[bool] = False
    order: ClassVar[int] = 3

    def share(self, invited: Array, stated: Number) -> Array:
        """The share that accepts is drawn for each place."""
        return invited
