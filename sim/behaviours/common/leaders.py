"""Leaders: whom they meet and believe, whether they raise a difference, and whether they offer the lead.

Rule      A leader seeks meetings by habit, for joint work and projects, and where they are convened, more the better he
          or she relates; believes what was seen of a partner and, as far as that is a guess, the partner's reputation;
          raises differences by candour; and offers the lead as far as the whole counts.
Formula   meetings = (habit + joint work + projects + convened)*(.6 + relating); belief = T + w*doubt*(reputation - T);
          candour = c0 + c1*(perceiving - .4) + c2*honest + c3*takes part; lead = phi*s.
Source    trust as a risk decision: Mayer, Davis & Schoorman 1995; witness reputation weighted by doubt: FIRE (Huynh et
          al. 2006); the rest are choices.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.behaviours.seen import LeaderAction, LeaderSeen
from sim.core.parameters import Unit, constant, param
from sim.world.network import at


@dataclass(frozen=True)
class LeadersParams:
    """What leaders go by."""

    leader_share: float = param(
        0.6,
        unit=Unit.FRACTION,
        plausible=(0.4, 0.7),
        label="Trust resting on persons rather than organisations",
        source="Zaheer et al. 1998; choice",
    )
    witness: float = param(
        0.35,
        unit=Unit.FRACTION,
        plausible=(0.0, 0.5),
        label="Weight of reputation where leaders are in doubt",
        source="FIRE; measured nearly inert",
    )
    habit: float = param(
        0.35, unit=Unit.MEETINGS_PER_MONTH, plausible=(0.2, 0.6), label="Meetings of leaders by habit", source="choice"
    )
    meet_for_work: float = param(
        1.0,
        unit=Unit.MEETINGS_PER_MONTH,
        plausible=(0.5, 1.5),
        label="Meetings of leaders for full joint work",
        source="choice",
    )
    meet_convened: float = param(
        1.5,
        unit=Unit.MEETINGS_PER_MONTH,
        plausible=(0.8, 2.5),
        label="Meetings of leaders when fully convened",
        source="choice",
    )
    meet_project: float = param(
        0.3,
        unit=Unit.MEETINGS_PER_MONTH,
        plausible=(0.1, 0.6),
        label="Meetings of leaders for a running project",
        source="choice",
    )
    candour: float = param(
        0.05, unit=Unit.PER_MONTH, plausible=(0.02, 0.1), label="Differences raised anyway", source="choice"
    )
    candour_perceiving: float = param(
        0.1,
        unit=Unit.PER_MONTH,
        plausible=(0.0, 0.2),
        label="Differences raised by leaders who perceive more",
        source="choice",
    )
    candour_practised: float = param(
        0.35,
        unit=Unit.PER_MONTH,
        plausible=(0.2, 0.5),
        label="Differences raised through full honest conversations",
        source="choice",
    )
    candour_together: float = param(
        0.1,
        unit=Unit.PER_MONTH,
        plausible=(0.0, 0.2),
        label="Differences raised in teams that take part",
        source="choice",
    )
    meet_least: float = constant(
        0.6, Unit.FRACTION, (0.3, 0.9), "Meetings sought by leaders who hardly relate, relative to occasions", "choice"
    )
    usual_perceiving: float = constant(
        0.4, Unit.FRACTION, (0.3, 0.5), "Tendency to perceive with which differences are raised as usual", "choice"
    )


def leader_choice(seen: LeaderSeen, p: LeadersParams) -> LeaderAction:
    """Decide for leaders by the common rule."""
    occasions = (
        p.habit
        + p.meet_for_work * seen.joint_work
        + p.meet_project * seen.shared_projects
        + p.meet_convened * seen.convened
    )
    wish = at(occasions, seen.direction)
    wish *= at(p.meet_least + seen.relating, seen.seat)
    belief = at(seen.reputation, seen.direction)
    belief -= seen.trust
    belief *= seen.doubt
    belief *= p.witness
    belief += seen.trust
    candour = p.candour + p.candour_perceiving * (seen.perceiving - p.usual_perceiving)
    candour = candour + p.candour_practised * seen.honest + p.candour_together * seen.takes_part
    return LeaderAction(wish, belief, np.maximum(candour, 0.0), seen.weight_on_purpose * seen.purpose)
