"""How leaders and organisations decide: one rule for every behaviour.

Rule      A leader decides whom to meet, whom to believe, whether to raise a difference and to offer the lead. An
          organisation weighs its boundaries, splits its effort between home and them, pledges accordingly, and decides
          whether to shunt cost and divert joint money. Each of these stands in a file of its own.
Source    no term contains an outcome.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.behaviours.common.boundaries import BoundariesParams, values
from sim.behaviours.common.effort import MOST_PROMISED, EffortParams, benefits, carried, split, within_effort
from sim.behaviours.common.leaders import LeadersParams, leader_choice
from sim.behaviours.common.money import MoneyParams, money_choice
from sim.behaviours.seen import Action, OrganisationSeen
from sim.core.parameters import Unit, constant


@dataclass(frozen=True)
class DecisionParams(MoneyParams, BoundariesParams, LeadersParams, EffortParams):
    """Parameters of deciding: of effort, leaders, boundaries and money, and of behaviours that depart from the rule."""

    learning: float = constant(
        0.5,
        Unit.FRACTION,
        (0.2, 0.8),
        "How fast adaptive teams learn from what paid (a round)",
        "choice, as in Macy & Flache 2002; only the behaviour adaptive reads it",
    )
    rescue_sharpness: float = constant(
        8.0,
        Unit.EXPONENT,
        (4.0, 12.0),
        "How sharply heroic leaders turn to the boundary where most people wait",
        "choice: nearly all goes to one; only the behaviour heroic reads it",
    )


def organisation_choice(seen: OrganisationSeen, p: DecisionParams) -> Action:
    """Decide for organisations by the common rule."""
    system = seen.weight_on_purpose * seen.purpose
    own, whole = benefits(seen, system, p)
    share = split(values(seen, own, whole, p), system, seen, p)
    shunt, diverted = money_choice(seen, p)
    return Action(carried(share, seen, p), share, shunt, diverted)


__all__ = ["MOST_PROMISED", "DecisionParams", "carried", "leader_choice", "organisation_choice", "within_effort"]
