"""How partners work together: an outcome of what they do, never a dial."""

from __future__ import annotations

import numpy as np

from sim.core.arithmetic import Array, total
from sim.core.state import State
from sim.outcomes.base import Outcome, Read
from sim.world.rows import BACK, THERE
from sim.world.world import World


def mean_over(variable: str, entity: str) -> Read:
    """Return what reads the mean of a state variable over all of an entity."""

    def read(state: State, world: World) -> Array:
        return getattr(world.network, f"mean_{entity}")(getattr(state, variable))[0]

    return read


DELIVERING = 0.3
"""Share of joint work delivered from which a boundary counts as managed, and a team as engaged: a choice of measure,
which no rule reads."""

ALIKE = 1e-9
"""Nearer than this two means are one: the same parts in another order."""


def _managing(state: State, world: World) -> Array:
    """Return the share of unlike boundaries where both sides deliver and nothing ruptured."""
    hard = world.network.differences.mean(axis=1)
    rows = np.nonzero(hard >= np.median(hard) - ALIKE)[0]
    both = np.minimum(state.delivered[THERE], state.delivered[BACK])[rows]
    return total(((both > DELIVERING) & (state.ruptured[rows] == 0.0)).astype(float)) / len(rows)


def _by_organisation(variable: str) -> tuple[str, Read]:
    def read(state: State, world: World) -> Array:
        return world.network.mean_directions(getattr(state, variable))

    return "organisation", read


def of_organisations(variable: str) -> tuple[str, Read]:
    """Return what reads a state variable of each organisation."""
    return "organisation", lambda state, world: getattr(state, variable)


TOGETHER = (
    Outcome(
        "trust",
        "Trust between partners",
        "Trust between partners",
        "index, 0 to 1",
        "Mean over all boundaries, both ways",
        "working together",
        1,
        0.02,
        "B",
        mean_over("trust", "direction"),
        weekly=False,
        detail=_by_organisation("trust"),
    ),
    Outcome(
        "contact",
        "Meetings between two leaders",
        "Meetings between leaders",
        "a month",
        "Mean over ties",
        "working together",
        1,
        0.1,
        "B",
        mean_over("contact", "tie"),
        weekly=False,
    ),
    Outcome(
        "agreement",
        "Agreement on what to achieve",
        "Agreement on aims",
        "index, 0 to 1",
        "Mean over boundaries",
        "working together",
        1,
        0.02,
        "C",
        mean_over("agreement", "interface"),
        weekly=False,
    ),
    Outcome(
        "purpose",
        "Weight of the whole system in what teams value",
        "Weight of the whole",
        "share",
        "Mean over teams",
        "working together",
        1,
        0.02,
        "C",
        mean_over("team_purpose", "organisation"),
        weekly=False,
        detail=of_organisations("team_purpose"),
    ),
    Outcome(
        "kept",
        "Promises kept",
        "Promises kept",
        "share",
        "How well sides keep their word",
        "working together",
        1,
        0.02,
        "C",
        mean_over("kept", "direction"),
        weekly=False,
        detail=_by_organisation("kept"),
    ),
    Outcome(
        "delivered",
        "Joint work delivered",
        "Joint work delivered",
        "share",
        "Mean over boundaries, both ways",
        "working together",
        1,
        0.02,
        "C",
        mean_over("delivered", "direction"),
        weekly=False,
    ),
    Outcome(
        "conflict",
        "Unspoken conflict",
        "Unspoken conflict",
        "units",
        "Latent conflict, mean over boundaries",
        "working together",
        -1,
        0.05,
        "C",
        mean_over("conflict", "interface"),
        weekly=False,
    ),
    Outcome(
        "raised",
        "Boundaries where differences were raised this month",
        "Differences raised",
        "share",
        "Of all boundaries, this round",
        "working together",
        1,
        0.02,
        "C",
        mean_over("raised", "interface"),
        weekly=False,
    ),
    Outcome(
        "ruptured",
        "Boundaries with a rupture this month",
        "Ruptures",
        "share",
        "Of all boundaries, this round",
        "working together",
        -1,
        0.005,
        "C",
        mean_over("ruptured", "interface"),
        weekly=False,
    ),
    Outcome(
        "managing",
        "Differences managed without losing the joint aim",
        "Differences managed well",
        "share",
        "Among the half of boundaries with most differences, the share where both sides deliver and nothing ruptured",
        "working together",
        1,
        0.05,
        "C",
        _managing,
        weekly=False,
    ),
    Outcome(
        "clarity",
        "Clarity of who does what",
        "Who does what",
        "share",
        "Mean over boundaries",
        "working together",
        1,
        0.02,
        "C",
        mean_over("clarity", "interface"),
        weekly=False,
    ),
    Outcome(
        "information",
        "Information that arrives with the person",
        "Information that arrives",
        "share",
        "Mean over boundaries",
        "working together",
        1,
        0.02,
        "C",
        mean_over("information", "interface"),
        weekly=False,
    ),
    Outcome(
        "capability",
        "Ability of teams to work together",
        "Ability to work together",
        "share",
        "Mean over boundaries",
        "working together",
        1,
        0.02,
        "C",
        mean_over("capability", "interface"),
        weekly=False,
    ),
    Outcome(
        "practice",
        "Joint practice in daily work",
        "Joint daily practice",
        "share",
        "Mean over boundaries",
        "working together",
        1,
        0.02,
        "C",
        mean_over("practice", "interface"),
        weekly=False,
    ),
)
