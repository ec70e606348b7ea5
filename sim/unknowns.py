"""What nobody knows, drawn for each future: a world.

Rule      A world gives a value to every parameter that nobody knows and no slider sets. Its number is the seed of its
          draws, too: future k is one world on its own dice, so that what spreads over futures is what we do not know,
          how places differ, and chance.
Formula   Each parameter has its own triangles: half of the worlds lie below the default, half above, and the further
          out the fewer, down to the ends of the plausible range.
          What was screened and moves nothing (`sim.validation.screening`) stands at its default: it is drawn only where
          it is asked for by name. A number that was never screened, or is declared otherwise since, is drawn.
Source    Triangles with the default in the middle are a choice. Which worlds agree with what is known: sim.validation.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sim.core.arithmetic import Array
from sim.core.draws import Streams, keys_of
from sim.core.nearest import PARAMETERS, unknown
from sim.core.parameters import InputError, Role
from sim.declared import declarations, of_interventions, present_name

SEED = 1
DRAWN, DEFAULTS = "drawn", "defaults"
SCREENED = Path(__file__).with_name("screened.json")
LEAST = 0.5
"""Smallest differences: what moves everything by less, wherever it stands in its range, moves nothing."""
MOST_DRAWN = 8  # sets of worlds kept drawn


class Moves(NamedTuple):
    """What a number that nobody knows moves over its range, as it was screened, in smallest differences that matter.

    Attributes:
        most: upper end of a one-sided 95% interval, of the outcome and the arm where that is largest.
        outcome: that outcome.
        effect: mean movement of the effect of working together, of the outcome where that is largest.
        whole: whether it was screened with its whole group, whose figures these are then.
    """

    most: float
    outcome: str
    effect: float
    whole: bool


@cache
def screened() -> dict[str, Any]:
    """Return what was measured last of what unknown numbers move: `numbers` by name, and how."""
    return json.loads(SCREENED.read_text(encoding="utf-8"))


def as_declared(key: str) -> list[float]:
    """Return what a screening of a number rests on: its default, and the ends of its range."""
    declared = declarations()[key]
    assert declared.plausible is not None
    return [float(declared.default), *map(float, declared.plausible)]


@cache
def moves() -> dict[str, Moves]:
    """Return what each number moves, of those that were screened as they are declared now."""
    found = screened()["numbers"]
    return {
        key: Moves(*found[key][3:]) for key in nobody_knows() if key in found and found[key][:3] == as_declared(key)
    }


@cache
def fixed() -> tuple[str, ...]:
    """Return the names of what nobody knows, and what moves nothing, so that it stands at its default."""
    return tuple(key for key, one in moves().items() if one.most < LEAST)


@cache
def unknowns() -> tuple[str, ...]:
    """Return the names of what a world draws: what nobody knows, but for what was screened and moves nothing."""
    still = frozenset(fixed())
    return tuple(key for key in nobody_knows() if key not in still)


@cache
def nobody_knows() -> tuple[str, ...]:
    """Return the names of the parameters that nobody knows and no slider sets."""
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
    return _known(tuple(value))


@lru_cache(maxsize=MOST_DRAWN)
def _known(value: tuple[str, ...]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(present_name(one) for one in value))
    for name in names:
        if name not in declarations():
            raise InputError(unknown(name[:80], unknowns(), "parameter", listed_in=PARAMETERS))
        if not declarations()[name].varies or of_interventions(name):
            raise InputError(f"unknowns = [{name}]: a switch, without a plausible range or of a plan, so not drawn")
    return names


def drawn(worlds: Sequence[int], names: Sequence[str] | None = None) -> dict[str, Array]:
    """Return the value of each unknown parameter (or of those named) in some worlds, shape (W,) each, read-only."""
    return dict(_drawn(tuple(worlds), unknowns() if names is None else tuple(names)))


@lru_cache(maxsize=MOST_DRAWN)
def _drawn(worlds: tuple[int, ...], keys: tuple[str, ...]) -> dict[str, Array]:
    """Draw; the same worlds are asked for again and again, as by the page for every position of a slider."""
    identities = keys_of(declarations()[key].identity for key in keys)
    unit = Streams(SEED, np.array(worlds, dtype=np.uint64)).at(0).uniform("world", identities)
    values = {key: spread(key, unit[row]) for row, key in enumerate(keys)}
    for one in values.values():
        one.flags.writeable = False
    return values


def spread(key: str, unit: Array) -> Array:
    """Return the value of an unknown parameter at each quantile of its draws, shape of `unit`."""
    declared = declarations()[key]
    assert declared.plausible is not None
    low, high = declared.plausible
    middle = min(max(float(declared.default), low), high)
    below, above = np.sqrt(2.0 * np.minimum(unit, 0.5)), np.sqrt(2.0 * (1.0 - np.maximum(unit, 0.5)))
    return np.clip(np.where(unit < 0.5, low + (middle - low) * below, high - (high - middle) * above), low, high)
