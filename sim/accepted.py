"""What the words of a scenario may say: which keys are known, and which values of them are accepted."""

from __future__ import annotations

from typing import Any

from sim.composition import GROUPS, options
from sim.core.given import whole
from sim.core.nearest import PARAMETERS, unknown
from sim.core.parameters import InputError
from sim.declared import declarations
from sim.theories import KEYS, theory_of

MOST_YEARS = 30
PLAIN = {"years": (1, MOST_YEARS), "warm_up_years": (2, 20), "root_seed": (0, 2**31)}


def check_key(key: str, value: Any) -> None:
    """Raise `InputError` unless the key is a known group, whole number or parameter and the value is accepted."""
    if key in GROUPS:
        if value not in options(key):
            raise InputError(unknown(str(value), options(key), key))
    elif key in KEYS:
        theory_of(key, value)
    elif key in PLAIN:
        whole_number(key, value)
    elif key in declarations():
        declarations()[key].check(value)
    else:
        known = [*declarations(), *PLAIN, *GROUPS, *KEYS, "place", "plan", "ablations", "unknowns"]
        raise InputError(unknown(key, known, listed_in=PARAMETERS))


def whole_number(key: str, value: Any, bounds: tuple[int, int] | None = None) -> int:
    """Return a whole number within its bounds, or raise `InputError`."""
    low, high = bounds or PLAIN[key]
    return whole(key, value, low, high)
