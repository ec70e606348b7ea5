"""What nobody knows, drawn for each future: a world.

Rule      A world gives a value to every parameter that nobody knows and no slider sets. Its number is the seed of its
          draws, too: future k is one world on its own dice, so that what spreads over futures is what we do not know,
          how places differ, and chance.
Formula   Each parameter has its own triangles: half of the worlds lie below the default, half above, and the further
          out the fewer, down to the ends of the plausible range.
Source    Triangles with the default in the middle are a choice. Which worlds agree with what is known: sim.validation.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from sim.core.arithmetic import Array
from sim.core.draws import Streams, keys_of
from sim.core.nearest import PARAMETERS, unknown
from sim.core.parameters import InputError, Role
from sim.declared import declarations, of_interventions, present_name

SEED = 1
DRAWN, DEFAULTS = "drawn", "defaults"


@cache
def unknowns() -> tuple[str, ...]:
    """Return the names of what a world draws: parameters that nobody knows and no slider sets."""
    return tuple(
        key
        for key, declared in declarations().items()
        if declared.role is Role.UNCERTAINTY and declared.varies and declared.ask is None and not of_interventions(key)
    )


def asked_for(value: object) -> tuple[str, ...]:
    """Return the names of what each future draws: all that nobody knows, nothing, or a list.

    Raises:
        InputError: it is none of these, or names what has no range to be drawn from.
    """
    if value in (DRAWN, DEFAULTS):
        return unknowns() if value == DRAWN else ()
    if isinstance(value, str) or not isinstance(value, Sequence) or not all(isinstance(one, str) for one in value):
        raise InputError(
            f"unknowns = {str(value)[:60]!r}: expected drawn (each future is one world), defaults (all as they stand), "
            "or a list such as [trust.asymmetry,decision.price]"
        )
    names = tuple(dict.fromkeys(present_name(one) for one in value))
    for name in names:
        if name not in declarations():
            raise InputError(unknown(name[:80], unknowns(), "parameter", listed_in=PARAMETERS))
        if not declarations()[name].varies or of_interventions(name):
            raise InputError(f"unknowns = [{name}]: a switch, without a plausible range or of a plan, so not drawn")
    return names


def drawn(worlds: Sequence[int], names: Sequence[str] | None = None) -> dict[str, Array]:
    """Return the value of each unknown parameter (or of those named) in some worlds, shape (W,) each."""
    keys = unknowns() if names is None else names
    identities = keys_of(declarations()[key].identity for key in keys)
    unit = Streams(SEED, np.array(worlds, dtype=np.uint64)).at(0).uniform("world", identities)
    return {key: _triangles(key, unit[row]) for row, key in enumerate(keys)}


def _triangles(key: str, unit: Array) -> Array:
    declared = declarations()[key]
    assert declared.plausible is not None
    low, high = declared.plausible
    middle = min(max(float(declared.default), low), high)
    below, above = np.sqrt(2.0 * np.minimum(unit, 0.5)), np.sqrt(2.0 * (1.0 - np.maximum(unit, 0.5)))
    return np.clip(np.where(unit < 0.5, low + (middle - low) * below, high - (high - middle) * above), low, high)
