"""Heroic leaders: each rescues what burns most, alone, and cedes nothing."""

from __future__ import annotations

from typing import ClassVar

from sim.behaviours.base import Behaviour
from sim.behaviours.common_rule import DecisionParams, carried
from sim.behaviours.seen import Action, LeaderAction, LeaderSeen, OrganisationSeen
from sim.core.arithmetic import Array, Number, power


class Heroic(Behaviour):
    """Give nearly all that would be given to partners to the boundary where most people wait, and lead it alone.

    Names: heroic leadership, the strong leader, command and rescue (The King's Fund 2011, No more heroes; Heifetz 1994
    on work that leaders take away from those who should do it).
    """

    name: ClassVar[str] = "heroic"
    label: ClassVar[str] = "Heroic leaders"
    sentence: ClassVar[str] = "Every leader rescues the boundary where most people wait, alone, and cedes nothing."
    all_practise: ClassVar[bool] = True
    order: ClassVar[int] = 7

    def share(self, invited: Array, stated: Number) -> Array:
        """Nobody takes part: each saves the whole by itself."""
        return 0.0 * invited

    def decide(self, seen: OrganisationSeen, p: DecisionParams) -> Action:
        """Give as much as everybody does, where it burns most; the rest as everybody does."""
        usual = super().decide(seen, p)
        burning = usual.share * power(seen.pull, p.rescue_sharpness)
        share = (seen.over(usual.share) / seen.over(burning))[seen.owner] * burning
        return usual._replace(promise=carried(share, seen, p), share=share)

    def decide_as_leader(self, seen: LeaderSeen, p: DecisionParams) -> LeaderAction:
        """Meet and believe as everybody does; lead alone."""
        usual = super().decide_as_leader(seen, p)
        return usual._replace(offers_lead=0.0 * usual.offers_lead)
