"""Several behaviours at once: each organisation decides by the one it follows, as a plan says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.behaviours.base import Behaviour
from sim.behaviours.common_rule import DecisionParams
from sim.behaviours.following import leaders_choose, organisations_choose
from sim.behaviours.seen import Action, LeaderAction, LeaderSeen, OrganisationSeen
from sim.core.arithmetic import Array, Number

Taking = tuple[Array, Array, Array]


class Several(Behaviour):
    """The behaviours that organisations follow, by number: 0 is that of the scenario. It stands in no list of them."""

    def __init__(self, members: tuple[Behaviour, ...]) -> None:
        self.members = members

    @property
    def name(self) -> str:  # type: ignore[override]
        """Names of them all."""
        return "+".join(dict.fromkeys(one.name for one in self.members))

    def share(self, invited: Array, stated: Number) -> Array:
        """Each member has a share of its own: ask them."""
        raise NotImplementedError

    def decide(self, seen: OrganisationSeen, p: DecisionParams) -> Action:
        """Decide for each organisation as the behaviour that it follows."""
        made = [organisations_choose(one, seen, p) for one in self.members]
        assert seen.follows is not None
        directions = seen.follows[seen.owner]
        return Action(*_chosen(made, (directions, directions, directions, seen.follows)))

    def decide_as_leader(self, seen: LeaderSeen, p: DecisionParams) -> LeaderAction:
        """Decide for each leader as the behaviour that the team follows."""
        made = [leaders_choose(one, seen, p) for one in self.members]
        assert seen.follows is not None
        ties = seen.follows[seen.seat]
        return LeaderAction(*_chosen(made, (ties, ties, seen.follows, seen.follows)))


def _chosen(made: Sequence[Any], follows: tuple[Array, ...]) -> list[Array]:
    """Return each choice as made by the behaviour that its row follows."""
    first, *others = made
    result: list[Array] = list(first)
    for number, action in enumerate(others, 1):
        mine = [rows == number for rows in follows]
        result = [np.where(rows, own, before) for rows, own, before in zip(mine, action, result, strict=True)]
    return result


def taking_part(behaviour: Behaviour, follows: Array | None, order: Array, invited: Array, stated: Number) -> Taking:
    """Return, by organisation, who takes part, who practises and who would let the hospital buy its way round: 0 or 1.

    Args:
        behaviour: of the scenario, or the several that a plan gives.
        follows: number of the behaviour that each organisation follows; None where all follow one.
        order: who would take part first, 0 to 1.
        invited: share of teams that would accept an invitation.
        stated: share that the scenario states.
    """
    if follows is None or not isinstance(behaviour, Several):
        part = (order < behaviour.share(invited, stated)).astype(float)
        one = np.ones_like(part)
        return part, one if behaviour.all_practise else part, one * behaviour.buys_round
    made = [taking_part(one, None, order, invited, stated) for one in behaviour.members]
    part, practising, buys = _chosen(made, (follows, follows, follows))
    return part, practising, buys
