"""Joint projects, and the teams that carry them: who takes part, is engaged, stays, and under what pressure."""

from __future__ import annotations

import numpy as np

from sim.core.arithmetic import Array, total
from sim.core.state import State
from sim.outcomes.base import Outcome
from sim.outcomes.together import DELIVERING, mean_over, of_organisations
from sim.world.stages import ADOPTED
from sim.world.world import World

PROFESSIONAL = "professional"
"""The seat of who leads an organisation's professionals: doctors, nurses, social workers, carers."""


def _professionals_engaged(state: State, world: World) -> Array:
    """Return the share of professional leads whose team delivers joint work, mean over its boundaries."""
    leads = [sum(one.role == PROFESSIONAL for one in each.leaders) for each in world.place.organisations]
    delivers = world.network.mean_directions(state.delivered) > DELIVERING
    return total(delivers.astype(float) * np.array(leads, dtype=float)[:, None]) / max(sum(leads), 1)


TEAMS = (
    Outcome(
        "projects",
        "Joint projects adopted",
        "Joint projects adopted",
        "projects",
        "Number in place",
        "working together",
        1,
        0.5,
        "C",
        lambda s, w: total((s.stage == ADOPTED).astype(float)),
        weekly=False,
        detail=("project", lambda s, w: s.stage),
    ),
    Outcome(
        "project_reach",
        "People reached by joint projects",
        "Reached by joint projects",
        "share of those they are for",
        "Mean reach over kinds",
        "working together",
        1,
        0.05,
        "C",
        lambda s, w: total(s.reach) / s.reach.shape[0],
        weekly=False,
        detail=("project", lambda s, w: s.reach),
    ),
    Outcome(
        "takes_part",
        "Teams that take part",
        "Teams taking part",
        "share",
        "Of all teams",
        "working together",
        0,
        0.05,
        "C",
        mean_over("takes_part", "organisation"),
        weekly=False,
    ),
    Outcome(
        "professionals_engaged",
        "Professional leads whose team is engaged in joint work",
        "Professionals engaged",
        "share of professional leads",
        "Those whose team delivers more than 30% of joint work, mean over its boundaries",
        "working together",
        1,
        0.05,
        "C",
        _professionals_engaged,
        weekly=False,
    ),
    Outcome(
        "tenure",
        "Time leaders have been in post",
        "Leaders' time in post",
        "years",
        "Mean over seats",
        "working together",
        1,
        0.2,
        "B",
        mean_over("tenure", "seat"),
        weekly=False,
    ),
    Outcome(
        "pressure",
        "Pressure that organisations feel",
        "Pressure felt",
        "index, 0 to 1",
        "Mean over organisations",
        "working together",
        -1,
        0.02,
        "C",
        mean_over("pressure", "organisation"),
        weekly=False,
        detail=of_organisations("pressure"),
    ),
)
