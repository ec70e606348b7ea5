"""sim/core/variables.py: the name of every state variable as a typed attribute, so that a slip of the pen is found."""

from __future__ import annotations

from sim.declared import DECLARING

_HEAD = '''"""The state variables of rules and interventions, as typed attributes: made from them by `make docs`.

Each is an array whose run axis is last; docs/state.md says what its rows are, its unit, its bounds and its owner.
"""

from __future__ import annotations

from sim.core.arithmetic import Array


class Variables:
    """Named arrays of a state."""

'''


def module() -> str:
    """Return the module's text."""
    names = (variable.name for kind in DECLARING for variable in kind.owns)
    return _HEAD + "".join(f"    {name}: Array\n" for name in names)
