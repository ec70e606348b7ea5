"""Worlds: what we do not know, drawn as a whole; those are kept that agree with what is known of month 0.

Rule      A world gives a value to every parameter that nobody knows and no slider sets. Its number is the
          seed of its draws, too: future k is one world on its own dice, so that what spreads over futures is what we do
          not know and chance.
Formula   Each parameter has its own triangles: half of the worlds lie below the default, half above, and the further
          out the fewer, down to the ends of the plausible range. A world is kept if, as today with nothing growing and
          on the same dice, it moves each figure of month 0 from the middle place of the default model no further than
          the range that published figures leave, and trust no further than .03.
Source    history matching: Craig, Goldstein, Seheult & Smith 1997; Vernon, Goldstein & Bower 2010. Triangles with the
          default in the middle are a choice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from sim.analysis.space import uncertainties
from sim.core.arithmetic import Array
from sim.core.draws import Streams, keys_of
from sim.core.parameters import InputError
from sim.model.ensemble import run_arms
from sim.scenario import Scenario, declarations, load_scenario
from sim.validation.month_0 import RANGES

TRIED, SEED = 2048, 1
AS_TODAY = ("behaviour=as_today", "pressure=steady", "years=1")
TRUST = ("trust", 0.40, 0.46)
_KEPT = Path(__file__).with_name("worlds.json")


def unknowns() -> tuple[str, ...]:
    """Return the names of what a world draws: parameters that nobody knows and no slider sets."""
    return tuple(key for key in uncertainties() if getattr(declarations()[key], "ask", None) is None)


def drawn(worlds: Sequence[int]) -> dict[str, Array]:
    """Return the value of each unknown parameter in some worlds, shape (W,) each."""
    keys = unknowns()
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


def in_worlds(scenario: Scenario, worlds: Sequence[int], but: Sequence[str] = ()) -> Scenario:
    """Return a scenario with a world for each run; what it sets itself (`but`) stays as it is."""
    return scenario.varied({key: values for key, values in drawn(worlds).items() if key not in but})


@cache
def kept() -> tuple[int, ...]:
    """Return the numbers of the worlds that agree with month 0, in order."""
    return tuple(json.loads(_KEPT.read_text(encoding="utf-8"))["kept"])


def some(count: int) -> tuple[int, ...]:
    """Return the first worlds kept, or raise `InputError` if there are not so many."""
    if not 1 <= count <= len(kept()):
        raise InputError(f"worlds = {count}: expected from 1 to {len(kept())}")
    return kept()[:count]


def agreeing(worlds: Sequence[int], centre: Mapping[str, float] | None = None) -> tuple[list[int], dict[str, float]]:
    """Find the worlds that agree with month 0.

    Args:
        worlds: numbers to try.
        centre: level of the default model's middle place by outcome; found from the same dice if not given.

    Returns:
        the worlds kept, and the centre.
    """
    usual = load_scenario(AS_TODAY)
    before, after = (run_arms([one], worlds)[0] for one in (usual, in_worlds(usual, worlds)))
    targets = [*((name, low, high) for name, _, low, high, *_ in RANGES), TRUST]
    centre = dict(centre or {name: float(np.median(before.year(name, 1))) for name, *_ in targets})
    good = np.ones(len(worlds), dtype=bool)
    for name, low, high in targets:
        level = centre[name] + after.year(name, 1) - before.year(name, 1)
        good &= (level >= low) & (level <= high)
    return [world for world, ok in zip(worlds, good, strict=True) if ok], centre


def write() -> int:
    """Try the worlds anew and keep those that agree (`make worlds`); return how many there are."""
    found, centre = agreeing(range(TRIED))
    text = json.dumps({"tried": TRIED, "centre": centre, "kept": found})
    _KEPT.write_text(f"{text}\n", encoding="utf-8")
    return len(found)
