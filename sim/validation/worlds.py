"""Worlds (`sim.unknowns`) that agree with what is known of month 0: those are kept, and studies run in them.

Rule      A world is kept if, as today with nothing growing and on the same dice, it moves each figure of month 0 from
          the middle place of the default model no further than the range that published figures leave, and trust no
          further than .03.
Source    history matching: Craig, Goldstein, Seheult & Smith 1997; Vernon, Goldstein & Bower 2010
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from sim.core.parameters import InputError
from sim.model.ensemble import run_arms
from sim.scenario import Scenario, load_scenario
from sim.unknowns import drawn
from sim.validation.month_0 import RANGES

TRIED = 8192
AS_TODAY = ("behaviour=as_today", "pressure=steady", "years=1")
TRUST = ("trust", 0.40, 0.46)
WAVES: Mapping[str, tuple[tuple[str, float, float], ...]] = {
    "month 0": (*((name, low, high) for name, _, low, high, *_ in RANGES), TRUST)
}
"""Figures that entered in each wave, `AS_TODAY` in year 1: outcome, lowest and highest level of the middle place."""
_KEPT = Path(__file__).with_name("worlds.json")


def in_worlds(
    scenario: Scenario, worlds: Sequence[int], but: Sequence[str] = (), names: Sequence[str] | None = None
) -> Scenario:
    """Return a scenario with a world for each run; what it sets itself (`but`) stays as it is.

    Args:
        scenario: what is run in them.
        worlds: their numbers, one a run.
        but: what is not drawn.
        names: what is drawn; what worlds draw if not given.
    """
    return scenario.varied({key: values for key, values in drawn(worlds, names).items() if key not in but})


@cache
def kept() -> tuple[int, ...]:
    """Return the numbers of the worlds that agree with month 0, in order."""
    return tuple(json.loads(_KEPT.read_text(encoding="utf-8"))["kept"])


@cache
def tried() -> int:
    """Return how many worlds were tried to find them."""
    return int(json.loads(_KEPT.read_text(encoding="utf-8"))["tried"])


@cache
def centre() -> Mapping[str, float]:
    """Return the level of the default model's middle place in each figure, as worlds were matched around it."""
    return json.loads(_KEPT.read_text(encoding="utf-8"))["centre"]


def some(count: int) -> tuple[int, ...]:
    """Return the first worlds kept, or raise `InputError` if there are not so many."""
    if not 1 <= count <= len(kept()):
        raise InputError(f"worlds = {count}: expected from 1 to {len(kept())}")
    return kept()[:count]


def agreeing(
    worlds: Sequence[int], around: Mapping[str, float] | None = None, names: Sequence[str] | None = None
) -> tuple[list[int], dict[str, float]]:
    """Find the worlds that agree with month 0.

    Args:
        worlds: numbers to try.
        around: level of the default model's middle place by outcome; found from the same dice if not given.
        names: what is drawn; what worlds draw if not given.

    Returns:
        the worlds kept, and those levels.
    """
    usual = load_scenario(AS_TODAY)
    before, after = (run_arms([one], worlds)[0] for one in (usual, in_worlds(usual, worlds, names=names)))
    targets = [figure for wave in WAVES.values() for figure in wave]
    level_of = dict(around or {name: float(np.median(before.year(name, 1))) for name, *_ in targets})
    good = np.ones(len(worlds), dtype=bool)
    for name, low, high in targets:
        level = level_of[name] + after.year(name, 1) - before.year(name, 1)
        good &= (level >= low) & (level <= high)
    return [world for world, ok in zip(worlds, good, strict=True) if ok], level_of


def write() -> int:
    """Try the worlds anew and keep those that agree (`make worlds`); return how many there are."""
    found, around = agreeing(range(TRIED))
    text = json.dumps({"tried": TRIED, "centre": around, "kept": found})
    _KEPT.write_text(f"{text}\n", encoding="utf-8")
    return len(found)
