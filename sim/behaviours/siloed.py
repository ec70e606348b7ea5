"""Every organisation for itself: competent, under its own regulator and budget."""

from __future__ import annotations

from typing import ClassVar

from sim.behaviours.base import Behaviour
from sim.core.arithmetic import Array, Number


class Siloed(Behaviour):
    """Put the own organisation first and buy a way round blocked boundaries. Names: silo, own-budget optimiser."""

    name: ClassVar[str] = "siloed"
    label: ClassVar[str] = "Every organisation for itself"
    sentence: ClassVar[str] = "Every team puts its own performance first and buys its own way round blocked boundaries."
    buys_round: ClassVar[bool] = True
    all_practise: ClassVar[bool] = True
    order: ClassVar[int] = 2

    def share(self, invited: Array, stated: Number) -> Array:
        """Nobody takes part."""
        return 0.0 * invited
