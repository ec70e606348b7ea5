"""Adaptive teams: more of what paid with a partner, less of what did not."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from sim.behaviours.base import Behaviour
from sim.behaviours.common_rule import MOST_PROMISED, DecisionParams, within_effort
from sim.behaviours.seen import Action, OrganisationSeen
from sim.core.arithmetic import Array, Number
from sim.core.limits import LEAST_AT_HOME


class Adaptive(Behaviour):
    """Promise a partner more where joint work with it paid, less where it did not, from what was promised last.

    Formula: s = received - e/sqrt(h) and no less than -1, what arrived less what giving was worth at home: e =
    -price*ln(1 - delivered)/y the effort it took (y of `links`), h what all giving left for home, where the next unit
    of effort is worth the more the less is left (returns of the form sqrt(effort), as in `decision`); promise +=
    learning*s*(1 - promise) if s >= 0, learning*s*promise if s < 0. So two who give alike build up until home goes
    short, one who gives alone stops, and who stopped tries no more by itself.

    It still costs A&E: the share seen within four hours is 1.4 points below that of `as_today` in year 6 (`sim.compare`
    of the two with `seeds=range(24)`; smallest difference that matters: half a point), since leaders' hours are missing
    in the hospital. With `channels.hours=false` in both it is no lower.

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
        given = -p.price * np.log(1.0 - np.minimum(seen.delivered, MOST_PROMISED)) / seen.link_yield
        home = np.maximum(1.0 - seen.over(given) / seen.degree, LEAST_AT_HOME)
        paid = np.maximum(seen.received - given / np.sqrt(home)[seen.owner], -1.0)
        wanted = seen.promised + p.learning * paid * np.where(paid < 0.0, seen.promised, 1.0 - seen.promised)
        promise, share = within_effort(wanted, seen, p)
        return usual._replace(promise=promise, share=share)
