"""What one organisation with three boundaries sees, and its two leaders with three ties each: to try decisions on."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.behaviours.seen import LeaderSeen, OrganisationSeen
from sim.world.network import Reduction

THREE = Reduction([0, 0, 0], [1.0, 1.0, 1.0], 1)


def organisation_seen(**changed: Any) -> OrganisationSeen:
    """Return what the organisation sees in one run, with some of it changed."""
    one, three = np.ones((1, 1)), np.ones((3, 1))
    seen = OrganisationSeen(
        belief=0.5 * three,
        promised=0.25 * three,
        delivered=0.25 * three,
        received=0.25 * three,
        seen_kept=0.75 * three,
        shunted_here=0.0 * three,
        pull=three,
        takes_part=0.0 * one,
        purpose=0.3 * one,
        purpose_in_money=0.3 * one,
        weight_on_purpose=0.5 * one,
        horizon=0.7 * one,
        pressure=0.5 * one,
        excess=0.0 * one,
        available=0.85 * one,
        unlike_accountability=0.0 * three,
        unlike_finance=0.0 * three,
        unlike_targets=0.0 * three,
        market=0.25 * one,
        crossing=three,
        pooled=0.0,
        degree=3.0 * one,
        link_yield=three,
        round=1,
        owner=np.zeros(3, dtype=np.intp),
        over=THREE,
    )
    return seen._replace(**changed)


def leader_seen(**changed: Any) -> LeaderSeen:
    """Return what the leaders see in one run, with some of it changed."""
    two, three, six = np.ones((2, 1)), np.ones((3, 1)), np.ones((6, 1))
    seen = LeaderSeen(
        trust=0.5 * six,
        doubt=0.5 * six,
        reputation=0.5 * three,
        joint_work=0.25 * three,
        received=0.25 * three,
        seen_kept=0.75 * three,
        shared_projects=0.0 * three,
        convened=0.0 * three,
        relating=0.4 * two,
        perceiving=0.4 * two,
        honest=0.0 * two,
        takes_part=0.0 * two,
        weight_on_purpose=0.5 * two,
        purpose=0.3 * two,
        pressure=0.5 * two,
        round=1,
        seat=np.array([0, 1, 0, 1, 0, 1], dtype=np.intp),
        direction=np.array([0, 0, 1, 1, 2, 2], dtype=np.intp),
    )
    return seen._replace(**changed)
