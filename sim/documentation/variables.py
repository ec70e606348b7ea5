"""sim/core/variables: the name of every state variable as a typed attribute, so that a slip of the pen is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sim.interventions import INTERVENTIONS
from sim.mechanisms.schedule import ROUND, WEEK

OWNERS: Mapping[str, tuple[str, str, Sequence[type[Any]]]] = {
    "of_rounds": ("OfRounds", "rules that act every four weeks", ROUND),
    "of_weeks": ("OfWeeks", "rules that act every week", WEEK),
    "of_interventions": ("OfInterventions", "interventions", tuple(INTERVENTIONS.values())),
}
"""Each module, with its class, in words whose variables it names, and who owns them."""

_HEAD = '''"""The state variables of {of}, as typed attributes: made from them by `make docs`.

Each is an array whose run axis is last; docs/state.md says what its rows are, its unit, its bounds and its owner.
"""

from __future__ import annotations

from sim.core.arithmetic import Array


class {name}:
    """Named arrays of {of}."""

'''


def modules() -> dict[str, str]:
    """Return the text of each module by its name."""
    return {name: _module(*owners) for name, owners in OWNERS.items()}


def _module(name: str, of: str, owners: Sequence[type[Any]]) -> str:
    names = (variable.name for kind in owners for variable in kind.owns)
    return _HEAD.format(name=name, of=of) + "".join(f"    {one}: Array\n" for one in names)
