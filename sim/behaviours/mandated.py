"""Working together by order: to every partner the same, whoever it is and whatever it needs."""

from __future__ import annotations

from typing import ClassVar

from sim.behaviours.base import Behaviour
from sim.behaviours.common_rule import DecisionParams, carried
from sim.behaviours.seen import Action, LeaderAction, LeaderSeen, OrganisationSeen
from sim.core.arithmetic import Array, Number


class Mandated(Behaviour):
    """Give every partner an equal part of what would be given to all, and offer nothing that is not asked for.

    Names: compliance, mandated collaboration (Rodriguez, Langley, Beland & Denis 2007, who find that a mandate without
    clan and market control does little). That an order crowds out who is willing is in the intervention `mandate`.
    """

    name: ClassVar[str] = "mandated"
    label: ClassVar[str] = "Working together by order"
    sentence: ClassVar[str] = "Every team gives each partner the same part of its joint work, and cedes nothing."
    all_practise: ClassVar[bool] = True
    order: ClassVar[int] = 8

    def share(self, invited: Array, stated: Number) -> Array:
        """Nobody takes part: they comply."""
        return 0.0 * invited

    def decide(self, seen: OrganisationSeen, p: DecisionParams) -> Action:
        """Give as much as everybody does, in equal parts; the rest as everybody does."""
        usual = super().decide(seen, p)
        share = (seen.over(usual.share) / seen.degree)[seen.owner]
        return usual._replace(promise=carried(share, seen, p), share=share)

    def decide_as_leader(self, seen: LeaderSeen, p: DecisionParams) -> LeaderAction:
        """Meet and believe as everybody does; offer no lead."""
        usual = super().decide_as_leader(seen, p)
        return usual._replace(offers_lead=0.0 * usual.offers_lead)
