"""The ten features of systems leadership, measured in a run: a profile of what teams did, never a dial.

Each is a share from 0 to 1 of something that the model does. They are described together, each by one sentence, in the
Virtual Staff College's study of systems leadership (Ghate, Lewis & Welbourn 2013); how each is measured is a choice.
"""

from __future__ import annotations

import numpy as np

from sim.core.arithmetic import Array, total
from sim.core.state import State
from sim.outcomes.base import Outcome, Read
from sim.world.network import at
from sim.world.rows import Aim
from sim.world.world import World

IDLE, ADOPTED = 0.0, 3.0
"""Stages of a joint project, as `projects` has them."""
TINY = 1e-24
"""So that nothing divided by nothing is nothing."""
NOTICED = 0.02
"""Smallest difference between two shares that a reader of the picture would see: a choice."""


def evenness(x: Array) -> Array:
    """Return the effective number of contributors over their number: 1 if all give alike, 1/n if one gives all.

    The inverse Simpson index, a Hill number of order 2 (Hill 1973); 0 where nobody gives. Shape (n, R) to (R,).
    """
    whole, squares = total(x), total(x * x)
    return np.where(whole > 0.0, whole * whole / np.maximum(len(x) * squares, TINY), 0.0)


def equality(x: Array) -> Array:
    """Return one less the Gini coefficient: 1 if all have alike, 1/n if one has all; 0 where there is nothing."""
    count = len(x)
    rank = np.arange(1.0, count + 1.0)[:, None]
    whole, ranked = total(x), total(np.sort(x, axis=0) * rank)
    gini = 2.0 * ranked / np.maximum(count * whole, TINY) - (count + 1.0) / count
    return np.where(whole > 0.0, 1.0 - gini, 0.0)


def _given(state: State, world: World) -> Array:
    """Return the effort that each organisation gave to its partners, (organisations, R)."""
    return world.network.sum_directions(state.delivered_effort)


def _collective(state: State, world: World) -> Array:
    return evenness(_given(state, world))


def _shared_power(state: State, world: World) -> Array:
    """Weigh each leader's word in the own team by what the team puts into joint work."""
    return equality(state.influence * at(_given(state, world), world.network.seat_organisation))


def _relationship_based(state: State, world: World) -> Array:
    work = state.delivered_effort
    return total(work * state.trust) / np.maximum(total(work), TINY)


def _outcome_focus(state: State, world: World) -> Array:
    return world.network.mean_organisation(state.team_vision[:, Aim.POPULATION])[0]


def _shared_values(state: State, world: World) -> Array:
    agreement = world.network.mean_interface(state.agreement)[0]
    return (agreement + world.network.mean_organisation(state.team_purpose)[0]) / 2.0


def _contested(state: State, world: World) -> Array:
    """Of all latent conflict, the share at boundaries where it was raised this month."""
    return total(state.raised * state.conflict) / np.maximum(total(state.conflict), TINY)


def _disturbs(state: State, world: World) -> Array:
    """Half the sum of how far each service's part of all money is from its part at month 0."""
    now, before = np.maximum(state.revenue, 0.0), state.budget
    return total(np.abs(now / total(now) - before / total(before))) / 2.0


def _experimental(state: State, world: World) -> Array:
    return total(((state.stage > IDLE) & (state.stage < ADOPTED)).astype(float)) / len(state.stage)


def leads(state: State, world: World) -> Array:
    """Return how many joint projects each organisation leads, (organisations, R).

    What is ceded of a lead lies with the organisation best placed; the rest with the sponsor who gives most effort.
    """
    given, row = _given(state, world), {name: n for n, name in enumerate(world.network.names["organisation"])}
    held = np.zeros_like(given)
    for number, project in enumerate(world.place.projects):
        running, sponsors = (state.stage[number] > IDLE).astype(float), [row[name] for name in project.sponsors]
        best = row[project.skill_of]
        held[best] = held[best] + running * state.project_lead[number]
        most, rest = given[sponsors].max(axis=0), running * (1.0 - state.project_lead[number])
        for sponsor in sponsors:  # the first of those who give most
            gives_most = (given[sponsor] == most).astype(float)
            held[sponsor] = held[sponsor] + gives_most * rest
            rest = (1.0 - gives_most) * rest
    return held


def _distributed(state: State, world: World) -> Array:
    return evenness(leads(state, world))


def _feature(name: str, short: str, label: str, definition: str, read: Read) -> Outcome:
    return Outcome(name, label, short, "share", definition, "ten features", 0, NOTICED, "C", read, weekly=False)


FEATURES = (
    _feature(
        "collective",
        "Collective",
        "Collective: how many share in joint work",
        "Effective number of organisations that give effort to joint work, over all organisations",
        _collective,
    ),
    _feature(
        "shared_power",
        "Shared power",
        "Shared power: how equal leaders' weight is",
        "One less the Gini coefficient of leaders' influence times their team's joint effort",
        _shared_power,
    ),
    _feature(
        "relationship_based",
        "Relationship based",
        "Relationship based: trust where work is joint",
        "Trust over the boundary, mean over all effort given to partners",
        _relationship_based,
    ),
    _feature(
        "nudging",
        "Influence, not rank",
        "Influence and nudging: influence by trust, not by rank",
        "Part of leaders' influence that rests on trust received, mean over teams",
        lambda s, w: w.network.mean_organisation(s.influence_by_trust)[0],
    ),
    _feature(
        "shared_values",
        "Shared vision and values",
        "Shared vision and values: agreement on aims, weight of the whole",
        "Mean of agreement on aims and of the weight of the whole in what teams value",
        _shared_values,
    ),
    _feature(
        "outcome_focus",
        "Outcomes before process",
        "Product, not process: aims for people, not the own house",
        "How far teams aim at the population's outcomes rather than at their own organisation, mean over teams",
        _outcome_focus,
    ),
    _feature(
        "contested",
        "Conflict spoken of",
        "Conflicted and contested: conflict spoken of",
        "Of all latent conflict, the share at boundaries where it was raised this month",
        _contested,
    ),
    _feature(
        "disturbs",
        "Disturbs the system",
        "Disturbs the system: money that changed its setting",
        "Share of all money that a service has now and had not at month 0",
        _disturbs,
    ),
    _feature(
        "experimental",
        "Experimental",
        "Experimental: joint projects being tried",
        "Share of kinds of joint project that are being approved or piloted",
        _experimental,
    ),
    _feature(
        "distributed",
        "Distributed",
        "Distributed: how many lead a joint project",
        "Effective number of organisations that lead joint projects, over all organisations",
        _distributed,
    ),
)
