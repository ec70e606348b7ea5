"""How partners work together: an outcome of what they do, never a dial."""

from __future__ import annotations

import numpy as np

from sim.core.arithmetic import Array, total
from sim.core.state import State
from sim.outcomes.base import Outcome, Read
from sim.world.rows import BACK, THERE
from sim.world.world import World


def _mean(variable: str, entity: str) -> Read:
    def read(state: State, world: World) -> Array:
        return getattr(world.network, f"mean_{entity}")(getattr(state, variable))[0]

    return read


DELIVERING = 0.3
"""Share of joint work delivered from which a boundary counts as managed, and a team as engaged: a choice of measure,
which no rule reads."""
PROFESSIONAL = "professional"
"""The seat of who leads an organisation's professionals: doctors, nurses, social workers, carers."""


def _managing(state: State, world: World) -> Array:
    """Return the share of unlike boundaries where both sides deliver and nothing ruptured."""
    hard = world.network.differences.mean(axis=1)
    rows = np.nonzero(hard >= np.median(hard))[0]
    both = np.minimum(state.delivered[THERE], state.delivered[BACK])[rows]
    return total(((both > DELIVERING) & (state.ruptured[rows] == 0.0)).astype(float)) / len(rows)


def _professionals_engaged(state: State, world: World) -> Array:
    """Return the share of professional leads whose team delivers joint work, mean over its boundaries."""
    leads = [sum(one.role == PROFESSIONAL for one in each.leaders) for each in world.place.organisations]
    delivers = world.network.mean_directions(state.delivered) > DELIVERING
    return total(delivers.astype(float) * np.array(leads, dtype=float)[:, None]) / max(sum(leads), 1)


def _by_organisation(variable: str) -> tuple[str, Read]:
    def read(state: State, world: World) -> Array:
        return world.network.mean_directions(getattr(state, variable))

    return "organisation", read


def _own(variable: str) -> tuple[str, Read]:
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
        _mean("trust", "direction"),
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
        _mean("contact", "tie"),
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
        _mean("agreement", "interface"),
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
        _mean("team_purpose", "organisation"),
        weekly=False,
        detail=_own("team_purpose"),
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
        _mean("kept", "direction"),
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
        _mean("delivered", "direction"),
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
        _mean("conflict", "interface"),
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
        _mean("raised", "interface"),
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
        _mean("ruptured", "interface"),
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
        _mean("clarity", "interface"),
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
        _mean("information", "interface"),
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
        _mean("capability", "interface"),
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
        _mean("practice", "interface"),
        weekly=False,
    ),
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
        lambda s, w: total((s.stage == 3.0).astype(float)),
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
        _mean("takes_part", "organisation"),
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
        _mean("tenure", "seat"),
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
        _mean("pressure", "organisation"),
        weekly=False,
        detail=_own("pressure"),
    ),
)
