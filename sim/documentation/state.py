"""docs/state.md: every state variable, with its shape, unit, bounds, first value and owner."""

from __future__ import annotations

import math
from typing import Any

from sim.core.counts import so_many
from sim.core.state import Variable
from sim.declared import DECLARING
from sim.documentation.markdown import MADE, number, plain, table
from sim.model.engine import world_of
from sim.place import load_place
from sim.world.world import World

_ENTITIES = {
    "place": "The whole place",
    "organisation": "Organisations, each with its team of leaders",
    "seat": "Leaders' seats; the person in a seat changes on turnover",
    "tie": "One leader's relationship to another, across a boundary",
    "interface": "Boundaries between two organisations that people in need cross",
    "direction": "The two sides of each boundary: what one organisation does to the other",
    "project": "Kinds of joint project",
    "service": "Services",
    "soft_service": "Services without a waiting list of their own",
    "need": "Kinds of need",
    "pathway": "Ways out of hospital",
    "segment": "Groups of residents, used when results are reported",
    "project_signal": "What joint projects do to care",
    "shunt_signal": "Who shifts cost",
}
_FEW = 8
_INTRODUCTION = """
The state of a run is a set of named arrays: rows of an entity first, the run last (R runs at once; a single run has
R = 1). A rule reads the state and returns changes; it never writes. Only the owner may set a variable; others may move
amounts between stocks that belong to one *balance*, whose total no rule can change. Rows are counted for the default
place. What an intervention owns is there only where a plan has begun it. *At first* is the value before the warm-up,
which the warm-up forgets; where none stands, the rule that owns the variable finds it.
"""


def page() -> str:
    """Return the page."""
    world = _world()
    owned = [(variable, kind) for kind in DECLARING for variable in kind.owns]
    parts = ["# State variables", MADE, _INTRODUCTION.strip()]
    for entity, meaning in _ENTITIES.items():
        mine = [(variable, kind) for variable, kind in owned if variable.entity == entity]
        if mine:
            rows = [_row(variable, kind) for variable, kind in mine]
            heads = ["Variable", "What it is", "Unit", "Bounds", "At first", "Owner"]
            parts += [f"## {entity}", f"{meaning}. {_shape(world, entity, mine)}", table(heads, rows)]
    return "\n\n".join(parts) + "\n"


def entities() -> str:
    """Return the table of entities and their numbers in the default place."""
    world = _world()
    rows = [
        [f"`{entity}`", meaning, _count(world, entity), _names(world, entity)]
        for entity, meaning in _ENTITIES.items()
        if not entity.endswith("_signal")
    ]
    return table(["Entity", "What its rows stand for", "Rows", "Which"], rows, right=(2,))


def _world() -> World:
    return world_of(load_place("anyplace"))


def _count(world: World, entity: str) -> str:
    return "1" if entity == "place" else str(world.size(entity))


def _names(world: World, entity: str) -> str:
    if entity == "place" or world.size(entity) > _FEW:
        return ""
    return ", ".join(name.replace("_", " ") for name in world.names[entity])


def _shape(world: World, entity: str, mine: list[tuple[Variable, Any]]) -> str:
    if entity == "place":
        return "Shape (R,)."
    rows, widths = world.size(entity), sorted({v.width for v, _ in mine if v.width})
    wide = "".join(f", or ({rows}, {width}, R) where {so_many(width, 'numbers')} belong together" for width in widths)
    names = _names(world, entity)
    return f"Shape ({rows}, R){wide}." + (f" Rows: {names}." if names else "")


def _row(variable: Variable, kind: type[Any]) -> list[str]:
    label = plain(variable.label) + (f" ({so_many(variable.width, 'numbers')})" if variable.width else "")
    if variable.conserved:
        label += f"; in the balance *{variable.conserved}*"
    return [
        f"`{variable.name}`",
        label,
        plain(variable.unit),
        _bounds(variable),
        "" if math.isnan(variable.first) else number(variable.first),
        f"[{kind.name}](model.md#{kind.name})",
    ]


def _bounds(variable: Variable) -> str:
    low, high = variable.low, variable.high
    if math.isinf(low) and math.isinf(high):
        return ""
    if math.isinf(high):
        return f"{number(low)} or more"
    return f"{number(low)} to {number(high)}"
