"""As today: every team minds mostly its own organisation; the base on which month 0 is set."""

from __future__ import annotations

from typing import ClassVar

from sim.behaviours.base import Behaviour
from sim.core.arithmetic import Array, Number


class AsToday(Behaviour):
    """Carry on as in the warm-up: nobody joins, nobody buys a way round. Names: status quo, do nothing."""

    name: ClassVar[str] = "as_today"
    label: ClassVar[str] = "As today"
    sentence: ClassVar[str] = "Every team minds mostly its own organisation and changes nothing."
    buys_round: ClassVar[bool] = False
    all_practise: ClassVar[bool] = True
    order: ClassVar[int] = 1

    def share(self, invited: Array, stated: Number) -> Array:
        """Nobody takes part."""
        return 0.0 * invited
