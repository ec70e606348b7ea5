"""Tit for tat: give each partner what it gave last; nobody values the whole any more than today."""

from __future__ import annotations

from typing import ClassVar

from sim.behaviours.base import Behaviour
from sim.behaviours.common_rule import DecisionParams, within_effort
from sim.behaviours.seen import Action, OrganisationSeen
from sim.core.arithmetic import Array, Number


class TitForTat(Behaviour):
    """Begin as everybody does, then promise each partner what it delivered in the round before.

    Names: tit for tat (Anatol Rapoport's entry in Axelrod 1984), reciprocity, an eye for an eye.

    It never forgives by itself: what one side could not deliver echoes between both (Axelrod & Dion 1988).
    """

    name: ClassVar[str] = "tit_for_tat"
    label: ClassVar[str] = "Tit for tat"
    sentence: ClassVar[str] = "Every team promises each partner as much joint work as that partner last delivered."
    all_practise: ClassVar[bool] = True
    order: ClassVar[int] = 6

    def share(self, invited: Array, stated: Number) -> Array:
        """Nobody takes part: they reciprocate, each for itself."""
        return 0.0 * invited

    def decide(self, seen: OrganisationSeen, p: DecisionParams) -> Action:
        """Promise what was received, as far as effort allows; the rest as everybody does."""
        usual = super().decide(seen, p)
        if seen.round == 0:
            return usual
        promise, share = within_effort(seen.received, seen, p)
        return usual._replace(promise=promise, share=share)
