"""Who follows a behaviour: all teams or those that take part, in any face; what cannot be decided is refused."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.behaviours.base import Behaviour
from sim.behaviours.common_rule import DecisionParams, leader_choice, organisation_choice
from sim.behaviours.seen import Action, LeaderAction, LeaderSeen, OrganisationSeen
from sim.core.arithmetic import Array
from sim.core.parameters import InputError

_MOST = {"wish": 1e4, "candour": 1e4}


def leaders_choose(behaviour: Behaviour, seen: LeaderSeen, p: DecisionParams) -> LeaderAction:
    """Return what leaders decide: by the behaviour where they follow it, else by the common rule."""
    if type(behaviour).decide_as_leader is Behaviour.decide_as_leader:
        return leader_choice(seen, p)
    where, seats = f"{behaviour.name}.decide_as_leader", seen.purpose
    likes = (seen.trust, seen.trust, seats, seats)
    own = LeaderAction(*checked(where, behaviour.decide_as_leader(seen, p), LeaderAction, likes))
    if behaviour.all_decide:
        return own
    usual, follow = leader_choice(seen, p), seen.takes_part > 0.0
    ties = follow[seen.seat]
    rows = (ties, ties, follow, follow)
    return LeaderAction(*(np.where(*three) for three in zip(rows, own, usual, strict=True)))


def organisations_choose(behaviour: Behaviour, seen: OrganisationSeen, p: DecisionParams) -> Action:
    """Return what organisations decide: by the behaviour where they follow it, else by the common rule."""
    if type(behaviour).decide is Behaviour.decide:
        return organisation_choice(seen, p)
    where, boundaries = f"{behaviour.name}.decide", seen.belief
    likes = (boundaries, boundaries, boundaries, seen.purpose)
    own = Action(*checked(where, behaviour.decide(seen, p), Action, likes))
    if behaviour.all_decide:
        return own
    usual, follow = organisation_choice(seen, p), seen.takes_part > 0.0
    directions = follow[seen.owner]
    rows = (directions, directions, directions, follow)
    return Action(*(np.where(*three) for three in zip(rows, own, usual, strict=True)))


def checked(
    where: str, action: object, kind: type[Action] | type[LeaderAction], likes: tuple[Array, ...]
) -> list[Array]:
    """Return the choices of an action, or raise `InputError` with whose choice of what cannot be."""
    if type(action) is not kind:
        raise InputError(f"{where} returned {type(action).__name__}, expected {kind.__name__}")
    choices: Any = action
    return [
        within(where, field, choice, like) for field, choice, like in zip(kind._fields, choices, likes, strict=True)
    ]


def most_of(field: str) -> float:
    """Return the most that a choice may be."""
    return _MOST.get(field, 1.0)


def within(where: str, field: str, value: object, like: Array) -> Array:
    """Return what was decided or seen if it has the shape of `like` and lies in bounds, or raise `InputError`."""
    try:
        array, most = np.asarray(value, dtype=float), most_of(field)
    except (TypeError, ValueError):
        raise InputError(f"{where}: {field} = {str(value)[:60]!r}: expected numbers") from None
    if array.shape != like.shape:
        raise InputError(f"{where}: {field} has shape {array.shape}, expected {like.shape}")
    if not bool(np.all((array >= 0.0) & (array <= most))):
        raise InputError(f"{where}: {field} = {array.ravel()[:4]}: must lie from 0 to {most:g}")
    return array
