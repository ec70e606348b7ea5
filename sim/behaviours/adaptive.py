"""Adaptive teams: more of what paid with a partner, less of what did not."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from sim.behaviours.base import Behaviour
from sim.behaviours.common_rule import DecisionParams, within_effort
from sim.behaviours.seen import Action, OrganisationSeen
from sim.core.arithmetic import Array, Number


class Adaptive(Behaviour):
    """Promise a partner more where joint work with it paid, less where it did not, from what was promised last.

    Formula: s = received - price*delivered, what arrived less what giving took of the own effort; promise +=
    learning*s*(1 - promise) if s >= 0, learning*s*promise if s < 0. So two who give alike build up, one who gives alone
    stops, and who stopped tries no more by itself.

    Names: reinforcement learning, win-stay lose-shift by degrees (Bush & Mosteller 1955; Macy & Flache 2002).
    """

    name: ClassVar[str] = "adaptive"
    label: ClassVar[str] = "Learning from what paid"
    sentence: ClassVar[str] = "Every team promises a partner more where their joint work paid, less where it did not."
    all_practise: ClassVar[bool] = True
    order: ClassVar[int] = 9

    def share(self, invited: Array, stated: Number) -> Array:
        """Nobody takes part: they learn, each for itself."""
        return 0.0 * invited

    def decide(self, seen: OrganisationSeen, p: DecisionParams) -> Action:
        """Promise by what paid, as far as effort allows; the rest as everybody does."""
        usual = super().decide(seen, p)
        if seen.round == 0:
            return usual
        paid = seen.received - p.price * seen.delivered
        wanted = seen.promised + p.learning * paid * np.where(paid < 0.0, seen.promised, 1.0 - seen.promised)
        promise, share = within_effort(wanted, seen, p)
        return usual._replace(promise=promise, share=share)
