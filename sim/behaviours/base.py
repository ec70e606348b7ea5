"""What a behaviour is: one pure decision for organisations and one for leaders, by default the common rule's."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

import numpy as np

from sim.behaviours.common_rule import DecisionParams, leader_choice, organisation_choice
from sim.behaviours.seen import Action, LeaderAction, LeaderSeen, OrganisationSeen
from sim.core.arithmetic import Array, Number


class Behaviour(ABC):
    """Who works as a system, and how teams decide from month 0 on.

    A decision is made from what is seen alone, of all teams at once or of one, and must be the same for either: a row
    is decided from its own values, choices are made with `np.where`, and sums over boundaries by `seen.over`.

    Attributes:
        name: key in the configuration; that of its file.
        label: plain-English name.
        sentence: what teams of this behaviour do.
        buys_round: whether the hospital may buy its own way round a blocked boundary.
        all_practise: whether practices are done by every team (else by those that take part).
        all_decide: whether every team decides by it (else those that take part, and the others by the common rule).
        order: where it stands in lists; those of one order stand by name.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    sentence: ClassVar[str]
    buys_round: ClassVar[bool] = True
    all_practise: ClassVar[bool] = False
    all_decide: ClassVar[bool] = True
    order: ClassVar[int] = 100

    @abstractmethod
    def share(self, invited: Array, stated: Number) -> Array:
        """Return the share of teams that take part in working as a system, shape (R,).

        Args:
            invited: share of teams that would accept an invitation in each run, shape (R,).
            stated: the share stated by the scenario (`participation.share`).
        """

    def decide(self, seen: OrganisationSeen, p: DecisionParams) -> Action:
        """Decide for organisations: what to promise, and with what share of their effort."""
        return organisation_choice(seen, p)

    def decide_as_leader(self, seen: LeaderSeen, p: DecisionParams) -> LeaderAction:
        """Decide for leaders: whom to meet and believe, whether to raise a difference and to offer the lead."""
        return leader_choice(seen, p)

    @property
    def asks_share(self) -> bool:
        """Whether the stated share acts, so that it is asked for."""
        invited = np.array([0.25, 0.75])
        return not np.array_equal(self.share(invited, 0.25), self.share(invited, 0.75))
