"""Reads an outcome off a made-up state of one run, at the place in round numbers."""

from __future__ import annotations

from typing import Any

from sim.core.arithmetic import Array
from sim.outcomes import OUTCOMES
from sim.world.world import World
from tests.unit.relationships.three_organisations import state_of
from tests.unit.round_place import world


def read(name: str, where: World | None = None, /, **values: Any) -> float:
    """Return an outcome's one number, of a state that holds these variables alone."""
    found = OUTCOMES[name].read(state_of(**values), where or world())
    assert found.shape == (1,), f"{name} is not one number a run"
    return float(found[0])


def rows(name: str, where: World | None = None, /, **values: Any) -> tuple[str, Array]:
    """Return what the rows of an outcome's detail are, and their numbers in the one run."""
    detail = OUTCOMES[name].detail
    assert detail is not None, f"{name} has no rows"
    entity, reader = detail
    found = reader(state_of(**values), where or world())
    assert found.shape[1:] == (1,), f"{name} is not one number a row and run"
    return entity, found[:, 0]
